"""HTTP answers as they come over the wire, and whether each is one that the mock may give."""

import asyncio
import json
from typing import Any, NamedTuple

from harness.contract.error_codes import HTTP_STATUS

ENVELOPE = {"code", "message"}
_LONGEST_HEAD = 64 * 1024


class CutOff(Exception):
    """An answer began and did not end."""


class Answer(NamedTuple):
    """One answer."""

    status: int
    headers: dict[str, str]
    body: bytes
    bodiless: bool

    @property
    def closes(self) -> bool:
        """Whether the connection is over."""
        return self.headers.get("connection", "").lower() == "close"


async def read_answer(reader: asyncio.StreamReader, *, bodiless: bool = False) -> Answer | None:
    """Read one answer; None when the connection ended before it began. Skips answers of the 1xx kind.

    Raises CutOff, and ValueError for what is not HTTP.
    """
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise CutOff(f"{error.partial[:300]!r}") from None
        return None
    first, *lines = head.decode("latin-1").split("\r\n")[:-2]
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    status = int(first.split(" ")[1])
    if status < 200:
        return await read_answer(reader, bodiless=bodiless)
    body = b"" if bodiless else await _body(reader, headers)
    return Answer(status, headers, body, bodiless)


def why_wrong(answer: Answer) -> str:
    """Return what is wrong with an answer: neither a success nor the envelope of an error that is documented."""
    if answer.status >= 500:
        return f"status {answer.status}"
    if b"Traceback" in answer.body or b'File "' in answer.body:
        return "a traceback"
    if answer.bodiless:
        return ""
    if answer.status == 200 and answer.headers["content-type"] == "text/event-stream":
        return "" if answer.body.count(b"event: result\n") <= 1 else "more than one result"
    if answer.status in (200, 201) and answer.headers["content-type"].startswith("text/html"):
        return ""  # the page at /
    if answer.headers.get("content-type") != "application/json":
        return f"content type {answer.headers.get('content-type')}"
    value: Any = json.loads(answer.body)
    if answer.status in (200, 201):
        return "" if isinstance(value, dict) and "error" not in value else "a success that is no object"
    return _why_no_envelope(answer.status, value)


def _why_no_envelope(status: int, value: Any) -> str:
    if not isinstance(value, dict) or set(value) != {"error"} or set(value["error"]) != ENVELOPE:
        return "not the error envelope"
    code, message = value["error"]["code"], value["error"]["message"]
    if HTTP_STATUS.get(code) != status:
        return f"{code} with status {status}"
    return "" if isinstance(message, str) and message else "no message"


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") == "chunked":
        parts = []
        while size := int(await reader.readline(), 16):
            parts.append(await reader.readexactly(size))
            await reader.readexactly(2)
        await reader.readexactly(2)
        return b"".join(parts)
    return await reader.readexactly(int(headers.get("content-length", "0")))
