"""callee_timezone: a time zone that exists, in a scenario or its defaults."""

from pathlib import Path

import pytest

from harness.errors import ScenarioErrors
from harness.load import load_suites
from harness.load.time_zones import known_time_zone

SUITE = "scenarios:\n  - {{id: a, callee_timezone: {}, brief: {{base: standard}}, expect: {{status: completed}}}}\n"


def zone_in(folder: Path, text: str) -> str | None:
    """Return the callee's time zone of the first scenario of a file."""
    path = folder / "s.yaml"
    path.write_text(text, encoding="utf-8")
    return load_suites([path], variables={}, environment={}).suites[0].scenarios[0].callee_timezone


def test_a_scenario_names_where_its_callee_is(tmp_path: Path) -> None:
    """Or its defaults do, or nobody does."""
    assert zone_in(tmp_path, SUITE.format("America/New_York")) == "America/New_York"
    shared = "defaults: {callee_timezone: Asia/Singapore}\n" + SUITE.replace("callee_timezone: {}, ", "").format()
    assert zone_in(tmp_path, shared) == "Asia/Singapore"
    assert zone_in(tmp_path, "defaults: {callee_timezone: Asia/Singapore}\n" + SUITE.format("null")) is None
    assert zone_in(tmp_path, SUITE.replace("callee_timezone: {}, ", "").format()) is None


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("America/New_Yrok", "'America/New_Yrok' is no time zone"),
        ("EST5PDT9", "is no time zone"),
        ("../../etc/passwd", "is no time zone"),
        ("/etc/localtime", "is no time zone"),
        ("America", "is no time zone"),
    ],
)
def test_another_name_is_a_problem_where_it_stands(tmp_path: Path, name: str, told: str) -> None:
    """With the nearest one; a path or a folder of the machine's is no zone."""
    with pytest.raises(ScenarioErrors) as caught:
        zone_in(tmp_path, SUITE.format(name))
    [problem] = caught.value.problems
    assert told in problem.message
    assert name != "America/New_Yrok" or problem.fix == "did you mean 'America/New_York'?"
    assert problem.key == "scenarios[0].callee_timezone"


def test_nothing_named_is_nothing() -> None:
    """None stays None."""
    assert known_time_zone(None) is None
