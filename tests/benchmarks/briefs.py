"""`python -m tests.benchmarks.briefs`: how well the simulated agent reads briefs, as Markdown for docs/simulation.md.

`--corpus first|second` chooses the corpus. `--half tune|opened|unseen|all` chooses the briefs: those that the readers
were tuned on (the first corpus only), those that were opened later, and those that nobody who wrote the readers has
looked at. `--misses` lists what was read wrong or missed.
"""

import argparse
from collections.abc import Iterator

from tests.mock_gateway.simulation.reading import ROLES, Case, Finding, cases, findings, halves, score, second_cases


def table(found: list[Finding], count: int) -> Iterator[str]:
    """Yield the lines of a table: a role each, and all of them."""
    yield "| role | facts | read | precision | recall |"
    yield "| --- | --- | --- | --- | --- |"
    for role in (*ROLES, ""):
        own = [finding for finding in found if not role or finding.role == role]
        result = score(own)
        said, taken = result.right + result.missed, result.right + result.wrong
        name = f"`{role}`" if role else f"all, {count} briefs"
        yield f"| {name} | {said} | {taken} | {_share(result.precision)} | {_share(result.recall)} |"


def misses(found: list[Finding]) -> Iterator[str]:
    """Yield a line for each fact that was not read as labelled."""
    for finding in found:
        if not finding.is_right:
            label = "-" if finding.labelled is None else repr(finding.labelled)
            yield f"- {finding.case}, {finding.role}: said {label}, read {finding.read!r}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _parts(corpus: str) -> dict[str, list[Case]]:
    """Return the briefs of a corpus by their half."""
    if corpus == "second":
        opened, unseen = second_cases()
        return {"tune": [], "opened": opened, "unseen": unseen, "all": [*opened, *unseen]}
    listed = cases()
    tuned, others = halves(listed)
    opened, unseen = halves(others)
    return {"tune": tuned, "opened": opened, "unseen": unseen, "all": listed}


def main() -> None:
    """Print the table of the halves that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.briefs", description=main.__doc__)
    parser.add_argument("--corpus", choices=("first", "second"), default="first")
    parser.add_argument("--half", choices=("tune", "opened", "unseen", "all"), default="all")
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    part = _parts(chosen.corpus)[chosen.half]
    found = findings(part)
    lines = misses(found) if chosen.misses else table(found, len(part))
    for line in lines:
        print(line)  # noqa: T201 printing is what a measurement does


if __name__ == "__main__":
    main()
