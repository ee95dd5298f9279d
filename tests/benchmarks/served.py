"""A server in a process of its own: started, watched through /proc (Linux), and ended by its pid."""

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.parse import urlsplit

MOCK = str(Path(sys.executable).with_name("pine-mock"))
BARE = (sys.executable, "-m", "tests.benchmarks.side_constants")
_PATIENCE_S = 20


class Served(NamedTuple):
    """A server that listens at `url`."""

    url: str
    pid: int

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        port = urlsplit(self.url).port
        assert port is not None
        return port

    @property
    def cpu_s(self) -> float:
        """CPU seconds that the process has spent since it started."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def resident_kib(self) -> float:
        """Memory of the process that is in RAM, in KiB."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize() / 1024


@contextmanager
def served(*command: str, stderr: TextIO | None = None) -> Iterator[Served]:
    """Start a server that prints its URL as the last word of its first line; end it when the block is left."""
    more_files()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if "http://" not in line:
                raise RuntimeError(f"{command[0]} did not start: {line!r}")
            yield Served(url=line.split()[-1], pid=process.pid)
        finally:
            process.terminate()
            process.wait(_PATIENCE_S)


def more_files() -> None:
    """Allow this process, and those that it starts, as many open files as the system lets it."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
