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
    from harness.load.schema import scenario_schema, settings_schema  # imported when called, for a quick start

    text = json.dumps(scenario_schema() if what == "scenario" else settings_schema(), indent=2) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
