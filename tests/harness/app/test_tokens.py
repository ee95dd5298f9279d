"""Where accounts are kept: the keyring where one works, else a file that only its owner reads."""

import json
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.app.tokens import FILE_NAME, SERVICE, Keyring, Tokens, account_of, config_folder
from harness.errors import UsageError
from harness.targets.gateway import Credentials

LIVE, OTHER = "https://voice.example", "https://other.example"
ACCOUNT = Credentials(access_token="very-secret-access-token", user_id="1234567890")
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


class Backend:
    """A backend that works."""


class FailBackend:
    """What keyring chooses where there is no backend."""


FailBackend.__module__ = "keyring.backends.fail"


class FakeKeyring:
    """The module `keyring`, over a dict; `broken` raises as a locked one does."""

    def __init__(self, backend: object | None = None, *, broken: bool = False) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self._backend, self._broken = backend or Backend(), broken

    def get_keyring(self) -> object:
        """Return the backend."""
        return self._backend

    def get_password(self, service_name: str, username: str) -> str | None:
        """Look up."""
        self._check()
        return self.kept.get((service_name, username))

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Keep."""
        self._check()
        self.kept[service_name, username] = password

    def delete_password(self, service_name: str, username: str) -> None:
        """Forget."""
        self._check()
        del self.kept[service_name, username]

    def _check(self) -> None:
        if self._broken:
            msg = "the keyring is locked"
            raise RuntimeError(msg)


def test_a_keyring_keeps_the_account_and_no_file_does(tmp_path: Path) -> None:
    """Where there is one, the token is nowhere else."""
    keyring = FakeKeyring()
    tokens = Tokens(tmp_path, keyring)
    assert "keyring" in tokens.keep(LIVE, ACCOUNT)
    assert list(keyring.kept) == [(SERVICE, LIVE)]
    assert list(tmp_path.iterdir()) == []
    found = tokens.find(LIVE)
    assert found is not None
    assert found.credentials == ACCOUNT
    assert "keyring" in found.where


NO_KEYRINGS: dict[str, Keyring | None] = {
    "none installed": None,
    "no backend": FakeKeyring(FailBackend()),
    "a locked one": FakeKeyring(broken=True),
}


@pytest.mark.parametrize("name", NO_KEYRINGS)
def test_without_a_keyring_a_file_keeps_it(tmp_path: Path, name: str) -> None:
    """Login works on a server too."""
    tokens = Tokens(tmp_path / "config", NO_KEYRINGS[name])
    assert tokens.keep(LIVE, ACCOUNT) == str(tmp_path / "config" / FILE_NAME)
    found = tokens.find(LIVE)
    assert found is not None
    assert (found.credentials, found.where) == (ACCOUNT, str(tmp_path / "config" / FILE_NAME))


@posix
def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    """The file is 0600 from its first byte on, in a folder that is 0700, however often it is written."""
    tokens = Tokens(tmp_path / "config", None)
    for gateway in (LIVE, OTHER):
        tokens.keep(gateway, ACCOUNT)
        assert stat.S_IMODE((tmp_path / "config" / FILE_NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "config").stat().st_mode) == 0o700


@posix
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_file_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    """What is no secret any more is said to be none, with what to do."""
    tokens = Tokens(tmp_path, None)
    tokens.keep(LIVE, ACCOUNT)
    (tmp_path / FILE_NAME).chmod(mode)
    with pytest.raises(UsageError, match=f"mode {mode:o}.*chmod 600"):
        tokens.find(LIVE)


@pytest.mark.parametrize("text", ["", "[]", "{", '"x"', "\udcff"])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    """It is nobody's crash."""
    path = tmp_path / FILE_NAME
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    path.chmod(0o600)
    with pytest.raises(UsageError, match=FILE_NAME):
        Tokens(tmp_path, None).find(LIVE)


@pytest.mark.parametrize("kept", [{}, {"user_id": "1"}, {"user_id": 1, "access_token": "x"}, None, []])
def test_an_entry_that_is_no_account_is_none(tmp_path: Path, kept: object) -> None:
    """An entry of another version or hand logs nobody in."""
    path = tmp_path / FILE_NAME
    path.write_text(json.dumps({LIVE: json.dumps(kept)}))
    path.chmod(0o600)
    assert Tokens(tmp_path, None).find(LIVE) is None


@pytest.mark.parametrize("keyring", [None, FakeKeyring()], ids=["file", "keyring"])
def test_forgetting_leaves_nothing(tmp_path: Path, keyring: Keyring | None) -> None:
    """And says whether there was anything."""
    tokens = Tokens(tmp_path, keyring)
    tokens.keep(LIVE, ACCOUNT)
    assert tokens.forget(LIVE)
    assert tokens.find(LIVE) is None
    assert list(tmp_path.iterdir()) == []
    assert not tokens.forget(LIVE)


def test_logging_in_with_a_keyring_takes_the_token_out_of_the_file(tmp_path: Path) -> None:
    """After the keyring was installed the old copy is gone."""
    Tokens(tmp_path, None).keep(LIVE, ACCOUNT)
    Tokens(tmp_path, FakeKeyring()).keep(LIVE, ACCOUNT)
    assert Tokens(tmp_path, None).find(LIVE) is None


def test_each_gateway_has_its_own(tmp_path: Path) -> None:
    """A token goes to the gateway that it is for."""
    tokens = Tokens(tmp_path, None)
    tokens.keep(LIVE, ACCOUNT)
    assert tokens.find(OTHER) is None


def test_the_environment_wins_and_no_keyring_is_asked(tmp_path: Path) -> None:
    """Both variables name an account; one of them alone does not."""

    def never() -> Tokens:
        raise AssertionError

    tokens = Tokens(tmp_path, None)
    tokens.keep(LIVE, ACCOUNT)
    named = {"PINE_ACCESS_TOKEN": "another-token", "PINE_USER_ID": "7"}
    won = account_of(LIVE, named, never)
    assert won is not None
    assert (won.credentials.user_id, "environment" in won.where) == ("7", True)
    kept = account_of(LIVE, {"PINE_USER_ID": "7"}, lambda: tokens)
    assert kept is not None
    assert kept.credentials == ACCOUNT


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """Where the folder should be stands a file."""
    (tmp_path / "config").write_text("")
    with pytest.raises(UsageError, match="config"):
        Tokens(tmp_path / "config", None).keep(LIVE, ACCOUNT)


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"XDG_CONFIG_HOME": "/x"}, "linux", "/x/pine-voice-harness"),
        ({}, "linux", "~/.config/pine-voice-harness"),
        ({"XDG_CONFIG_HOME": "/x"}, "darwin", "~/Library/Application Support/pine-voice-harness"),
        ({"APPDATA": "/roaming"}, "win32", "/roaming/pine-voice-harness"),
        ({}, "win32", "~/AppData/Roaming/pine-voice-harness"),
    ],
)
def test_the_file_is_where_the_platform_has_such_files(
    environment: Mapping[str, str], platform: str, folder: str
) -> None:
    """XDG on Linux, Library on macOS, APPDATA on Windows."""
    assert config_folder(environment, platform) == Path(folder).expanduser()


def test_credentials_show_no_token() -> None:
    """An account in an error message or a debugger tells nobody its token."""
    assert ACCOUNT.access_token not in repr(ACCOUNT)
