"""What a run exercised and how long it took, counted over the log's own lines without decoding them.

The lines are ours: their fields stand in the order of the model, and a quotation mark inside a text is escaped, so that
no text can pass for a field. A test holds the counts against those of decoded records.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

_EXCHANGE = re.compile(
    r'"exchange":\{"seq":\d+,"route":"(?P<route>\w+)","method":"(?P<method>[^"]+)".*?'
    r'"status":(?P<status>\d+|null),"response_headers".*?'
    r'"sent_s":(?P<sent>[\d.e-]+),"first_byte_s":(?P<first>[\d.e-]+|null),"ended_s":(?P<ended>[\d.e-]+)'
)
_CODE = re.compile(r'\\"error\\":\s?\{\\"code\\":\s?\\"([A-Z_]+)\\"')
_SEEN = re.compile(r'"raw_status":"((?:[^"\\]|\\.)*)","duration_seconds":([\d.e-]+|null)')
_CREDITS = re.compile(r'"credits_charged":([\d.e-]+)\},"error"')
_DELIVERED = re.compile(r'"delivered_by":"(\w+)"')

LIVE = "in_progress"


@dataclass(slots=True)
class Census:
    """Counts over a run.

    `answers` counts (route, HTTP status; None for no answer), `codes` (route, error code), `statuses` the raw status
    in which calls ended, `streams` what happened on streams. Times are in seconds, credits as charged, one for each
    call that ended.
    """

    answers: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    streams: Counter[str] = field(default_factory=Counter)
    set_up: list[float] = field(default_factory=list)
    deliveries: list[float] = field(default_factory=list)
    durations: list[float] = field(default_factory=list)
    credits: list[float] = field(default_factory=list)


class TrialCensus:
    """Counts one trial into a census, line by line; `done` when there are no more."""

    def __init__(self, census: Census) -> None:
        self._census = census
        self._streams = 0
        self._created: float | None = None
        self._last = 0.0
        self._ended: dict[str, tuple[str, float | None, float | None]] = {}

    def take(self, line: str) -> None:
        """Count one line."""
        exchange = _EXCHANGE.search(line)
        if exchange:
            self._exchange(exchange, line)
        else:
            self._observation(line)

    def done(self) -> None:
        """Count what only the whole trial tells."""
        census = self._census
        if self._streams > 1:
            census.streams["reopened"] += 1
        if self._created is not None and self._ended:
            census.deliveries.append(self._last - self._created)
        for status, duration, credits_charged in self._ended.values():
            census.statuses[status] += 1
            if duration is not None:
                census.durations.append(duration)
            if credits_charged is not None:
                census.credits.append(credits_charged)

    def _exchange(self, found: re.Match[str], line: str) -> None:
        census, route = self._census, found["route"]
        status = None if found["status"] == "null" else int(found["status"])
        census.answers[route, status] += 1
        if status is not None and status >= 400:
            for code in _CODE.findall(line, 0, found.end()):
                census.codes[route, code] += 1
        self._last = float(found["ended"])
        if route == "call_create" and status is not None:
            census.set_up.append(self._last - float(found["sent"]))
            self._created = self._last
        if route == "call_stream":
            self._stream(line[found.end() :])

    def _stream(self, events: str) -> None:
        self._streams += 1
        streams = self._census.streams
        streams["opened"] += 1
        if '"comment":"' in events:
            streams["heartbeat"] += 1
        if '"event":"result"' in events:
            streams["result"] += 1
        if '"error":"' in events:
            streams["broke off"] += 1

    def _observation(self, line: str) -> None:
        seen = _SEEN.search(line)
        if seen is None or seen[1] == LIVE:
            return
        start = line.find('"call":{"call_id":')
        call_id = line[start : line.find(",", start)]
        if call_id not in self._ended:
            for delivered in _DELIVERED.findall(line):
                self._census.streams[f"delivered by {delivered}"] += 1
        charged = _CREDITS.search(line)
        duration = None if seen[2] == "null" else float(seen[2])
        self._ended[call_id] = (seen[1], duration, float(charged[1]) if charged else None)
