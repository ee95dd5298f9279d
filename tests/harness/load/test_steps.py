"""Flows: `steps`."""

from collections.abc import Callable

import pytest

from harness.errors import Problem
from harness.model.brief import STANDARD_BRIEF, RequestBody
from harness.model.scenario import AwaitResult, GetCall, HttpRequest, Scenario, StartCall, Step

ScenarioOf = Callable[..., Scenario]


def flow(*steps: str, more: str = "") -> str:
    listed = "".join(f"      - {step}\n" for step in steps)
    return f"scenarios:\n  - id: a\n{more}    steps:\n{listed}"


def kinds(scenario: Scenario) -> list[str]:
    return [step.kind for step in scenario.steps]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("start_call:", "{await_result: , expect: [summary]}"), ["authenticate", "start_call", "await_result"]),
        (("authenticate", "{start_call: {}, expect: [summary]}"), ["authenticate", "start_call"]),
        (("start_call", "{authenticate: {}, expect: [summary]}"), ["start_call", "authenticate"]),
        (("{request: {method: GET, path: /, signed_in: false}, expect: [http_status: 401]}",), ["request"]),
        (("{request: GET /, expect: [http_status: 200]}",), ["authenticate", "request"]),
    ],
)
def test_a_flow_signs_in_first_unless_it_says_otherwise(
    scenario_of: ScenarioOf, steps: tuple[str, ...], expected: list[str]
) -> None:
    """An authenticate is put first, unless one is written or nothing uses the account."""
    assert kinds(scenario_of(flow(*steps))) == expected


def test_expectations_read_their_own_step(scenario_of: ScenarioOf) -> None:
    """Step numbers count the authenticate that was put first; ids are unique over the whole flow."""
    scenario = scenario_of(flow("{start_call: , expect: [summary]}", "await_result", "{get_call: , expect: [summary]}"))
    assert [(it.step, it.expectation_id) for it in scenario.expectations] == [(1, "summary"), (3, "summary_2")]


def test_calls_are_known_by_name(scenario_of: ScenarioOf) -> None:
    """`as` names a group; nameless ones are call, call_2; await_result and get_call without a name mean the last."""
    scenario = scenario_of(
        flow(
            "start_call: {as: held, times: 5}",
            "start_call",
            "start_call: {}",
            "get_call: held",
            "await_result",
            "await_result: {call: call}",
            "{get_call: {call_id: abc}, expect: {error: NOT_FOUND}}",
        )
    )
    assert [(step.name, step.times) for step in scenario.steps if isinstance(step, StartCall)] == [
        ("held", 5),
        ("call", 1),
        ("call_2", 1),
    ]
    assert [step.call for step in scenario.steps if isinstance(step, AwaitResult)] == ["call_2", "call"]
    gets = [(step.call, step.call_id) for step in scenario.steps if isinstance(step, GetCall)]
    assert gets == [("held", None), (None, "abc")]


def test_a_call_begins_from_the_scenarios_brief_and_callee(scenario_of: ScenarioOf) -> None:
    """A start_call's own brief and callee merge over the scenario's; its own body replaces the brief."""
    scenario = scenario_of(
        flow(
            "start_call",
            "start_call: {brief: {voice: male}, callee: {with: {b: 2}}}",
            "start_call: {body: {x: null}, callee: null}",
            "{start_call: {body_text: nonsense}, expect: [summary]}",
            more="    brief: {callee_name: A}\n    callee: {persona: p, with: {a: 1}}\n",
        )
    )
    starts = [step for step in scenario.steps if isinstance(step, StartCall)]
    assert [step.body for step in starts] == [
        RequestBody(value={"callee_name": "A"}),
        RequestBody(value={"callee_name": "A", "voice": "male"}),
        RequestBody(value={"x": None}),
        RequestBody(text="nonsense", media="text"),
    ]
    assert [step.callee for step in starts] == [
        {"persona": "p", "with": {"a": 1}},
        {"persona": "p", "with": {"a": 1, "b": 2}},
        None,
        {"persona": "p", "with": {"a": 1}},
    ]


def test_a_call_without_any_brief_has_the_standard_one(scenario_of: ScenarioOf) -> None:
    """start_call: {} sends a complete brief."""
    scenario = scenario_of(flow("{start_call: {}, expect: [summary]}"))
    [start] = [step for step in scenario.steps if isinstance(step, StartCall)]
    assert start.body.value == STANDARD_BRIEF


@pytest.mark.parametrize(
    ("written", "body", "signed_in"),
    [
        ("POST /api/v2/voice/call", None, True),
        ("{method: POST, path: /api/v2/voice/call}", None, True),
        ("{method: POST, path: /api/v2/voice/call, body: {a: 1}}", RequestBody(value={"a": 1}), True),
        ("{method: POST, path: /api/v2/voice/call, body: null}", RequestBody(value=None), True),
        ("{method: POST, path: /api/v2/voice/call, body_text: x}", RequestBody(text="x", media="text"), True),
        ("{method: POST, path: /api/v2/voice/call, signed_in: false}", None, False),
    ],
)
def test_a_request_is_sent_as_written(
    scenario_of: ScenarioOf, written: str, body: RequestBody | None, signed_in: bool
) -> None:
    """Short and long form; no body, a JSON body (null too) or a text."""
    step = scenario_of(flow(f"{{request: {written}, expect: [http_status: 400]}}")).steps[-1]
    assert isinstance(step, HttpRequest)
    assert (step.method, step.path, step.body, step.signed_in) == ("POST", "/api/v2/voice/call", body, signed_in)


def test_headers_of_a_request(scenario_of: ScenarioOf) -> None:
    """Headers are kept as written."""
    text = flow("{request: {method: GET, path: /, headers: {X-A: b}}, expect: [http_status: 200]}")
    step = scenario_of(text).steps[-1]
    assert isinstance(step, HttpRequest)
    assert step.headers == {"X-A": "b"}


@pytest.mark.parametrize(
    ("step", "message"),
    [
        ("get_call", "no call is started before this step"),
        ("await_result: held", "no call 'held' is started above"),
        ("{start_call: {as: x}, request: GET /}", "2 steps in one item: start_call, request"),
        ("{expect: [summary]}", "no step in it"),
        ("5", "found number 5; allowed: a mapping with one of authenticate"),
        ("start_cal", "unknown step 'start_cal'"),
        ("authenticate: {email: x}", "found a mapping; allowed: nothing"),
        ("request: {method: GET, path: /, body: 1, body_text: x}", "body_text stands beside body"),
        ("request: GET", "found text ''; allowed: a path"),
        ("request: 5", "found number 5; allowed: a mapping"),
        ("start_call: 5", "found number 5; allowed: a mapping"),
        ("start_call: {brief: standard}", "found text 'standard'; allowed: a mapping of the brief's fields"),
        ("start_call: {brief: b.yaml}", "found text 'b.yaml'; allowed: a mapping of the brief's fields"),
        ("start_call: {body_text: {a: 1}}", "found a mapping; allowed: text"),
        ("get_call: [a]", "found a list; allowed: a mapping"),
    ],
)
def test_a_step_that_is_wrong_is_one_problem(
    problems_of: Callable[..., list[Problem]], step: str, message: str
) -> None:
    """One mistake in a step is one problem, also where later steps would have used its call."""
    [problem] = problems_of(flow(step, "{request: GET /, expect: [http_status: 200]}"))
    assert message in problem.message


def test_two_calls_of_one_name_are_a_problem(problems_of: Callable[..., list[Problem]]) -> None:
    """Later steps must know which is meant."""
    [problem] = problems_of(flow("start_call: {as: x}", "{start_call: {as: x}, expect: [summary]}"))
    assert "two calls are called 'x'" in problem.message


def test_steps_keep_their_places(scenario_of: ScenarioOf) -> None:
    """A step stands where its item does."""
    step: Step = scenario_of(flow("start_call", "{get_call: , expect: [summary]}")).steps[2]
    assert str(step.span) == "s.yaml:5:9"
