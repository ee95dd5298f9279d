from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from harness.errors import Problem, ScenarioErrors
from harness.load import LoadedSuites, load_suites
from harness.load.loading import TakesOptions
from harness.model.scenario import Scenario


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., LoadedSuites]:
    """A function that writes files below a temporary folder, goes there, and loads some of them or all."""
    monkeypatch.chdir(tmp_path)

    def write_and_load(
        files: Mapping[str, str | bytes],
        *paths: str,
        variables: Mapping[str, str] | None = None,
        environment: Mapping[str, str] | None = None,
        personas: Mapping[str, TakesOptions] | None = None,
        faults: Mapping[str, TakesOptions] | None = None,
    ) -> LoadedSuites:
        for name, content in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        wanted = [Path(name) for name in (paths or tuple(files))]
        return load_suites(
            wanted, variables=variables or {}, environment=environment or {}, personas=personas, faults=faults
        )

    return write_and_load


@pytest.fixture
def problems_of(load: Callable[..., LoadedSuites]) -> Callable[..., list[Problem]]:
    """A function that loads files (a text is s.yaml), which must have problems, and returns them."""

    def problems(files: str | Mapping[str, str | bytes], *paths: str) -> list[Problem]:
        with pytest.raises(ScenarioErrors) as caught:
            load({"s.yaml": files} if isinstance(files, str) else files, *paths)
        return list(caught.value.problems)

    return problems


@pytest.fixture
def scenario_of(load: Callable[..., LoadedSuites]) -> Callable[..., Scenario]:
    """A function that loads one text as s.yaml, beside other files, and returns its first scenario."""

    def scenario(text: str, more: Mapping[str, str] | None = None) -> Scenario:
        return load({"s.yaml": text, **(more or {})}, "s.yaml").suites[0].scenarios[0]

    return scenario
