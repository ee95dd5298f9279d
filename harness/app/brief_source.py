"""Where the brief of a simulated call comes from: a file, a scenario of a suite, or stdin."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from harness.app.scenarios import load_scenarios
from harness.errors import UsageError
from harness.load.brief_file import read_brief, scan_brief
from harness.load.files import nearest_file
from harness.load.problems import did_you_mean
from harness.model.scenario import Scenario, StartCall
from harness.model.values import Json
from harness.source import Node

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A brief, and what its scenario says of the call, where it has one: who picks up, and on which date."""

    name: str
    brief: Node
    callee: Mapping[str, Json] | None = None
    call_date: datetime | None = None


def read_source(name: str, variables: Mapping[str, str], stdin: BinaryIO) -> Source:
    """Read `FILE`, `SUITE.yaml#SCENARIO` or `-`. Raises UsageError and ScenarioErrors."""
    path = Path(name)
    suite, hash_, scenario_id = name.rpartition("#")
    if hash_ and not path.exists():
        return _from_scenario(Path(suite), scenario_id, variables)
    content, shown = (stdin.read(), "stdin") if name == STDIN else (_content(path), name)
    reading = scan_brief(content, file=shown)
    if "scenarios" in reading.node:
        return _from_scenario(path, "", variables)
    return Source(name=shown, brief=read_brief(reading, variables=variables, environment=os.environ))


def _content(path: Path) -> bytes:
    if not path.exists():
        hint = nearest_file(path)
        raise UsageError(f"no brief {str(path)!r}" + (f"; {hint}" if hint else ""))
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"the brief {str(path)!r} cannot be read: {error.strerror}") from None


def _from_scenario(path: Path, scenario_id: str, variables: Mapping[str, str]) -> Source:
    scenarios, _ = load_scenarios([path], variables)
    by_id = {scenario.scenario_id: scenario for scenario in scenarios}
    known = f"it has: {', '.join(by_id)}"
    if not scenario_id and len(by_id) > 1:
        raise UsageError(f"{path} is a suite: name one of its scenarios, as {path}#{next(iter(by_id))}; {known}")
    scenario = by_id.get(scenario_id) if scenario_id else next(iter(by_id.values()), None)
    if scenario is None:
        hint = did_you_mean(scenario_id, tuple(by_id)) or known
        raise UsageError(f"{path} has no scenario {scenario_id!r}; {hint}")
    return _of_first_call(f"{path}#{scenario.scenario_id}", scenario)


def _of_first_call(name: str, scenario: Scenario) -> Source:
    started = next((step for step in scenario.steps if isinstance(step, StartCall)), None)
    body = None if started is None else started.body.value
    if started is None or not isinstance(body, dict):
        raise UsageError(f"the scenario {scenario.scenario_id!r} starts no call with a brief")
    at = scenario.span
    brief = Node(value=None, file=at.file, line=at.line, column=at.column, end_line=at.line).with_value(body)
    return Source(name=name, brief=brief, callee=started.callee, call_date=scenario.call_date)
