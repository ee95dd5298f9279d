"""Labelled dialogues: how they are read, and graded by one check."""

import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.model.brief import RequestBody
from harness.model.call import Call, Turn, turns_of
from harness.model.observation import Observation
from harness.model.values import Json
from harness.model.verdict import Verdict

CALL_DATE = datetime(2019, 3, 1, 12, tzinfo=UTC)
"""What "today" is where a row has no `call_date` of its own: the labels of the SGD corpus assume this day."""


def today_of(row: Json) -> datetime:
    """Return what "today" is for a row."""
    return datetime.fromisoformat(row["call_date"]) if "call_date" in row else CALL_DATE


def context_of(turns: Sequence[Turn], today: datetime, brief: Json = None) -> CheckContext:
    """Wrap a transcript, and the brief of its call where one is given, as what a check reads."""
    body = RequestBody(value=brief) if brief else None
    call = Call(call_id="c", status="completed", raw_status="completed", transcript=tuple(turns))
    return CheckContext(
        observation=Observation(step=0, call_name="call", body=body, call=call), exchanges=(), call_date=today
    )


def graded(check: Check, row: Json) -> Outcome:
    """Grade one row's transcript."""
    return check.grade(context_of(turns_of(row["transcript"]) or (), today_of(row), row.get("brief")))


def passed(check: Check, row: Json) -> bool:
    """Whether a row's transcript passes."""
    return graded(check, row).verdict is Verdict.PASSED


def rows_of(path: Path, half: str) -> list[Json]:
    """Read a file's rows: all, or one seeded half of them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if half == "all":
        return rows
    random.Random(7).shuffle(rows)
    middle = len(rows) // 2
    return rows[:middle] if half == "tune" else rows[middle:]
