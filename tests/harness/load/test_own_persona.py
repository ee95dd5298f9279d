"""`callee: {persona: FILE.yaml}`: a callee of the user's own, read beside the scenario file and sent whole."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.errors import Problem, ScenarioErrors, UsageError
from harness.load import load_suites
from harness.model.scenario import StartCall
from harness.model.values import Json
from harness.source import Node

SUITE = """\
vars: {who: Polly}
scenarios:
  - id: a
    brief: {base: standard}
    callee: {persona: cast/parrot.yaml}
    expect: {status: completed}
"""
PARROT = 'name: parrot\ntitle: A parrot\ngreeting: "{{ who }} wants a cracker."\n'


class Parrot:
    """Takes the option `loud` and no other."""

    def with_options(self, options: Mapping[str, Json]) -> object:
        """Refuse what is not `loud`."""
        if set(options) - {"loud"}:
            raise UsageError("a parrot is only loud")
        return self


def define(node: Node) -> Parrot:
    """Read a parrot; the one problem it can have is a wrong title."""
    if node["title"].value != "A parrot":
        raise ScenarioErrors([Problem(span=node["title"].span, key="title", message="this is no parrot")])
    return Parrot()


def callee_of(folder: Path, suite: str = SUITE, parrot: str | None = PARROT) -> Mapping[str, Json] | None:
    """Load a suite beside a persona file and return the callee of its call."""
    (folder / "cast").mkdir()
    if parrot is not None:
        (folder / "cast" / "parrot.yaml").write_text(parrot, encoding="utf-8")
    (folder / "s.yaml").write_text(suite, encoding="utf-8")
    loaded = load_suites([folder / "s.yaml"], variables={}, environment={}, personas={}, define=define)
    [step] = [step for step in loaded.suites[0].scenarios[0].steps if isinstance(step, StartCall)]
    return step.callee


def problem_of(folder: Path, suite: str = SUITE, parrot: str | None = PARROT) -> str:
    """Load what must have one problem, and return it without the folder."""
    with pytest.raises(ScenarioErrors) as caught:
        callee_of(folder, suite, parrot)
    [problem] = caught.value.problems
    return str(problem).replace(f"{folder}/", "")


def test_the_file_is_sent_whole(tmp_path: Path) -> None:
    """Under its own name, with the suite's variables filled in."""
    callee = callee_of(tmp_path)
    definition = {"name": "parrot", "title": "A parrot", "greeting": "Polly wants a cracker."}
    assert callee == {"persona": "parrot", "define": definition}


def test_options_are_set_over_it(tmp_path: Path) -> None:
    """`with` works as it does for a shipped persona."""
    callee = callee_of(tmp_path, SUITE.replace("parrot.yaml}", "parrot.yaml, with: {loud: true}}"))
    assert callee is not None
    assert callee["with"] == {"loud": True}


def test_a_folder_of_suites_may_hold_personas(tmp_path: Path) -> None:
    """A persona file beside the suites is not taken for one."""
    (tmp_path / "parrot.yaml").write_text(PARROT, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SUITE.replace("cast/", ""), encoding="utf-8")
    loaded = load_suites([tmp_path], variables={}, environment={}, personas={}, define=define)
    assert [suite.name for suite in loaded.suites] == ["s"]


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    """At the place in the suite that names it."""
    told = problem_of(tmp_path, SUITE.replace("parrot.yaml", "parot.yaml"))
    assert told.startswith("s.yaml:5:23: scenarios[0].callee.persona: no persona file")
    assert "did you mean" in told
    assert "cast/parrot.yaml" in told


def test_what_is_wrong_with_the_file_is_told_at_its_place(tmp_path: Path) -> None:
    """In the persona file, not in the suite."""
    told = problem_of(tmp_path, parrot=PARROT.replace("A parrot", "A crow"))
    assert told == "cast/parrot.yaml:2:8: title: this is no parrot"


def test_a_wrong_option_is_told_at_its_place(tmp_path: Path) -> None:
    """In the suite."""
    told = problem_of(tmp_path, SUITE.replace("parrot.yaml}", "parrot.yaml, with: {quiet: true}}"))
    assert told.startswith("s.yaml:5:55: scenarios[0].callee.with.quiet: a parrot is only loud")
