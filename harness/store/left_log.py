"""A run log that another process left before the run's end, taken over so that the run can go on in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from harness.errors import StoreError, UsageError
from harness.model.record import Record
from harness.store.files import hold, remedy, sync_folder, write_all
from harness.store.run_log import RunLogFile, decoded, raw_lines, read_records


class LeftLog:
    """A log held by this process. `torn` is how many bytes of a last line a crash cut off, 0 for none.

    Raises UsageError when the process that writes it, or one that resumes it, is still there, and StoreError when it
    cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file: BinaryIO = path.open("r+b", buffering=0)
        except OSError as error:
            raise StoreError(f"{path}: the run log cannot be opened: {error.strerror}; {remedy(error)}") from error
        if not hold(self._file) or self._replaced():
            self._file.close()
            raise UsageError(
                f"{path}: another process is still writing this run; wait until it ends, or end it, and resume then"
            )
        self.torn = self._torn()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def records(self) -> Iterator[Record]:
        """Yield the records, but for a torn last line. Raises StoreError for a damaged line before it."""
        return read_records(self._path)

    def go_on(self, keeps: Callable[[Record], bool], *, durable: bool) -> RunLogFile:
        """Leave out the lines that `keeps` does not, and a torn last line, and return the log, to be written on.

        On the disk is the old log or the new one, whatever happens meanwhile. Raises StoreError when the new one
        cannot be written; the old one is then as it was.
        """
        fresh = self._path.with_name(f".{self._path.name}.resuming")
        try:
            fresh.unlink(missing_ok=True)  # of an attempt that was killed
            file = fresh.open("xb", buffering=0)
            try:
                hold(file)
                for number, line in raw_lines(self._path):
                    if line.endswith(b"\n") and keeps(decoded(line, self._path, number)):
                        write_all(file, line)
                os.fsync(file.fileno())
                fresh.replace(self._path)
                sync_folder(self._path.parent)
            except BaseException:
                file.close()
                with suppress(OSError):
                    fresh.unlink()
                raise
        except OSError as error:
            raise StoreError(
                f"{self._path}: the run cannot go on, its log cannot be written anew: {error.strerror}; "
                f"{remedy(error)}; the log is as it was"
            ) from error
        return RunLogFile(self._path, durable=durable, file=file)

    def _replaced(self) -> bool:
        """Whether another process has taken the log over since it was opened."""
        try:
            return os.fstat(self._file.fileno()).st_ino != self._path.stat().st_ino
        except FileNotFoundError:
            return True

    def _torn(self) -> int:
        last = b"\n"
        for _, line in raw_lines(self._path):
            last = line
        return 0 if last.endswith(b"\n") else len(last)
