"""A calls file, line by line: each a terminal GET body, any object with a `transcript`, or `{call: …}` around one."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import BinaryIO, NoReturn

from harness.errors import HarnessError
from harness.load.problems import shown
from harness.model.brief import RequestBody
from harness.model.call import WIRE_SPEAKERS, Call, call_from_body
from harness.model.values import Json

MAX_LINE_BYTES = 32 * 1024 * 1024
"""A two-hour transcript is below 1 MiB."""

OWN_KEYS = ("id", "brief", "call_date", "expect")
"""What a line may say beside its call."""

UNKNOWN_STATUS = "unknown"
"""The status of a call whose line tells none."""


class CallLineError(HarnessError):
    """A line that is no call; `call` is the id it gives, None where it gives none."""

    def __init__(self, message: str, call: str | int | None = None) -> None:
        self.call = call
        super().__init__(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """One call. `name` is the line's `id`, else the call's, else None; `document` the call's JSON as it was told.

    `expect` is the line's own, not yet read, None where it has none; `call_date` likewise None where it has none.
    """

    name: str | int | None
    call: Call
    document: Json
    brief: RequestBody | None
    call_date: datetime | None
    expect: Json


def lines_of(file: BinaryIO, longest: int = MAX_LINE_BYTES) -> Iterator[bytes]:
    """Yield the lines without their ends; of one above `longest` bytes only the beginning, which is above it too."""
    while line := file.readline(longest + 2):
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(longest)):
            pass
        yield line.rstrip(b"\r\n")


def read_call_line(line: bytes) -> CallLine:
    """Read one line. Raises CallLineError that says what was found and what is allowed."""
    told = _object(line)
    name = told.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        raise CallLineError(f"id: found {shown(name)}; allowed: text or a whole number")
    try:
        return _call_line(told, name)
    except CallLineError as error:
        raise CallLineError(str(error), name) from None


def _object(line: bytes) -> dict[str, Json]:
    if len(line) > MAX_LINE_BYTES:
        raise CallLineError(f"longer than {MAX_LINE_BYTES} bytes")
    if not line.strip():
        raise CallLineError("an empty line; allowed: a JSON object")
    try:
        told = json.loads(line.decode("utf-8-sig"), parse_constant=_not_json, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise CallLineError(f"not UTF-8: byte 0x{line[error.start]:02X} at column {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise CallLineError(f"not JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise CallLineError(f"not JSON: {why}") from None
    if not isinstance(told, dict):
        raise CallLineError(f"found {shown(told)}; allowed: a JSON object")
    return told


def _not_json(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(f"{text} is too large a number")
    return number


def _call_line(told: dict[str, Json], name: str | int | None) -> CallLine:
    document = told.get("call", {key: value for key, value in told.items() if key not in OWN_KEYS})
    if not isinstance(document, dict):
        raise CallLineError(f"call: found {shown(document)}; allowed: an object with a transcript, or a GET body")
    brief = told.get("brief")
    if not isinstance(brief, dict | None):
        raise CallLineError(f"brief: found {shown(brief)}; allowed: an object, the body of the POST")
    call = _call(document)
    return CallLine(
        name=name if name is not None else call.call_id or None,
        call=call,
        document=document,
        brief=None if brief is None else RequestBody(value=brief),
        call_date=_call_date(told.get("call_date")),
        expect=told.get("expect"),
    )


def _call(document: dict[str, Json]) -> Call:
    status, call_id = document.get("status"), document.get("call_id")
    if status is None and document.get("transcript") is None:
        raise CallLineError("neither a transcript nor a status; allowed: a terminal GET body, or {transcript: [...]}")
    for key, value in (("status", status), ("call_id", call_id)):
        if not isinstance(value, str | None):
            raise CallLineError(f"{key}: found {shown(value)}; allowed: text")
    _check_transcript(document.get("transcript"))
    call = call_from_body({**document, "call_id": call_id or "", "status": status or UNKNOWN_STATUS})
    assert call is not None
    if call.status == "in_progress":
        raise CallLineError("status: the call has not ended; allowed: a terminal GET body")
    return call


def _check_transcript(transcript: Json) -> None:
    if transcript is None:
        return
    if not isinstance(transcript, list):
        raise CallLineError(f"transcript: found {shown(transcript)}; allowed: a list of {{speaker, text}}")
    for position, turn in enumerate(transcript):
        where = f"transcript[{position}]"
        if not isinstance(turn, dict):
            raise CallLineError(f"{where}: found {shown(turn)}; allowed: an object with speaker and text")
        if not isinstance(turn.get("text"), str):
            raise CallLineError(f"{where}.text: found {shown(turn.get('text'))}; allowed: text")
        speaker = turn.get("speaker")
        if not isinstance(speaker, str) or speaker.lower() not in WIRE_SPEAKERS:
            raise CallLineError(f"{where}.speaker: found {shown(speaker)}; allowed: {', '.join(WIRE_SPEAKERS)}")


def _call_date(value: Json) -> datetime | None:
    """Read a date, or a date and time; where no UTC offset is given the day is what counts."""
    if value is None:
        return None
    try:
        date = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise CallLineError(f"call_date: found {shown(value)}; allowed: 2026-03-06 or 2026-03-06T09:00-08:00") from None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
