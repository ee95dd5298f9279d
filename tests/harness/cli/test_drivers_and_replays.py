"""`run --driver` and `run --target replay:…`, as a user types them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.store.run_log import run_ids
from tests.harness.cli.command import Command
from tests.harness.cli.suites import MIXED, log_of

Write = Callable[[str, str], Path]
REPORTS = Path("reports")


def test_the_command_that_runs_a_failure_again_names_the_driver(pine: Command, write: Write) -> None:
    """What was seen by the SDK is looked at again by the SDK; the log keeps who called."""
    write("s.yaml", MIXED)
    said = pine("run", "s.yaml", "--driver", "sdk", "--seed", "3")
    assert said.code == 1
    assert "-k fails --seed 3 --driver sdk" in said.out
    assert log_of(REPORTS)[0]["settings"]["driver"] == "sdk"


def test_an_unknown_driver_is_a_usage_error(pine: Command, write: Write) -> None:
    """Nothing is run, and the message says which there are."""
    write("s.yaml", MIXED)
    said = pine("run", "s.yaml", "--driver", "curl")
    assert said.code == 2
    assert "allowed: http, sdk" in said.err
    assert not REPORTS.exists()


def test_shards_of_two_drivers_are_not_merged(pine: Command, write: Write) -> None:
    """They are measurements of two clients."""
    write("s.yaml", MIXED)
    for word, driver in (("passes", "http"), ("fails", "sdk")):
        assert pine("run", "s.yaml", "-k", word, "--seed", "1", "--driver", driver).code in (0, 1)
    said = pine("merge", *run_ids(REPORTS))
    assert said.code == 2
    assert "different drivers: http in" in said.err


def test_the_latest_run_is_replayed_with_its_exit_code(pine: Command, write: Write) -> None:
    """Run after run, `latest` is the one before; what the log keeps is the run's own name."""
    write("s.yaml", MIXED)
    assert pine("run", "s.yaml", "--seed", "3").code == 1
    [first] = run_ids(REPORTS)
    assert pine("run", "s.yaml", "--target", "replay:latest").code == 1
    head = log_of(REPORTS)[0]
    assert head["target"] == f"replay of {first} on embedded mock"
    assert head["settings"]["target"].endswith(first)


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("replay:nowhere", "no run called 'nowhere'"),
        ("replay:", "which run?"),
        ("replay:empty", "no run called 'empty'"),
    ],
)
def test_a_recording_that_is_not_there_is_a_usage_error(pine: Command, write: Write, target: str, told: str) -> None:
    """Nothing is run, and the message says what would be allowed."""
    write("s.yaml", MIXED)
    Path("empty").mkdir()
    said = pine("run", "s.yaml", "--target", target)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_the_sdk_is_not_what_a_replay_is_asked_by(pine: Command, write: Write) -> None:
    """A recording has no port that another client could call."""
    write("s.yaml", MIXED)
    assert pine("run", "s.yaml").code == 1
    said = pine("run", "s.yaml", "--target", "replay:latest", "--driver", "sdk")
    assert said.code == 2
    assert "goes only to the mock or a gateway on this machine" in said.err


def test_a_dry_run_says_what_would_be_replayed(pine: Command, write: Write) -> None:
    """Nothing of the recording is used up."""
    write("s.yaml", MIXED)
    assert pine("run", "s.yaml").code == 1
    said = pine("run", "s.yaml", "--target", "replay:latest", "--dry-run")
    assert said.code == 0
    assert "calls on replay of " in said.out
