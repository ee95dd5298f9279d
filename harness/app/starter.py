"""A small suite to start from, written into a folder."""

import json
from importlib.abc import Traversable
from importlib.resources import files
from pathlib import Path

from harness.errors import UsageError
from harness.load.schema import scenario_schema

TEMPLATE = "starter_suite"
SCHEMA_FILE = Path("scenarios", "scenario.schema.json")


def make_suite(folder: Path) -> list[Path]:
    """Write the starter suite and the editor schema beside it, and return the paths made.

    Raises UsageError, having written nothing, when one of the files exists or the folder cannot be written to.
    """
    contents = dict(_texts(files("harness.app") / TEMPLATE, Path()))
    contents[SCHEMA_FILE] = json.dumps(scenario_schema(), indent=2) + "\n"
    taken = [str(folder / name) for name in contents if (folder / name).exists()]
    if taken:
        raise UsageError(f"{', '.join(taken)}: already there, and nothing was written; name another folder")
    made = []
    for name, text in contents.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{path} cannot be written: {error.strerror or error}") from error
        made.append(path)
    return made


def _texts(entry: Traversable, at: Path) -> list[tuple[Path, str]]:
    if entry.is_file():
        return [(at, entry.read_text(encoding="utf-8"))]
    return [
        found
        for child in sorted(entry.iterdir(), key=lambda child: child.name)
        for found in _texts(child, at / child.name)
    ]
