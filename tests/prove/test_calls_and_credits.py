"""Whatever users do, in whatever order, while the clock moves: the books of the mock stay right."""

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from harness.model.values import Json
from mock_gateway.config import MockConfig
from mock_gateway.ledger import BASE_CREDITS
from tests.prove.stepped_mock import CALL, Caller, Client, mock_in_a_thread

STORIES, STEPS = 200, 30
MOST_AT_A_TIME = 5
TERMINAL = {"completed", "failed", "cancelled"}
NUMBERS = st.sampled_from(["+14155550142", *(f"+141555501{last:02d}" for last in (*range(11), 20, 21, 22, 23, 26))])
SECONDS = st.one_of(st.sampled_from([0, 0.1, 1, 59.9, 60, 600, 86_400]), st.floats(0, 400, allow_nan=False))

pytestmark = pytest.mark.prove


class Books(RuleBasedStateMachine):
    """Accounts, their calls and the clock, asked over HTTP; what was seen is what later answers are held against."""

    callers = Bundle("callers")
    calls = Bundle("calls")

    def __init__(self, url: str) -> None:
        super().__init__()
        self.client = Client(url)
        self.known: list[Caller] = []
        self.seen: dict[str, Mapping[str, Any]] = {}
        self.results: dict[str, Any] = {}

    def teardown(self) -> None:
        self.client.close()

    @initialize(mode=st.sampled_from(["stepped", "instant"]))
    def begin(self, mode: str) -> None:
        """Each story begins with an empty gateway."""
        self.client.post("/__mock__/reset", {})
        self.client.post("/__mock__/clock", {"mode": mode})

    @precondition(lambda self: len(self.known) < 3)
    @rule(target=callers, opening=st.sampled_from([0, 49, 50, 69, 70, 120, 200, 10_000]))
    def sign_in(self, opening: int) -> Caller:
        """Somebody comes with these credits."""
        self.known.append(Caller(self.client, opening))
        return self.known[-1]

    @rule(target=calls, caller=callers, number=NUMBERS, minutes=st.sampled_from([1, 2, 10, 120]))
    def place(self, caller: Caller, number: str, minutes: int) -> tuple[Caller, str]:
        """A call is granted unless five are in progress or the base charge cannot be paid, and refused then."""
        before = caller.account()
        reply = caller.place(number, minutes)
        busy = len(before["calls_in_progress"]) >= MOST_AT_A_TIME
        expected = 402 if before["credits"] < BASE_CREDITS else 429 if busy else 200
        assert reply.status == expected, (reply, before)
        return caller, reply.body.get("call_id", "none")

    @rule(target=calls, caller=callers, number=NUMBERS)
    def place_many(self, caller: Caller, number: str) -> tuple[Caller, str]:
        """More calls than anybody may have at a time."""
        replies = [caller.place(number, 2) for _ in range(MOST_AT_A_TIME + 2)]
        granted = [reply.body["call_id"] for reply in replies if reply.status == 200]
        assert len(granted) <= MOST_AT_A_TIME
        assert replies[-1].status in (402, 429)
        return caller, granted[-1] if granted else "none"

    @rule(call=calls)
    def read(self, call: tuple[Caller, str]) -> None:
        """A status is read; a result that was read once never reads otherwise."""
        caller, call_id = call
        reply = caller.read(call_id)
        assert reply.status == (404 if call_id == "none" else 200)
        self._same_result(call_id, reply.body)

    @precondition(lambda self: self.seen)
    @rule(call=calls)
    def listen(self, call: tuple[Caller, str]) -> None:
        """The stream of a call that ended brings what reading it brings."""
        caller, call_id = call
        if self.seen.get(call_id, {}).get("status") in TERMINAL:
            reply = caller.listen(call_id)
            assert reply.status == 200
            self._same_result(call_id, reply.body)

    @rule(call=calls)
    def hang_up(self, call: tuple[Caller, str]) -> None:
        """A call is ended from outside, once or again."""
        self.client.post(f"/__mock__/calls/{call[1]}/end", {})

    @rule(seconds=SECONDS)
    def wait(self, seconds: float) -> None:
        """Time passes."""
        assert self.client.post("/__mock__/clock", {"advance_seconds": seconds}).status == 200

    @invariant()
    def the_books_are_right(self) -> None:
        """Charged once, never below zero, never a sixth call, nothing taken back."""
        for caller in self.known:
            account, calls = caller.account(), caller.calls()
            assert account["credits"] >= 0
            assert len(account["calls_in_progress"]) <= MOST_AT_A_TIME
            charged = [charge["call_id"] for charge in account["charges"]]
            assert len(charged) == len(set(charged)), "a call was charged twice"
            taken = sum(call["credits_charged"] or 0 for call in calls)
            assert account["credits"] == pytest.approx(caller.opening_credits - taken, abs=0.01)
            for call in calls:
                assert (call["call_id"] in charged) == (call["status"] in TERMINAL)
                assert (call["call_id"] in account["calls_in_progress"]) == (call["status"] == "in_progress")
                self._never_back(call)

    def _never_back(self, call: Mapping[str, Any]) -> None:
        before = self.seen.get(call["call_id"])
        self.seen[call["call_id"]] = call
        if before is not None:
            assert call["duration_seconds"] >= before["duration_seconds"]
            assert before["status"] == "in_progress" or call == before, "an ended call changed"

    def _same_result(self, call_id: str, body: Any) -> None:
        if body.get("status") in TERMINAL:
            assert self.results.setdefault(call_id, body) == body


_DEAR: dict[str, Json] = {"failed_call_credits": "full", "cancelled_call_credits": "base", "minute_rounding": "exact"}


@pytest.mark.parametrize("assume", [{}, _DEAR], ids=["as-shipped", "every-end-costs"])
def test_no_story_breaks_the_books(assume: Mapping[str, Json], record_property: Callable[[str, object], None]) -> None:
    """Credits are charged once and never below zero, no sixth call, no way back from an end, no shorter duration."""
    plan = settings(max_examples=STORIES, stateful_step_count=STEPS, deadline=None, derandomize=True, database=None)
    with mock_in_a_thread(MockConfig(clock="stepped", assume={"access_token_seconds": 10**9, **assume})) as url:
        # It takes a function as well, and its types name the class alone.
        run_state_machine_as_test(lambda: Books(url), settings=plan)  # type: ignore[arg-type]
        with closing(Client(url)) as client:
            assert client.get(f"{CALL}/none").status == 401, "the gateway is still there"
    record_property("proof", f"calls and credits: {STORIES} stories of up to {STEPS} steps, derandomized")
