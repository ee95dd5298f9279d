"""The contract suites: the whole reference is in them, they hold on the mock, and what may ring a phone says so."""

import asyncio
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from harness.app.clock import RunClock
from harness.app.run import suite_on
from harness.app.scenarios import load_scenarios
from harness.app.target import ready_target
from harness.model.scenario import Gate, HttpRequest, Scenario, StartCall, Step
from harness.model.verdict import Verdict
from harness.runner.commands import CALL_PATH
from harness.runner.plan import Selection, make_plan
from tests.harness.runner.stage import ListLog

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "scenarios" / "contract"
NAMED = re.compile(r"`(api-[a-z0-9-]+)`")


@cache
def contract() -> tuple[Scenario, ...]:
    """Every contract scenario."""
    return tuple(load_scenarios([FOLDER], {})[0])


def families() -> set[str]:
    """Their ids as their files have them."""
    return {scenario.family_id for scenario in contract()}


def test_every_scenario_that_the_table_names_exists_and_every_one_is_named() -> None:
    """The table of sentences is the way in: it must lead to all of them, and nowhere else."""
    named = set(NAMED.findall((ROOT / "docs" / "contract-scenarios.md").read_text()))
    assert named == families()


def test_every_error_code_of_the_reference_has_its_scenario() -> None:
    """By its name, with its HTTP status."""
    codes = {"AUTH_REQUIRED", "TOKEN_EXPIRED", "SUBSCRIPTION_REQUIRED", "INSUFFICIENT_CREDITS", "INVALID_PHONE",
             "INSUFFICIENT_DETAIL", "RATE_LIMITED", "DND_BLOCKED", "POLICY_VIOLATION", "NOT_FOUND"}  # fmt: skip
    assert {f"api-code-{code.lower().replace('_', '-')}" for code in codes} <= families()


def test_each_says_whether_it_may_ring() -> None:
    """`quiet` or `rings`, and not both."""
    tags = [frozenset(scenario.tags) & {"quiet", "rings"} for scenario in contract()]
    assert set(tags) == {frozenset({"quiet"}), frozenset({"rings"})}
    assert min(Counter(tags).values()) >= 50


def test_what_is_quiet_can_ring_nobody() -> None:
    """It sends nothing with a number in it and credentials beside it that any gateway might dial."""
    loud = {
        scenario.scenario_id
        for scenario in contract()
        if "quiet" in scenario.tags and any(_may_dial(step) for step in scenario.steps)
    }
    assert not loud


def _may_dial(step: Step) -> bool:
    if isinstance(step, StartCall):
        number = step.body.field("dialed_number")
        named = [name for name in ("callee_name", "callee_context", "call_objective") if step.body.field(name)]
        return isinstance(number, str) and number.startswith("+") and len(named) == 3
    if not isinstance(step, HttpRequest) or not step.signed_in or CALL_PATH not in step.path:
        return False
    return step.body is not None and step.body.field("dialed_number") is not None


def test_they_hold_on_the_mock() -> None:
    """Every sentence is kept, and every answer is what the contract promises."""
    verdicts = asyncio.run(_verdicts("mock"))
    assert len(verdicts) == len(contract())
    assert not {name: told for name, (verdict, told) in verdicts.items() if verdict is not Verdict.PASSED}


async def _verdicts(target: str) -> dict[str, tuple[Verdict, str]]:
    clock, log = RunClock(), ListLog()
    async with ready_target(target, clock) as ready:
        plan = make_plan(contract(), Selection(), ready.ground, 7)
        await suite_on(ready, log, clock, 10, Gate()).run(plan)
    return {it.scenario_id: (it.verdict.verdict, it.verdict.message) for it in log.of("scenario_graded")}


@pytest.mark.parametrize("need", ["account", "control", "clock", "callee"])
def test_what_only_the_mock_can_do_is_said(need: str) -> None:
    """So that a real gateway skips it with the reason; the rest runs there."""
    assert any(need in scenario.needs for scenario in contract())
    anywhere = [scenario for scenario in contract() if not scenario.needs and scenario.runs_on != ("mock",)]
    assert len(anywhere) >= 40
    assert all("quiet" in scenario.tags for scenario in anywhere)


def test_what_rings_runs_on_a_real_gateway_when_it_is_told_to() -> None:
    """One variable lets it, and another names the phone that will ring."""
    told = load_scenarios([FOLDER], {"rings_on": "live", "number": "+12025550142"})[0]
    ringing = [scenario for scenario in told if "rings" in scenario.tags and scenario.runs_on == ("mock", "live")]
    assert len(ringing) >= 50
    starts = [step for scenario in ringing for step in scenario.steps if isinstance(step, StartCall)]
    assert "+12025550142" in {step.body.field("dialed_number") for step in starts}
    assert "+14155550142" not in {step.body.field("dialed_number") for step in starts}
