"""A matrix: one scenario for each combination of the values of its axes."""

from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import Problem
from harness.load import LoadedSuites
from harness.model.scenario import Scenario, StartCall

Load = Callable[..., LoadedSuites]
Problems = Callable[..., list[Problem]]

MOODS = """\
scenarios:
  - id: moods
    title: Somebody {{ matrix.mood }}
    matrix: {mood: [friendly, rushed], caller: [negotiator, communicator]}
    brief: {base: standard, caller: "{{ matrix.caller }}"}
    callee: {persona: desk, with: {mood: "{{ matrix.mood }}"}}
    expect: {says: {speaker: callee, text: "{{ matrix.mood }}"}}
"""


def scenarios(load: Load, text: str, **files: str) -> list[Scenario]:
    """The scenarios of a text."""
    loaded = load({"s.yaml": text, **{name.replace("_", "."): it for name, it in files.items()}}, "s.yaml")
    return list(loaded.suites[0].scenarios)


def sending(matrix: str, body: str) -> str:
    """A scenario with a matrix that sends a body."""
    return f"scenarios:\n  - id: a\n    matrix: {matrix}\n    body: {body}\n    expect: {{status: failed}}\n"


def bodies(found: list[Scenario]) -> list[Any]:
    """What each scenario sends."""
    return [step.body.value for it in found for step in it.steps if isinstance(step, StartCall)]


def test_each_cell_is_a_scenario_of_its_own(load: Load) -> None:
    """Ids show the values in the order of the axes, the last axis fastest; the family is the id as written."""
    found = scenarios(load, MOODS)
    assert [it.scenario_id for it in found] == [
        "moods[friendly,negotiator]",
        "moods[friendly,communicator]",
        "moods[rushed,negotiator]",
        "moods[rushed,communicator]",
    ]
    assert {it.family for it in found} == {"moods"}
    assert dict(found[2].cell) == {"mood": "rushed", "caller": "negotiator"}
    assert found[2].cell_id == "moods[rushed,negotiator]"


def test_a_value_is_filled_in_wherever_the_scenario_asks_for_it(load: Load) -> None:
    """In the brief, the callee, the expectations and the title."""
    last = scenarios(load, MOODS)[-1]
    [started] = [step for step in last.steps if isinstance(step, StartCall)]
    assert started.body.field("caller") == "communicator"
    assert started.callee == {"persona": "desk", "with": {"mood": "rushed"}}
    assert last.expectations[0].check.args == {"speaker": "callee", "text": "rushed"}
    assert last.title == "Somebody rushed: communicator"


@pytest.mark.parametrize(
    ("axis", "names", "values"),
    [
        ("[1, 2.5]", ["1", "2.5"], [1, 2.5]),
        ("[true, false]", ["true", "false"], [True, False]),
        ("['1', '+14155550142']", ["1", "+14155550142"], ["1", "+14155550142"]),
        ("[very rushed, müde]", ["very rushed", "müde"], ["very rushed", "müde"]),
        ("{kind: 'Would you, please?', none: null}", ["kind", "none"], ["Would you, please?", None]),
        ("{one: [1, 2], two: {a: b}}", ["one", "two"], [[1, 2], {"a": "b"}]),
    ],
)
def test_a_value_that_stands_alone_keeps_its_type(load: Load, axis: str, names: list[str], values: list[Any]) -> None:
    """Numbers stay numbers; what cannot stand in an id has a name and may be anything."""
    found = scenarios(load, sending(f"{{x: {axis}}}", '{y: "{{ matrix.x }}"}'))
    assert [it.scenario_id for it in found] == [f"a[{name}]" for name in names]
    assert bodies(found) == [{"y": value} for value in values]


def test_a_value_is_written_into_a_text(load: Load) -> None:
    """Beside other words a value is written out, as a variable is."""
    assert bodies(scenarios(load, sending("{n: [1, true]}", "'x {{ matrix.n }} y'"))) == ["x 1 y", "x true y"]


def test_a_variable_may_hold_a_value_of_the_matrix(load: Load) -> None:
    """A variable is made anew in every cell."""
    text = "vars: {tone: 'be {{ matrix.mood }}'}\n" + sending("{mood: [a, b]}", "'{{ tone }}'")
    assert bodies(scenarios(load, text)) == ["be a", "be b"]


def test_a_brief_file_may_be_chosen_by_the_matrix_and_use_it(load: Load) -> None:
    """Both the name of a file and what stands in it may depend on the cell."""
    text = sending("{who: [x, y]}", "").replace("body: ", "brief_file: 'b{{ matrix.who }}.yaml'")
    found = scenarios(load, text, bx_yaml="callee_name: X {{ matrix.who }}\n", by_yaml="callee_name: Y\n")
    assert bodies(found) == [{"callee_name": "X x"}, {"callee_name": "Y"}]


def test_axes_may_come_from_variables(load: Load) -> None:
    """An axis that is one template takes the variable's list."""
    text = "vars: {moods: [a, b]}\n" + sending('{mood: "{{ moods }}"}', "'{{ matrix.mood }}'")
    assert bodies(scenarios(load, text)) == ["a", "b"]


def test_every_variant_is_in_every_cell(load: Load) -> None:
    """Both together: `family[cell]/variant`, variants fastest; a variant may use the matrix."""
    variants = "    variants: {plain: {}, loud: {body: '{{ matrix.mood }}!'}}\n"
    found = scenarios(load, sending("{mood: [a, b]}", "'{{ matrix.mood }}'") + variants)
    assert [it.scenario_id for it in found] == ["a[a]/plain", "a[a]/loud", "a[b]/plain", "a[b]/loud"]
    assert bodies(found) == ["a", "a!", "b", "b!"]
    assert [it.cell_id for it in found] == ["a[a]", "a[a]", "a[b]", "a[b]"]


@pytest.mark.parametrize("value", ["a/b", "a[b", "a]b", "a,b", "a#1", " a", "", "a\\nb", "x" * 61])
def test_a_value_that_cannot_stand_in_an_id_needs_a_name(problems_of: Problems, value: str) -> None:
    """It is refused where it stands, with the way to name it."""
    [problem] = problems_of(sending(f'{{x: ["{value}"]}}', "'{{ matrix.x }}'"))
    assert problem.key == "scenarios[0].matrix.x[0]"
    assert "cannot stand in an id" in problem.message
    assert "{name: value}" in problem.fix


def test_so_does_a_name(problems_of: Problems) -> None:
    """Names are what ids show."""
    [problem] = problems_of(sending("{x: {a/b: 1}}", "'{{ matrix.x }}'"))
    assert problem.message == "'a/b' cannot be the name of a value"


@pytest.mark.parametrize("family", ["d[1]", "d/e", "d,e", "d#1"])
def test_an_id_cannot_look_like_one_of_a_family(problems_of: Problems, family: str) -> None:
    """/ [ ] , and # belong to variants, cells and trials: no written id has them."""
    [problem] = problems_of(sending("{x: [1]}", "'{{ matrix.x }}'").replace("id: a", f"id: '{family}'"))
    assert (problem.key, problem.message.partition("; ")[2]) == (
        "scenarios[0].id",
        "allowed: letters, digits, _ . and -, beginning with a letter or digit",
    )


def test_too_large_a_grid_is_refused(problems_of: Problems) -> None:
    """The problem tells the sizes, how many scenarios that makes, and how many may be."""
    axis = str(list(range(20)))
    text = sending(f"{{x: {axis}, y: {axis}}}", "'{{ matrix.x }}{{ matrix.y }}'")
    [problem] = problems_of(text + "    variants: {a: {}, b: {}}\n")
    assert problem.message == "20 x 20 x 2 variants are 800 scenarios; allowed: at most 500"


def test_a_mistyped_axis_is_told_with_the_nearest(problems_of: Problems) -> None:
    """`{{ matrix.X }}` names an axis of the scenario's own matrix."""
    [problem] = problems_of(sending("{mood: [a, b]}", '["{{ matrix.moo }}", "{{ matrix.mood }}"]'))
    assert (problem.message, problem.fix) == ("unknown axis 'moo'; known: mood", "did you mean 'mood'?")


def test_an_axis_that_is_used_nowhere_is_a_problem(problems_of: Problems) -> None:
    """Its cells would be the same scenario several times, under different names."""
    [problem] = problems_of(sending("{mood: [a, b], other: [1, 2]}", "'{{ matrix.mood }}'"))
    assert problem.message == "the axis 'other' is used nowhere in the scenario"


def test_defaults_have_no_matrix(problems_of: Problems) -> None:
    """Defaults are of every scenario of a file; a grid is of one."""
    text = "defaults: {brief: {voice: '{{ matrix.v }}'}}\n" + sending("{v: [male]}", "'{{ matrix.v }}'")
    [problem] = problems_of(text)
    assert problem.message == "'{{ matrix.v }}' stands where there is no matrix"


def test_an_id_is_the_same_in_every_cell(problems_of: Problems) -> None:
    """The family's id cannot depend on the cell."""
    [problem] = problems_of(sending("{x: [1]}", "'{{ matrix.x }}'").replace("id: a", "id: 'a{{ matrix.x }}'"))
    assert problem.key == "scenarios[0].id"


def test_two_families_of_one_id_are_one_problem(problems_of: Problems) -> None:
    """It is told of the scenario, not of each of its cells."""
    one = MOODS.partition("\n")[2]
    [problem] = problems_of("scenarios:\n" + one + one)
    assert problem.message == "the id 'moods' is also used at s.yaml:2:9"
