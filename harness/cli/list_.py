"""`pine-harness list`."""

from harness.app.arguments import variables_of
from harness.cli.options import Paths, Tags, Variables, Words, paths_or_default


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
    for scenario in chosen:
        where = f"{scenario.span.file}:{scenario.span.line}"
        shown = (scenario.scenario_id, scenario.title, " ".join(scenario.tags), where)
        table.add_row(*(one_line(text) for text in shown))
    print_rows(table)
