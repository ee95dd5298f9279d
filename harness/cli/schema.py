"""`pine-harness schema`."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer


def schema(
    what: Annotated[
        Literal["scenario", "settings", "summary", "verdicts"], typer.Argument(help="Of what")
    ] = "scenario",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it there, not to stdout")] = None,
) -> None:
    """Write a JSON Schema.

    Of scenario files or pine-harness.toml, for editors; of summary.json or a line of verdicts.jsonl, for programs.
    """
    from harness.app.report import published  # imported when called, for a quick start
    from harness.cli.console import out
    from harness.errors import UsageError
    from harness.load.schema import scenario_schema, settings_schema

    written = {"scenario": scenario_schema, "settings": settings_schema}
    text = json.dumps(written[what](), indent=2) + "\n" if what in written else published(what)
    if output is None:
        out().out(text, end="")
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output} cannot be written: {error.strerror or error}") from error
