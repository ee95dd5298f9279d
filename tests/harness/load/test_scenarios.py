"""What the keys of a scenario become in the model."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

import pytest

from harness.errors import Problem, ScenarioErrors, UnknownName, UsageError
from harness.load import LoadedSuites
from harness.load.rules import runs_for_lower_bound
from harness.model.scenario import PassRule, Scenario
from harness.stats.intervals import wilson

ScenarioOf = Callable[..., Scenario]
Load = Callable[..., LoadedSuites]


def scenario_with(more: str) -> str:
    return f"scenarios:\n  - id: a\n    expect: {{status: completed}}\n    {more}\n"


def test_the_single_call_form_is_three_steps(scenario_of: ScenarioOf) -> None:
    """authenticate, start_call, await_result; its expectations read the last of them."""
    scenario = scenario_of(scenario_with("title: A title"))
    assert [step.kind for step in scenario.steps] == ["authenticate", "start_call", "await_result"]
    assert [expectation.step for expectation in scenario.expectations] == [2]
    assert scenario.title == "A title"


def test_what_is_not_written_has_the_documented_default(scenario_of: ScenarioOf) -> None:
    """One run, every run must pass, no tags, anywhere, and the id for a title."""
    scenario = scenario_of(scenario_with(""))
    assert (scenario.title, scenario.runs, scenario.pass_when) == ("a", 1, PassRule())
    assert (scenario.tags, scenario.runs_on, scenario.needs, scenario.call_date) == ((), None, (), None)
    assert (scenario.skip, scenario.known_issue, scenario.max_ungradable, scenario.suite) == (None, None, 0, "s")


def test_every_key_arrives(scenario_of: ScenarioOf) -> None:
    """No key is read and forgotten."""
    scenario = scenario_of(
        "suite: S\nscenarios:\n  - id: a\n    tags: [x, y]\n    runs: 3\n    skip: later\n    known_issue: GW-1\n"
        "    runs_on: [mock, live]\n    max_ungradable: 2\n    account: {credits: 1}\n    callee: {persona: p}\n"
        "    call_date: 2026-03-06T09:00-08:00\n    pass_when: {at_least: 2}\n    expect: {books: {booked: true}}\n"
        "    min_score: 0.8\n"
    )
    assert (scenario.suite, scenario.tags, scenario.runs, scenario.max_ungradable) == ("S", ("x", "y"), 3, 2)
    assert scenario.min_score == 0.8
    assert (scenario.skip, scenario.known_issue, scenario.runs_on) == ("later", "GW-1", ("mock", "live"))
    assert scenario.account == {"credits": 1}
    assert scenario.needs == ("account", "books", "callee")
    assert scenario.pass_when == PassRule(kind="at_least", value=2)
    assert scenario.call_date == datetime(2026, 3, 6, 9, tzinfo=timezone(timedelta(hours=-8)))


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("all", PassRule(kind="all")),
        ("any", PassRule(kind="any")),
        ("{at_least: 10}", PassRule(kind="at_least", value=10)),
        ("{rate: {at_least: 0.8}}", PassRule(kind="rate", value=0.8)),
        ("{rate: {at_least: 1}}", PassRule(kind="rate", value=1)),
        ("{lower_bound: 0.7}", PassRule(kind="lower_bound", value=0.7)),
    ],
)
def test_pass_when(scenario_of: ScenarioOf, written: str, rule: PassRule) -> None:
    """Each form of pass_when becomes its rule."""
    assert scenario_of(scenario_with(f"runs: 10\n    pass_when: {written}")).pass_when == rule


@pytest.mark.parametrize("bound", [0.01, 0.2, 0.5, 0.722, 0.8, 0.9, 0.95, 0.99, 0.999])
def test_the_runs_that_a_lower_bound_takes_are_exact(bound: float) -> None:
    """With that many runs, all passed, the Wilson interval begins at the bound or above; with one fewer it does not."""
    runs = runs_for_lower_bound(bound)
    reached = wilson(runs, runs)
    assert reached is not None
    assert reached.low >= bound
    fewer = wilson(runs - 1, runs - 1)
    assert fewer is None or fewer.low < bound


def test_a_lower_bound_is_refused_by_one_run_too_few(
    problems_of: Callable[..., list[Problem]], scenario_of: ScenarioOf
) -> None:
    """0.8 takes 16 runs: 15 are refused, which says so, and 16 are fine."""
    [problem] = problems_of(scenario_with("runs: 15\n    pass_when: {lower_bound: 0.8}"))
    assert "15 runs can never reach a lower bound of 0.8" in problem.message
    assert problem.fix == "set runs to 16"
    assert scenario_of(scenario_with("runs: 16\n    pass_when: {lower_bound: 0.8}"))


def test_an_inherited_rule_is_judged_by_each_scenarios_own_runs(problems_of: Callable[..., list[Problem]]) -> None:
    """A default pass_when is refused where its scenario has too few runs, and only there."""
    text = "defaults: {pass_when: {at_least: 3}, expect: {status: failed}}\nscenarios: [{id: a, runs: 3}, {id: b}]\n"
    [problem] = problems_of(text)
    assert (problem.key, problem.message) == ("scenarios[1].pass_when.at_least", "3 of 1 can never pass")


def test_an_expect_list_takes_every_form_of_item(scenario_of: ScenarioOf) -> None:
    """A bare name, one check with its value, and beside it weight, required and id; each check keeps its line."""
    scenario = scenario_of(
        "scenarios:\n  - id: a\n    expect:\n      - summary\n      - status: completed\n        weight: 2\n"
        "        required: false\n        id: mine\n      - says: x\n      - says: {text: y}\n      - not: summary\n"
    )
    found = [(it.expectation_id, it.check.name, it.check.args, it.check.span.line) for it in scenario.expectations]
    assert found == [
        ("summary", "summary", None, 4),
        ("mine", "status", "completed", 5),
        ("says", "says", "x", 9),
        ("says_2", "says", {"text": "y"}, 10),
        ("not_summary", "not", {"summary": None}, 11),
    ]
    assert [(it.weight, it.required) for it in scenario.expectations][:2] == [(1.0, True), (2.0, False)]


def test_a_number_given_to_an_id_does_not_take_anothers(scenario_of: ScenarioOf) -> None:
    """Automatic ids make way for written ones."""
    scenario = scenario_of("scenarios: [{id: a, expect: [{says: x}, {says: y}, {says: z, id: says_2}]}]\n")
    assert [it.expectation_id for it in scenario.expectations] == ["says", "says_3", "says_2"]


def test_two_items_with_one_id_are_a_problem(problems_of: Callable[..., list[Problem]]) -> None:
    """The ids of a scenario's expectations are unique."""
    [problem] = problems_of("scenarios: [{id: a, expect: [{says: x, id: i}, {says: y, id: i}]}]\n")
    assert "the id 'i' is also used in line 1" in problem.message


def test_a_mapping_is_sugar_for_a_list_of_checks(scenario_of: ScenarioOf) -> None:
    """expect: {a: …, b: …} is two items."""
    scenario = scenario_of("scenarios: [{id: a, expect: {status: completed, delivered_by: stream}}]\n")
    assert [it.check.name for it in scenario.expectations] == ["status", "delivered_by"]


def test_weight_in_the_mapping_form_is_explained(problems_of: Callable[..., list[Problem]]) -> None:
    """In the mapping form there is no item for weight to belong to."""
    [problem] = problems_of("scenarios: [{id: a, expect: {status: completed, weight: 2}}]\n")
    assert "write expect as a list" in problem.fix


def test_what_a_negated_check_needs_is_needed(scenario_of: ScenarioOf) -> None:
    """not: {books: …} needs the books as books does."""
    assert scenario_of("scenarios: [{id: a, expect: [not: {books: {booked: true}}]}]\n").needs == ("books",)


def test_the_source_is_the_scenarios_own_lines(load: Load) -> None:
    """Reports show the YAML of the scenario: its lines, without the list's indentation and what follows."""
    first = "    - id: a\n      expect:\n        - status: completed\n"
    text = f"scenarios:\n{first}\n    # next\n    - id: b\n      expect: [summary]\n"
    scenarios = load({"s.yaml": text}).suites[0].scenarios
    assert scenarios[0].source == "- id: a\n  expect:\n    - status: completed"
    assert scenarios[1].source == "- id: b\n  expect: [summary]"


def test_a_persona_is_checked_where_the_known_ones_are_given(load: Load) -> None:
    """With the names of the mock's personas at hand a mistyped one is told; without them any name may be meant."""
    text = "scenarios: [{id: a, callee: {persona: dentst}, expect: {status: completed}}]\n"
    assert load({"s.yaml": text}).suites
    with pytest.raises(ScenarioErrors, match="did you mean 'dentist'"):
        load({"s.yaml": text}, personas={"dentist": Dentist(), "voicemail": Dentist()})


def test_every_wrong_option_of_a_persona_is_told_where_it_stands(load: Load) -> None:
    """The persona itself says what it takes; each option is a problem of its own."""
    text = "scenarios:\n- id: a\n  callee:\n    persona: dentist\n    with:\n      mod: calm\n      mood: 5\n"
    with pytest.raises(ScenarioErrors) as caught:
        load({"s.yaml": text + "  expect: {status: completed}\n"}, personas={"dentist": Dentist()})
    told = [(str(problem.span), problem.key, problem.message) for problem in caught.value.problems]
    assert told == [
        ("s.yaml:6:7", "scenarios[0].callee.with.mod", "unknown option 'mod'; did you mean 'mood'?"),
        ("s.yaml:7:13", "scenarios[0].callee.with.mood", "mood is a text"),
    ]


def test_faults_are_kept_as_written_and_need_a_mock(load: Load) -> None:
    """A scenario's own replace those of the defaults; [] and null leave nothing, and so no need."""
    text = (
        "defaults: {faults: [{kind: reset}], expect: {status: completed}}\n"
        "scenarios:\n"
        "- {id: a, faults: [{kind: x, route: stream, after_seconds: 0, times: 2}]}\n"
        "- {id: b}\n- {id: c, faults: []}\n- {id: d, faults: null}\n"
    )
    found = [(one.faults, one.needs) for one in load({"s.yaml": text}).suites[0].scenarios]
    assert found == [
        (({"kind": "x", "route": "stream", "after_seconds": 0, "times": 2},), ("faults",)),
        (({"kind": "reset"},), ("faults",)),
        ((), ()),
        ((), ()),
    ]


def test_a_fault_is_checked_where_the_known_kinds_are_given(load: Load) -> None:
    """The kind by its name, its settings by itself, each where it stands; without them any kind may be meant."""
    text = (
        "scenarios:\n- id: a\n  faults:\n  - kind: rest\n  - kind: reset\n    mod: calm\n  expect: {status: failed}\n"
    )
    assert load({"s.yaml": text}).suites
    with pytest.raises(ScenarioErrors) as caught:
        load({"s.yaml": text}, faults={"reset": Dentist()})
    told = [(str(problem.span), problem.key, problem.message, problem.fix) for problem in caught.value.problems]
    assert told == [
        ("s.yaml:4:11", "scenarios[0].faults[0].kind", "unknown fault 'rest'; known: reset", "did you mean 'reset'?"),
        ("s.yaml:6:5", "scenarios[0].faults[1].mod", "unknown option 'mod'; did you mean 'mood'?", ""),
    ]


def test_a_wrong_fault_of_the_defaults_is_told_once(load: Load) -> None:
    """Where it stands, however many scenarios share it."""
    text = (
        "defaults: {faults: [{kind: rest}]}\nscenarios:\n- {id: a, expect: [summary]}\n- {id: b, expect: [summary]}\n"
    )
    with pytest.raises(ScenarioErrors) as caught:
        load({"s.yaml": text}, faults={"reset": Dentist()})
    assert [problem.key for problem in caught.value.problems] == ["defaults.faults[0].kind"]


class Dentist:
    """A persona that takes one option, a text."""

    def with_options(self, options: Mapping[str, object]) -> None:
        for name, value in options.items():
            if name != "mood":
                raise UnknownName(kind="option", name=name, nearest="mood", allowed=["mood"])
            if not isinstance(value, str):
                raise UsageError("mood is a text")
