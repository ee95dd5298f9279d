"""Make the tables of docs/simulation.md: how simulated calls react, whether they are honest, and how they read.

`python -m tests.benchmarks.simulation_report [TABLE ...] [--dialogues DIR] [--into docs/simulation.md]` prints the
tables that are named, or all; `--into` writes each between its two markers in a page instead. TABLE `disagreements`
lists every call in which a check and the books disagree. DIR is a folder of labelled dialogues, as in grading.py.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from harness.model.call import FOLDED_STATUS
from harness.stats.intervals import wilson
from tests.prove.simulation.agreement import Compared, agreeing_calls, answered, comparisons, fault_of
from tests.prove.simulation.exact import falls, rises
from tests.prove.simulation.experiments import (
    both_agreed,
    by_level,
    insisted_on,
    leverage,
    negotiations,
    outcomes,
    with_irrelevant_sentences,
    without_a_fact,
)
from tests.prove.simulation.manner import Manner, domains, human, manner_of, simulated
from tests.prove.simulation.outcomes import holds
from tests.prove.simulation.sample import sample
from tests.prove.simulation.situations import LEVELS, SEEDS, situations
from tests.prove.simulation.transcripts import invented, not_borne_out, says_limit_first

Lines = Iterator[str]


def levels() -> Lines:
    """Yield successes by the level of the brief."""
    yield from _head("situation", "poor", "fair", "good", "p, poor to fair", "p, fair to good")
    for situation in situations():
        found = by_level(situation.name)
        steps = [rises(found["poor"], found["fair"]), rises(found["fair"], found["good"])]
        yield _row(situation.name, *(_share(found[level]) for level in LEVELS), *(f"{p:.1g}" for p in steps))


def facts() -> Lines:
    """Yield successes of the good brief without one of its facts."""
    yield from _head("situation", "good brief", "without one fact")
    for situation in situations():
        whole = sum(by_level(situation.name)["good"])
        without = ", ".join(f"{fact} {sum(found)}" for fact, found in without_a_fact(situation).items())
        yield _row(situation.name, str(whole), without)


def insisted() -> Lines:
    """Yield what becomes of a call without the fact that its callee insists on."""
    yield from _head("situation", "fact", "with it", "without it", "the books then")
    for situation in situations():
        tried = insisted_on(situation)
        made = [
            sum(holds(situation.success, call.books) for call in calls) for calls in (tried.with_it, tried.without_it)
        ]
        refusals = Counter(str(call.books.get("refused")) for call in tried.without_it)
        shown = ", ".join(f"{why} ({count})" for why, count in refusals.most_common())
        yield _row(situation.name, situation.insisted.fact, str(made[0]), str(made[1]), shown)


def prices() -> Lines:
    """Yield agreed prices as leverage is added."""
    yield from _head("negotiation", "the brief has", "deals", "mean agreed price", "mean price paid after", "p")
    for situation in negotiations():
        rungs = leverage(situation)
        for before, rung in zip((None, *rungs), rungs, strict=False):
            p = max(falls(before.paid, rung.paid), falls(*both_agreed(before, rung))) if before else None
            paid = f"{sum(rung.paid) / len(rung.paid):.2f}"
            shown = "" if p is None else f"{p:.1g}"
            yield _row(situation.name, rung.title, str(rung.deals), f"{rung.mean_agreed:.2f}", paid, shown)


def callers() -> Lines:
    """Yield what becomes of a negotiation in the hands of a communicator."""
    yield from _head("negotiation", "negotiator", "communicator", "p")
    for situation in negotiations():
        other = outcomes(situation, situation.written(situation.facts, caller="communicator"))
        good = by_level(situation.name)["good"]
        yield _row(situation.name, _share(good), _share(other), f"{rises(other, good):.1g}")


def irrelevant() -> Lines:
    """Yield how often an irrelevant sentence leaves the books as they are."""
    yield from _head("situation", "same books", "sentences that changed some")
    for situation in situations():
        tried = with_irrelevant_sentences(situation)
        changed = Counter(one.sentence for one in tried if not one.same)
        shown = "; ".join(f"{sentence} ({count})" for sentence, count in changed.most_common(4))
        yield _row(situation.name, _share([one.same for one in tried]), shown)


def honesty() -> Lines:
    """Yield what holds of every call of the sample."""
    calls = sample()
    limited = [drawn for drawn in calls if drawn.labelled.limit is not None]
    beyond = [one for one in limited if one.books.get("agreed_price", 0) > (one.labelled.limit or 0)]
    counted = {
        "the agent says a name, number, date, time or price from nowhere": [bool(invented(one)) for one in calls],
        "the transcript does not bear the books out": [bool(not_borne_out(one)) for one in calls],
        "the call is longer than it may be": [one.call.duration_seconds > one.max_seconds for one in calls],
        "it ends in a status that nobody knows": [one.call.raw_status not in FOLDED_STATUS for one in calls],
        "a price beyond the limit is accepted": [one in beyond for one in limited],
        "the limit is named before the callee named it": [says_limit_first(one) is not None for one in limited],
    }
    yield from _head("what must not be", "calls", "of")
    for title, found in counted.items():
        yield _row(title, str(sum(found)), f"{len(found):,}")


def agreement() -> Lines:
    """Yield how often each check says what the books say."""
    agreeing, calls = agreeing_calls()
    yield f"Calls in which every check and the books agree: {_of(agreeing, calls)}."
    yield ""
    yield from _head("comparison", "books yes", "books no", "agreement")
    kinds: dict[str, list[Compared]] = {}
    for compared in comparisons():
        kinds.setdefault(compared.kind, []).append(compared)
    for kind, found in sorted(kinds.items()):
        said = [compared.books_say for compared in found]
        agreed = sum(compared.agrees for compared in found)
        yield _row(kind, str(said.count(True)), str(said.count(False)), _of(agreed, len(found)))


def faults() -> Lines:
    """Yield the disagreements by whose fault they are."""
    found = Counter((fault_of(one).fault, one.group, fault_of(one).why) for one in comparisons() if not one.agrees)
    yield from _head("whose fault", "comparison", "class", "count")
    for (fault, group, why), count in sorted(found.items(), key=lambda item: (item[0][0], -item[1])):
        yield _row(fault, group, why, str(count))


def disagreements() -> Lines:
    """Yield every disagreement, with what the check stood on."""
    for one in comparisons():
        if not one.agrees:
            fault = fault_of(one)
            yield f"{fault.fault}: {one.group} ({fault.why})"
            yield f"    {answered(one)}"
            yield f"    {one.drawn.title}"


def manner(folder: Path | None) -> Lines:
    """Yield how simulated calls read, beside human dialogues of the same domain."""
    yield from _head(
        "domain", "of", "dialogues", "turns", "words a turn: caller, callee", "questions: caller, callee", "holds"
    )
    for domain in domains():
        yield from _manner_rows(domain, "simulated", manner_of(simulated(domain)))
        if folder is not None:
            yield from _manner_rows(domain, "human", manner_of(human(folder, domain)))


def _manner_rows(domain: str, of: str, found: Manner | None) -> Lines:
    if found is not None:
        words = f"{found.words['agent']:.1f}, {found.words['user']:.1f}"
        questions = f"{found.questions['agent']:.1f}, {found.questions['user']:.1f}"
        yield _row(domain, of, str(found.calls), f"{found.turns:.1f}", words, questions, f"{found.holds:.2f}")


def _head(*titles: str) -> Lines:
    yield _row(*titles)
    yield _row(*("---" for _ in titles))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _share(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)}" if len(found) != len(SEEDS) else f"{100 * sum(found) / len(found):g} %"


def _of(count: int, total: int) -> str:
    sure = wilson(count, total)
    interval = f" ({100 * sure.low:.1f} to {100 * sure.high:.1f})" if sure else ""
    return f"{count:,} of {total:,}, {100 * count / total:.2f} %{interval}" if total else "none"


Table = Callable[[], Lines]


def tables(folder: Path | None) -> Mapping[str, Table]:
    """Return every table by its name."""
    plain = (levels, facts, insisted, prices, callers, irrelevant, honesty, agreement, faults)
    return {table.__name__: table for table in plain} | {"manner": lambda: manner(folder)}


def replaced(page: str, name: str, lines: Lines) -> str:
    """Return `page` with a table between its markers; ValueError where it has none."""
    opening, closing = f"<!-- table: {name} -->", "<!-- /table -->"
    pattern = re.compile(re.escape(opening) + r".*?" + re.escape(closing), re.S)
    if not pattern.search(page):
        raise ValueError(f"the page has no {opening} ... {closing}")
    text = "\n".join((opening, *lines, closing))
    return pattern.sub(lambda _: text, page)


def main() -> None:
    """Print the tables, or write them into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", nargs="*")
    parser.add_argument("--dialogues", type=Path)
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    known = {**tables(options.dialogues), "disagreements": disagreements}
    if unknown := sorted(set(options.table) - set(known)):
        parser.error(f"no table {', '.join(unknown)}; there are {', '.join(known)}")
    wanted = options.table or [name for name in known if name != "disagreements"]
    if options.into is None:
        for name in wanted:
            print(f"\n## {name}\n", *known[name](), sep="\n")  # noqa: T201 - printing is what a report does
        return
    page = options.into.read_text(encoding="utf-8")
    for name in wanted:
        page = replaced(page, name, known[name]())
    options.into.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
