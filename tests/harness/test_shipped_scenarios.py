"""The suites under scenarios/: newcomers copy them, so each of them is sound, holds, and would catch a bad call."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from harness.app.audit import AuditRequest, audit_scenarios
from harness.app.clock import RunClock
from harness.app.run import RunRequest, suite_on
from harness.app.scenarios import load_scenarios
from harness.app.target import ready_target
from harness.checks import CHECKS
from harness.checks.meaning import MeaningCheck
from harness.model.scenario import Gate, Scenario, StartCall
from harness.model.values import Json
from harness.model.verdict import ScenarioVerdict, Verdict
from harness.runner.plan import Selection, make_plan
from tests.harness.runner.stage import ListLog

FOLDER = Path(__file__).parents[2] / "scenarios"
SUITES = sorted(FOLDER.glob("*.yaml"))
PLUMBING = {"errors.yaml", "faults.yaml"}
"""Suites about the API's transport, as those in folders below: what is said in their calls is not their subject."""

MEANING = {name for name in CHECKS if issubclass(CHECKS[name], MeaningCheck)}
SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.prove) for seed in (1, 7, 42)))


@cache
def shipped() -> tuple[Scenario, ...]:
    """Every shipped scenario whose outcome a simulated callee decides."""
    loaded, _ = load_scenarios(SUITES, {})
    return tuple(scenario for scenario in loaded if not is_plumbing(scenario))


def is_plumbing(scenario: Scenario) -> bool:
    """Whether a scenario is about the API's transport: the contract suites are tested by themselves."""
    return file_of(scenario) in PLUMBING or Path(scenario.span.file).parent.name == "contract"


def file_of(scenario: Scenario) -> str:
    """Return the name of the file that a scenario stands in."""
    return Path(scenario.span.file).name


def checks_of(scenario: Scenario) -> Iterator[str]:
    """Yield the names of its checks; a negated check by its own name."""
    for expectation in scenario.expectations:
        args: Json = expectation.check.args
        yield from args if expectation.check.name == "not" and isinstance(args, dict) else (expectation.check.name,)


def test_there_are_enough_of_them() -> None:
    """A newcomer finds an example of the own domain."""
    files = Counter(file_of(scenario) for scenario in shipped())
    assert len(files) >= 12
    assert sum(files.values()) >= 60
    assert min(files.values()) >= 3


def test_both_callers_have_many() -> None:
    """Communicators and negotiators are tested differently: each has its examples."""
    steps = [step for scenario in shipped() for step in scenario.steps if isinstance(step, StartCall)]
    callers = Counter(step.body.field("caller") for step in steps)
    assert callers["communicator"] >= 40
    assert callers["negotiator"] >= 8


@pytest.mark.parametrize("tag", ["hard-callee", "limit", "hours", "privacy"])
def test_what_goes_wrong_has_examples(tag: str) -> None:
    """Calls go wrong in known ways, and each way is a tag that --tag selects."""
    assert sum(tag in scenario.tags for scenario in shipped()) >= 4


def test_books_and_transcript_stand_side_by_side() -> None:
    """The mock's truth and what a real call can show: each scenario asks for both, where anybody spoke."""
    asked = {scenario.scenario_id: set(checks_of(scenario)) for scenario in shipped()}
    assert not [name for name, checks in asked.items() if "books" not in checks]
    assert not [name for name, checks in asked.items() if not checks & (MEANING | {"turns"})]


def test_every_file_is_short() -> None:
    """A suite is read in one sitting."""
    long = {path.name: len(path.read_text().splitlines()) for path in SUITES}
    assert not {name: lines for name, lines in long.items() if lines >= 200}


def test_the_readme_names_every_suite() -> None:
    """Nobody has to open twenty files to find the right one."""
    listed = (FOLDER / "README.md").read_text()
    assert not [path.name for path in SUITES if path.name not in listed]


@pytest.mark.parametrize("seed", SEEDS)
def test_they_hold(seed: int) -> None:
    """Whatever the seed: a newcomer's first run is green."""
    found = asyncio.run(verdicts(seed))
    failed = [f"{name}: {one.message}" for name, one in found.items() if one.verdict is not Verdict.PASSED]
    assert not failed, "\n".join(failed)


async def verdicts(seed: int) -> dict[str, ScenarioVerdict]:
    """Run the suites on the embedded mock, those about transport included; return their verdicts by id."""
    scenarios, _ = load_scenarios(SUITES, {})
    clock, log = RunClock(), ListLog()
    async with ready_target("mock", clock) as ready:
        plan = make_plan(scenarios, Selection(), ready.ground, seed)
        await suite_on(ready, log, clock, 10, Gate()).run(plan)
    return {record.scenario_id: record.verdict for record in log.of("scenario_graded")}


@pytest.mark.prove
def test_they_would_catch_a_bad_call(tmp_path: Path) -> None:
    """Of the ways in which their calls can be broken, the expectations see nine in ten."""
    outcomes = [path for path in SUITES if path.name not in PLUMBING]
    ran = RunRequest(paths=outcomes, reports=tmp_path)
    report = asyncio.run(audit_scenarios(AuditRequest(ran=ran, min_caught=0.9)))
    assert not [one.scenario_id for one in report.not_audited if one.unjudged]
    assert report.enough, f"{report.caught} of {report.broken} broken calls were caught"
