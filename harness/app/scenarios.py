"""Scenario files loaded with this machine's environment and the personas and faults that the bundled mock knows."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.app.faults import FaultKinds
from harness.load.suites import load_suites
from harness.model.scenario import Gate, Scenario, Suite
from mock_gateway.catalogue import load_personas, persona_of


def load_scenarios(paths: Sequence[Path], variables: Mapping[str, str]) -> tuple[list[Scenario], list[Gate]]:
    """Return every scenario under the paths, in order, and the gates that their suites set."""
    suites = load(paths, variables)
    scenarios = [scenario for suite in suites for scenario in suite.scenarios]
    return scenarios, [suite.gate for suite in suites if suite.gate is not None]


def load(paths: Sequence[Path], variables: Mapping[str, str]) -> tuple[Suite, ...]:
    """Return the suites under the paths. Raises ScenarioErrors with every problem of every file."""
    return load_suites(
        paths,
        variables=variables,
        environment=os.environ,
        personas=load_personas(),
        define=persona_of,
        faults=FaultKinds(),
    ).suites
