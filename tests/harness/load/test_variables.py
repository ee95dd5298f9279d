from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import Problem, UsageError
from harness.load import LoadedSuites

Load = Callable[..., LoadedSuites]


def body_of(loaded: LoadedSuites) -> Any:
    [step] = [step for step in loaded.suites[0].scenarios[0].steps if step.kind == "start_call"]
    return step.body.value


def sending(value: str, variables: str) -> str:
    return f"vars: {variables}\nscenarios:\n  - id: a\n    body: {{x: {value}}}\n    expect: {{status: completed}}\n"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('"{{ n }}"', 3),
        ('"{{n}}"', 3),
        ('" {{ n }} "', 3),
        ('"{{ f }}"', 1.5),
        ('"{{ t }}"', True),
        ('"{{ l }}"', [1, "a"]),
        ('"{{ m }}"', {"k": "Jane"}),
        ('"{{ s }}"', "Jane"),
        ('"{{ other }}!"', "Jane Doe!"),
        ('"{{ n }} of {{ f }}, {{ t }} for {{ s }}"', "3 of 1.5, true for Jane"),
        ('["{{ n }}", {deep: "{{ s }}"}]', [3, {"deep": "Jane"}]),
        ("'\\{{ s }}'", "{{ s }}"),
        ("'a \\{{ s }} {{ s }}'", "a {{ s }} Jane"),
        ("'{{ unclosed'", "{{ unclosed"),
        ("'}} {'", "}} {"),
        ('\'{"a": {"b": {}}}\'', '{"a": {"b": {}}}'),
        ("|\n      two\n      {{ s }}\n", "two\nJane\n"),
    ],
)
def test_a_template_is_replaced(load: Load, value: str, expected: object) -> None:
    """A string that is one template keeps the variable's type; within text it is written out; \\{{ is literal."""
    variables = "{n: 3, f: 1.5, t: true, l: [1, a], m: {k: '{{ s }}'}, s: Jane, other: '{{ s }} Doe'}"
    text = sending(value, variables).replace("body: {x: |", "body:\n      x: |").replace("{{ s }}\n}", "{{ s }}\n")
    if "|\n" in value:
        text = (
            f"vars: {variables}\nscenarios:\n  - id: a\n    body:\n      x: |\n        two\n        {{{{ s }}}}\n"
            "    expect: {status: completed}\n"
        )
    assert body_of(load({"s.yaml": text})) == {"x": expected}


def test_keys_are_not_replaced(load: Load) -> None:
    """Substitution is of values: a key stays as it is written."""
    text = "vars: {s: x}\nscenarios:\n  - {id: a, body: {'{{ s }}': 1}, expect: {status: failed}}\n"
    assert body_of(load({"s.yaml": text})) == {"{{ s }}": 1}


def test_own_variables_win_over_included_ones_and_the_command_line_over_both(load: Load) -> None:
    """Precedence: --var, then the file's own, then what it includes, the last include first."""
    files = {
        "s.yaml": "include: [one.yaml, two.yaml]\n" + sending('"{{ a }}{{ b }}{{ c }}{{ d }}"', "{a: own, b: own}"),
        "one.yaml": "vars: {a: one, b: one, c: one, d: one}\n",
        "two.yaml": "vars: {d: two}\n",
    }
    assert body_of(load(files, "s.yaml", variables={"a": "given"})) == {"x": "givenownonetwo"}


def test_an_included_file_sees_the_including_files_variables(load: Load) -> None:
    """Variables are of the whole suite: shared defaults may be written with the suite's own words."""
    files = {
        "s.yaml": "include: [c.yaml]\nvars: {who: Jane}\nscenarios: [{id: a, expect: {status: failed}}]\n",
        "c.yaml": "vars: {who: nobody}\ndefaults: {body: {x: 'for {{ who }}'}}\n",
    }
    assert body_of(load(files, "s.yaml")) == {"x": "for Jane"}


def test_the_environment_is_read_where_it_is_asked_for(load: Load) -> None:
    """{{ env.NAME }} is text from the environment that was handed in, also within a variable."""
    text = sending('"{{ env.WHO }} {{ who }}"', "{who: '{{ env.WHO }}'}")
    assert body_of(load({"s.yaml": text}, environment={"WHO": "7"})) == {"x": "7 7"}


@pytest.mark.parametrize(
    ("declared", "given", "expected"),
    [("3", "5", 5), ("3", "1.5", 1.5), ("true", "false", False), ("x", "5", "5"), ("'3'", "5", "5"), ("[1]", "5", "5")],
)
def test_a_given_variable_takes_the_type_of_the_one_it_replaces(
    load: Load, declared: str, given: str, expected: object
) -> None:
    """--var values are text, except where they take the place of a number or a truth value."""
    loaded = load({"s.yaml": sending('"{{ v }}"', f"{{v: {declared}}}")}, variables={"v": given})
    assert body_of(loaded) == {"x": expected}


def test_a_given_variable_needs_no_declaration(load: Load) -> None:
    """A file may leave a variable to the command line altogether, where it is text."""
    assert body_of(load({"s.yaml": sending('"{{ phone }}"', "{}")}, variables={"phone": "+1"})) == {"x": "+1"}


@pytest.mark.parametrize(("declared", "given"), [("3", "many"), ("3", "true"), ("true", "1"), ("3", ".nan")])
def test_a_given_variable_of_another_type_is_a_usage_error(load: Load, declared: str, given: str) -> None:
    """Text for a number is refused, with the place that says it is a number."""
    with pytest.raises(UsageError, match=r"--var v=.*: must be .* at s.yaml:1:11"):
        load({"s.yaml": sending('"{{ v }}"', f"{{v: {declared}}}")}, variables={"v": given})


def test_a_given_variable_that_no_file_knows_is_a_usage_error(load: Load) -> None:
    """A mistyped --var is not ignored."""
    with pytest.raises(UsageError, match=r"--var pateint: .* did you mean 'patient'\?"):
        load({"s.yaml": sending("1", "{patient: x}")}, variables={"pateint": "y"})


@pytest.mark.parametrize(
    ("value", "variables", "place", "message"),
    [
        ('"{{ nobody }}"', "{}", "4:15", "unknown variable 'nobody'; known: none"),
        ('"{{ a }}"', "{a: '{{ nobody }}'}", "1:11", "unknown variable 'nobody'"),
        ('"{{ a }}"', "{a: '{{ b }}', b: '{{ a }}'}", "1:25", "stands for itself: a -> b -> a"),
        ('"{{ a }}"', "{a: 'x{{ a }}'}", "1:11", "stands for itself: a -> a"),
        ('"is {{ a }}"', "{a: [1]}", "4:15", "{{ a }} is a list, which cannot stand inside a text"),
        ('"is {{ a }}"', "{a: null}", "4:15", "nothing (null), which cannot stand"),
        ('"{{ }}"', "{}", "4:15", "is not the name of a variable"),
        ('"{{ a + 1 }}"', "{a: 1}", "4:15", "is not the name of a variable"),
        ('"{{ matrix.mood }}"', "{}", "4:15", "'{{ matrix.mood }}' stands where there is no matrix"),
    ],
)
def test_a_template_that_cannot_be_replaced_is_one_problem(
    problems_of: Callable[..., list[Problem]], value: str, variables: str, place: str, message: str
) -> None:
    """Undefined, circular and unwritable variables are told where they are used or declared."""
    [problem] = problems_of(sending(value, variables))
    assert f"{problem.span.line}:{problem.span.column}" == place
    assert message in problem.message


def test_an_undefined_variable_is_told_wherever_it_is_used(problems_of: Callable[..., list[Problem]]) -> None:
    """Each use is a place to correct."""
    assert len(problems_of(sending('["{{ a }}", "{{ a }}"]', "{}"))) == 2


def test_the_source_of_a_scenario_keeps_its_templates(load: Load) -> None:
    """Reports show the YAML as written: a value from the environment does not get into them that way."""
    loaded = load({"s.yaml": sending('"{{ env.TOKEN }}"', "{}")}, environment={"TOKEN": "secret"})
    source = loaded.suites[0].scenarios[0].source
    assert "{{ env.TOKEN }}" in source
    assert "secret" not in source


def test_a_scenario_knows_where_variables_stand_in_its_brief(load: Load) -> None:
    """By the text as it is sent: the name and the characters, so that a report can underline them."""
    text = (
        "vars: {patient: Jane Doe, day: Tuesday}\nscenarios:\n  - id: a\n    brief:\n      base: standard\n"
        "      call_objective: Book {{ patient }} for {{ day }}\n      callee_name: '{{ patient }}'\n"
        "    expect: {status: completed}\n"
    )
    loaded = load({"a.yaml": text})
    filled = loaded.suites[0].scenarios[0].filled
    places = [(it.name, it.start, it.end) for it in filled["Book Jane Doe for Tuesday"]]
    assert places == [("patient", 5, 13), ("day", 18, 25)]
    assert [(it.name, it.start, it.end) for it in filled["Jane Doe"]] == [("patient", 0, 8)]
    assert len(filled) == 2
