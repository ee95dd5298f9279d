"""Scenarios as tests on a gateway that passes for live: the session is judged as one plan, before its first call."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harness.app.run import RunRequest
from harness.app.scenarios import load_scenarios
from harness.app.shared_run import Part
from harness.errors import TargetRefused
from harness.model.verdict import Verdict
from tests.harness.app.live import ANYTIME, LiveGateway, request_in
from tests.harness.cli.gateways import in_a_thread
from tests.harness.targets.loopback import serving

TWO = """\
scenarios:
  - {id: one, brief: {base: standard}, expect: {status: completed}}
  - {id: two, brief: {base: standard}, expect: {status: completed}}
"""


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account in the environment."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "very-secret-access-token")
    monkeypatch.setenv("PINE_USER_ID", "1234567890")


def in_a_session(gateway: LiveGateway, request: RunRequest) -> list[Verdict]:
    """Run every scenario as its own test in one process, and return the verdicts."""
    scenarios, _ = load_scenarios(request.paths, {})
    with in_a_thread(serving(gateway.answer)) as url:
        part = Part(replace(request, target=url), "20260306-090000-abcd", "main")
        part.will_run(scenarios)
        try:
            return [part.run(scenario).verdict.verdict for scenario in scenarios]
        finally:
            part.close()


def test_what_is_allowed_is_called(tmp_path: Path) -> None:
    """One call for each scenario."""
    gateway = LiveGateway()
    assert in_a_session(gateway, request_in(tmp_path, TWO)) == [Verdict.PASSED, Verdict.PASSED]
    assert len(gateway.numbers) == 2


BREAKS: dict[str, tuple[Callable[[RunRequest], RunRequest], str]] = {
    "the sum of all": (lambda it: replace(it, live=ANYTIME.model_copy(update={"max_calls": 1})), "2 calls; allowed"),
    "one number twice": (
        lambda it: replace(it, live=ANYTIME.model_copy(update={"max_calls_per_number_per_day": 1})),
        "2 calls; allowed: max_calls_per_number_per_day = 1",
    ),
    "several workers": (lambda it: replace(it, workers=2), "2 processes would share one account"),
    "nobody said yes": (lambda it: replace(it, confirmed=False), "--pine-yes"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_breaks_a_rule_sends_nothing(tmp_path: Path, name: str) -> None:
    """Each scenario alone would keep the limits; the session does not, and its first call is not made."""
    change, told = BREAKS[name]
    gateway = LiveGateway()
    with pytest.raises(TargetRefused, match=told):
        in_a_session(gateway, change(request_in(tmp_path, TWO)))
    assert gateway.seen == []


def test_a_scenario_that_was_not_announced_is_not_called_beyond_the_limits(tmp_path: Path) -> None:
    """Whatever runs after the plan was judged meets the fence at each call."""
    gateway = LiveGateway()
    request = request_in(tmp_path, TWO, ANYTIME.model_copy(update={"max_calls": 1}))
    first, second = load_scenarios(request.paths, {})[0]
    with in_a_thread(serving(gateway.answer)) as url:
        part = Part(replace(request, target=url), "20260306-090000-abcd", "main")
        part.will_run([first])
        try:
            assert part.run(first).verdict.verdict is Verdict.PASSED
            assert part.run(second).verdict.verdict is Verdict.UNGRADABLE
        finally:
            part.close()
    assert len(gateway.numbers) == 1
