"""Arguments and options that more than one command takes."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATHS", help="Scenario files, or folders of them [scenarios]")
]
Words = Annotated[list[str] | None, typer.Option("-k", metavar="WORD", help="Only ids or titles with WORD; repeatable")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only scenarios with this tag; repeatable")
]
Variables = Annotated[
    list[str] | None, typer.Option("--var", metavar="NAME=VALUE", help="Set {{ NAME }}; wins over vars")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="The folder that runs are kept in [reports]")]

DEFAULT_PATH = Path("scenarios")


def paths_or_default(paths: list[Path] | None) -> list[Path]:
    """Return the paths given, else the folder `scenarios`."""
    return paths or [DEFAULT_PATH]
