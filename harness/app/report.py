"""Reports of a run, made from its log alone."""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from harness.errors import StoreError
from harness.render.formats import FORMATS
from harness.render.view import RunView
from harness.store.log_index import LogIndex
from harness.store.run_log import LOG_NAME

DEFAULT_FORMATS = ("html", "junit", "json")


def known_formats(names: Iterable[str] | None) -> tuple[str, ...]:
    """Return the formats asked for, each once; where none are, those of every run. Raises UnknownName."""
    return tuple(dict.fromkeys(FORMATS.find(name).name for name in names)) if names else DEFAULT_FORMATS


def tell_ci(view: RunView, formats: Iterable[str], environment: Mapping[str, str]) -> str:
    """Return what a CI server wants on the terminal, and append Markdown to the job summary where GitHub has one.

    Raises StoreError when that summary cannot be written.
    """
    asked = set(formats)
    summary = environment.get("GITHUB_STEP_SUMMARY")
    if "markdown" in asked and summary:
        try:
            with Path(summary).open("a", encoding="utf-8") as file:
                file.writelines(FORMATS.find("markdown").pieces(view))
        except OSError as error:
            raise StoreError(f"{summary}: the job summary cannot be written: {error.strerror or error}") from error
    return "".join(FORMATS.find("github").pieces(view)) if "github" in asked else ""


def view_of(folder: Path) -> RunView:
    """Read the run kept in a folder. Raises StoreError, naming the log, for one that cannot be read or is no run."""
    path = folder / LOG_NAME
    index = LogIndex(path)
    try:
        return RunView.of(index.records(), index)
    except StoreError as error:
        if str(error).startswith(str(path)):
            raise
        raise StoreError(f"{path}: {error}") from error


def write_reports(view: RunView, folder: Path, formats: Iterable[str] = DEFAULT_FORMATS) -> list[Path]:
    """Write a run's reports beside its log and return their paths, in the order of `formats`."""
    written = []
    for name in formats:
        made = FORMATS.find(name)
        path = folder / made.file_name
        try:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(made.pieces(view))
        except OSError as error:
            raise StoreError(f"{path}: the report cannot be written: {error.strerror or error}") from error
        written.append(path)
    return written


def published(name: str) -> str:
    """Return the JSON Schema of `summary` (summary.json) or `verdicts` (a line of verdicts.jsonl)."""
    return files("harness.render").joinpath("schemas", f"{name}.schema.json").read_text(encoding="utf-8")
