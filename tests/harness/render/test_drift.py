"""Two runs beside each other on the wire."""

from dataclasses import replace

import pytest

from harness.model.exchange import Exchange, Route, StreamEvent
from harness.model.record import Exchanged, Record
from harness.model.values import Json
from harness.render.drift import Aspect, Difference, DriftView, compare_wire
from harness.render.drift_text import markdown, terminal, verdict_words
from harness.render.view import RunView
from tests.harness.render.run_builder import RunBuilder, passed, scenario

UUID = "a1b2c3d4-e5f6-4890-abcd-ef1234567890"
TURNS = [{"speaker": "agent", "text": "Hi."}]
CALL = {"call_id": UUID, "status": "completed", "transcript": TURNS, "credits_charged": 70}
REFUSED = {"error": {"code": "INVALID_PHONE", "message": "no"}}
GET = "GET /api/v2/voice/call/{call_id}"


def run(*answers: tuple[int | None, Json], run_id: str = "one", route: Route = "call_get", **changes: Json) -> RunView:
    """A run of one trial whose call was read so often, each time with the next answer."""
    return RunView.of(records(*answers, run_id=run_id, route=route, **changes))


def records(*answers: tuple[int | None, Json], run_id: str, route: Route, **changes: Json) -> list[Record]:
    """The records of such a run."""
    built, planned = RunBuilder(trials=1, run_id=run_id), scenario("reads", "Reads", 3, "status")
    built.plan(planned)
    trial_id = built.start(planned)
    for status, answer in answers:
        changed = {name: value for name, value in changes.items() if name != "takes_s"}
        if "takes_s" in changes:
            changed["ended_s"] = built.now + changes["takes_s"]
        seq = built.exchange(trial_id, route, None, status, answer, **changed)
        built.see(trial_id, 2, exchanges=(seq,))
    built.grade(trial_id, planned, passed("status", "completed", "completed"))
    built.close(planned)
    return built.end(0, True, "all passed")


def compared(before: RunView, after: RunView) -> DriftView:
    """Compare."""
    return compare_wire(before, after)


def only(view: DriftView) -> Difference:
    """Return the one difference there is."""
    [difference] = view.differences
    return difference


def test_the_same_answers_are_no_difference() -> None:
    """Three exchanges of one trial are compared, and nothing is found."""
    view = compared(run((200, CALL)), run((200, CALL), run_id="two"))
    assert (view.trials, view.exchanges, view.differs) == (1, 3, False)


def test_ids_texts_and_figures_are_no_difference() -> None:
    """What differs from call to call is not looked at: values, the number of turns, and the id in the path."""
    other = CALL | {"call_id": "00000000-0000-4000-8000-000000000000", "credits_charged": 90.5,
                    "transcript": [{"speaker": "user", "text": "x"}] * 3}  # fmt: skip
    view = compared(
        run((200, CALL)), run((200, other), run_id="two", url=f"https://other.host/api/v2/voice/call/{UUID}")
    )
    assert not view.differs


def test_polling_longer_is_no_difference() -> None:
    """An answer that says the same again is the same answer."""
    running = {"call_id": UUID, "status": "in_progress", "duration_seconds": 1}
    once, often = [(200, running), (200, CALL)], [(200, running)] * 4 + [(200, CALL)]
    assert not compared(run(*once), run(*often, run_id="two")).differs


@pytest.mark.parametrize(
    ("before", "after", "aspect", "told"),
    [
        ((200, CALL), (404, REFUSED), Aspect.STATUS, ("200", "404 INVALID_PHONE")),
        ((400, REFUSED), (422, REFUSED), Aspect.STATUS, ("400 INVALID_PHONE", "422 INVALID_PHONE")),
        ((200, CALL), (None, None), Aspect.STATUS, ("200", "no answer")),
        ((400, REFUSED), (400, {"detail": "no"}), Aspect.CODE, ("400 INVALID_PHONE", "400")),
        (
            (400, REFUSED),
            (403, {"error": {"code": "DND_BLOCKED", "message": "no"}}),
            Aspect.ORDER,
            ("400 INVALID_PHONE", "403 DND_BLOCKED"),
        ),
        ((200, CALL), (200, CALL | {"status": "HungupByPeer"}), Aspect.WORDS, ("a documented status", "HungupByPeer")),
        ((200, CALL), (200, [1]), Aspect.TYPES, ("object", "array")),
    ],
)
def test_answers_that_differ(
    before: tuple[int, Json], after: tuple[int | None, Json], aspect: Aspect, told: tuple[str, str]
) -> None:
    """Status, error code, which of two errors wins, and the words of the status are each told once."""
    found = only(compared(run(before), run(after, run_id="two")))
    assert (found.aspect, found.route, (found.before, found.after)) == (aspect, GET, told)
    assert found.trials == ("reads#1",)


@pytest.mark.parametrize(
    ("change", "where", "aspect", "told"),
    [
        ({"x_unknown": {"deep": 1}}, "x_unknown", Aspect.FIELDS, ("absent", "object")),
        ({"credits_charged": "70"}, "credits_charged", Aspect.TYPES, ("number", "string")),
        ({"credits_charged": None}, "credits_charged", Aspect.TYPES, ("number", "null")),
        ({"call_id": "77"}, "call_id", Aspect.TYPES, ("string (a UUID)", "string (digits)")),
        (
            {"transcript": [{"speaker": "agent", "text": "x", "at": 1}]},
            "transcript[].at",
            Aspect.FIELDS,
            ("absent", "number"),
        ),
    ],
)
def test_fields_and_types(change: Json, where: str, aspect: Aspect, told: tuple[str, str]) -> None:
    """A field more or less, at any depth, is told by its path; so is one of another type. What it holds is not."""
    found = only(compared(run((200, CALL)), run((200, CALL | change), run_id="two")))
    assert (found.aspect, found.where, (found.before, found.after)) == (aspect, where, told)


def test_an_empty_list_says_nothing_of_what_it_holds() -> None:
    """A call in which nobody spoke has no turns to compare."""
    assert not compared(run((200, CALL)), run((200, CALL | {"transcript": []}), run_id="two")).differs


def test_the_media_type() -> None:
    """Its charset is no part of it."""
    same = run((200, CALL), run_id="two", response_headers={"content-type": "application/json"})
    assert not compared(run((200, CALL)), same).differs
    other = run((200, CALL), run_id="two", response_headers={"content-type": "text/html"})
    found = only(compared(run((200, CALL)), other))
    assert (found.aspect, found.before, found.after) == (Aspect.MEDIA, "application/json", "text/html")


def stream(*names: str, run_id: str = "one") -> RunView:
    """A run whose stream brought events of these names."""
    events = tuple(StreamEvent(at_s=1.0, event=name, data='{"a": 1}') for name in names)
    headers = {"content-type": "text/event-stream"}
    return run((200, None), run_id=run_id, route="call_stream", events=events, response_headers=headers)


@pytest.mark.parametrize(
    ("names", "told"),
    [(("status", "result"), "status, result"), (("result", "result"), "2 x result"), ((), "none")],
)
def test_the_events_of_a_stream(names: tuple[str, ...], told: str) -> None:
    """Another event, a second result and none at all are told; comments are not."""
    found = only(compared(stream("result"), stream(*names, run_id="two")))
    assert (found.aspect, found.before, found.after) == (Aspect.EVENTS, "result", told)


@pytest.mark.parametrize(("seconds", "slow"), [(0.9, False), (1.2, True), (20.0, True)])
def test_timing_classes(seconds: float, slow: bool) -> None:
    """An answer of another class is told, once it is four times and a second slower."""
    view = compared(run((200, CALL)), run((200, CALL), run_id="two", takes_s=seconds))
    assert [(it.aspect, it.before, it.after) for it in view.differences] == (
        [(Aspect.TIMING, "fast", "slow")] if slow else []
    )


def test_a_breath_at_the_edge_of_a_class_is_no_difference() -> None:
    """0.9 and 1.1 seconds are of two classes and alike."""
    assert not compared(run((200, CALL), takes_s=0.9), run((200, CALL), run_id="two", takes_s=1.1)).differs


def test_an_exchange_that_one_side_lacks() -> None:
    """A step that was never asked on one side."""
    found = only(compared(run((200, CALL), (404, REFUSED)), run((200, CALL), run_id="two")))
    assert (found.aspect, found.before, found.after) == (Aspect.MISSING, "404 INVALID_PHONE", "absent")


def test_steps_that_end_in_another_order_are_paired_all_the_same() -> None:
    """Exchanges belong to the steps that saw them, whichever was answered first."""
    straight = records((200, CALL), (404, REFUSED), run_id="one", route="call_get")
    turned = [_swapped(record) for record in records((404, REFUSED), (200, CALL), run_id="two", route="call_get")]
    both = [RunView.of(_in_two_steps(each)) for each in (straight, turned)]
    assert not compared(*both).differs


def _swapped(record: Record) -> Record:
    if isinstance(record, Exchanged) and record.exchange.seq in (3, 4):
        exchange: Exchange = replace(record.exchange, seq=7 - record.exchange.seq)
        return replace(record, exchange=exchange)
    return record


def _in_two_steps(lines: list[Record]) -> list[Record]:
    """Have the first reading be of step 2 and the second of step 3."""
    changed: list[Record] = []
    for line in lines:
        if line.record == "observed" and line.observation.exchanges == (4,):
            changed.append(replace(line, observation=replace(line.observation, step=3)))
        else:
            changed.append(line)
    return changed


def test_scenarios_of_one_side_are_named_and_not_compared() -> None:
    """A scenario that a target skipped is no difference."""
    other = RunBuilder(trials=0, run_id="two")
    view = compared(run((200, CALL)), RunView.of(other.end(0, True, "nothing")))
    assert (view.trials, view.only_before, view.differs) == (0, ("reads",), False)
    assert "1 scenario ran only before, and is not compared: reads" in terminal(view).plain


def test_the_words() -> None:
    """A table, and a last line that counts; foreign text breaks neither."""
    view = compared(run((200, CALL)), run((200, CALL | {"a|b\n`c`": 1, "credits_charged": None}), run_id="two"))
    assert verdict_words(view) == "2 differences in 3 exchanges of 1 trial: 1 in fields, 1 in types"
    lines = terminal(view).plain.splitlines()
    assert lines[3].split() == ["differs", "in", "on", "before", "after", "seen", "in"]
    assert lines[4].split("  ")[0] == "fields: a|b `c`"
    assert f"| types: credits_charged | {GET} | number | null | reads#1 |" in markdown(view)
    assert "a\\|b 'c'" in markdown(view)


def test_the_words_of_no_difference() -> None:
    """Said as such, in green."""
    view = compared(run((200, CALL)), run((200, CALL), run_id="two"))
    assert terminal(view).plain.splitlines()[-1] == "no difference in 3 exchanges of 1 trial"
    assert markdown(view).startswith("### ✅ no difference")
