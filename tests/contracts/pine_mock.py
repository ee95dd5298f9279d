"""The real `pine-mock` command, started as a user starts it and ended by its pid."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

COMMAND = str(Path(sys.executable).with_name("pine-mock"))
URL = re.compile(r"http://127\.0\.0\.1:\d+")
_PATIENCE_S = 20


@contextmanager
def pine_mock(*options: str, command: Sequence[str] = ()) -> Iterator[str]:
    """Serve on a free port and give the URL; at the end, the command must have written nothing on stderr.

    `command` names another server than the mock, with its own options: the proxy, or the replay.
    """
    with tempfile.TemporaryFile(mode="w+") as complaints:
        process = subprocess.Popen(
            [COMMAND, *command, "--port", "0", *options], stdout=subprocess.PIPE, stderr=complaints, text=True
        )
        with process:
            try:
                assert process.stdout is not None
                found = URL.search(process.stdout.readline())
                assert found, f"pine-mock did not start: {_written(complaints)}"
                yield found.group()
            finally:
                process.terminate()
                process.wait(_PATIENCE_S)
        assert _written(complaints) == "", "pine-mock wrote this on stderr"


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, timeout=_PATIENCE_S, check=False)


def _written(complaints: TextIO) -> str:
    complaints.seek(0)
    return complaints.read()
