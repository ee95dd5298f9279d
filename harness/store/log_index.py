"""A run log read once: its small records decoded, and the lines that tell details of a trial left where they stand.

What was said and sent is nearly all of a log. A report of 10,000 calls needs few of them decoded, and the rest copied.
"""

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from harness.errors import StoreError
from harness.model.record import Record
from harness.wire.records import decode

_DETAIL = re.compile(rb'\{"trial_id":("(?:[^"\\]|\\.)*"),"(?:exchange|observation|judgement)":')


class LogIndex:
    """One log file. `records` must be read to its end before `lines` is asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: defaultdict[str, array[int]] = defaultdict(_places)

    def records(self) -> Iterator[Record]:
        """Yield the log's small records in order, but for a torn last line. Raises StoreError on a damaged one."""
        at = 0
        try:
            with self._path.open("rb") as file:
                for number, line in enumerate(file, start=1):
                    if not line.endswith(b"\n"):
                        return
                    detail = _DETAIL.match(line)
                    if detail:
                        self._places[_text(detail[1])].extend((at, len(line)))
                    else:
                        yield self._decoded(line, number)
                    at += len(line)
        except OSError as error:
            raise self._unreadable(error) from error

    def lines(self, trial_id: str) -> Iterator[str]:
        """Yield a trial's lines of exchanges, observations and judgements, without their line ends."""
        try:
            with self._path.open("rb") as file:
                places = iter(self._places.get(trial_id, ()))
                for start, size in zip(places, places, strict=True):
                    file.seek(start)
                    yield file.read(size).decode().rstrip("\n")
        except OSError as error:
            raise self._unreadable(error) from error
        except UnicodeDecodeError as error:
            raise StoreError(f"{self._path}: trial {trial_id}: not UTF-8 text: {error.reason}") from error

    def _decoded(self, line: bytes, number: int) -> Record:
        try:
            return decode(line.decode())
        except UnicodeDecodeError as error:
            raise StoreError(f"{self._path}:{number}: not UTF-8 text: {error.reason}") from error
        except StoreError as error:
            raise StoreError(f"{self._path}:{number}: {error}") from error

    def _unreadable(self, error: OSError) -> StoreError:
        return StoreError(f"{self._path}: the run log cannot be read: {error.strerror or error}")


def _places() -> "array[int]":
    """Make a list of offsets and lengths by turns, at a sixth of the memory of pairs."""
    return array("Q")


def _text(quoted: bytes) -> str:
    """Read a JSON text; hardly any has an escape in it."""
    return json.loads(quoted) if b"\\" in quoted else quoted[1:-1].decode()
