"""Scenarios under every fault, on the embedded mock: the right verdict or none, never a wrong one, never for ever."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from harness.app.clock import RunClock
from harness.app.run import suite_on
from harness.app.scenarios import load_scenarios
from harness.app.target import ready_target
from harness.errors import ScenarioErrors
from harness.model.scenario import Gate, Scenario
from harness.model.values import Json
from harness.model.verdict import FailureKind, TrialVerdict, Verdict
from harness.runner.attempt import Patience
from harness.runner.plan import Selection, make_plan
from mock_gateway.faults.table import FAULTS
from tests.harness.runner.stage import ListLog

SUITE = Path(__file__).parents[3] / "scenarios" / "faults.yaml"
PATIENT, IMPATIENT = (Patience(wait_s=wait_s, poll_interval_s=0.005) for wait_s in (20.0, 0.1))
NO_STREAM: Mapping[str, Json] = {"kind": "disconnect", "route": "stream"}
BY_STREAM, BY_POLL = "stream", "poll"
LOST = FailureKind.DIAL_UNKNOWN
REFUSED = FailureKind.GATEWAY_ERROR
SIGN_IN = FailureKind.SIGN_IN
UNREADABLE = FailureKind.UNREADABLE
TIMEOUT = FailureKind.TIMEOUT

OUTCOMES: Mapping[str, Mapping[str, str]] = {
    # by kind and route: how the result is delivered all the same, or why nothing can be judged
    **{
        kind: {
            "auth_request": BY_STREAM,
            "auth_verify": BY_STREAM,
            "create": BY_STREAM,
            "get": BY_POLL,
            "stream": BY_STREAM,
        }
        for kind in ("latency", "jitter", "slow_body", "split_chunks", "unknown_fields")
    },
    **{
        kind: {"auth_request": REFUSED, "auth_verify": REFUSED, "create": LOST, "get": REFUSED, "stream": BY_POLL}
        for kind in ("reset", "disconnect")
    },
    **{
        kind: {"auth_request": SIGN_IN, "auth_verify": SIGN_IN, "create": LOST, "get": UNREADABLE, "stream": BY_POLL}
        for kind in ("malformed_json", "truncated_json", "empty_body")
    },
    **{
        kind: {"auth_request": SIGN_IN, "auth_verify": SIGN_IN, "create": REFUSED, "get": REFUSED, "stream": BY_POLL}
        for kind in ("rate_limit",)
    },
    **{
        kind: {"auth_request": SIGN_IN, "auth_verify": SIGN_IN, "create": LOST, "get": REFUSED, "stream": BY_POLL}
        for kind in ("html_page", "server_error")
    },
    "wrong_content_type": {
        "auth_request": BY_STREAM,
        "auth_verify": BY_STREAM,
        "create": BY_STREAM,
        "get": BY_POLL,
        "stream": BY_POLL,
    },
    "duplicate_result": {"stream": BY_STREAM},
    "unknown_events": {"stream": BY_STREAM},
    "crlf": {"stream": BY_STREAM},
    "not_visible": {"get": REFUSED},
    "stuck_in_progress": {"get": TIMEOUT, "stream": BY_POLL},
    "clock_skew": {"auth_verify": BY_STREAM, "create": REFUSED, "get": REFUSED, "stream": BY_POLL},
    "token_expires": {"create": REFUSED, "get": REFUSED, "stream": REFUSED},
}
CASES = [(kind, route) for kind, fault in FAULTS.items() for route in fault.routes]


def run(folder: Path, scenarios: Sequence[Mapping[str, Json]], patience: Patience) -> dict[str, TrialVerdict]:
    """Run scenarios, one trial each, and return the verdict of each."""
    file = folder / "faults.yaml"
    file.write_text(json.dumps({"suite": "Faults", "scenarios": scenarios}), encoding="utf-8")
    loaded, _ = load_scenarios([file], {})
    return {scenario.scenario_id: verdict for scenario, verdict in zip(loaded, graded(loaded, patience), strict=True)}


def graded(scenarios: Sequence[Scenario], patience: Patience) -> list[TrialVerdict]:
    """Run scenarios on the embedded mock and return the verdicts of their trials, in the scenarios' order."""

    async def main() -> ListLog:
        clock, log = RunClock(), ListLog()
        async with asyncio.timeout(60), ready_target("mock", clock) as ready:
            plan = make_plan(scenarios, Selection(), ready.ground, 7)
            await suite_on(replace(ready, patience=patience), log, clock, 4, Gate()).run(plan)
        return log

    order = {scenario.scenario_id: place for place, scenario in enumerate(scenarios)}
    found = sorted(asyncio.run(main()).of("trial_graded"), key=lambda record: order[record.scenario_id])
    return [record.verdict for record in found]


def scenario(name: str, faults: Sequence[Mapping[str, Json]], expect: Json) -> dict[str, Json]:
    """A single-call scenario of the standard brief."""
    return {"id": name, "brief": {"base": "standard"}, "faults": list(faults), "expect": expect}


@pytest.mark.parametrize(("kind", "route"), CASES)
def test_a_fault_changes_no_verdict_but_to_ungradable(kind: str, route: str, tmp_path: Path) -> None:
    """What holds passes, what does not fails, and where the result did not come both are ungradable, of one kind."""
    outcome = OUTCOMES[kind][route]
    quick: dict[str, Json] = {"seconds": 0.01} if kind in ("latency", "jitter", "slow_body") else {}
    faults = [{"kind": kind, "route": route, **quick}]
    if route == "get":
        faults.append(dict(NO_STREAM))  # polling is what is looked at
    delivered = isinstance(outcome, str) and not isinstance(outcome, FailureKind)
    right: dict[str, Json] = {"status": "completed", **({"delivered_by": outcome} if delivered else {})}
    found = run(
        tmp_path,
        [scenario("right", faults, right), scenario("wrong", faults, {"status": "failed"})],
        IMPATIENT if kind == "stuck_in_progress" else PATIENT,
    )
    if delivered:
        assert found["right"].verdict is Verdict.PASSED, found["right"].message
        assert (found["wrong"].verdict, found["wrong"].kind) == (Verdict.FAILED, FailureKind.EXPECTATION)
    else:
        for verdict in found.values():
            assert (verdict.verdict, verdict.kind) == (Verdict.UNGRADABLE, outcome), verdict.message


@pytest.mark.parametrize(
    ("faults", "expect"),
    [
        ([{"kind": "server_error", "route": "create", "status": 503}], {"http_status": 503}),
        ([{"kind": "rate_limit", "route": "create"}], {"error": "RATE_LIMITED"}),
        ([{"kind": "clock_skew", "route": "create"}], {"error": "TOKEN_EXPIRED"}),
        ([{"kind": "disconnect", "route": "stream", "times": 1}], {"delivered_by": "stream"}),
        ([{"kind": "disconnect", "route": "stream", "at": "inside", "times": 2}], {"delivered_by": "poll"}),
        ([{"kind": "disconnect", "route": "stream", "at": "after"}], {"delivered_by": "stream"}),
        ([{"kind": "html_page", "route": "stream", "status": 200}], {"delivered_by": "poll"}),
        ([{"kind": "not_visible", "route": "get"}], {"delivered_by": "stream"}),
    ],
)
def test_a_fault_can_be_what_a_scenario_is_about(
    faults: Sequence[Mapping[str, Json]], expect: Json, tmp_path: Path
) -> None:
    """An expectation about it is judged, and what the fault did to an answer breaks no promise."""
    found = run(tmp_path, [scenario("s", faults, expect)], PATIENT)["s"]
    assert found.verdict is Verdict.PASSED, found.message


def test_a_fault_strikes_its_own_trial_only(tmp_path: Path) -> None:
    """Trials run at once, on one mock: the others are not touched."""
    spoilt = scenario("spoilt", [{"kind": "server_error"}], {"status": "completed"})
    plain = [scenario(f"plain-{number}", [], {"status": "completed"}) for number in range(6)]
    found = run(tmp_path, [plain[0], spoilt, *plain[1:]], PATIENT)
    assert found.pop("spoilt").verdict is Verdict.UNGRADABLE
    assert {verdict.verdict for verdict in found.values()} == {Verdict.PASSED}


def test_a_share_is_drawn_by_the_trials_seed(tmp_path: Path) -> None:
    """So that repeats differ, and a run with the same seed does not."""
    faults: list[Mapping[str, Json]] = [{"kind": "server_error", "route": "create", "share": 0.5}]
    scenarios = [scenario(f"s{number}", faults, {"http_status": 500}) for number in range(12)]
    first, again = (run(tmp_path, scenarios, PATIENT) for _ in range(2))
    verdicts = {name: verdict.verdict for name, verdict in first.items()}
    assert verdicts == {name: verdict.verdict for name, verdict in again.items()}
    assert set(verdicts.values()) == {Verdict.PASSED, Verdict.FAILED}


@pytest.mark.parametrize(
    ("fault", "key", "message", "fix"),
    [
        ({"kind": "disconect"}, "faults[0].kind", "unknown fault 'disconect'", "did you mean 'disconnect'?"),
        ({"kind": "connection_refused", "seconds": 1}, "faults[0].kind", "unknown fault 'connection_refused'", ""),
        ({"kind": "reset", "route": "strem"}, "faults[0].route", "did you mean 'stream'?", ""),
        ({"kind": "crlf", "route": "get"}, "faults[0].route", "must be one of any, stream", ""),
        ({"kind": "reset", "tims": 1}, "faults[0].tims", "did you mean 'times'?", ""),
        ({"kind": "reset", "user_id": "1"}, "faults[0].user_id", "unknown setting of reset 'user_id'", ""),
        ({"kind": "disconnect", "after_seconds": "x"}, "faults[0].after_seconds", "must be a number", ""),
        ({"kind": "html_page", "status": 99}, "faults[0].status", "must be at least 200, and is 99", ""),
    ],
)
def test_a_mistyped_fault_is_one_problem(
    fault: Mapping[str, Json], key: str, message: str, fix: str, tmp_path: Path
) -> None:
    """Before anything is sent: at the key, with the nearest name."""
    with pytest.raises(ScenarioErrors) as caught:
        run(tmp_path, [scenario("s", [fault], {"status": "completed"})], PATIENT)
    (problem,) = caught.value.problems
    assert problem.key == f"scenarios[0].{key}"
    assert message in problem.message
    assert fix in problem.fix


def test_the_shipped_suite_passes() -> None:
    """scenarios/faults.yaml, every trial."""
    loaded, _ = load_scenarios([SUITE], {})
    assert {verdict.verdict for verdict in graded(loaded, PATIENT)} == {Verdict.PASSED}


def test_every_fault_is_looked_at_here() -> None:
    """A new fault says what becomes of a scenario under it."""
    assert {kind: set(routes) for kind, routes in OUTCOMES.items()} == {
        kind: set(fault.routes) for kind, fault in FAULTS.items() if fault.routes
    }
