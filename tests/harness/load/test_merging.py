"""Defaults, includes, folders: what a scenario is made of."""

from collections.abc import Callable
from typing import Any

import pytest

from harness.load import LoadedSuites
from harness.model.brief import STANDARD_BRIEF
from harness.model.scenario import Gate, Scenario, StartCall

Load = Callable[..., LoadedSuites]
ScenarioOf = Callable[..., Scenario]
EXPECT = "expect: {status: completed}"


def start_of(scenario: Scenario) -> StartCall:
    [step] = [step for step in scenario.steps if isinstance(step, StartCall)]
    return step


def body_of(scenario: Scenario) -> Any:
    return start_of(scenario).body.value


def test_defaults_merge_deep_lists_replace_and_null_unsets(scenario_of: ScenarioOf) -> None:
    """The rule of defaults, for every key that has one."""
    scenario = scenario_of(
        "defaults:\n"
        "  account: {credits: 100, subscription: false}\n"
        "  callee: {persona: dentist, with: {mood: calm, openings: [tue]}}\n"
        "  tags: [a, b]\n"
        "  known_issue: GW-1\n"
        "  runs: 5\n"
        "scenarios:\n"
        "  - id: a\n"
        "    account: {subscription: true, token: expired}\n"
        "    callee: {with: {openings: [wed, thu], mood: null}}\n"
        "    tags: [c]\n"
        "    known_issue: null\n"
        f"    {EXPECT}\n"
    )
    assert scenario.account == {"credits": 100, "subscription": True, "token": "expired"}
    assert start_of(scenario).callee == {"persona": "dentist", "with": {"openings": ["wed", "thu"]}}
    assert (scenario.tags, scenario.known_issue, scenario.runs) == (("c",), None, 5)


def test_null_unsets_a_whole_default(scenario_of: ScenarioOf) -> None:
    """account: null and callee: null leave nothing of the defaults, and so no need for a mock."""
    text = "defaults: {account: {credits: 1}, callee: {persona: x}}\n"
    scenario = scenario_of(text + f"scenarios: [{{id: a, account: null, callee: null, {EXPECT}}}]\n")
    assert (scenario.account, start_of(scenario).callee, scenario.needs) == (None, None, ())


def test_an_expect_replaces_the_default_one(scenario_of: ScenarioOf) -> None:
    """expect is a list, mapping sugar or not: it replaces."""
    text = "defaults: {expect: {status: failed, delivered_by: poll}}\n"
    scenario = scenario_of(text + f"scenarios: [{{id: a, {EXPECT}}}, {{id: b}}]\n")
    assert [it.check.args for it in scenario.expectations] == ["completed"]


BODIES = [
    # defaults, scenario, what is sent
    ("{}", "brief: {callee_name: A}", {"callee_name": "A"}),
    ("{brief: {voice: male}}", "brief: {callee_name: A}", {"voice": "male", "callee_name": "A"}),
    ("{brief: {voice: male}}", "brief: {voice: null}", {}),
    ("{brief: {voice: male}}", "brief: {base: standard}", {**STANDARD_BRIEF, "voice": "male"}),
    ("{brief: {base: standard}}", "brief: {voice: male}", {**STANDARD_BRIEF, "voice": "male"}),
    ("{brief: {base: standard}}", "brief: {base: null, voice: male}", {"voice": "male"}),
    ("{}", "brief: {base: standard, voice: null}", {k: v for k, v in STANDARD_BRIEF.items() if k != "voice"}),
    ("{}", "title: x", STANDARD_BRIEF),
    ("{brief: {voice: male}}", "title: x", {**STANDARD_BRIEF, "voice": "male"}),
    ("{brief: {voice: male}}", "brief_file: briefs/b.yaml", {"voice": "male", "callee_name": "File"}),
    ("{brief_file: briefs/b.yaml}", "brief: {voice: male}", {"voice": "male", "callee_name": "File"}),
    ("{brief: {voice: male}}", "body: {voice: null, deep: {a: null}}", {"voice": None, "deep": {"a": None}}),
    ("{body: {a: 1}}", "brief: {voice: male}", {"voice": "male"}),
    ("{body: {a: 1}}", "title: x", {"a": 1}),
    ("{}", "body: [1]", [1]),
]


@pytest.mark.parametrize(("defaults", "own", "sent"), BODIES, ids=[f"{case[0]} + {case[1]}" for case in BODIES])
def test_what_is_sent(load: Load, defaults: str, own: str, sent: object) -> None:
    """Briefs merge over defaults, body is sent as it is, and no word about either is the standard brief."""
    files = {
        "sub/s.yaml": f"defaults: {defaults}\nscenarios:\n  - id: a\n    {own}\n    {EXPECT}\n",
        "sub/briefs/b.yaml": "callee_name: File\n",
    }
    assert body_of(load(files, "sub/s.yaml").suites[0].scenarios[0]) == sent


def test_a_body_text_is_sent_as_it_is_written(scenario_of: ScenarioOf) -> None:
    """body_text need not be JSON."""
    scenario = scenario_of(
        "scenarios: [{id: a, body_text: '{\"dialed_number\": ', expect: {error: INVALID_REQUEST}}]\n"
    )
    body = start_of(scenario).body
    assert (body.media, body.text, body.value) == ("text", '{"dialed_number": ', None)


def test_a_brief_file_may_be_json_and_hold_templates(scenario_of: ScenarioOf) -> None:
    """A brief file is filled in with the variables of the suite that names it."""
    text = f"vars: {{who: Jane}}\nscenarios: [{{id: a, brief_file: b.json, {EXPECT}}}]\n"
    more = {"b.json": '{\n\t"callee_context": "for {{ who }}",\n\t"enable_summary": true\n}\n'}
    assert body_of(scenario_of(text, more)) == {"callee_context": "for Jane", "enable_summary": True}


def test_included_files_come_first_and_own_keys_win(load: Load) -> None:
    """Each included file once, deepest first: their scenarios before the own ones, all else of theirs under it."""
    files = {
        "s.yaml": "include: [b.yaml, c.yaml]\ncall_date: 2026-01-01T09:00Z\n"
        f"defaults: {{runs: 9}}\nscenarios: [{{id: own, {EXPECT}}}]\n",
        "b.yaml": f"include: [base.yaml]\ndefaults: {{runs: 2, tags: [b]}}\nscenarios: [{{id: b, {EXPECT}}}]\n",
        "c.yaml": "include: [base.yaml]\ngate: {max_ungradable: 3}\ncall_date: 2025-01-01T09:00Z\n",
        "base.yaml": "suite: Base\ndefaults: {runs: 1, tags: [base], known_issue: X}\ngate: {max_ungradable: 1}\n",
    }
    loaded = load(files, "s.yaml")
    [suite] = loaded.suites
    first, second = suite.scenarios
    assert (suite.name, suite.file, suite.gate) == ("s", "s.yaml", Gate(max_ungradable=3))
    assert (first.scenario_id, second.scenario_id) == ("b", "own")
    assert (second.runs, second.tags, second.known_issue) == (9, ("b",), "X")
    assert str(second.call_date) == "2026-01-01 09:00:00+00:00"
    assert str(first.span).startswith("b.yaml:")
    assert set(loaded.files) == set(files)


def test_a_folder_is_searched_for_suites(load: Load) -> None:
    """Sorted, .yaml and .yml, no hidden folders; no briefs, no personas, nothing that another file includes."""
    suite = "scenarios: [{{id: {0}, expect: {{status: completed}}}}]\n"
    files = {
        "d/z.yaml": suite.format("z"),
        "d/a.yml": "include: [common/c.yaml]\n" + suite.format("a"),
        "d/sub/b.yaml": suite.format("b"),
        "d/common/c.yaml": suite.format("c"),
        "d/briefs/x.yaml": "callee_name: x\n",
        "d/.hidden/h.yaml": "[broken\n",
        "d/note.txt": "[broken\n",
    }
    suites = load(files, "d").suites
    assert [[it.scenario_id for it in suite.scenarios] for suite in suites] == [["c", "a"], ["b"], ["z"]]


def test_a_file_that_is_given_twice_is_loaded_once(load: Load) -> None:
    """A file and its folder, or two spellings of one path, are one suite."""
    files = {"d/a.yaml": f"scenarios: [{{id: a, {EXPECT}}}]\n"}
    assert len(load(files, "d/a.yaml", "d", "d/../d/a.yaml").suites) == 1


def test_a_mistyped_scenarios_key_in_a_folder_is_not_passed_over(problems_of: Callable[..., list[Any]]) -> None:
    """A file that looks like a suite is one: its typo is told instead of the file being ignored."""
    [problem] = problems_of({"d/a.yaml": f"scenarois: [{{id: a, {EXPECT}}}]\n"}, "d")
    assert problem.fix == "did you mean 'scenarios'?"
