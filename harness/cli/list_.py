"""`pine-harness list`."""

from typing import TYPE_CHECKING

from harness.app.arguments import variables_of
from harness.cli.options import Paths, Tags, Variables, Words, paths_or_default

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harness.model.scenario import Scenario


def list_scenarios(paths: Paths = None, words: Words = None, tags: Tags = None, variables: Variables = None) -> None:
    """List the scenarios that would run."""
    import typer  # imported when called, for a quick start

    from harness.app.scenarios import load_scenarios
    from harness.cli.console import columns, complain, print_rows
    from harness.render.words import one_line
    from harness.runner.gate import ExitCode
    from harness.runner.plan import Selection

    scenarios, _ = load_scenarios(paths_or_default(paths), variables_of(variables))
    selection = Selection(words=tuple(words or ()), tags=tuple(tags or ()))
    chosen = [scenario for scenario in scenarios if selection.takes(scenario)]
    if not chosen:
        complain(f"nothing selected of {len(scenarios)} scenarios")
        raise typer.Exit(ExitCode.NOTHING_SELECTED)
    table = columns("id", "title", "tags", "where")
    for below, row in rows(chosen):
        name, *rest = (one_line(text) for text in row)
        table.add_row(f"  {name}" if below else name, *rest)
    print_rows(table)


def rows(scenarios: "Sequence[Scenario]") -> "Iterator[tuple[bool, tuple[str, str, str, str]]]":
    """Yield id, title, tags and place of each scenario; variants and cells stand below their family, and say so."""
    above = ""
    for scenario in scenarios:
        if scenario.family and scenario.family != above:
            many = sum(other.family == scenario.family for other in scenarios)
            yield False, (scenario.family, f"{many} scenarios", "", "")
        above = scenario.family
        where = f"{scenario.span.file}:{scenario.span.line}"
        yield bool(scenario.family), (scenario.scenario_id, scenario.title, " ".join(scenario.tags), where)
