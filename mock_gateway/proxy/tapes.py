"""The cassettes of a directory: one file for each call, one for the rest of each session, always whole on disk."""

import json
import os
import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from harness.errors import StoreError, UsageError
from harness.model.exchange import Exchange
from harness.wire import cassette


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is held in memory.

    A tape beyond its bounds goes on in a next file; beyond `open_bytes` of all tapes, the one that was quiet longest is
    closed.
    """

    tape_exchanges: int = 500
    tape_bytes: int = 8 * 1024 * 1024
    open_bytes: int = 48 * 1024 * 1024


_OVERHEAD_BYTES = 500
_UNSAFE = re.compile(r"[^A-Za-z0-9@._+-]+")
_LONGEST_NAME = 100


class _Tape:
    """The exchanges of one file, each as the JSON text that is written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.exchanges: list[str] = []
        self.size = 0
        self.dirty = False


class Tapes:
    """Takes redacted exchanges and writes them; a directory that holds cassettes already is added to.

    Raises UsageError for a directory that cannot be made or written to.
    """

    def __init__(self, directory: Path, limits: Limits | None = None) -> None:
        self._directory, self._limits = directory, limits or Limits()
        self._open: OrderedDict[str, _Tape] = OrderedDict()
        self._taken: set[Path] = set()
        self._size = 0
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"the directory {directory} cannot be made: {error.strerror}") from None
        if not os.access(directory, os.W_OK | os.X_OK):
            raise UsageError(f"the directory {directory} cannot be written to")

    def __contains__(self, label: str) -> bool:
        return label in self._open

    @property
    def size(self) -> int:
        """About how many bytes are held in memory."""
        return self._size

    def add(self, label: str, exchange: Exchange) -> None:
        """Put an exchange on the tape with this label, numbered within it; `flush` writes it.

        Raises CassetteError for an exchange that still holds a secret, StoreError when a full tape cannot be written.
        """
        tape = self._open.get(label)
        seq = len(tape.exchanges) + 1 if tape else 1
        (document,) = cassette.encode((replace(exchange, seq=seq),))["exchanges"]
        if tape is None:
            tape = self._begin(label)
        self._open.move_to_end(label)
        text = json.dumps(document, indent=1)
        tape.exchanges.append(text)
        tape.size += len(text) + _OVERHEAD_BYTES
        self._size += len(text) + _OVERHEAD_BYTES
        tape.dirty = True
        if len(tape.exchanges) >= self._limits.tape_exchanges or tape.size >= self._limits.tape_bytes:
            self._close(label)
        while self._size > self._limits.open_bytes:
            self._close(next(iter(self._open)))

    def flush(self) -> None:
        """Write every tape that has something new. Raises StoreError for one that cannot be written."""
        for tape in self._open.values():
            if tape.dirty:
                _write(tape)

    def _begin(self, label: str) -> _Tape:
        name, part = _file_name(label), 1
        path = self._directory / f"{name}.json"
        while path in self._taken or path.exists():
            part += 1
            path = self._directory / f"{name}.{part}.json"
        self._taken.add(path)
        tape = self._open[label] = _Tape(path)
        return tape

    def _close(self, label: str) -> None:
        tape = self._open.pop(label)
        self._size -= tape.size
        try:
            if tape.dirty:
                _write(tape)
        finally:
            self._taken.discard(tape.path)


def _write(tape: _Tape) -> None:
    """Write a cassette beside its place and move it there, so that a reader never sees half of it."""
    beside = tape.path.with_name(f".{tape.path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="ascii") as file:
            file.write(f'{{"version": {cassette.VERSION}, "exchanges": [\n')
            file.write(",\n".join(tape.exchanges))
            file.write("\n]}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(tape.path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StoreError(f"{tape.path} cannot be written: {error.strerror or error}") from None
    tape.dirty = False


def _file_name(label: str) -> str:
    """Return a name that every file system takes; one that had to be changed is told apart by a hash."""
    name = _UNSAFE.sub("-", label)[:_LONGEST_NAME]
    return name if name == label else f"{name}-{sha256(label.encode()).hexdigest()[:8]}"
