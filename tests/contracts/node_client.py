"""A Node client with only built-in fetch: one process does every task given to it."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.contracts.magic_table import MagicInput, Outcome, speakers
from tests.contracts.programs import required

SCRIPT = Path(__file__).with_name("quickstart.mjs")


def told(url: str, tasks: Sequence[dict[str, object]]) -> list[list[dict[str, Any]]]:
    """Return what each task was told, as quickstart.mjs describes it."""
    done = subprocess.run(
        [required("node"), str(SCRIPT), url],
        input=json.dumps(list(tasks)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return answers


def task(
    email: str, *, code: str = "1234", number: str = "+14155551234", calls: int = 1, wait: str
) -> dict[str, object]:
    """Return one task; `wait` is "stream" or "poll"."""
    return {"email": email, "code": code, "number": number, "calls": calls, "wait": wait}


def outcomes(url: str, entries: Sequence[MagicInput], *, wait: str) -> dict[str, tuple[Outcome, ...]]:
    """Sign in and call with each magic input, in one process."""
    tasks = [
        task(entry.address(f"node-{wait}"), code=entry.code, number=entry.number, calls=entry.calls, wait=wait)
        for entry in entries
    ]
    answers = told(url, tasks)
    return {entry.value: tuple(map(_outcome, rows)) for entry, rows in zip(entries, answers, strict=True)}


def _outcome(row: dict[str, Any]) -> Outcome:
    if "result" not in row:
        return Outcome(step=row["step"], word=row["code"], http=row["http"])
    return Outcome(step="result", word=row["result"]["status"], speakers=speakers(row["result"]["transcript"]))
