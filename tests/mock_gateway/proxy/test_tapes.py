"""Cassettes on disk: whole at every moment, bounded in memory, never overwriting."""

import json
from pathlib import Path

import pytest

from harness.errors import StoreError, UsageError
from harness.wire.cassette import CassetteError, decode
from mock_gateway.proxy.tapes import Limits, Tapes
from tests.mock_gateway.proxy.recorded import exchange


def names(directory: Path) -> list[str]:
    """What is in the directory, hidden files too."""
    return sorted(path.name for path in directory.iterdir())


def test_a_tape_is_a_cassette(tmp_path: Path) -> None:
    """What was added is read back, numbered within its file."""
    tapes = Tapes(tmp_path / "new" / "directory")
    for at in (1.0, 2.0):
        tapes.add("call-a1b2", exchange(sent_s=at))
    tapes.flush()
    (path,) = (tmp_path / "new" / "directory").iterdir()
    assert path.name == "call-a1b2.json"
    assert [(one.seq, one.sent_s) for one in decode(json.loads(path.read_bytes()))] == [(1, 1.0), (2, 2.0)]


def test_every_writing_leaves_a_whole_file(tmp_path: Path) -> None:
    """After each flush the file holds everything until then, and nothing else lies about."""
    tapes = Tapes(tmp_path)
    for count in (1, 2, 3):
        tapes.add("call-a1b2", exchange())
        tapes.flush()
        assert names(tmp_path) == ["call-a1b2.json"]
        assert len(decode(json.loads((tmp_path / "call-a1b2.json").read_bytes()))) == count


def test_a_directory_with_cassettes_is_added_to(tmp_path: Path) -> None:
    """A second recording of the same call goes into a second file."""
    for _ in range(3):
        tapes = Tapes(tmp_path)
        tapes.add("call-a1b2", exchange())
        tapes.flush()
    assert names(tmp_path) == ["call-a1b2.2.json", "call-a1b2.3.json", "call-a1b2.json"]


@pytest.mark.parametrize(
    "label", ["session-../../etc/passwd", "session-a b/c\0d", "session-" + "x" * 400, "session-ünï", "session-CON:|?*"]
)
def test_no_label_leaves_the_directory(tmp_path: Path, label: str) -> None:
    """Whatever an account is called, its file has a plain name of bounded length, and another account another one."""
    tapes = Tapes(tmp_path / "in")
    tapes.add(label, exchange())
    tapes.add(label + "!", exchange())
    tapes.flush()
    assert names(tmp_path) == ["in"]
    assert len(names(tmp_path / "in")) == 2
    assert all(len(name) < 130 and name.isascii() and name.startswith("session-") for name in names(tmp_path / "in"))


def test_memory_is_bounded(tmp_path: Path) -> None:
    """Full tapes go on in a next file, quiet ones are closed; nothing is lost."""
    tapes = Tapes(tmp_path, Limits(tape_exchanges=7, tape_bytes=20_000, open_bytes=60_000))
    for number in range(600):
        tapes.add(f"call-{number % 50}", exchange(response_body="x" * 700))
        assert tapes.size <= 60_000
    tapes.flush()
    assert sum(len(decode(json.loads(path.read_bytes()))) for path in tmp_path.iterdir()) == 600


def test_a_secret_is_refused(tmp_path: Path) -> None:
    """An exchange that was not redacted is not written, nor is an empty file begun for it."""
    tapes = Tapes(tmp_path)
    with pytest.raises(CassetteError):
        tapes.add("call-a1b2", exchange(request_headers={"authorization": "Bearer abcdef0123456789"}))
    tapes.flush()
    assert names(tmp_path) == []


def test_a_directory_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """The message names it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file/below"):
        Tapes(tmp_path / "file" / "below")


def test_a_disk_that_does_not_take_it_is_said(tmp_path: Path) -> None:
    """The error names the file; when there is room again everything is written."""
    tapes = Tapes(tmp_path / "in")
    tapes.add("call-a1b2", exchange())
    (tmp_path / "in").rename(tmp_path / "away")
    with pytest.raises(StoreError, match=r"call-a1b2\.json cannot be written"):
        tapes.flush()
    (tmp_path / "away").rename(tmp_path / "in")
    tapes.flush()
    assert names(tmp_path / "in") == ["call-a1b2.json"]
