"""The checks of words: order, opening, closing, introduction, repetition, language, turns, share of the talking."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from harness.checks.base import Check
from harness.checks.closes_politely import ClosesPolitely
from harness.checks.context import CheckContext
from harness.checks.in_order import InOrder
from harness.checks.introduces_itself import IntroducesItself
from harness.checks.language_ import Language
from harness.checks.no_repetition import NoRepetition
from harness.checks.opens_with import OpensWith
from harness.checks.says_before import SaysBefore
from harness.checks.talk_share import TalkShare
from harness.checks.turns import Turns
from harness.model.call import Call, Turn
from harness.model.observation import Observation
from harness.model.values import Json
from harness.model.verdict import Verdict

CALL = (
    Turn(speaker="callee", text="Front desk, hello."),
    Turn(speaker="agent", text="Good morning, I'm calling on behalf of Jane Doe. This line is recorded."),
    Turn(speaker="callee", text="Sure, what is her name again? Is Tuesday okay?"),
    Turn(speaker="agent", text="Jane Doe. Tuesday is fine."),
    Turn(speaker="callee", text="You're all set."),
    Turn(speaker="agent", text="Thank you, goodbye."),
)


def passes(check: Check, turns: tuple[Turn, ...] = CALL) -> bool:
    """Whether a call of these turns passes."""
    call = Call(call_id="c", status="completed", raw_status="completed", transcript=turns)
    observation = Observation(step=0, call_name="call", call=call)
    return check.grade(
        CheckContext(observation=observation, exchanges=(), call_date=datetime(2026, 3, 6, tzinfo=UTC))
    ).verdict is (Verdict.PASSED)


@pytest.mark.parametrize(
    ("check", "args", "held"),
    [
        (InOrder, ["hello", "Tuesday", "goodbye"], True),
        (InOrder, ["goodbye", "hello"], False),
        (InOrder, ["Tuesday", {"text": "Tuesday", "speaker": "agent"}], True),
        (InOrder, ["hello", {"text": "Tuesday", "speaker": "user"}], True),
        (InOrder, ["fine", "fine"], False),
        (SaysBefore, {"first": "this line is recorded", "then": "her name"}, True),
        (SaysBefore, {"first": "goodbye", "then": "Tuesday"}, False),
        (SaysBefore, {"first": "goodbye", "then": "never said"}, True),
        (SaysBefore, {"first": "never said", "then": "goodbye"}, False),
        (OpensWith, None, True),
        (OpensWith, "this line is recorded", True),
        (OpensWith, "hello there", False),
        (ClosesPolitely, None, True),
        (IntroducesItself, None, True),
        (IntroducesItself, "Jane Doe", True),
        (IntroducesItself, "John Roe", False),
        (NoRepetition, None, True),
        (Language, "english", True),
        (Turns, 6, True),
        (Turns, {"number": {"at_most": 5}}, False),
        (Turns, {"number": 3, "speaker": "agent"}, True),
        (TalkShare, {"share": {"at_most": 0.7}}, True),
        (TalkShare, {"share": {"at_most": 0.2}}, False),
        (TalkShare, {"share": {"at_most": 0.6}, "speaker": "callee"}, True),
    ],
)
def test_words_are_checked(check: type[Check], args: Json, held: bool) -> None:
    """Each check passes and fails as its doc says."""
    assert passes(check.from_args(args)) is held


@pytest.mark.parametrize(
    "check",
    [OpensWith(), ClosesPolitely(), IntroducesItself(), TalkShare.from_args(0.5), InOrder.from_args(["a", "b"])],
)
def test_an_empty_call_fails(check: Check) -> None:
    """Where nobody speaks, nothing was said as it should be."""
    assert not passes(check, ())


def test_a_blunt_end_fails() -> None:
    """Neither thanks nor a farewell in the last two turns of the agent."""
    assert not passes(ClosesPolitely(), (*CALL[:4], Turn(speaker="agent", text="That is all.")))


def test_the_same_sentence_again_and_again_fails() -> None:
    """Three times the same sentence is too often; short answers do not count."""
    again = Turn(speaker="agent", text="I would like to book a cleaning, please.")
    short = Turn(speaker="agent", text="Yes, please.")
    assert not passes(NoRepetition(), (again, again, again))
    assert passes(NoRepetition.from_args(3), (again, again, again))
    assert passes(NoRepetition(), (short, short, short))


def test_another_language_fails() -> None:
    """A turn of the agent in another language is named."""
    spanish = Turn(speaker="agent", text="Buenas tardes, quisiera una mesa para cuatro personas esta noche.")
    assert not passes(Language(), (*CALL, spanish))
    assert passes(Language(), (*CALL, Turn(speaker="callee", text=spanish.text)))


@pytest.mark.parametrize(("check", "args"), [(InOrder, ["one"]), (SaysBefore, {"first": "a"}), (Turns, None)])
def test_incomplete_arguments_are_refused(check: type[Check], args: Json) -> None:
    """A check that cannot fail, or has nothing to look for, is an error in the file."""
    with pytest.raises(ValidationError):
        check.from_args(args)
