"""Writing and reading `reports/<run-id>/run.jsonl`."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from harness.errors import StoreError, UsageError
from harness.model.record import Record
from harness.wire.records import decode, encode

LOG_NAME = "run.jsonl"
LATEST = "latest"


class RunLogFile:
    """A run log being written. Raises StoreError, naming the file and the cause, when a line cannot be kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: TextIO = self.path.open("x", encoding="utf-8", newline="\n")
        except OSError as error:
            raise StoreError(f"{self.path}: the run log cannot be made: {error.strerror or error}") from error

    def write(self, record: Record) -> None:
        """Append one record as a line and flush it."""
        try:
            self._file.write(encode(record) + "\n")
            self._file.flush()
        except OSError as error:
            raise StoreError(f"{self.path}: a line cannot be written: {error.strerror or error}") from error

    def close(self) -> None:
        """Close the file. Raises StoreError when what is left of it cannot be written."""
        try:
            self._file.close()
        except OSError as error:
            raise StoreError(f"{self.path}: the run log cannot be closed: {error.strerror or error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except StoreError:
            if error is None:  # else what ended the run is the error to show: on a full disk, the line that did not fit
                raise


def read_records(path: Path) -> Iterator[Record]:
    """Yield a log's records in order, but for a torn last line, as a crash leaves it; raises StoreError on others."""
    try:
        with path.open("rb") as file:  # as bytes: a crash may tear a line within a character
            for number, line in enumerate(file, start=1):
                if not line.endswith(b"\n"):
                    return
                yield _decoded(line, path, number)
    except OSError as error:
        raise StoreError(f"{path}: the run log cannot be read: {error.strerror or error}") from error


def _decoded(line: bytes, path: Path, number: int) -> Record:
    try:
        return decode(line.decode())
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}:{number}: not UTF-8 text: {error.reason}") from error
    except StoreError as error:
        raise StoreError(f"{path}:{number}: {error}") from error


def point_latest_at(folder: Path) -> None:
    """Make `latest`, beside a run's folder, point at it: a link, or a text file where links cannot be made.

    Raises StoreError when neither can be, as where a folder of that name stands.
    """
    latest = folder.parent / LATEST
    fresh = folder.parent / f".{LATEST}-{folder.name}"
    try:
        fresh.unlink(missing_ok=True)  # a crash may have left one
        try:
            fresh.symlink_to(folder.name, target_is_directory=True)
        except OSError:
            fresh.write_text(folder.name + "\n", encoding="utf-8")
        fresh.replace(latest)
    except OSError as error:
        raise StoreError(f"{latest}: cannot be made to point at {folder.name}: {error.strerror or error}") from error


def find_run(run: str, reports: Path) -> Path:
    """Return the folder of a run named by its id, `latest`, a unique beginning of an id, its folder or its log file.

    Raises UsageError that lists the newest runs when there is none.
    """
    for candidate in (Path(run), reports / run):
        if candidate.is_file() and candidate.name == LOG_NAME:
            return candidate.parent
        if candidate.is_file() and candidate.name == LATEST:
            candidate = candidate.parent / candidate.read_text(encoding="utf-8").strip()
        if (candidate / LOG_NAME).is_file():
            return candidate.resolve() if candidate.is_symlink() else candidate
    runs = run_ids(reports)
    starting = [run_id for run_id in runs if run_id.startswith(run)]
    if len(starting) == 1:
        return reports / starting[0]
    known = f"the newest runs there: {', '.join(runs[-5:])}" if runs else "there are no runs there yet"
    what = "more than one run" if starting else "no run"
    raise UsageError(f"{what} called {run!r} in {reports}/; {known}")


def run_ids(reports: Path) -> list[str]:
    """Return the ids of the runs kept under a folder, oldest first."""
    if not reports.is_dir():
        return []
    return sorted(entry.name for entry in reports.iterdir() if not entry.is_symlink() and (entry / LOG_NAME).is_file())
