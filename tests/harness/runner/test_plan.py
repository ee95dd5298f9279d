"""Planning: what is selected, what is skipped and why, in which order, and with which seeds and dates."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harness.model.record import Trial
from harness.model.scenario import PassRule, Scenario
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.plan import Ground, Plan, Selection, Shard, make_plan, repeated, trial_seed
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


def member(family: str, label: str = "", variant: str = "", **changes: Json) -> Scenario:
    """A variant or a cell, as loading makes it."""
    name = f"{family}{label}" + (f"/{variant}" if variant else "")
    return scenario(name, family=family, variant=variant, **changes)


def test_a_variants_seed_is_of_its_cell_its_name_and_its_index() -> None:
    """What is in the id once is in the hash once: cell and variant are told apart."""
    [trial] = plan(member("moods", "[a]", "loud")).trials
    assert trial.seed == trial_seed(7, "moods[a]", "loud", 1)
    assert trial.trial_id == "moods[a]/loud#1"


def test_variants_of_one_scenario_are_interleaved() -> None:
    """A slow minute hits every variant alike."""
    found = plan(member("b", variant="x", runs=2), member("b", variant="y", runs=2))
    assert names(found) == ["b/x#1", "b/y#1", "b/x#2", "b/y#2"]


FAMILIES = [member(f"f{number}", label, variant) for number in range(40) for label in ("", "[a]") for variant in "xy"]


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_shards_are_the_whole_once(of: int) -> None:
    """Every scenario is in exactly one of n shards, together with all of its family."""
    parts = [{it.scenario_id for it in FAMILIES if Shard(number=n, of=of).takes(it)} for n in range(1, of + 1)]
    assert sorted(name for part in parts for name in part) == sorted(it.scenario_id for it in FAMILIES)
    families = [{name.split("[")[0].split("/")[0] for name in part} for part in parts]
    assert sum(map(len, families)) == 40
    assert all(families)


def test_a_shard_never_changes_between_versions() -> None:
    """Machines of one run, and runs of one suite, agree on what is where."""
    found = [number for number in range(1, 5) if Shard(number=number, of=4).takes(scenario("cleaning-on-tuesday"))]
    assert found == [3]


def test_a_shard_narrows_what_is_selected() -> None:
    """Words and tags choose first; which shard a scenario is in does not depend on them."""
    both = [
        it
        for number in (1, 2)
        for it in FAMILIES
        if Selection(words=("f1",), shard=Shard(number=number, of=2)).takes(it)
    ]
    assert {it.scenario_id for it in both} == {it.scenario_id for it in FAMILIES if "f1" in it.scenario_id}


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        (Selection(ids=frozenset({"b", "c/x"})), ["b", "c/x"]),
        (Selection(ids=frozenset()), []),
        (Selection(ids=frozenset({"b"}), words=("c",)), []),
        (Selection(words=("c",)), ["c/x", "c/y"]),
        (Selection(words=("c/y",)), ["c/y"]),
    ],
)
def test_ids_narrow_the_selection(selection: Selection, chosen: list[str]) -> None:
    """Ids are whole ones, words are parts of them: a family's id is a part of all of its variants'."""
    found = plan(scenario("a"), scenario("b"), member("c", variant="x"), member("c", variant="y"), selection=selection)
    assert [it.scenario_id for it in found.scenarios] == chosen


@pytest.mark.parametrize(
    ("rule", "then"),
    [
        (PassRule(), PassRule()),
        (PassRule(kind="at_least", value=3), PassRule(kind="rate", value=0.75)),
        (PassRule(kind="lower_bound", value=0.8), PassRule(kind="lower_bound", value=0.8)),
    ],
)
def test_a_repeated_scenario_runs_so_often(rule: PassRule, then: PassRule) -> None:
    """Its `runs` is replaced; a count that must pass becomes the share that it was."""
    found = repeated(scenario("a", runs=4, pass_when=rule), 50)
    assert (found.runs, found.pass_when) == (50, then)
