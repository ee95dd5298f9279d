"""The run log on disk: a flushed line a record, and what happens where it cannot be written or read."""

import os
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from harness.errors import StoreError
from harness.model.record import Record
from harness.runner.gate import ExitCode
from harness.store.run_log import LOG_NAME, RunLogFile, read_records
from tests.harness.store.records import end, head

RECORDS: list[Record] = [head(), end("one\N{LINE SEPARATOR}line\nonly \r here"), end("\N{SNOWMAN}" * 5000)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a run's log would be; its folders are not made yet."""
    return tmp_path / "reports" / "run-1" / LOG_NAME


def filled(path: Path) -> Path:
    """Write all records and close the log."""
    with RunLogFile(path) as log:
        for record in RECORDS:
            log.write(record)
    return path


def test_what_is_written_is_read(path: Path) -> None:
    """Records come back equal and in order, whatever characters they hold."""
    assert list(read_records(filled(path))) == RECORDS


def test_each_record_is_on_disk_before_the_next(path: Path) -> None:
    """A line is flushed as it is written: a reader, or a crash, finds all that happened so far."""
    with RunLogFile(path) as log:
        for count, record in enumerate(RECORDS, start=1):
            log.write(record)
            assert list(read_records(path)) == RECORDS[:count]


def test_a_record_is_one_line(path: Path) -> None:
    """Line ends inside a record are escaped, and the file ends with a line end."""
    raw = filled(path).read_bytes()
    assert raw.count(b"\n") == len(RECORDS)
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_an_exit_code_is_written_as_its_number(path: Path) -> None:
    """The gate's exit code is a number in the log."""
    with RunLogFile(path) as log:
        log.write(end().__class__(at_s=0.0, exit_code=ExitCode.INTERRUPTED, gate_met=None, reason="x"))
    assert '"exit_code":130' in path.read_text(encoding="utf-8")


def test_a_torn_last_line_is_left_out(path: Path) -> None:
    """Cut anywhere in its last line, also within a character, the log still gives all that came before."""
    whole = filled(path).read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in (last + 1, last + 40, last + 9000, last + 9001, last + 9002, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert list(read_records(path)) == RECORDS[:-1], cut


def test_a_torn_line_in_the_middle_is_an_error_with_its_place(path: Path) -> None:
    """A line that is broken and not the last is never passed over."""
    lines = filled(path).read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1][:30] + b"\n" + lines[2])
    records = read_records(path)
    assert next(records) == RECORDS[0]
    with pytest.raises(StoreError, match=f"{LOG_NAME}:2: not a record"):
        next(records)


def test_a_line_that_is_not_utf_8_is_an_error_with_its_place(path: Path) -> None:
    """Bytes that are no text are named with their line, and what came before them is read."""
    lines = filled(path).read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b'{"record": "\xff"}\n' + lines[1])
    records = read_records(path)
    assert next(records) == RECORDS[0]
    with pytest.raises(StoreError, match=f"{LOG_NAME}:2: "):
        next(records)


def test_an_empty_log_has_no_records(path: Path) -> None:
    """A run that crashed before its first line left nothing to read, which is no error."""
    path.parent.mkdir(parents=True)
    path.touch()
    assert list(read_records(path)) == []


@pytest.mark.parametrize("name", ["nothing.jsonl", "."])
def test_a_log_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    """A missing file, or a folder, is an error with its path."""
    with pytest.raises(StoreError, match="cannot be read"):
        list(read_records(tmp_path / name))


def test_a_log_is_never_written_over(path: Path) -> None:
    """A run log that exists stays as it is."""
    filled(path)
    with pytest.raises(StoreError, match="File exists"):
        RunLogFile(path)
    assert list(read_records(path)) == RECORDS


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """Where a file stands in place of the folder, the error names the log and the cause."""
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(StoreError, match=r"run\.jsonl: the run log cannot be made"):
        RunLogFile(tmp_path / "reports" / "run-1" / LOG_NAME)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to any folder")
def test_a_read_only_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that may not be written to is an error that says so."""
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        RunLogFile(tmp_path / "run-1" / LOG_NAME)


@pytest.fixture
def full(path: Path) -> Iterator[RunLogFile]:
    """A run log on a disk that is full."""
    log = RunLogFile(path)
    log.close()
    log._file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115  # the log closes it
    yield log
    with suppress(StoreError):
        log.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_an_error(full: RunLogFile) -> None:
    """A line that cannot be kept is told at once, with the file and the cause."""
    with pytest.raises(StoreError, match=r"run\.jsonl: a line cannot be written: No space left on device"):
        full.write(head())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_after_a_line_that_did_not_fit_none_is_written(full: RunLogFile) -> None:
    """What comes after a hole would read as if nothing were missing: each later line is the same error."""
    with pytest.raises(StoreError) as first:
        full.write(head())
    with pytest.raises(StoreError) as second:
        full.write(end())
    assert second.value is first.value
    assert "make room on the disk, then pine-harness resume run-1" in str(first.value)


def test_half_a_line_is_taken_back(path: Path) -> None:
    """A disk that fills up within a line leaves the log as it was before it, and another line does not join it."""
    with RunLogFile(path) as log:
        log.write(RECORDS[0])
        small = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 40, small[1]))
        try:
            with pytest.raises(StoreError, match="File too large"):
                log.write(RECORDS[1])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, small)
    assert path.read_bytes().count(b"\n") == 1
    assert list(read_records(path)) == RECORDS[:1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_closing_after_a_full_disk_hides_nothing(full: RunLogFile) -> None:
    """The error that a user sees is the one of the line, not a second one from closing the file."""
    with pytest.raises(StoreError, match="a line cannot be written"), full:
        full.write(head())
