"""An answer's bytes on their way past, kept as text or as stream events, within a bound."""

import zlib
from collections.abc import Mapping

from harness.model.exchange import StreamEvent
from harness.wire.sse import OversizedStreamError, SseDecoder

MAX_BODY_BYTES = 4 * 1024 * 1024
"""What is kept of one body: a two-hour transcript is below 1 MiB."""

MAX_COMMENTS = 2_000
"""Heartbeats kept of one stream; a stream may send millions of them."""

_ZLIB_WINDOW = 15
_PACKED = {"gzip": _ZLIB_WINDOW + 16, "x-gzip": _ZLIB_WINDOW + 16, "deflate": _ZLIB_WINDOW}


class Reading:
    """Reads along. `unkept` says why the exchange cannot be kept whole, None while it can."""

    def __init__(self, headers: Mapping[str, str], status: int, *, max_bytes: int = MAX_BODY_BYTES) -> None:
        packing = headers.get("content-encoding", "identity").strip().lower()
        self.unkept: str | None = None
        self.events: list[StreamEvent] = []
        self._unpacker = zlib.decompressobj(_PACKED[packing]) if packing in _PACKED else None
        if self._unpacker is None and packing not in ("", "identity"):
            self.unkept = f"its body is packed as {packing[:40]}, which is not read here"
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        is_stream = status < 400 and media_type == "text/event-stream"
        self._decoder = SseDecoder(max_event_bytes=max_bytes) if is_stream else None
        self._body = bytearray()
        self._size = self._comments = 0
        self._max_bytes = max_bytes

    @property
    def body(self) -> str | None:
        """The body as text; None of a stream, or where there was none."""
        if self._decoder is not None or not self._body:
            return None
        return self._body.decode("utf-8", "replace")

    @property
    def has_result(self) -> bool:
        """Whether the stream has brought its result."""
        return any(event.event == "result" for event in self.events)

    def feed(self, chunk: bytes, at_s: float) -> None:
        """Take the next bytes of the answer."""
        if self.unkept is not None:
            return
        try:
            plain = self._unpacker.decompress(chunk, self._max_bytes + 1) if self._unpacker else chunk
        except zlib.error as error:
            self._give_up(f"its body cannot be unpacked: {error}")
            return
        if self._decoder is None:
            self._body += plain
            self._grow(len(plain))
            return
        try:
            for event in self._decoder.feed(plain, at_s):
                self._take(event)
        except OversizedStreamError as error:
            self._give_up(str(error))

    def _take(self, event: StreamEvent) -> None:
        if event.comment is not None:
            self._comments += 1
            if self._comments > MAX_COMMENTS:
                return
        self.events.append(event)
        self._grow(len(event.data) + len(event.comment or ""))

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > self._max_bytes:
            self._give_up(f"its body is larger than {self._max_bytes} bytes")

    def _give_up(self, why: str) -> None:
        self.unkept = why
        self._body.clear()
        self.events.clear()
