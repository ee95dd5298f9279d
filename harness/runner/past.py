"""What an earlier process left of a trial that it did not end: its dials and what came of them, and its results.

A resumed trial is carried out again from its first step; whatever its log holds is answered from there, so that no call
is dialled twice and no result is asked for twice. Only what was never sent is sent.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from harness.model.brief import RequestBody
from harness.model.call import call_from_body
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.record import DialIntended, DialSettled, Trial
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.commands import CALL_PATH, Answered, Command, Done, Event, Failed, OpenStream, PollCall, Streamed

NEVER_CAME = "the run ended before its answer came"
ANOTHER_BODY = "before the run was resumed a call was dialled here, with another body"
NOT_SIGNED_IN = 401
"""The status of a refusal that only says that nobody is signed in: such a call is dialled once somebody is."""

RESULT_EVENT = "result"
RESULT_ROUTES = ("call_stream", "call_get")


def body_hash(body: RequestBody | None) -> str:
    """Return the SHA-256 of a body as it is sent, in hexadecimal."""
    if body is None:
        return _hash("")
    return _hash(body.text if body.text is not None else json.dumps(body.value, ensure_ascii=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialled:
    """A dial that must not be sent again: its answer, None where nobody knows, and whether it is settled in the log."""

    answer: Exchange | None
    settled: bool


@dataclass(slots=True, kw_only=True)
class Past:
    """What is known of a trial. `dials` stand by call name and body, in the order in which they were sent."""

    exchanges: Mapping[int, Exchange] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    dials: dict[tuple[str, str], list[Dialled]] = field(default_factory=dict)

    @property
    def last_seq(self) -> int:
        """The highest number of the trial's exchanges, 0 where there is none."""
        return max(self.exchanges, default=0)

    @property
    def dialled(self) -> int:
        """How many dials must not be sent again."""
        return sum(map(len, self.dials.values()))

    def recall_dial(self, call_name: str, body: RequestBody | None, at_s: float) -> tuple[Event, bool] | None:
        """Return what came of a dial, once for each, and whether the log has that; None where it was not sent.

        A body may not be what it was, as where a step puts a value into it that was saved from an answer: while a dial
        of that name is not accounted for, nobody knows whether this is the one.
        """
        dials = self.dials.get((call_name, body_hash(body)))
        if dials:
            dial = dials.pop(0)
            return _answer(dial.answer, at_s), dial.settled
        if any(left for (name, _), left in self.dials.items() if name == call_name):
            return Failed(at_s=at_s, kind=FailureKind.DIAL_UNKNOWN, message=ANOTHER_BODY, sent=True), True
        return None

    def recall(self, command: Command, at_s: float) -> Event | None:
        """Return a result that was read before, as it was delivered; None where it has to be asked for."""
        if isinstance(command, PollCall):
            polled = self.result("call_get", command.call_id)
            return _answer(polled, at_s) if polled is not None else None
        if not isinstance(command, OpenStream):
            return None
        streamed = self.result("call_stream", command.call_id)
        if streamed is not None:
            return Streamed(at_s=at_s, exchange=streamed.seq, result=_result(streamed), last_event_id=None)
        return Done(at_s=at_s) if self.result("call_get", command.call_id) is not None else None

    def result(self, route: str, call_id: str) -> Exchange | None:
        """Return the exchange of a route that brought a call's end, None where none did."""
        for exchange in self.exchanges.values():
            call = call_from_body(_result(exchange)) if exchange.route == route else None
            if call is not None and call.call_id == call_id and call.ended:
                return exchange
        return None


@dataclass(slots=True, kw_only=True)
class PastNotes:
    """One trial's lines of the log, gathered in their order."""

    trial: Trial
    exchanges: dict[int, Exchange] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    intended: list[DialIntended] = field(default_factory=list)
    settled: list[DialSettled] = field(default_factory=list)

    @property
    def uncollected(self) -> bool:
        """Whether a call may still have something to tell: one that was placed and whose end is not here."""
        ids = {record.call_id for record in self.settled if record.call_id is not None}
        return len(self.settled) < len(self.intended) or any(not self._has_end(call_id) for call_id in ids)

    def _has_end(self, call_id: str) -> bool:
        past = Past(exchanges=self.exchanges)
        return any(past.result(route, call_id) is not None for route in RESULT_ROUTES)

    def past(self) -> Past:
        """Match the dials with their answers.

        A dial that is not settled in the log may have its answer there all the same, when the process died between
        the two lines: what no settled dial names belongs to the first such dial of the same body, else to the first.
        """
        dials: dict[tuple[str, str], list[Dialled]] = {}
        loose = list(self._loose())
        for dial, settled in self._paired():
            if settled is not None and settled.outcome == "unsent":
                continue
            answer = self.exchanges.get(settled.exchange or 0) if settled is not None else _taken(dial, loose)
            if answer is None or answer.status != NOT_SIGNED_IN:
                known = Dialled(answer=answer, settled=settled is not None)
                dials.setdefault((dial.call_name, dial.body_sha256), []).append(known)
        return Past(exchanges=self.exchanges, judgements=self.judgements, dials=dials)

    def _paired(self) -> Iterator[tuple[DialIntended, DialSettled | None]]:
        """Yield each dial with what settled it: of several of one name the first that were settled."""
        settled = list(self.settled)
        for dial in self.intended:
            end = next((it for it in settled if it.call_name == dial.call_name), None)
            if end is not None:
                settled.remove(end)
            yield dial, end

    def _loose(self) -> Iterator[Exchange]:
        named = {record.exchange for record in self.settled}
        for exchange in self.exchanges.values():
            if exchange.seq not in named and exchange.method == "POST" and CALL_PATH in exchange.url.lower():
                yield exchange


def _taken(dial: DialIntended, loose: list[Exchange]) -> Exchange | None:
    """Take the answer of a dial out of those that no settled dial names."""
    same = (it for it in loose if _hash(it.request_body or "") == dial.body_sha256)
    answer = next(same, None) or next(iter(loose), None)
    if answer is not None:
        loose.remove(answer)
    return answer


def _answer(exchange: Exchange | None, at_s: float) -> Answered | Failed:
    """Return the event that an exchange was when it happened."""
    if exchange is None or exchange.status is None or exchange.error is not None:
        message = exchange.error if exchange is not None and exchange.error else NEVER_CAME
        seq = None if exchange is None else exchange.seq
        return Failed(at_s=at_s, kind=FailureKind.DIAL_UNKNOWN, message=message, sent=True, exchange=seq)
    body, readable = _json(exchange.response_body)
    return Answered(at_s=at_s, exchange=exchange.seq, status=exchange.status, body=body, readable=readable)


def _result(exchange: Exchange) -> Json:
    """Return the data of a stream's `result` event, or a body."""
    if exchange.route != "call_stream":
        return _json(exchange.response_body)[0]
    return next((_json(event.data)[0] for event in exchange.events if event.event == RESULT_EVENT), None)


def _json(text: str | None) -> tuple[Json, bool]:
    try:
        return json.loads(text or ""), True
    except (ValueError, RecursionError):
        return None, False


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
