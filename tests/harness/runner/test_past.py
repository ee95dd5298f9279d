"""What a log says of a trial that was not ended: which dials were sent, and what is answered from the log."""

from typing import TypeAlias

import pytest

from harness.model.brief import RequestBody
from harness.model.exchange import Exchange, StreamEvent
from harness.model.record import DialIntended, DialOutcome, DialSettled, Trial
from harness.model.verdict import FailureKind
from harness.runner.commands import Answered, Done, Failed, OpenStream, PollCall, Streamed
from harness.runner.past import Past, PastNotes, body_hash
from tests.harness.runner.stage import FRIDAY

BODY = RequestBody(value={"dialed_number": "+14155550142"})
TEXT = '{"dialed_number": "+14155550142"}'
OTHER = RequestBody(value={"dialed_number": "+14155550143"})
PLACED = '{"call_id": "c-1", "status": "in_progress"}'
ENDED = '{"call_id": "c-1", "status": "completed"}'
Left: TypeAlias = Exchange | DialIntended | DialSettled
CALL_URL = "http://127.0.0.1/api/v2/voice/call"


def post(seq: int, answer: str | None = PLACED, *, status: int | None = 200, error: str | None = None) -> Exchange:
    """A POST and its answer."""
    return Exchange(
        seq=seq, route="call_create", method="POST", url=CALL_URL, request_headers={}, request_body=TEXT,
        status=status, response_headers={}, response_body=answer, sent_s=0.0, first_byte_s=0.0, ended_s=0.0,
        error=error,
    )  # fmt: skip


def get(seq: int, answer: str, *, streamed: bool = False) -> Exchange:
    """A GET or a stream that brought an answer."""
    events = (StreamEvent(at_s=0.0, event="result", data=answer),) if streamed else ()
    return Exchange(
        seq=seq, route="call_stream" if streamed else "call_get", method="GET", url=f"{CALL_URL}/c-1",
        request_headers={}, request_body=None, status=200, response_headers={},
        response_body=None if streamed else answer, sent_s=0.0, first_byte_s=0.0, ended_s=0.0, events=events,
    )  # fmt: skip


def intended(name: str = "call", body: RequestBody = BODY) -> DialIntended:
    """A dial that was about to be sent."""
    return DialIntended(
        trial_id="s#1", call_name=name, number=None, body_sha256=body_hash(body), worst_credits=250, at_s=0.0
    )


def settled(outcome: DialOutcome, exchange: int | None, name: str = "call") -> DialSettled:
    """What came of a dial."""
    return DialSettled(trial_id="s#1", call_name=name, outcome=outcome, at_s=0.0, exchange=exchange)


def past(*records: Left) -> Past:
    """What is known of a trial that left these."""
    notes = PastNotes(trial=Trial(scenario_id="s", index=1, seed=7, call_date=FRIDAY))
    for record in records:
        match record:
            case Exchange():
                notes.exchanges[record.seq] = record
            case DialIntended():
                notes.intended.append(record)
            case DialSettled():
                notes.settled.append(record)
    return notes.past()


def test_a_placed_call_is_answered_from_the_log() -> None:
    """Once: the answer that came, with its exchange; the same call a second time would be another."""
    known = past(intended(), post(3), settled("placed", 3))
    recalled = known.recall_dial("call", BODY, 9.0)
    assert recalled is not None
    event, was_settled = recalled
    assert isinstance(event, Answered)
    assert (event.exchange, event.status, event.at_s, was_settled) == (3, 200, 9.0, True)
    assert event.body == {"call_id": "c-1", "status": "in_progress"}
    assert known.recall_dial("call", BODY, 9.0) is None


def test_an_answer_that_no_line_settles_is_the_dials() -> None:
    """A process that died between two lines has the id in its log all the same."""
    recalled = past(intended(), post(3)).recall_dial("call", BODY, 0.0)
    assert recalled is not None
    assert isinstance(recalled[0], Answered)
    assert not recalled[1]


@pytest.mark.parametrize(
    "left",
    [
        (intended(),),
        (intended(), post(3, None, status=None, error="the run was interrupted")),
        (intended(), post(3, PLACED, error="broke off")),
        (intended(), post(3, None, status=None, error="read timeout"), settled("unknown", 3)),
    ],
    ids=["no answer", "cut short", "half an answer", "settled as unknown"],
)
def test_a_dial_of_which_nobody_knows_is_never_sent_again(
    left: tuple[Left, ...],
) -> None:
    """It is recalled as a request that may have been received, which an attempt makes a dial_unknown of."""
    recalled = past(*left).recall_dial("call", BODY, 0.0)
    assert recalled is not None
    assert isinstance(recalled[0], Failed)
    assert recalled[0].sent


@pytest.mark.parametrize(
    "left",
    [
        (),
        (intended(), settled("unsent", 3), post(3, None, status=None, error="refused")),
        (intended(), settled("refused", 3), post(3, '{"error": {"code": "TOKEN_EXPIRED"}}', status=401)),
    ],
    ids=["nothing was intended", "the connection was refused", "nobody was signed in"],
)
def test_what_was_never_taken_is_sent(left: tuple[Left, ...]) -> None:
    """A call that no gateway can have placed is dialled by the run that goes on."""
    known = past(*left)
    assert known.dialled == 0
    assert known.recall_dial("call", BODY, 0.0) is None


def test_calls_at_once_keep_their_answers() -> None:
    """Of two calls of one step the one that is not settled takes the answer that is left."""
    known = past(
        intended("held[1]"), intended("held[2]"),
        post(1, PLACED.replace("c-1", "c-2")), settled("placed", 1, "held[2]"),
        post(2, None, status=None, error="broke off"),
    )  # fmt: skip
    first, second = (known.recall_dial(name, BODY, 0.0) for name in ("held[1]", "held[2]"))
    assert first is not None
    assert second is not None
    assert isinstance(first[0], Failed)
    assert isinstance(second[0], Answered)
    assert isinstance(second[0].body, dict)
    assert second[0].body["call_id"] == "c-2"


def test_another_body_under_the_same_name_is_not_sent() -> None:
    """While a dial of that name is not accounted for, nobody knows whether this is the one."""
    known = past(intended(), post(3), settled("placed", 3))
    recalled = known.recall_dial("call", OTHER, 0.0)
    assert recalled is not None
    assert isinstance(recalled[0], Failed)
    assert recalled[0].kind is FailureKind.DIAL_UNKNOWN
    assert known.recall_dial("another", OTHER, 0.0) is None


def test_a_result_is_delivered_as_it_was() -> None:
    """By the stream where the stream brought it, by a poll where a poll did; a call without one is asked for."""
    opened, polled = OpenStream(call_id="c-1", last_event_id=None, timeout_s=9.0), PollCall(call_id="c-1")
    by_stream, by_poll = past(get(5, ENDED, streamed=True)), past(get(5, ENDED))
    streamed = by_stream.recall(opened, 0.0)
    assert isinstance(streamed, Streamed)
    assert (streamed.exchange, streamed.result) == (5, {"call_id": "c-1", "status": "completed"})
    assert by_stream.recall(polled, 0.0) is None
    assert isinstance(by_poll.recall(opened, 0.0), Done)
    assert isinstance(by_poll.recall(polled, 0.0), Answered)
    assert past(get(5, PLACED)).recall(opened, 0.0) is None
    assert past(get(5, PLACED)).recall(polled, 0.0) is None
