"""Files that are missing, unreadable, loops or bombs; and that no problem hides another."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from harness.errors import Problem, UsageError
from harness.load import LoadedSuites

Problems = Callable[..., list[Problem]]
Load = Callable[..., LoadedSuites]

GOOD = "scenarios: [{id: a, expect: {status: completed}}]\n"


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("", "1:1", "the file is empty"),
        ("# nothing yet\n", "1:1", "the file is empty"),
        ("null\n", "1:1", "found nothing (null); allowed: a mapping with the keys suite, include"),
        ("- a\n", "1:1", "found a list; allowed: a mapping with the keys suite"),
        ("suite: x\n", "1:1", "missing required key 'scenarios'"),
        ("scenarios:\n", "1:11", "no scenario in it"),
        ("scenarios: []\n", "1:12", "no scenario in it"),
        ("scenarios: {a: {}}\n", "1:12", "found a mapping; allowed: a list of scenarios"),
        ("scenarios: [a]\n", "1:13", "found text 'a'; allowed: a mapping"),
        ("scenarios: [{id: a}]\n", "1:13", "missing required key 'expect'"),
        ("scenarios: [{id: a, expect: []}]\n", "1:29", "no check in it"),
        ("scenarios: [{id: a, steps: []}]\n", "1:28", "no step in it"),
        ("scenarios: [{id: a, steps: [{start_call: {}}]}]\n", "1:28", "no step has an expect"),
        ("suite: [\n", "2:1", "YAML syntax error"),
        ("suite: a\nsuite: b\n" + GOOD, "2:1", "'suite' is written twice: here and in line 1"),
        ("suite: " + "[" * 50_000, "1:107", "nested more than 100 deep"),
        (b"suite: \xff\n", "1:8", "0xFF is not UTF-8"),
        (b"\x00\x01\x02", "1:1", "U+0000"),
        ("defaults: 5\n" + GOOD, "1:11", "found number 5; allowed: a mapping"),
        ("variants: {}\n" + GOOD, "1:1", "unknown key 'variants'"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_bad_file_is_one_problem(problems_of: Problems, content: str | bytes, place: str, message: str) -> None:
    """What a file is as a whole is told in one problem at its place."""
    [problem] = problems_of({"s.yaml": content})
    assert f"{problem.span.line}:{problem.span.column}" == place or "[\n" in str(content)
    assert message in problem.message


def test_an_alias_bomb_is_one_problem(problems_of: Problems) -> None:
    """Ten aliases of ten aliases, eight times over, end at the limit on values."""
    names = "abcdefghi"
    lines = [f"{name}: &{name} [{', '.join(['*' + below] * 10)}]" for below, name in pairwise(names)]
    [problem] = problems_of("\n".join(["a: &a [1, 1]", *lines]))
    assert "200,000 values" in problem.message


def test_all_problems_of_all_files_are_told_at_once(problems_of: Problems) -> None:
    """A syntax error in one file hides nothing of the others, and problems come in the order of files and lines."""
    files = {
        "a.yaml": "suite: [\n",
        "b.yaml": "scenarios:\n  - id: x\n    expect: {statuss: completed}\n    runs: many\n"
        "  - id: x\n    expect: {error: 5}\n",
        "c.yaml": "suite: a\nsuite: b\nscenarios:\n  - {id: y, expect: {status: completed}, tag: z}\n",
    }
    problems = problems_of(files)
    assert [(problem.span.file, problem.span.line) for problem in problems] == [
        ("a.yaml", 2),
        ("b.yaml", 3),
        ("b.yaml", 4),
        ("b.yaml", 5),
        ("b.yaml", 6),
        ("c.yaml", 2),
        ("c.yaml", 4),
    ]


def test_a_mistake_in_defaults_is_told_once_for_all_scenarios(problems_of: Problems) -> None:
    """What many scenarios inherit is one mistake, told under its own key."""
    scenarios = "".join(f"  - {{id: s{number}}}\n" for number in range(50))
    text = "defaults:\n  runs: x\n  brief: {vioce: male}\n  expect: {says: {speakr: a}}\nscenarios:\n" + scenarios
    assert [problem.key for problem in problems_of(text)] == [
        "defaults.runs",
        "defaults.brief.vioce",
        "defaults.expect.says.speakr",
    ]


def test_a_path_that_is_not_there_is_a_usage_error_with_the_nearest_name(load: Load) -> None:
    """A mistyped path names the file that was probably meant."""
    with pytest.raises(UsageError, match=r"no file or folder 'sub/quikstart.yaml'; did you mean 'sub/quickstart.yaml'"):
        load({"sub/quickstart.yaml": GOOD}, "sub/quikstart.yaml")


def test_a_folder_that_is_not_there_is_named(load: Load) -> None:
    """A path into a missing folder says which folder is missing."""
    with pytest.raises(UsageError, match="there is no folder 'nowhere'"):
        load({"s.yaml": GOOD}, "nowhere/s.yaml")


@pytest.mark.parametrize("name", ["notes.txt", "persona.yaml"])
def test_a_folder_without_suites_is_a_usage_error(load: Load, name: str) -> None:
    """Nothing to load is never a silent success."""
    with pytest.raises(UsageError, match="no scenario file in 'only'"):
        load({f"only/{name}": "name: x\n"}, "only")


def test_a_file_that_cannot_be_read_is_a_usage_error(load: Load, tmp_path: Path) -> None:
    """What is neither file nor folder is refused before it is opened: a device or pipe may never end."""
    (tmp_path / "null.yaml").symlink_to("/dev/null")
    with pytest.raises(UsageError, match="is not a file"):
        load({}, "null.yaml")


def test_a_missing_include_names_the_nearest_file(problems_of: Problems) -> None:
    """An include that is not there is told at its item, with the file that was probably meant."""
    [problem] = problems_of(
        {"s.yaml": "include:\n  - common/pateints.yaml\n" + GOOD, "common/patients.yaml": ""}, "s.yaml"
    )
    assert str(problem.span) == "s.yaml:2:5"
    assert problem.fix == "did you mean 'common/patients.yaml'?"


def test_a_missing_brief_file_names_the_nearest_file(problems_of: Problems) -> None:
    """Likewise a brief_file, which is sought beside the file that names it."""
    text = "scenarios: [{id: a, brief_file: briefs/ips.yaml, expect: {status: completed}}]\n"
    [problem] = problems_of({"sub/s.yaml": text, "sub/briefs/isp.yaml": "base: standard\n"}, "sub/s.yaml")
    assert problem.fix == "did you mean 'sub/briefs/isp.yaml'?"


@pytest.mark.parametrize(
    ("files", "loop"),
    [
        ({"a.yaml": "include: [a.yaml]\n" + GOOD}, "a.yaml -> a.yaml"),
        (
            {
                "a.yaml": "include: [b.yaml]\n" + GOOD,
                "b.yaml": "include: [sub/c.yaml]\n",
                "sub/c.yaml": "include: [../b.yaml]\n",
            },
            "b.yaml -> sub/c.yaml -> b.yaml",
        ),
    ],
    ids=["itself", "three"],
)
def test_an_include_loop_is_told_with_its_way(problems_of: Problems, files: dict[str, str], loop: str) -> None:
    """Files that include each other are one problem which names the loop."""
    [problem] = problems_of(files, "a.yaml")
    assert problem.message == f"include loop: {loop}"


def test_mistakes_in_an_included_file_are_told_in_that_file(problems_of: Problems) -> None:
    """A problem's place is the included file's, and its keys are as they stand there."""
    files = {
        "s.yaml": "include: [c.yaml]\ngate: {}\ncall_date: 2026-03-06T09:00Z\n" + GOOD,
        "c.yaml": "vars: {a: 1}\ndefaults: {rans: 2}\ngate: {flaky: x}\ncall_date: y\n",
    }
    found = [(str(problem.span), problem.key) for problem in problems_of(files, "s.yaml")]
    assert found == [("c.yaml:2:12", "defaults.rans"), ("c.yaml:3:15", "gate.flaky"), ("c.yaml:4:12", "call_date")]


def test_mistakes_in_a_brief_file_are_told_in_that_file(problems_of: Problems) -> None:
    """Two scenarios that read one wrong brief file are one problem, in the brief file."""
    text = "scenarios:\n" + "".join(
        f"  - {{id: {it}, brief_file: b.yaml, expect: {{status: failed}}}}\n" for it in "ab"
    )
    [problem] = problems_of({"s.yaml": text, "b.yaml": "base: standard\nvioce: male\n"}, "s.yaml")
    assert str(problem.span) == "b.yaml:2:1"


def test_one_id_in_two_files_is_a_problem(problems_of: Problems) -> None:
    """Ids are unique in the run, not only in a file."""
    [problem] = problems_of({"a.yaml": GOOD, "b.yaml": GOOD})
    assert str(problem.span) == "b.yaml:1:18"
    assert "a.yaml:1:18" in problem.message


def test_scenarios_that_two_suites_include_are_a_problem(problems_of: Problems) -> None:
    """The same scenario may not run twice in one run under one id."""
    files = {"a.yaml": "include: [c.yaml]\nscenarios: [{id: x, expect: {status: failed}}]\n", "c.yaml": GOOD}
    files["b.yaml"] = files["a.yaml"].replace("id: x", "id: y")
    [problem] = problems_of(files, "a.yaml", "b.yaml")
    assert "is in this run twice" in problem.message
