"""login, whoami and logout, on a real mock: what is kept, what is shown, and that no secret is."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.cli.border import _without_code
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer
from tests.harness.cli.command import COMMAND, PATIENCE_S, Command
from tests.harness.cli.gateways import in_a_thread

LIVE = "https://agent3-api-gateway-staging.19pine.ai"


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that accounts are kept in: new."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "pine-voice-harness" / "accounts.json"


@pytest.fixture
def mock() -> Iterator[str]:
    """The base URL of a mock."""
    with in_a_thread(MockServer(MockConfig(clock="instant"))) as server:
        yield server.url


def token_in(config: Path) -> str:
    """Return the token that is kept."""
    kept = config.read_text(encoding="utf-8")
    return kept.split('access_token\\": \\"')[1].split("\\")[0]


def test_an_account_is_kept_shown_and_forgotten(pine: Command, mock: str, config: Path) -> None:
    """Each command says whose account it is and where it is kept; the token and the code are in none of it."""
    said = [pine("login", "--target", mock, "--email", "you@example.com", "--code", "1234")]
    token = token_in(config)
    said += [pine("whoami", "--target", mock), pine("logout", "--target", mock), pine("logout", "--target", mock)]
    assert [it.code for it in said] == [0, 0, 0, 0]
    user_id = said[0].out.split("logged in as user ")[1].split(" ")[0]
    assert said[0].out == f"logged in as user {user_id} at {mock}; the token is kept in {config}\n"
    assert said[1].out == f"user   {user_id}\nhost   {mock}\ntoken  in {config}\n"
    assert said[2].out == f"forgot the account at {mock}\n"
    assert said[3].out == f"no account was kept for {mock}\n"
    assert len(token) > 20
    assert not any(token in it.out + it.err for it in said)
    assert not config.exists()


def test_what_is_not_given_is_read_from_a_pipe(mock: str, config: Path) -> None:
    """A script may type both, and is asked nothing."""
    done = subprocess.run(
        [COMMAND, "login", "--target", mock],
        input="you@example.com\n1234\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "logged in as user" in done.stdout
    assert config.exists()


def test_nothing_given_is_told(pine: Command, mock: str) -> None:
    """An empty line is no address, and no code."""
    assert "no email address was given; name one with --email" in pine("login", "--target", mock, "--email", "").err
    said = pine("login", "--target", mock, "--email", "you@example.com", "--code", "")
    assert "no code was given" in said.err
    assert said.code == 2


def test_a_wrong_code_is_told_in_words(pine: Command, mock: str, config: Path) -> None:
    """The gateway's own, without the code; and nothing is kept."""
    said = pine("login", "--target", mock, "--email", "you@example.com", "--code", "98765")
    assert "HTTP 401 AUTH_REQUIRED" in said.err
    assert "98765" not in said.err
    assert (said.code, config.exists()) == (2, False)


def test_nobody_is_logged_in_at_first(pine: Command) -> None:
    """What to do is said, and nothing is sent: the live hosts are the reference's."""
    said = pine("whoami")
    assert said.err == f"pine-harness: nobody is logged in at {LIVE}: run pine-harness login\n"
    assert (said.code, said.out) == (2, "")


def test_the_environment_wins(pine: Command, mock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both commands say that what is kept is not what a run would use."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "very-secret-access-token")
    monkeypatch.setenv("PINE_USER_ID", "42")
    said = pine("login", "--target", mock, "--email", "you@example.com", "--code", "1234")
    assert "PINE_ACCESS_TOKEN and PINE_USER_ID are set, and win over it" in said.err
    shown = pine("whoami", "--target", mock)
    assert shown.out == f"user   42\nhost   {mock}\ntoken  in the environment (PINE_ACCESS_TOKEN and PINE_USER_ID)\n"
    assert "are still set" in pine("logout", "--target", mock).err


def test_what_is_no_gateway_is_refused(pine: Command) -> None:
    """A mock without URL has no account to log in to."""
    for command in (["login", "--email", "a@example.com"], ["whoami"], ["logout"]):
        said = pine(*command, "--target", "mock")
        assert "'mock' is no base URL" in said.err
        assert "allowed: live, or a base URL" in said.err
        assert said.code == 2


def test_a_run_uses_the_account_that_is_kept(pine: Command, config: Path) -> None:
    """Without variables in the environment there must be a login first."""
    said = pine("run", "--target", "live", "--dry-run", str(suite()))
    assert "nobody is logged in" in said.err
    config.parent.mkdir(parents=True)
    config.write_text(f'{{"{LIVE}": "{{\\"user_id\\": \\"1\\", \\"access_token\\": \\"t\\"}}"}}')
    config.chmod(0o600)
    assert "nobody is logged in" not in pine("run", "--target", "live", "--dry-run", str(suite())).err


def test_a_crash_report_has_no_code() -> None:
    """What was typed is in it, but for the code."""
    typed = ["pine-harness", "login", "--code", "1234", "--email", "a@example.com", "--code=1234"]
    assert _without_code(typed) == [
        "pine-harness", "login", "--code", "<code>", "--email", "a@example.com", "--code=<code>",
    ]  # fmt: skip


def suite() -> Path:
    """Write a suite that needs no mock."""
    path = Path("s.yaml")
    path.write_text("scenarios:\n  - {id: one, brief: {base: standard}, expect: {status: completed}}\n")
    return path
