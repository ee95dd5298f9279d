"""Writing and reading `reports/<run-id>/run.jsonl`."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from harness.errors import StoreError, UsageError
from harness.model.record import DialIntended, DialSettled, Record, RunEnded, RunResumed
from harness.store.files import hold, remedy, sync_folder, write_all
from harness.wire.records import decode, encode

LOG_NAME = "run.jsonl"
LATEST = "latest"

_ON_DISK: Final = (DialIntended, DialSettled, RunResumed, RunEnded)
"""What a durable log has on disk, with all that stands before it, when `write` returns."""


class RunLogFile:
    """A run log being written, by this process alone. A `durable` one is on disk before a call can be dialled.

    `file` is a log that was begun before, open at its end, without buffer and held; else there must be none at `path`.

    Raises StoreError, naming the file and the cause, when a line cannot be kept; the log then ends with the line before
    it and takes no other.
    """

    def __init__(self, path: Path, *, durable: bool = False, file: BinaryIO | None = None) -> None:
        self.path, self._durable = path, durable
        self._broken: StoreError | None = None
        self._end = 0
        if file is not None:
            self._file = file
            self._end = file.tell()
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("xb", buffering=0)
            hold(self._file)
            if durable:
                sync_folder(path.parent)
        except OSError as error:
            raise StoreError(f"{self.path}: the run log cannot be made: {error.strerror}") from error

    def write(self, record: Record) -> None:
        """Append one record as a line and flush it."""
        self._append(encode(record).encode() + b"\n", on_disk=isinstance(record, _ON_DISK))

    def copy(self, line: bytes) -> None:
        """Append a line of another log, with its line end, as it stands there, and flush it."""
        self._append(line, on_disk=False)

    def _append(self, line: bytes, *, on_disk: bool) -> None:
        if self._broken is not None:
            raise self._broken
        try:
            write_all(self._file, line)
            if self._durable and on_disk:
                os.fsync(self._file.fileno())
        except OSError as error:
            self._broken = self._cannot_write(error)
            with suppress(OSError):
                self._file.truncate(self._end)  # half a line with another after it could not be read
            raise self._broken from error
        self._end += len(line)

    def _cannot_write(self, error: OSError) -> StoreError:
        return StoreError(
            f"{self.path}: a line cannot be written: {error.strerror}; what was written before is kept: "
            f"{remedy(error)}, then pine-harness resume {self.path.parent.name}"
        )

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
        for number, line in raw_lines(path):
            if line.endswith(b"\n"):
                yield decoded(line, path, number)
    except OSError as error:
        raise StoreError(f"{path}: the run log cannot be read: {error.strerror or error}") from error


def raw_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield a file's lines with their numbers, from 1, and their line ends."""
    with path.open("rb") as file:  # as bytes: a crash may tear a line within a character
        yield from enumerate(file, start=1)


def decoded(line: bytes, path: Path, number: int) -> Record:
    """Read one line of a log. Raises StoreError with its place."""
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
