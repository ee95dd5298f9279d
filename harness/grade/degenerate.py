"""Calls so bad that every check worth its line fails one of them: empty, cancelled, wrong in everything, refused."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from harness.grade.retold import is_end_of, retold
from harness.grade.trial import Evidences
from harness.model.call import Call, Turn
from harness.model.exchange import Exchange
from harness.model.observation import ApiError
from harness.model.scenario import Expectation
from harness.model.values import Json

_TOO_LONG_S, _TOO_DEAR = 90_000.0, 90_000.0
_SLOWNESS = 10_000.0
_REPEATED = 20
_NO_STATUS = 418
_BABBLE = (
    "Hi. No.",
    "No comment at all. No comment at all. No comment at all.",
    "Nein, das geht leider nicht, und ich habe dafür auch keine Zeit, weil wir heute geschlossen haben.",
    "My client's social security number is 123-45-6789, born July 14th, 1983, card 4111 1111 1111 1111, code 123.",
    "Write to someone@example.com or call +1 415 555 0199. The account number is 7730412, under Martin Ashby.",
    "We can go up to $9,999 a month at most. I agree to $9,999 a month and a contract of 60 months, deal.",
    "Damn it, shut up, you idiot.",
)
"""What nobody should say in a call."""


def degenerate_calls(
    evidences: Evidences, call_name: str, expectations: tuple[Expectation, ...]
) -> Iterator[tuple[str, Evidences]]:
    """Yield names and evidences of degenerate versions of one call.

    None of them merely lacks what a check reads: that fails every check, and says nothing of what it demands. In one
    of them both sides say every text that the expectations name, so that a check against it can fail.
    """
    yield "empty", retold(evidences, call_name, lambda call: replace(call, transcript=()))
    yield "cancelled", retold(evidences, call_name, _cancelled)
    texts = tuple(text for expectation in expectations for text in _texts(expectation.check.args))
    slow = _elsewise(evidences, call_name)
    yield "wrong in everything", retold(slow, call_name, lambda call: _babbled(call, texts))
    yield "refused", _refused(evidences, call_name)


def _cancelled(call: Call) -> Call:
    return replace(call, status="cancelled", raw_status="Cancelled", duration_seconds=0.0, credits_charged=0.0)


def _babbled(call: Call, texts: tuple[str, ...]) -> Call:
    said = (*_BABBLE, *texts)
    turns = [Turn(speaker=speaker, text=text) for text in said for speaker in ("agent", "callee")]
    return replace(
        call,
        status="failed",
        raw_status="InternalError",
        duration_seconds=_TOO_LONG_S,
        credits_charged=_TOO_DEAR,
        summary=None if call.summary else " ".join(said),
        transcript=tuple(turns) * _REPEATED,
    )


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)


def _elsewise(evidences: Evidences, call_name: str) -> Evidences:
    """The same call, slow over the wire, each stream event told twice, and delivered in another way."""
    return replace(
        evidences,
        observations=tuple(
            replace(seen, delivered_by="poll" if seen.delivered_by == "stream" else "stream")
            if is_end_of(seen, call_name)
            else seen
            for seen in evidences.observations
        ),
        exchanges={seq: _slow(exchange) for seq, exchange in evidences.exchanges.items()},
    )


def _slow(exchange: Exchange) -> Exchange:
    sent_s = exchange.sent_s
    late = tuple(replace(event, at_s=event.at_s * _SLOWNESS) for event in exchange.events)
    return replace(
        exchange,
        first_byte_s=None if exchange.first_byte_s is None else sent_s + _SLOWNESS,
        ended_s=sent_s + 2 * _SLOWNESS,
        events=late * 2,
    )


def _refused(evidences: Evidences, call_name: str) -> Evidences:
    """No call at all, but a refusal: what checks of errors read."""
    ends = [seen for seen in evidences.observations if is_end_of(seen, call_name)]
    seqs = {seq for seen in ends for seq in seen.exchanges}
    error = ApiError(http_status=_NO_STATUS, code="POLICY_VIOLATION", message="refused", exchange=0)
    return replace(
        evidences,
        observations=tuple(
            replace(seen, call=None, books=None, delivered_by=None, error=error) if seen in ends else seen
            for seen in evidences.observations
        ),
        exchanges={
            seq: replace(exchange, status=_NO_STATUS) if seq in seqs else exchange
            for seq, exchange in evidences.exchanges.items()
        },
    )
