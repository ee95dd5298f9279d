"""Finding a run by what a user calls it, and the `latest` link."""

from pathlib import Path

import pytest

from harness.errors import StoreError, UsageError
from harness.store.run_log import LOG_NAME, RunLogFile, find_run, point_latest_at, run_ids
from tests.harness.store.records import head


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A reports folder with three runs, `latest` at the second, seen from elsewhere."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    for run_id in ("2026-03-06T17-00-00-aaaa", "2026-03-06T18-00-00-bbbb", "2026-03-07T09-00-00-cccc"):
        with RunLogFile(folder / run_id / LOG_NAME) as log:
            log.write(head(run_id))
    (folder / "README.md").write_text("about", encoding="utf-8")
    (folder / "empty").mkdir()
    point_latest_at(folder / "2026-03-06T18-00-00-bbbb")
    return folder


@pytest.mark.parametrize(
    ("run", "found"),
    [
        ("2026-03-06T17-00-00-aaaa", "aaaa"),
        ("2026-03-07", "cccc"),
        ("2026-03-06T18", "bbbb"),
        ("latest", "bbbb"),
        ("reports/latest", "bbbb"),
        ("reports/latest/", "bbbb"),
        ("reports/2026-03-06T17-00-00-aaaa", "aaaa"),
        ("reports/2026-03-06T17-00-00-aaaa/run.jsonl", "aaaa"),
        ("reports/latest/run.jsonl", "bbbb"),
    ],
)
def test_a_run_is_found(reports: Path, run: str, found: str) -> None:
    """By id, a unique beginning, `latest`, its folder, or its log file; the folder is the real one."""
    folder = find_run(run, reports)
    assert folder.resolve().name.endswith(found)
    assert (folder / LOG_NAME).is_file()


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("2026-03-06", "more than one run"),
        ("", "more than one run"),
        ("2027", "no run called '2027'"),
        ("empty", "no run called 'empty'"),
        ("README.md", "no run called"),
        ("reports/README.md", "no run called"),
        ("../etc", "no run called"),
        ("a\x00b", "no run called"),
    ],
)
def test_a_run_that_is_not_there_lists_those_that_are(reports: Path, run: str, words: str) -> None:
    """What names no run, or several, is a usage error with the newest runs."""
    with pytest.raises(UsageError, match=words) as error:
        find_run(run, reports)
    assert "2026-03-07T09-00-00-cccc" in str(error.value)


def test_without_any_run_that_is_said(tmp_path: Path) -> None:
    """An empty or missing reports folder has no runs yet."""
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(UsageError, match="there are no runs there yet"):
            find_run("latest", folder)


def test_runs_are_listed_oldest_first(reports: Path) -> None:
    """Folders with a log, without the link, in order."""
    assert [run_id[-4:] for run_id in run_ids(reports)] == ["aaaa", "bbbb", "cccc"]


def test_latest_moves(reports: Path) -> None:
    """Pointing again replaces the link, and leaves nothing else behind."""
    before = {entry.name for entry in reports.iterdir()}
    point_latest_at(reports / "2026-03-07T09-00-00-cccc")
    assert (reports / "latest").resolve().name.endswith("cccc")
    assert {entry.name for entry in reports.iterdir()} == before


def test_latest_is_relative(reports: Path) -> None:
    """The link still works when the reports folder is moved."""
    moved = reports.rename(reports.parent / "elsewhere")
    assert find_run("latest", moved).name.endswith("bbbb")


def test_a_dangling_latest_is_no_run(reports: Path) -> None:
    """When the run that `latest` names was deleted, there is no such run."""
    (reports / "2026-03-06T18-00-00-bbbb" / LOG_NAME).unlink()
    with pytest.raises(UsageError, match="no run called 'latest'"):
        find_run("latest", reports)


def test_latest_may_be_a_text_file(reports: Path) -> None:
    """Where links cannot be made `latest` is a file with the run's name, and is found just the same."""
    (reports / "latest").unlink()
    (reports / "latest").write_text("2026-03-06T17-00-00-aaaa\n", encoding="utf-8")
    assert find_run("latest", reports).name.endswith("aaaa")
    point_latest_at(reports / "2026-03-07T09-00-00-cccc")
    assert find_run("latest", reports).name.endswith("cccc")


def test_a_link_left_by_a_crash_is_replaced(reports: Path) -> None:
    """A half-made link of an earlier attempt does not stop the next."""
    run = reports / "2026-03-07T09-00-00-cccc"
    (reports / f".latest-{run.name}").symlink_to(run.name)
    point_latest_at(run)
    assert (reports / "latest").resolve() == run.resolve()


def test_a_folder_called_latest_is_an_error(reports: Path) -> None:
    """Something else in the link's place is not deleted: the error names it."""
    (reports / "latest").unlink()
    (reports / "latest").mkdir()
    (reports / "latest" / "kept").touch()
    with pytest.raises(StoreError, match="latest"):
        point_latest_at(reports / "2026-03-07T09-00-00-cccc")
    assert (reports / "latest" / "kept").exists()
