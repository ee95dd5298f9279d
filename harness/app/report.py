"""Reports of a run, made from its log alone."""

from collections.abc import Iterable
from pathlib import Path

from harness.errors import StoreError
from harness.render.formats import FORMATS
from harness.render.view import RunView
from harness.store.run_log import LOG_NAME, read_records

DEFAULT_FORMATS = ("html", "junit", "json")


def view_of(folder: Path) -> RunView:
    """Read the run kept in a folder. Raises StoreError, naming the log, for one that cannot be read or is no run."""
    path = folder / LOG_NAME
    records = list(read_records(path))
    try:
        return RunView.of(records)
    except StoreError as error:
        raise StoreError(f"{path}: {error}") from error


def write_reports(view: RunView, folder: Path, formats: Iterable[str] = DEFAULT_FORMATS) -> list[Path]:
    """Write a run's reports beside its log and return their paths, in the order of `formats`."""
    written = []
    for name in formats:
        made = FORMATS.find(name)
        path = folder / made.file_name
        try:
            path.write_text(made.render(view), encoding="utf-8")
        except OSError as error:
            raise StoreError(f"{path}: the report cannot be written: {error.strerror or error}") from error
        written.append(path)
    return written
