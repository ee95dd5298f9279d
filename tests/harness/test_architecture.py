"""The rules of the house that no linter knows: sizes, places of tests, targets of shipped scenarios."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.load import load_suites

ROOT = Path(__file__).parents[2]
MAX_FILE_LINES, MAX_FUNCTION_LINES = 300, 50
PACKAGES = ("harness", "mock_gateway")
SHARED_TESTS = frozenset({"benchmarks", "browser", "contracts", "prove", "golden", "data"})
"""Folders of tests that mirror no package: they are about the product as a whole."""


def python_files(*roots: str) -> list[Path]:
    """Every Python file below some folders of the repository."""
    return sorted(path.relative_to(ROOT) for root in roots for path in (ROOT / root).rglob("*.py"))


def long_functions(path: Path) -> Iterator[str]:
    """The functions of a file that are longer than the stop."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > MAX_FUNCTION_LINES:
                yield f"{path}:{node.lineno}: {node.name} has {lines} lines"


def test_the_files_are_found() -> None:
    """The rules below look at something."""
    assert len(python_files(*PACKAGES)) > 100
    assert len(python_files("tests")) > 30


def test_no_file_is_longer_than_the_stop() -> None:
    """A file past 300 lines is split by concept."""
    sizes = {
        path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in python_files(*PACKAGES, "tests")
    }
    assert not {str(path): size for path, size in sizes.items() if size > MAX_FILE_LINES}


def test_no_function_is_longer_than_the_stop() -> None:
    """A function past 50 lines is split by concept."""
    assert not [found for path in python_files(*PACKAGES, "tests") for found in long_functions(path)]


def test_every_module_says_what_it_is_for() -> None:
    """The first statement of every file of the product is its docstring."""
    silent = [
        str(path)
        for path in python_files(*PACKAGES)
        if ast.get_docstring(ast.parse((ROOT / path).read_text(encoding="utf-8"))) is None
    ]
    assert not silent


def test_nothing_is_called_utils() -> None:
    """A file is named by its concept."""
    names = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert not [str(path) for path in python_files(*PACKAGES, "tests") if path.stem in names]


def test_every_test_is_where_its_code_is() -> None:
    """The folders of tests mirror those of the packages, so that the tests of a file are found by its path."""
    lost = [
        str(path)
        for path in python_files("tests")
        if path.name.startswith("test_")
        and path.parts[1] not in SHARED_TESTS
        and not (ROOT / Path(*path.parts[1:-1])).is_dir()
    ]
    assert not lost


@pytest.mark.parametrize("package", PACKAGES)
def test_every_room_has_tests(package: str) -> None:
    """A folder of the product has a folder of tests with a test in it."""
    rooms = {path.parent for path in python_files(package) if path.name != "__init__.py"}
    untested = [str(room) for room in rooms if not list((ROOT / "tests" / room).glob("test_*.py"))]
    assert not untested


def test_shipped_scenarios_ring_no_phone() -> None:
    """Every scenario that comes with the product and may ring a phone runs on the mock alone."""
    loaded = load_suites([ROOT / "scenarios"], variables={}, environment={}, personas=None)
    scenarios = [scenario for suite in loaded.suites for scenario in suite.scenarios]
    assert len(scenarios) > 10
    ringing = [scenario for scenario in scenarios if "quiet" not in scenario.tags]
    assert not [scenario.scenario_id for scenario in ringing if scenario.runs_on != ("mock",)]
