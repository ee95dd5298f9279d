"""validate, list, show, report, schema, init and --version: what they print, and that they change nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from harness import __version__
from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED, REFUSED, only_run

Write = Callable[[str, str], Path]
LONG = "a-scenario-whose-id-is-longer-than-any-terminal-is-wide-" + "x" * 44


@pytest.mark.parametrize(
    ("files", "said_"),
    [(["a.yaml"], "1 file, 1 scenario: no problems\n"), (["a.yaml", "b.yaml"], "2 files, 4 scenarios: no problems\n")],
)
def test_validate_counts_what_is_right(pine: Command, write: Write, files: list[str], said_: str) -> None:
    """Files without problems are counted with their scenarios."""
    write("a.yaml", REFUSED)
    write("b.yaml", MIXED)
    said = pine("validate", *files)
    assert (said.code, said.out, said.err) == (0, said_, "")


def test_list_shows_what_would_be_selected(pine: Command, write: Write) -> None:
    """One scenario a line: id, title, tags, where."""
    write("scenarios/s.yaml", MIXED)
    said = pine("list", "--tag", "good")
    assert [line.split() for line in said.out.splitlines()] == [
        ["id", "title", "tags", "where"],
        ["passes", "Books", "as", "asked", "good", "quick", "scenarios/s.yaml:3"],
    ]
    assert said.code == 0


@pytest.mark.parametrize("command", [["list"], ["run", "--dry-run"], ["run"], ["show", "latest"]])
def test_nothing_is_cut_off_in_a_pipe(pine: Command, write: Write, command: list[str]) -> None:
    """Ids are whole and each on one line, so that `grep` and `cut` find them."""
    write("scenarios/s.yaml", REFUSED.replace("refused", LONG).replace("INVALID_PHONE", "NOT_FOUND"))
    pine("run")
    said = pine(*command)
    assert any(LONG in line for line in said.out.splitlines())
    assert "…" not in said.out.replace("…”", "")


def test_show_lists_the_calls_of_a_run(pine: Command, write: Write) -> None:
    """Without a call, every call with its verdict and the reason, those that did not pass first."""
    write("s.yaml", MIXED)
    pine("run", "s.yaml")
    said = pine("show", "latest")
    lines = said.out.splitlines()
    assert lines[1].startswith("✗  fails#1")
    assert "unobtainium" in lines[1]
    assert lines[2].startswith("✓  passes#1")
    assert "the office is closed" in lines[3]
    assert said.last_line.startswith("FAILED 1 of 2 calls")
    assert said.code == 0


@pytest.mark.parametrize("call", ["fails#1", "fails"])
def test_show_tells_a_call_as_a_chat(pine: Command, write: Write, call: str) -> None:
    """The turns in order with who speaks, each check with its mark and place, and the verdict as the last line."""
    write("s.yaml", MIXED)
    pine("run", "s.yaml", "--seed", "1")
    said = pine("show", "latest", call)
    lines = [line.rstrip() for line in said.out.splitlines()]
    speakers = [line.split()[1] for line in lines if line[:2].strip().isdigit()]
    assert lines[0].startswith("✗ fails#1  Says what nobody says")
    assert {"agent", "callee"} == set(speakers)
    assert any(line.startswith("✓ status") and line.endswith("s.yaml:13") for line in lines)
    assert any(line.startswith("✗ says") and line.endswith("s.yaml:14") for line in lines)
    assert said.last_line.startswith("FAILED  ")


@pytest.mark.parametrize("naming", ["latest", "id", "beginning", "folder", "log"])
def test_a_run_has_many_names(pine: Command, write: Write, naming: str) -> None:
    """A run is found by `latest`, its id, a beginning of it, its folder and its log."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml")
    run = only_run(Path("reports"))
    names = {"id": run.name, "beginning": run.name[:11], "folder": str(run), "log": str(run / "run.jsonl")}
    said = pine("show", names.get(naming, naming))
    assert (said.code, "refused#1" in said.out) == (0, True)


def test_runs_are_sought_where_they_were_written(pine: Command, write: Write) -> None:
    """--out means the same folder for run, show and report."""
    write("s.yaml", REFUSED)
    pine("run", "s.yaml", "--out", "kept")
    assert pine("show", "latest").code == 2
    assert pine("show", "latest", "--out", "kept").code == 0
    assert pine("report", "--out", "kept").code == 0


def test_report_makes_the_same_bytes_from_the_log_alone(pine: Command, write: Write) -> None:
    """Reports that were deleted come back as they were; the log is only read."""
    write("s.yaml", MIXED)
    pine("run", "s.yaml")
    run = only_run(Path("reports"))
    before = {path.name: path.read_bytes() for path in run.iterdir()}
    for name in ("report.html", "junit.xml", "summary.json"):
        (run / name).unlink()
    said = pine("report")
    assert {path.name: path.read_bytes() for path in run.iterdir()} == before
    assert [Path(line).name for line in said.out.splitlines()] == ["report.html", "junit.xml", "summary.json"]
    assert (said.code, said.err) == (0, "")


def test_schema_of_scenarios_accepts_what_validate_does(pine: Command) -> None:
    """The editor's schema is a JSON Schema, takes a right suite and refuses an unknown key."""
    schema = json.loads(pine("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    scenario = {"id": "a", "brief": {"base": "standard"}, "expect": {"status": "completed"}}
    assert validator.is_valid({"scenarios": [scenario]})
    assert not validator.is_valid({"scenarios": [scenario | {"breif": {}}]})


def test_schema_of_settings_knows_their_names(pine: Command) -> None:
    """The other schema is that of pine-harness.toml."""
    schema = json.loads(pine("schema", "settings").out)
    assert {"target", "concurrency", "out", "seed"} <= set(schema["properties"])


def test_schema_writes_where_it_is_told(pine: Command) -> None:
    """-o writes the very text that stdout would have had."""
    text = pine("schema").out
    said = pine("schema", "-o", "s.json")
    assert (said.code, said.out, Path("s.json").read_text(encoding="utf-8")) == (0, "", text)


def test_init_makes_a_suite_that_runs(pine: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What init makes is valid and passes, and the next step is told."""
    said = pine("init", "mine")
    assert said.out.splitlines() == [
        "made mine/pine-harness.toml",
        "made mine/scenarios/first.yaml",
        "made mine/scenarios/scenario.schema.json",
        "next: cd mine && pine-harness run",
    ]
    monkeypatch.chdir(folder / "mine")
    assert pine("validate").code == 0
    assert pine("run").last_line.startswith("PASSED 2 of 2 calls")


def test_init_overwrites_nothing(pine: Command) -> None:
    """A second init refuses, names what is there, and leaves every byte as it was."""
    pine("init", "mine")
    first = Path("mine/scenarios/first.yaml")
    first.write_text("mine: now\n", encoding="utf-8")
    Path("mine/pine-harness.toml").unlink()
    said = pine("init", "mine")
    assert "mine/scenarios/first.yaml, mine/scenarios/scenario.schema.json: already there" in said.err
    assert "nothing was written" in said.err
    assert (said.code, said.out) == (2, "")
    assert first.read_text(encoding="utf-8") == "mine: now\n"
    assert not Path("mine/pine-harness.toml").exists()


def test_init_where_a_file_stands_is_refused(pine: Command, write: Write) -> None:
    """A folder that cannot be made is told."""
    write("mine", "a file\n")
    said = pine("init", "mine")
    assert "mine/" in said.err
    assert "cannot be written" in said.err
    assert said.code == 2


@pytest.mark.parametrize("flag", [["--version"], ["-V"], ["--version", "run"]])
def test_version(pine: Command, flag: list[str]) -> None:
    """--version says the name and the version, and nothing else."""
    said = pine(*flag)
    assert (said.code, said.out, said.err) == (0, f"pine-harness {__version__}\n", "")


@pytest.mark.parametrize("command", ["run", "validate", "list", "show", "report", "schema", "init"])
def test_every_command_has_help(pine: Command, command: str) -> None:
    """--help explains each command in lines that fit a terminal."""
    said = pine(command, "--help")
    assert said.code == 0
    assert f"Usage: pine-harness {command}" in said.out
    assert max(len(line) for line in said.out.splitlines()) <= 80
