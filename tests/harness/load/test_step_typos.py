"""One mistake in a step gives exactly one problem, at its place, with what is allowed and the way out."""

from collections.abc import Callable

import pytest

from harness.errors import Problem
from harness.model.scenario import Scenario

GOOD = """\
scenarios:
  - id: one
    steps:
      - request_code: {email: a@example.com}
      - save: {token: data.request_token}
      - verify_code: {code: "1234", request_token: "{{ saved.token }}"}
        expect: {http_status: 200}
      - start_call: {as: held, callee: {persona: x}}
      - stream_call: {call: held, resume: true, close_after: {heartbeats: 1, seconds: 5}}
      - end_call: held
      - wait: 5
      - advance_clock: {seconds: 60}
      - repeat: {times: 3, until: status, every_seconds: 1, steps: [get_call: held]}
      - parallel:
          - get_call: held
          - stream_call: {call_id: abc, accept: text/plain}
            expect: {http_status: 404}
"""
STEPS = "scenarios[0].steps"

TYPOS = [
    ("request_code: {email", "request_code: {emial", "4:24", "[0].request_code.emial", "unknown key", "'email'"),
    ("email: a@example.com", "email: 5", "4:31", "[0].request_code.email", "found number 5; allowed: text", "quotes"),
    ("- save:", "- svae:", "5:9", "[1].svae", "unknown key 'svae'; allowed: authenticate", "'save'"),
    ("{token: data.request_token}", "{}", "5:15", "[1].save", "found an empty mapping", "{{ saved.call_id }}"),
    ("{token: data.request_token}", "token", "5:15", "[1].save", "found text 'token'; allowed: names with", ""),
    ("data.request_token", "'data['", "5:23", "[1].save.token", "'data[' is not a JMESPath expression", ""),
    ("{token: data", "{2nd: x, token: data", "5:16", "[1].save.2nd", "'2nd' cannot be a name", "letters"),
    ("saved.token", "saved.tokn", "6:52", "[2].verify_code.request_token", "known: token", "'token'"),
    ("verify_code: {code", "verify_code: {cod", "6:23", "[2].verify_code.cod", "unknown key 'cod'", "'code'"),
    ("http_status: 200", "says: '{{ saved.token }}'", "7:24", "[2].expect.says", "where nothing is saved", "below it"),
    ("{call: held, res", "{call: hold, res", "9:29", "[4].stream_call.call", "known: held", "'held'"),
    ("resume: true", "resume: yes", "9:43", "[4].stream_call.resume", "found text 'yes'; allowed: true or false", ""),
    (
        "resume: true",
        "resume: true, last_event_id: x",
        "9:49",
        "[4].stream_call.last_event_id",
        "stands beside resume",
        "remove",
    ),
    ("heartbeats: 1", "heartbeat: 1", "9:63", "[4].stream_call.close_after.heartbeat", "unknown key", "'heartbeats'"),
    ("heartbeats: 1", "heartbeats: 0", "9:75", "[4].stream_call.close_after.heartbeats", "at least 1", ""),
    ("end_call: held", "end_call: hold", "10:19", "[5].end_call.call", "no call 'hold' is started above", "'held'"),
    ("wait: 5", "wait: -5", "11:15", "[6].wait.seconds", "a number of at least 0", ""),
    ("wait: 5", "wait: soon", "11:15", "[6].wait.seconds", "found text 'soon'; allowed: a number", ""),
    ("wait: 5", "wait", "11:9", "[6].seconds", "missing required key", ""),
    ("seconds: 60", "secnds: 60", "12:25", "[7].advance_clock.secnds", "unknown key 'secnds'", "'seconds'"),
    ("times: 3, until: status", "times: 0, until: status", "13:25", "[8].repeat.times", "at least 1", ""),
    ("times: 3, until: status, ", "", "13:17", "[8].repeat", "never says when it is enough", "add times: N"),
    ("until: status", "until: '['", "13:35", "[8].repeat.until", "'[' is not a JMESPath expression", ""),
    (", steps: [get_call: held]", "", "13:17", "[8].repeat.steps", "missing required key 'steps'", ""),
    ("steps: [get_call: held]", "steps: []", "13:68", "[8].repeat.steps", "no step in it", ""),
    ("steps: [get_call: held]", "steps: [get_cal: held]", "13:69", "[8].repeat.steps[0].get_cal", "", "'get_call'"),
    (
        "- parallel:\n          - get_call: held",
        "- parallel: {get_call: held}\n      - start_call:\n      - parallel:\n          - get_call: held",
        "14:19",
        "[9].parallel",
        "found a mapping; allowed: a list of steps",
        "",
    ),
    ("call_id: abc,", "call_id: abc, call: held,", "16:41", "[9].parallel[1].stream_call.call", "beside call_id", ""),
    (
        "      - parallel:",
        "      - expect: {http_status: 200}\n        parallel:",
        "14:9",
        "[9].expect",
        "stands beside parallel",
        "move",
    ),
]


@pytest.mark.parametrize(("good", "bad", "place", "key", "message", "fix"), TYPOS, ids=[case[1] for case in TYPOS])
def test_one_mistake_is_one_located_problem(
    problems_of: Callable[..., list[Problem]], good: str, bad: str, place: str, key: str, message: str, fix: str
) -> None:
    """A mistake in any step is told once: file, line and column, dotted key, what is allowed, the nearest name."""
    assert good in GOOD
    [problem] = problems_of(GOOD.replace(good, bad, 1))
    assert f"{problem.span.line}:{problem.span.column}" == place
    assert problem.key == f"{STEPS}{key}"
    assert message in problem.message
    assert fix in problem.fix


def test_the_steps_that_the_mistakes_are_made_in_are_fine(scenario_of: Callable[..., Scenario]) -> None:
    """Without a mistake there is no problem, and blocks are laid out flat."""
    steps = scenario_of(GOOD).steps
    assert [step.kind for step in steps] == [
        *("request_code", "save", "verify_code", "start_call", "stream_call", "end_call", "wait", "advance_clock"),
        *("repeat", "get_call", "parallel", "get_call", "stream_call"),
    ]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ("      - verify_code: '1'\n        expect: {http_status: 401}\n", "no request_code stands before this step"),
        ("      - wait: 1\n      - save: {a: b}\n", "no step before this one has an answer"),
        ("      - end_call\n", "no call is started before this step"),
    ],
)
def test_a_step_that_needs_one_before_it(problems_of: Callable[..., list[Problem]], steps: str, words: str) -> None:
    """What a step reads must come of a step above it."""
    found = problems_of(f"scenarios:\n  - id: a\n    steps:\n{steps}")
    assert any(words in problem.message for problem in found)


def test_what_is_saved_is_not_known_before(problems_of: Callable[..., list[Problem]]) -> None:
    """A value can be used below the step that saves it, not above."""
    steps = "      - request: GET /{{ saved.a }}\n        expect: {http_status: 404}\n      - save: {a: b}\n"
    [problem] = problems_of(f"scenarios:\n  - id: a\n    steps:\n{steps}")
    assert "no step above saves 'a'; known: none" in problem.message


def test_what_is_saved_stands_in_no_brief(problems_of: Callable[..., list[Problem]]) -> None:
    """Outside of steps nothing was saved."""
    [problem] = problems_of(
        "scenarios:\n  - {id: a, brief: {callee_name: '{{ saved.x }}'}, expect: {status: completed}}\n"
    )
    assert "stands where nothing is saved" in problem.message
