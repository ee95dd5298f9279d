"""What the store asks of the file system: whole lines, names on disk, one writer for a file, errors with a remedy."""

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows has no such lock: two processes that write one run are not told apart there
    flock = None  # type: ignore[assignment]

_REMEDIES: Final = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room in the quota",
    errno.EFBIG: "make room for a larger file",
    errno.EROFS: "make the file system writable",
    errno.EACCES: "allow writing there",
    errno.EPERM: "allow writing there",
    errno.EIO: "check the disk",
}


def remedy(error: OSError) -> str:
    """Say what a person can do about an error of the file system, "mend that" where it is not a usual one."""
    return _REMEDIES.get(error.errno or 0, "mend that")


def hold(file: BinaryIO) -> bool:
    """Hold an open file until it is closed, or this process dies, however it does; False where another holds it."""
    if flock is not None:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks
    return True


def write_all(file: BinaryIO, line: bytes) -> None:
    """Write a whole line to an unbuffered file: the system may take a part of it, and says why at the next."""
    left = memoryview(line)
    while left:
        left = left[file.write(left) or 0 :]


def sync_folder(folder: Path) -> None:
    """Have a file's name on disk as well as its lines; where folders cannot be opened (Windows) the system does it."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
