"""`pine-harness schema`."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer


def schema(
    what: Annotated[Literal["scenario", "settings"], typer.Argument(help="Of what")] = "scenario",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write it there, not to stdout")] = None,
) -> None:
    """Write the JSON Schema that editors use.

    Of scenario files, or of pine-harness.toml.
    """
    from harness.cli.console import out  # imported when called, for a quick start
    from harness.errors import UsageError
    from harness.load.schema import scenario_schema, settings_schema

    text = json.dumps(scenario_schema() if what == "scenario" else settings_schema(), indent=2) + "\n"
    if output is None:
        out().out(text, end="")
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {output} cannot be written: {error.strerror or error}") from error
