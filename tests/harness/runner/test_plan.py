"""Planning: what is selected, what is skipped and why, in which order, and with which seeds and dates."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harness.model.record import Trial
from harness.model.scenario import Scenario
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.plan import Ground, Plan, Selection, make_plan, trial_seed
from tests.harness.runner.stage import FRIDAY, scenario

MOCK = Ground(kind="mock", can=frozenset({"account", "callee", "books", "clock"}), call_date=FRIDAY)
LIVE = Ground(kind="live", can=frozenset(), call_date=FRIDAY)


def plan(*scenarios: Scenario, selection: Selection | None = None, ground: Ground = MOCK, seed: int = 7) -> Plan:
    """Plan scenarios on the mock."""
    return make_plan(scenarios, selection or Selection(), ground, seed)


def names(found: Plan) -> list[str]:
    """The trials in order."""
    return [trial.trial_id for trial in found.trials]


def test_repeats_are_interleaved() -> None:
    """All first trials come before any second one, in file order; a scenario with fewer runs drops out."""
    found = plan(scenario("a", runs=3), scenario("b", runs=1), scenario("c", runs=2))
    assert names(found) == ["a#1", "b#1", "c#1", "a#2", "c#2", "a#3"]


def test_seeds_depend_on_identity_alone() -> None:
    """Selection, order and what else runs change no trial's seed, and none is used twice."""
    whole = plan(scenario("a", runs=3), scenario("b", runs=2))
    seeds = {trial.trial_id: trial.seed for trial in whole.trials}
    for other in (
        plan(scenario("b", runs=2), scenario("a", runs=3)),
        plan(scenario("a", runs=3), selection=Selection(words=("a",))),
        plan(scenario("x"), scenario("b", runs=5)),
    ):
        assert all(seeds[trial.trial_id] == trial.seed for trial in other.trials if trial.trial_id in seeds)
    assert len(set(seeds.values())) == len(seeds)


def test_the_run_seed_changes_every_seed() -> None:
    """Another run seed draws other seeds for every trial."""
    first, second = plan(scenario("a", runs=9)), plan(scenario("a", runs=9), seed=8)
    assert not {trial.seed for trial in first.trials} & {trial.seed for trial in second.trials}


def test_a_seed_never_changes_between_versions() -> None:
    """A recorded run can be repeated: this seed is what every version draws."""
    assert trial_seed(20260306, "cleaning-on-tuesday", "", 1) == 258850208769471


@pytest.mark.parametrize(("left", "right"), [(("a", "b", 1), ("ab", "", 1)), (("a", "", 11), ("a1", "", 1))])
def test_parts_of_an_identity_do_not_run_together(
    left: tuple[str, str, int], right: tuple[str, str, int]
) -> None:  # fmt: skip
    """Scenario, variant and index are told apart, wherever one ends."""
    assert trial_seed(1, *left) != trial_seed(1, *right)


def test_a_seed_fits_into_what_every_reader_of_json_keeps() -> None:
    """A seed is below 2**53, so that no reader of the log or the control plane rounds it."""
    assert all(trial_seed(0, "s", "", index) < 2**53 for index in range(1, 200))


def test_variants_show_in_a_trials_name() -> None:
    """A trial is named by scenario, variant and index."""
    trial = Trial(scenario_id="s", index=2, seed=1, call_date=FRIDAY, variant="short")
    assert (trial.trial_id, replace(trial, variant="").trial_id) == ("s/short#2", "s#2")


def test_todays_date_is_the_scenarios_or_the_grounds() -> None:
    """A call_date of the scenario wins over what today is on the target."""
    monday = datetime(2026, 3, 9, tzinfo=UTC)
    found = plan(scenario("a", call_date=monday), scenario("b"))
    assert [trial.call_date for trial in found.trials] == [monday, FRIDAY]


@pytest.mark.parametrize(
    ("selection", "taken"),
    [
        (Selection(), ["tues", "wed", "thu"]),
        (Selection(words=("TUE",)), ["tues"]),
        (Selection(words=("tue", "wed")), ["tues", "wed"]),
        (Selection(words=("quick",)), ["wed"]),
        (Selection(tags=("x",)), ["tues", "wed"]),
        (Selection(tags=("x", "y")), ["tues", "wed", "thu"]),
        (Selection(words=("tue",), tags=("y",)), []),
        (Selection(tags=("X",)), []),
    ],
)
def test_selection(selection: Selection, taken: list[str]) -> None:
    """Any of the words, in id or title, whatever the case; and any of the tags, as written."""
    found = plan(
        scenario("tues", tags=("x",)),
        scenario("wed", title="A quick one", tags=("x",)),
        scenario("thu", tags=("y",)),
        selection=selection,
    )
    assert [chosen.scenario_id for chosen in found.scenarios] == taken


def test_what_is_not_selected_is_not_skipped() -> None:
    """A scenario that nobody selected is neither run nor reported."""
    found = plan(scenario("a", skip="later"), scenario("b"), selection=Selection(words=("b",)))
    assert (names(found), found.skips) == (["b#1"], ())


@pytest.mark.parametrize(
    ("changes", "ground", "kind", "reason"),
    [
        ({"skip": "waits for GW-1"}, MOCK, FailureKind.BY_AUTHOR, "waits for GW-1"),
        ({"skip": ""}, MOCK, FailureKind.BY_AUTHOR, ""),
        ({"runs_on": ("mock",)}, LIVE, FailureKind.UNSUPPORTED, "runs_on is mock, and the target is live"),
        ({"runs_on": ("live",)}, MOCK, FailureKind.UNSUPPORTED, "runs_on is live, and the target is mock"),
        ({"needs": ("callee", "x")}, LIVE, FailureKind.UNSUPPORTED, "it uses callee, x, which only the mock has"),
        ({"needs": ("books", "faults")}, MOCK, FailureKind.UNSUPPORTED, "it uses faults, which only the mock has"),
        ({"skip": "later", "runs_on": ("live",)}, MOCK, FailureKind.BY_AUTHOR, "later"),
    ],
)  # fmt: skip
def test_skips(changes: dict[str, Json], ground: Ground, kind: FailureKind, reason: str) -> None:
    """A scenario that cannot or should not run is skipped with its reason, and has no trials."""
    found = plan(scenario("s", **changes), ground=ground)
    assert [(skip.kind, skip.reason) for skip in found.skips] == [(kind, reason)]
    assert (found.trials, found.scenarios) == ((), ())


def test_what_a_target_can_do_is_not_skipped() -> None:
    """Needs that the target meets, and its own kind in runs_on, run."""
    found = plan(scenario("s", needs=("books",), runs_on=("live", "mock")))
    assert names(found) == ["s#1"]


def test_nothing_to_plan_is_an_empty_plan() -> None:
    """No scenarios make no trials."""
    assert plan() == Plan(scenarios=(), trials=(), skips=())
