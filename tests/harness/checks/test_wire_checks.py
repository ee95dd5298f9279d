"""The checks of how a call came over the wire: latency, sse, contract."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from harness.checks import CHECKS
from harness.contract import Mismatch
from harness.model.exchange import Exchange
from harness.model.values import Json
from harness.model.verdict import FailureKind, Verdict
from tests.harness.checks.contexts import holds, outcome
from tests.harness.checks.wire import CREATED, ENDED, answer, beat, created, result, stream, told_by

WRONG = Mismatch(kind="mismatch", path="body.status", message="must be text", expected="text", got="7")
NOTE = Mismatch(kind="note", path="body.new", message="is a field that the contract does not name")
UNREADABLE = Mismatch(kind="unreadable", path="body", message="cannot be read as JSON")


def running(seq: int, *, sent_s: float) -> Exchange:
    """A poll that is told the call still runs."""
    return answer(seq, "call_get", CREATED, sent_s=sent_s, ended_s=sent_s + 0.5)


@pytest.mark.parametrize(
    ("args", "held"), [({"set_up": 2}, True), ({"set_up": 1.9}, False), ({"set_up": {"at_least": 2.1}}, False)]
)
def test_set_up_is_how_long_the_post_blocked(args: Json, held: bool) -> None:
    """From sending it to its last byte; a bare number is the most that is allowed."""
    assert holds("latency", args, told_by([created(sent_s=10.0, ended_s=12.0)])) is held


@pytest.mark.parametrize(
    ("exchanges", "delivery_s"),
    [
        ([created(sent_s=1.0), stream(2, beat(50.0), result(64.0))], 3.0),
        ([created(sent_s=1.0), stream(2, result(61.0))], 0.0),
        ([created(sent_s=1.0), stream(2, result(5.0))], 4.0),
        ([created(), running(2, sent_s=61.5), answer(3, "call_get", ENDED, sent_s=71.0, ended_s=71.5)], 10.0),
        ([running(1, sent_s=3.0), stream(2, result(4.0))], 1.0),
        ([created(), stream(2, result(63.0)), answer(3, "call_get", ENDED, sent_s=99.0, ended_s=99.0)], 3.0),
    ],
    ids=["duration", "no delay", "simulated duration", "last poll that ran", "no POST", "first arrival counts"],
)
def test_delivery_is_the_longest_it_can_have_taken(exchanges: list[Exchange], delivery_s: float) -> None:
    """From the last moment at which the call is known to have run, to the arrival of its end."""
    found = outcome("latency", {"delivery": delivery_s}, told_by(exchanges))
    assert (found.verdict, found.value) == (Verdict.PASSED, {"delivery_s": pytest.approx(delivery_s)})


@pytest.mark.parametrize(
    ("args", "exchanges"),
    [
        ({"set_up": 9}, [stream(1, result(1.0))]),
        ({"set_up": 9}, [replace(created(), status=None)]),
        ({"delivery": 9}, [created()]),
        ({"delivery": 9}, [created(), answer(2, "call_get", "<html>")]),
        ({"delivery": 9}, [answer(2, "call_get", ENDED)]),
    ],
)
def test_a_time_that_the_exchanges_do_not_tell_fails(args: Json, exchanges: list[Exchange]) -> None:
    """It is never taken for 0, and its opposite does not hold either."""
    found = outcome("latency", args, told_by(exchanges))
    assert (found.verdict, found.absent) == (Verdict.FAILED, True)
    assert not holds("not", {"latency": args}, told_by(exchanges))


def test_latency_points_at_what_told_it() -> None:
    """The evidence names the POST and the exchange that brought the end."""
    found = outcome("latency", {"set_up": 9, "delivery": 9}, told_by([created(), stream(2, result(63.0))]))
    assert [evidence.exchange for evidence in found.evidence] == [1, 2]
    assert found.got == "set_up 2 s, delivery 3 s"


DROPPED = [created(), stream(2, beat(), error="broke off"), stream(3, beat(), beat(), result(9.0))]


@pytest.mark.parametrize(
    ("args", "held"),
    [
        ({"events": 1}, True),
        ({"results": 1}, True),
        ({"results": 0}, False),
        ({"heartbeats": 3}, True),
        ({"heartbeats": {"at_least": 4}}, False),
        ({"reopened": 1}, True),
        ({"reopened": 0}, False),
        ({"results": 1, "reopened": 0}, False),
    ],
)
def test_sse_counts_over_all_streams_of_the_call(args: Json, held: bool) -> None:
    """Events, results, heartbeats and reopenings, each a number or a range."""
    assert holds("sse", args, told_by(DROPPED)) is held


def test_an_unknown_event_is_an_event_and_no_result() -> None:
    """Only events called `result` count as results."""
    other = replace(result(1.0), event="status")
    found = outcome("sse", {"events": 2, "results": 1}, told_by([stream(1, other, result(2.0))]))
    assert found.value == {"events": 2, "results": 1, "heartbeats": 0, "reopened": 0}


@pytest.mark.parametrize("args", [{"events": 0}, {"reopened": 0}])
def test_no_stream_is_not_an_empty_one(args: Json) -> None:
    """Where none was opened there is nothing to count, whichever way round it is asked."""
    assert not holds("sse", args, told_by([created()]))
    assert not holds("not", {"sse": args}, told_by([created()]))


@pytest.mark.parametrize(
    ("args", "found", "verdict", "kind"),
    [
        (None, (), Verdict.PASSED, None),
        (None, (NOTE,), Verdict.PASSED, None),
        ({"notes": "fail"}, (NOTE,), Verdict.FAILED, FailureKind.CONTRACT),
        (None, (NOTE, WRONG), Verdict.FAILED, FailureKind.CONTRACT),
        (None, (WRONG, UNREADABLE), Verdict.UNGRADABLE, FailureKind.UNREADABLE),
    ],
)
def test_contract_sums_up_the_calls_exchanges(
    args: Json, found: tuple[Mismatch, ...], verdict: Verdict, kind: FailureKind | None
) -> None:
    """A mismatch fails, a body that cannot be read is ungradable, and notes fail where that is asked for."""
    result_ = outcome(
        "contract", args, told_by([created(), stream(2, result(3.0))], mismatches={2: found, 7: (WRONG,)})
    )
    assert (result_.verdict, result_.kind) == (verdict, kind)


def test_contract_says_where() -> None:
    """The message names the exchange and the field, and how many more there are."""
    found = outcome("contract", None, told_by([created()], mismatches={1: (WRONG, WRONG)}))
    assert found.message == "GET call_create: body.status must be text (and 1 more)"
    assert [evidence.exchange for evidence in found.evidence] == [1, 1]


@pytest.mark.parametrize("exchanges", [[], [replace(created(), status=None)]])
def test_no_answer_keeps_no_contract(exchanges: list[Exchange]) -> None:
    """Where nothing answered, nothing was kept."""
    assert not holds("contract", None, told_by(exchanges))


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("latency", None),
        ("latency", {}),
        ("latency", {"set_up": "fast"}),
        ("latency", {"delivered": 3}),
        ("sse", None),
        ("sse", {}),
        ("sse", {"results": True}),
        ("contract", {"notes": "maybe"}),
        ("contract", "strict"),
    ],
)
def test_arguments_that_say_nothing_are_refused(name: str, args: Json) -> None:
    """They are a problem of the file, and not of a call."""
    with pytest.raises(ValidationError):
        CHECKS[name].from_args(args)
