"""Flows beyond calls: who signs in, what a target must be able to do, and blocks laid out flat."""

from collections.abc import Callable

import pytest
from jsonschema import Draft202012Validator

from harness.load import scenario_schema
from harness.model.scenario import Scenario
from harness.model.steps import (
    AdvanceClock,
    Closing,
    CodeRequest,
    CodeVerification,
    EndCall,
    Parallel,
    Repeat,
    Save,
    StreamCall,
    Wait,
)
from harness.source import read

ScenarioOf = Callable[..., Scenario]


def flow(*steps: str) -> str:
    """A file with one scenario of these steps."""
    listed = "".join(f"      - {step}\n" for step in steps)
    return f"scenarios:\n  - id: a\n    steps:\n{listed}"


@pytest.mark.parametrize(
    ("steps", "signs_in"),
    [
        (("request_code", "{verify_code: , expect: {http_status: 200}}", "start_call"), False),
        (("start_call", "request_code", "{verify_code: , expect: {http_status: 200}}"), True),
        (("request_code", "{verify_code: '1', expect: {http_status: 401}}"), False),
        (("wait: 1", "{request_code: , expect: {http_status: 200}}"), False),
        (("repeat: {times: 2, steps: [{start_call: , expect: {status: in_progress}}]}",), True),
        (("parallel: [{request: {method: GET, path: /, signed_in: false}, expect: {http_status: 401}}]",), False),
        (("parallel: [authenticate, {get_call: {call_id: x}, expect: {error: NOT_FOUND}}]",), False),
    ],
)
def test_the_account_is_signed_in_before_it_is_used(
    scenario_of: ScenarioOf, steps: tuple[str, ...], signs_in: bool
) -> None:
    """Unless the author does, by authenticate anywhere or by verify_code before; blocks are looked into."""
    assert (scenario_of(flow(*steps)).steps[0].kind == "authenticate") is signs_in


@pytest.mark.parametrize(
    ("step", "needs"),
    [
        ("end_call", ("control",)),
        ("advance_clock: 5", ("clock",)),
        ("wait: 5", ()),
        ("request_code", ("account",)),
        ("request_code: a@example.com", ()),
        ("repeat: {times: 2, steps: [advance_clock: 1]}", ("clock",)),
    ],
)
def test_what_only_the_mock_can_do_is_needed(scenario_of: ScenarioOf, step: str, needs: tuple[str, ...]) -> None:
    """So that a real gateway skips the scenario with the reason; waiting is possible anywhere."""
    assert scenario_of(flow("{start_call: , expect: {status: in_progress}}", step)).needs == needs


def test_a_verification_with_everything_of_ones_own_needs_no_account(scenario_of: ScenarioOf) -> None:
    """Email and code are both written."""
    step = "{verify_code: {email: a@example.com, code: '1', request_token: x}, expect: {http_status: 401}}"
    assert scenario_of(flow(step)).needs == ()


def test_every_step_in_its_long_form(scenario_of: ScenarioOf) -> None:
    """What is written is what the runner gets; sizes of blocks count what is within them."""
    steps = scenario_of(
        flow(
            "request_code: {email: a@b.co}",
            "verify_code: {code: '12', email: a@b.co, request_token: t}",
            "save: {id: data.id}",
            "start_call",
            "stream_call: {call: call, resume: true, accept: text/*, close_after: {events: 1, seconds: 2.5}}",
            "stream_call: {call_id: '{{ saved.id }}', last_event_id: e}",
            "end_call: {call: call}",
            "wait: {seconds: 1.5}",
            "advance_clock: 60",
            "repeat: {until: status, every_seconds: 3, steps: [get_call, {parallel: [get_call, wait: 1]}]}",
            "{get_call: , expect: {status: cancelled}}",
        )
    ).steps
    found = {step.kind: step for step in reversed(steps)}
    bare = {step.kind: step for step in steps if isinstance(step, Repeat | Parallel)}
    assert isinstance(found["request_code"], CodeRequest)
    assert found["request_code"].email == "a@b.co"
    verification, saved, stream = found["verify_code"], found["save"], found["stream_call"]
    assert isinstance(verification, CodeVerification)
    assert (verification.code, verification.email, verification.request_token) == ("12", "a@b.co", "t")
    assert isinstance(saved, Save)
    assert saved.values == {"id": "data.id"}
    assert isinstance(stream, StreamCall)
    assert (stream.call, stream.resume, stream.accept) == ("call", True, "text/*")
    assert stream.closing == Closing(events=1, seconds=2.5)
    by_id = [step for step in steps if isinstance(step, StreamCall)][1]
    assert (by_id.call_id, by_id.last_event_id, by_id.closing) == ("{{saved.id}}", "e", Closing())
    assert isinstance(found["end_call"], EndCall)
    assert found["end_call"].call == "call"
    assert [step.seconds for step in steps if isinstance(step, Wait)] == [1.5, 1.0]
    assert isinstance(found["advance_clock"], AdvanceClock)
    repeat = bare["repeat"]
    assert isinstance(repeat, Repeat)
    assert (repeat.size, repeat.times, repeat.until, repeat.every_s) == (4, 100, "status", 3.0)
    assert bare["parallel"].size == 2


def test_expectations_within_blocks_read_their_own_step(scenario_of: ScenarioOf) -> None:
    """Numbers count the block itself, too."""
    scenario = scenario_of(
        flow("start_call", "repeat: {times: 2, steps: [{get_call: , expect: [status: completed]}, wait: 1]}")
    )
    assert [step.kind for step in scenario.steps] == ["authenticate", "start_call", "repeat", "get_call", "wait"]
    assert [one.step for one in scenario.expectations] == [3]


@pytest.mark.parametrize(
    ("step", "valid"),
    [
        ("wait: 5", True),
        ("wait: soon", False),
        ("advance_clock: {seconds: 5}", True),
        ("advance_clock: {secs: 5}", False),
        ("save: {a: b}", True),
        ("save: {}", False),
        ("stream_call: {close_after: {heartbeats: 1}}", True),
        ("stream_call: {close_afer: {}}", False),
        ("end_call", True),
        ("repeat", False),
        ("repeat: {times: 2, steps: [wait: 1, {parallel: [get_call]}]}", True),
        ("repeat: {times: 2, steps: [wait: soon]}", False),
        ("parallel: [{get_call: , expect: {status: completed}}]", True),
        ("verify_code: '1234'", True),
        ("request_code: {email: a@b.co}", True),
    ],
)
def test_the_schema_knows_every_step(step: str, valid: bool) -> None:
    """An editor accepts what load accepts, and marks what it does not."""
    errors = list(Draft202012Validator(scenario_schema()).iter_errors(read(flow(step), file="s.yaml").value))
    assert (not errors) is valid
