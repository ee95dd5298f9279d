"""What the pages say works: every command runs, every suite is valid, and the README begins as it must."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from harness.load.schema import scenario_schema
from harness.load.suites import load_suites
from mock_gateway.catalogue import load_personas
from tests.contracts.programs import required

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
PATIENCE_S = 120
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PORT = re.compile(r"\b87\d\d\b")


def blocks(page: Path, kind: str) -> list[str]:
    """Return a page's fenced blocks of one kind, in order."""
    return [found["text"] for found in FENCE.finditer(page.read_text(encoding="utf-8")) if found["kind"] == kind]


def pages_with(kind: str, beginning: str = "") -> list[Path]:
    """Return the pages that have such a block."""
    return [page for page in PAGES if any(text.startswith(beginning) for text in blocks(page, kind))]


def name_of(page: Path) -> str:
    """Return how a test calls a page."""
    return page.name


def on_free_ports(script: str) -> str:
    """Return a script with each port that a page names, 87xx, replaced by one that is free here."""
    with_ports = script
    for port in sorted(set(PORT.findall(script))):
        with socket.create_server(("127.0.0.1", 0)) as free:
            with_ports = re.sub(rf"\b{port}\b", str(free.getsockname()[1]), with_ports)
    return with_ports


def carry_out(script: str, folder: Path) -> tuple[int, str]:
    """Run a script in a folder as one process group, end whatever it left behind, and return its exit code and output.

    The output goes to a file: a server that the script leaves running would keep a pipe open.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PINE_", "PYTEST_"))}
    environment["PYTEST_ADDOPTS"] = (
        "-p no:schemathesis -p no:hypothesispytest"  # seconds to import, and no user has them
    )
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    with tempfile.TemporaryFile(mode="w+", encoding="utf-8") as written:
        process = subprocess.Popen(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code = process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            end_group(process.pid)
            process.wait()
        written.seek(0)
        return code, written.read()


def end_group(leader: int) -> None:
    """End every process of a group, if any is left."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        return


@pytest.mark.parametrize("page", pages_with("sh"), ids=name_of)
def test_every_command_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    """The page's commands, in order and in one shell, all succeed where the shipped scenarios are."""
    script = "\n".join(blocks(page, "sh"))
    required("bash")
    if "curl" in script:
        required("curl")
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    code, written = carry_out(on_free_ports(script), tmp_path)
    assert code == 0, f"{page.name} ended with {code}:\n{written}"
    assert "Traceback" not in written


@pytest.mark.parametrize("page", pages_with("yaml", "suite:"), ids=name_of)
def test_every_suite_of_a_page_is_valid(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block that is a suite passes what `pine-harness validate` checks."""
    monkeypatch.chdir(tmp_path)
    suites = [text for text in blocks(page, "yaml") if text.startswith("suite:")]
    for number, text in enumerate(suites, start=1):
        path = Path(f"{page.stem}-{number}.yaml")
        path.write_text(text, encoding="utf-8")
        [suite] = load_suites([path], variables={}, environment={}, personas=load_personas()).suites
        assert suite.scenarios


def test_the_readme_begins_with_the_two_commands() -> None:
    """What stands above its first heading fits a screen and holds exactly `make demo` and `make test` as commands."""
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## ")[0].splitlines()
    assert [line.strip() for line in first_screen if line.startswith("    ")] == ["make demo", "make test"]
    assert not any(line.startswith("```") for line in first_screen)
    assert len(first_screen) <= 25


def test_the_editor_schema_is_the_shipped_one() -> None:
    """Refresh it with: pine-harness schema -o scenarios/scenario.schema.json"""
    shipped = (ROOT / "scenarios" / "scenario.schema.json").read_text(encoding="utf-8")
    assert shipped == json.dumps(scenario_schema(), indent=2) + "\n"


def test_every_shipped_suite_names_the_schema() -> None:
    """Editors find the schema by the first line of each shipped suite."""
    suites = sorted((ROOT / "scenarios").glob("*.yaml"))
    first_lines = {suite.name: suite.read_text(encoding="utf-8").partition("\n")[0] for suite in suites}
    assert suites
    assert set(first_lines.values()) == {"# yaml-language-server: $schema=./scenario.schema.json"}
