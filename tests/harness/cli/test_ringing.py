"""Before real phones ring: what a person is shown and asked, and what happens where there is nobody to ask."""

import asyncio
import os
import pty
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harness.cli.ringing import agreed
from harness.errors import TargetRefused
from tests.harness.app.live import LiveGateway, request_in
from tests.harness.cli.command import COMMAND, PATIENCE_S, Command
from tests.harness.cli.suites import LIVE
from tests.harness.targets.loopback import serving

Write = Callable[[str, str], Path]

ALLOWED = """\
[live]
allow_numbers = ["+14155550142"]
max_calls = 2
max_credits = 500
hours = "00:00-24:00"
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
"""
TOLD = ("calls    1\n", "numbers  +14155550142 (once)\n", "credits  250 at the worst\n", "minutes  10 at the worst\n")


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An account in the environment, and none that is kept on this machine."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "very-secret-access-token")
    monkeypatch.setenv("PINE_USER_ID", "1234567890")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def on_a_terminal(answer: str, *arguments: str) -> tuple[int, str]:
    """Run the command on a terminal, type an answer, and return the exit code and all that was shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen([COMMAND, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True)
    os.close(theirs)
    os.write(ours, f"{answer}\n".encode())
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # what Linux says when the other end is closed
        pass
    code = process.wait(PATIENCE_S)
    os.close(ours)
    return code, shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("answer", ["n", "", "no", "yess"])
def test_a_person_who_does_not_agree_rings_nobody(write: Write, answer: str) -> None:
    """The question comes after what the run would ring and spend, and only y or yes is a yes."""
    write("s.yaml", LIVE)
    write("pine-harness.toml", ALLOWED)
    code, shown = on_a_terminal(answer, "run", "s.yaml", "--target", "https://pine.invalid")
    assert [words for words in TOLD if words not in shown] == []
    assert "Ring them? [y/N]" in shown
    assert "not confirmed: no phone rang, and nothing was sent" in shown
    assert code == 2
    assert not Path("reports").exists()


def test_where_nobody_can_be_asked_a_run_needs_a_yes(pine: Command, write: Write) -> None:
    """In CI the limits are not enough: --yes says that the run is meant."""
    write("s.yaml", LIVE)
    write("pine-harness.toml", ALLOWED)
    said = pine("run", "s.yaml", "--target", "https://pine.invalid")
    assert "1 call would ring real phones, and nobody said yes" in said.err
    assert "--yes" in said.err
    assert (said.code, said.out) == (2, "")


def test_yes_skips_the_question_and_never_the_limits(pine: Command, write: Write) -> None:
    """What the table does not allow is refused all the same."""
    write("s.yaml", LIVE)
    write("pine-harness.toml", ALLOWED.replace("max_calls = 2", "max_calls = 0"))
    said = pine("run", "s.yaml", "--target", "live", "--yes")
    assert "1 call; allowed: max_calls = 0" in said.err
    assert said.code == 2


def test_a_dry_run_shows_what_would_ring(pine: Command, write: Write) -> None:
    """Without asking anybody anything; what is allowed ends with 0."""
    write("s.yaml", LIVE)
    write("pine-harness.toml", ALLOWED)
    said = pine("run", "s.yaml", "--target", "https://pine.invalid", "--dry-run")
    assert [words for words in TOLD if words not in said.out] == []
    assert (said.code, said.err) == (0, "")


def test_a_dry_run_tells_what_would_be_refused(pine: Command, write: Write) -> None:
    """With what it would ring beside it, and the table to write."""
    write("s.yaml", LIVE)
    said = pine("run", "s.yaml", "--target", "live", "--dry-run")
    assert [words for words in TOLD if words not in said.out] == []
    assert "no table [live]" in said.err
    assert 'allow_numbers = ["+14155550142"]' in said.err
    assert said.code == 2


def test_the_example_table_allows_what_it_was_made_for(pine: Command, write: Write) -> None:
    """Pasted as it is shown, only the hours may still be in the way."""
    write("s.yaml", LIVE)
    shown = pine("run", "s.yaml", "--target", "live", "--dry-run").err
    table = "".join(f"{line.strip()}\n" for line in shown.split("write:\n\n")[1].splitlines())
    anytime = table.replace('"09:00-17:00"', '"00:00-24:00"').replace('"fri"]', '"fri", "sat", "sun"]')
    write("pine-harness.toml", anytime)
    assert pine("run", "s.yaml", "--target", "live", "--dry-run").code == 0


def test_who_agrees_runs_it(folder: Path) -> None:
    """A yes confirms the request; without an answer it stays as it is; and on this machine nobody is asked."""

    async def main() -> None:
        async with serving(LiveGateway().answer) as url:
            request = replace(request_in(folder), target=url, confirmed=False)
            assert (await asyncio.to_thread(agreed, request, lambda: True)).confirmed
            assert await asyncio.to_thread(agreed, request, lambda: None) == request
            with pytest.raises(TargetRefused, match="not confirmed"):
                await asyncio.to_thread(agreed, request, lambda: False)

    asyncio.run(main())


@pytest.mark.parametrize("target", ["mock", "http://127.0.0.1:9"])
def test_on_this_machine_nobody_is_asked(folder: Path, target: str) -> None:
    """No phone rings there."""

    def never() -> bool:
        raise AssertionError

    request = replace(request_in(folder), target=target, here=lambda _: True)
    assert agreed(request, never) == request
