"""Server-Sent Events as bytes: an incremental decoder and an encoder, pure, after the WHATWG HTML standard (9.2).

It is not httpx-sse, because that drops comments, which are the heartbeats a run has to show, and because the mock and
the proxy read and write streams without httpx.
"""

import re

from harness.errors import HarnessError
from harness.model.exchange import StreamEvent

MAX_EVENT_BYTES = 32 * 1024 * 1024
"""The default bound on one line and on one event's data: a two-hour transcript is below 1 MiB."""

_LINE_END = re.compile(rb"\r\n|\r|\n")
_TEXT_LINE_END = re.compile(r"\r\n|\r|\n")
_BOM = b"\xef\xbb\xbf"


class OversizedStreamError(HarnessError):
    """A line or an event beyond the decoder's bound; `events` holds what the same chunk brought before it."""

    def __init__(self, message: str, events: tuple[StreamEvent, ...]) -> None:
        self.events = events
        super().__init__(message)


class SseDecoder:
    r"""Turns the bytes of one event stream into events and comments, however the bytes are cut into chunks.

    Lines end at `\n`, `\r` or `\r\n` and nowhere else (never at U+2028 or U+0085). Broken UTF-8 becomes U+FFFD. An
    event without a name is called `message`. `last_event_id` is what a reopened stream sends as Last-Event-Id; an id
    holding NUL is ignored, as are `retry:` and unknown fields. An event that no blank line finished is never given
    out: the standard discards it at the end of the stream. After OversizedStreamError the decoder is spent.
    """

    def __init__(self, *, max_event_bytes: int = MAX_EVENT_BYTES) -> None:
        self.last_event_id = ""
        self._limit = max_event_bytes
        self._pending = bytearray()
        self._after_cr = False
        self._at_start = True
        self._id_buffer = ""
        self._name = ""
        self._data: list[str] = []
        self._data_bytes = 0

    def feed(self, chunk: bytes, at_s: float) -> list[StreamEvent]:
        """Take the next bytes, received at `at_s`, and return what they completed, in order.

        Raises OversizedStreamError when a line or an event's data grows beyond the bound.
        """
        if not chunk:
            return []
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
        self._after_cr = chunk.endswith(b"\r")
        events: list[StreamEvent] = []
        *ended, rest = _LINE_END.split(chunk)
        for piece in ended:
            self._extend(piece, events)
            line = self._take_line()
            event = self._read(line, at_s, events) if line else self._dispatch(at_s)
            if event is not None:
                events.append(event)
        self._extend(rest, events)
        return events

    def _extend(self, piece: bytes, events: list[StreamEvent]) -> None:
        if len(self._pending) + len(piece) > self._limit:
            raise OversizedStreamError(f"a line of the event stream is longer than {self._limit} bytes", tuple(events))
        self._pending += piece

    def _take_line(self) -> bytes:
        line = bytes(self._pending)
        self._pending.clear()
        if self._at_start:
            self._at_start = False
            return line.removeprefix(_BOM)
        return line

    def _read(self, line: bytes, at_s: float, events: list[StreamEvent]) -> StreamEvent | None:
        field, _, raw = line.partition(b":")
        value = raw.removeprefix(b" ").decode("utf-8", "replace")
        if not field and line.startswith(b":"):
            return StreamEvent(at_s=at_s, comment=value)
        if field == b"data":
            self._data_bytes += len(raw) + 1
            if self._data_bytes > self._limit:
                raise OversizedStreamError(f"the data of one event is longer than {self._limit} bytes", tuple(events))
            self._data.append(value)
        elif field == b"event":
            self._name = value
        elif field == b"id" and "\0" not in value:
            self._id_buffer = value
        return None

    def _dispatch(self, at_s: float) -> StreamEvent | None:
        self.last_event_id = self._id_buffer
        name, data = self._name, self._data
        self._name, self._data, self._data_bytes = "", [], 0
        if not data:
            return None
        return StreamEvent(at_s=at_s, event=name or "message", data="\n".join(data), event_id=self.last_event_id)


def encode(event: StreamEvent) -> bytes:
    r"""Return the bytes of an event or a comment, with `\n` line ends.

    An empty `event_id` writes no `id:` line, so that a reader keeps the id it has. Raises ValueError for a name or an
    id that the format cannot carry: one with a line end, or an id with NUL.
    """
    if event.comment is not None:
        return "".join(f": {line}\n" for line in _TEXT_LINE_END.split(event.comment)).encode() + b"\n"
    for field, value in (("event", event.event), ("id", event.event_id)):
        if "\n" in value or "\r" in value or (field == "id" and "\0" in value):
            raise ValueError(f"an event stream cannot carry this {field}: {value!r}")
    name = f"event: {event.event}\n" if event.event not in {"", "message"} else ""
    event_id = f"id: {event.event_id}\n" if event.event_id else ""
    data = "".join(f"data: {line}\n" for line in _TEXT_LINE_END.split(event.data))
    return f"{name}{event_id}{data}\n".encode()
