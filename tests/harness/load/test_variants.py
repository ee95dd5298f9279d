"""Variants: one scenario, several briefs. Each is a scenario of its own, with an id below its family's."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from harness.errors import Problem
from harness.load import LoadedSuites
from harness.model.scenario import Scenario, StartCall

Load = Callable[..., LoadedSuites]

BILL = """\
scenarios:
  - id: bill
    title: A lower bill
    brief: {base: standard, call_objective: Lower it, detailed_instructions: Be kind.}
    callee: {persona: retention, with: {bill: 90, floor: 57}}
    tags: [a, b]
    runs: 3
    expect: [{agreed_price: {at_most: 65, currency: USD}}, {status: completed}]
    variants:
      plain:
      changed: CHANGED
"""


def variants_of(load: Load, changed: str = "{}", text: str = BILL, **more: Any) -> dict[str, Scenario]:
    """The variants of a file's first suite, by name."""
    files: Mapping[str, str] = {"s.yaml": text.replace("CHANGED", changed), **more.pop("files", {})}
    return {it.variant: it for it in load(files, "s.yaml", **more).suites[0].scenarios}


def started(scenario: Scenario) -> StartCall:
    """The one call that a scenario starts."""
    [step] = [step for step in scenario.steps if isinstance(step, StartCall)]
    return step


def brief(scenario: Scenario) -> Any:
    """What a scenario sends."""
    return started(scenario).body.value


def test_each_variant_is_a_scenario_below_its_family(load: Load) -> None:
    """Ids are `family/variant`, in the order written; one without changes is the scenario itself."""
    plain, changed = variants_of(load, "{runs: 5}").values()
    assert [plain.scenario_id, changed.scenario_id] == ["bill/plain", "bill/changed"]
    assert {plain.family, changed.family, plain.family_id} == {"bill"}
    assert (plain.cell_id, changed.cell_id) == ("bill", "bill")
    assert (plain.runs, changed.runs) == (3, 5)


def test_a_scenario_without_variants_is_its_own_family(load: Load) -> None:
    """What stands alone has no family in the log, and its own id wherever families count."""
    alone = load({"s.yaml": BILL.partition("    variants:")[0]}).suites[0].scenarios[0]
    assert (alone.scenario_id, alone.family, alone.family_id, alone.variant) == ("bill", "", "bill", "")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("{brief: {call_objective: Pay less}}", {"call_objective": "Pay less", "detailed_instructions": "Be kind."}),
        ("{brief: {detailed_instructions: null}}", {"call_objective": "Lower it", "detailed_instructions": None}),
    ],
)
def test_briefs_merge_deep(load: Load, changed: str, expected: Mapping[str, str | None]) -> None:
    """A variant says only what differs, and null unsets."""
    found = brief(variants_of(load, changed)["changed"])
    assert {key: found.get(key) for key in expected} == expected
    assert found["callee_name"] == "Dr. Smith Office"


def test_a_callee_merges_and_lists_and_expect_replace(load: Load) -> None:
    """Maps merge deep, lists replace, and so does expect."""
    changed = variants_of(load, "{callee: {with: {bill: 99}}, tags: [c], expect: {status: failed}}")["changed"]
    assert started(changed).callee == {"persona": "retention", "with": {"bill": 99, "floor": 57}}
    assert changed.tags == ("c",)
    assert [(it.check.name, it.check.args) for it in changed.expectations] == [("status", "failed")]


def test_null_unsets_what_scenario_and_defaults_say(load: Load) -> None:
    """A variant may do without the callee, whoever named it."""
    text = "defaults: {callee: {persona: x}}\n" + BILL
    assert started(variants_of(load, "{callee: null}", text)["changed"]).callee is None


@pytest.mark.parametrize(
    ("own", "changed", "objective", "voice"),
    [
        ("brief_file: a.yaml", "{brief_file: b.yaml}", "from b", None),
        ("brief_file: a.yaml", "{brief: {call_objective: own}}", "own", "male"),
        ("brief: {call_objective: own, voice: male}", "{brief_file: b.yaml}", "from b", "male"),
        ("body: {any: thing}", "{brief_file: b.yaml}", "from b", None),
    ],
)
def test_a_file_takes_the_place_of_a_file(load: Load, own: str, changed: str, objective: str, voice: str) -> None:
    """A variant's brief_file replaces the scenario's; a brief over a file, or a file over a brief, merges."""
    text = BILL.replace("brief: {base: standard, call_objective: Lower it, detailed_instructions: Be kind.}", own)
    files = {"a.yaml": "call_objective: from a\nvoice: male\n", "b.yaml": "call_objective: from b\n"}
    found = brief(variants_of(load, changed, text, files=files)["changed"])
    assert (found["call_objective"], found.get("voice")) == (objective, voice)


def test_a_variant_may_send_another_kind_of_body(load: Load) -> None:
    """A body_text in a variant is sent byte for byte, whatever brief is below it."""
    assert started(variants_of(load, "{body_text: '{'}")["changed"]).body.text == "{"


def test_a_variants_brief_reaches_the_calls_of_a_flow(load: Load) -> None:
    """Where the scenario has steps, its variants change what their calls begin from."""
    text = """\
scenarios:
  - id: flow
    brief: {base: standard}
    steps: [{start_call: {brief: {voice: male}}, expect: {status: in_progress}}]
    variants: {loud: {brief: {call_objective: LOUD, voice: female}}}
"""
    found = brief(variants_of(load, text=text)["loud"])
    assert (found["call_objective"], found["voice"]) == ("LOUD", "male")


def test_an_expect_beside_steps_is_told_where_the_variant_has_it(problems_of: Callable[..., list[Problem]]) -> None:
    """Steps have expectations of their own, which a variant cannot replace."""
    text = """\
scenarios:
  - id: flow
    steps: [{start_call: {}, expect: {status: in_progress}}]
    variants: {loud: {expect: {status: failed}}}
"""
    [problem] = problems_of(text)
    assert (problem.span.line, problem.message) == (4, "expect stands beside steps")


VARS = """\
vars: {who: Jane, ask: "Help {{ who }}"}
defaults: {brief: {base: standard, callee_name: "For {{ who }}"}}
scenarios:
  - id: asks
    brief: {call_objective: "{{ ask }}", detailed_instructions: "{{ tone }}"}
    expect: {says: {speaker: agent, text: "{{ who }}"}}
    variants:
      polite: {vars: {tone: please, who: Ann}}
      blunt: {vars: {tone: now}}
"""


def test_a_variants_vars_hold_wherever_its_scenario_uses_them(load: Load) -> None:
    """In the scenario, in expectations, in other variables and in the defaults."""
    polite, blunt = variants_of(load, text=VARS).values()
    told = [brief(polite)[key] for key in ("call_objective", "detailed_instructions", "callee_name")]
    assert told == ["Help Ann", "please", "For Ann"]
    assert [brief(blunt)[key] for key in ("call_objective", "detailed_instructions")] == ["Help Jane", "now"]
    assert polite.expectations[0].check.args == {"speaker": "agent", "text": "Ann"}


def test_var_on_the_command_line_wins_over_a_variants_vars(load: Load) -> None:
    """--var wins over every file, and may name what only a variant declares."""
    found = variants_of(load, text=VARS, variables={"tone": "quick", "who": "Bo"}).values()
    assert [brief(it)["detailed_instructions"] for it in found] == ["quick", "quick"]
    assert [brief(it)["callee_name"] for it in found] == ["For Bo", "For Bo"]


def test_a_variable_that_one_variant_lacks_is_told_with_the_variants_name(
    problems_of: Callable[..., list[Problem]],
) -> None:
    """Every variant must fill in what the scenario leaves open."""
    [problem] = problems_of(VARS.replace("{tone: now}", "{ton: now}"))
    assert problem.message == "unknown variable 'tone' in variant 'blunt'; known: who, ask, ton"
    assert problem.fix == "did you mean 'ton'?"


def test_a_shared_mistake_is_told_once(problems_of: Callable[..., list[Problem]]) -> None:
    """What is wrong in the scenario is no other problem in each of its variants."""
    [problem] = problems_of(BILL.replace("CHANGED", "{runs: 2}").replace("at_most: 65", "at_mst: 65"))
    assert problem.key == "scenarios[0].expect[0].agreed_price.at_mst"


def test_a_variant_stands_where_it_is_written(load: Load) -> None:
    """Reports and editors point at the variant's line; the YAML of its whole scenario goes with it."""
    changed = variants_of(load)["changed"]
    assert (changed.span.line, changed.span.column) == (11, 7)
    assert "id: bill" in changed.source
    assert "plain:" in changed.source


def test_titles_that_variants_share_are_told_apart(load: Load) -> None:
    """A report shows titles alone: a variant without one of its own has its name behind the scenario's."""
    assert [it.title for it in variants_of(load).values()] == ["A lower bill: plain", "A lower bill: changed"]
    own = variants_of(load, "{title: An even lower bill}").values()
    assert [it.title for it in own] == ["A lower bill", "An even lower bill"]


def test_too_many_variants_are_refused(problems_of: Callable[..., list[Problem]]) -> None:
    """One scenario stands for at most 500, by variants alone too."""
    names = ", ".join(f"v{number}: {{}}" for number in range(501))
    [problem] = problems_of(BILL.replace("changed: CHANGED", names.replace(", ", "\n      ")))
    assert "502 variants; allowed: at most 500" in problem.message
