"""`pine-harness init`."""

from pathlib import Path
from typing import Annotated

import typer


def init(folder: Annotated[Path, typer.Argument(help="An empty or new folder")] = Path()) -> None:
    """Make a small suite to start from.

    Nothing that exists is overwritten.
    """
    from harness.app.starter import make_suite  # imported when called, for a quick start
    from harness.cli.console import out

    console = out()
    for path in make_suite(folder):
        console.print(f"made {path}")
    console.print("next: pine-harness run" if folder == Path() else f"next: cd {folder} && pine-harness run")
