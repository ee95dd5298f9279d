"""`pine-harness compare`."""

import sys
from typing import Annotated, Literal

import typer

from harness.cli.options import Out


def compare(
    before: Annotated[str, typer.Argument(help="A run: its id, `latest`, or its folder")],
    after: Annotated[str | None, typer.Argument(help="The run to compare with it; absent with --variants")] = None,
    variants: Annotated[
        tuple[str, str] | None, typer.Option(metavar="BEFORE AFTER", help="Compare two variants within the one run")
    ] = None,
    fail_on: Annotated[
        Literal["regression", "significant"] | None,
        typer.Option(help="Exit 1 when a scenario newly fails, or when the pass rate fell by more than chance"),
    ] = None,
    wire: Annotated[
        bool, typer.Option("--wire", help="Compare what went over the wire, not what was said; exit 1 where it differs")
    ] = False,
    format_: Annotated[
        Literal["text", "markdown"], typer.Option("--format", help="What to print; the page is written anyway")
    ] = "text",
    seed: Annotated[
        int | None, typer.Option(min=0, help="What the bootstrap draws from; absent: from the names")
    ] = None,
    out: Out = None,
) -> None:
    """Compare two runs, or two variants of one.

    Scenario by scenario: what newly fails, what is fixed, and whether the pass rates differ by more than chance.
    With --wire, answer by answer: status, error code, order of checks, fields, types, events, timing class.
    """
    if wire:
        _compare_wire(before, after, format_, out)
    from harness.app.comparing import CompareRequest, compare_runs  # imported when called, for a quick start
    from harness.app.requests import reports_folder
    from harness.cli.console import err
    from harness.cli.console import out as stdout
    from harness.render.comparison_text import terminal

    request = CompareRequest(before=before, after=after, variants=variants, seed=seed, reports=reports_folder(out))
    compared = compare_runs(request)
    if format_ == "markdown":
        sys.stdout.write(compared.markdown)
        err().print(f"page: {compared.page}")
    else:
        stdout().print(terminal(compared.view))
        stdout().print(f"page: {compared.page}")
    view = compared.view
    worse = {"regression": view.regressed, "significant": view.significantly_worse}
    raise typer.Exit(1 if fail_on is not None and worse[fail_on] else 0)


def _compare_wire(before: str, after: str | None, format_: str, out: Out) -> None:
    from harness.app.drift import drift_between  # imported when called, for a quick start
    from harness.app.requests import reports_folder
    from harness.cli.console import out as stdout
    from harness.render.drift_text import markdown, terminal

    view = drift_between(before, after, reports_folder(out))
    if format_ == "markdown":
        sys.stdout.write(markdown(view))
    else:
        stdout().print(terminal(view))
    raise typer.Exit(1 if view.differs else 0)
