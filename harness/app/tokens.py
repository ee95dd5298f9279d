"""Where the account of a gateway is kept: the environment, the system's keyring, else a file that only its owner reads.

Accounts are kept by the base URL of the voice API: a token is sent to no other gateway than the one it is for.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol, cast

from harness.errors import UsageError
from harness.targets.gateway import Credentials

TOKEN, USER_ID = "PINE_ACCESS_TOKEN", "PINE_USER_ID"
SERVICE: Final = "pine-voice-harness"
FILE_NAME: Final = "accounts.json"
_OTHERS: Final = 0o077


class Keyring(Protocol):
    """The module `keyring`, as far as it is used."""

    def get_keyring(self) -> object:
        """Return the backend that it chose."""
        ...

    def get_password(self, service_name: str, username: str) -> str | None:
        """Return a secret, None where there is none."""
        ...

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Keep a secret."""
        ...

    def delete_password(self, service_name: str, username: str) -> None:
        """Forget a secret."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An account, and where it is kept, as a person is told."""

    credentials: Credentials
    where: str


def load_keyring() -> Keyring | None:
    """Return the module `keyring` where it is installed: the extra `[keyring]`."""
    try:
        return cast("Keyring", import_module("keyring"))
    except ImportError:
        return None


def config_folder(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder of this product's own files, as the platform has it."""
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("APPDATA") or home / "AppData" / "Roaming") / SERVICE
    if platform == "darwin":
        return home / "Library" / "Application Support" / SERVICE
    return Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / SERVICE


class Tokens:
    """The accounts that are kept. `keyring` None, or one without a backend: they are in a file in `folder`."""

    def __init__(self, folder: Path, keyring: Keyring | None) -> None:
        self._path = folder / FILE_NAME
        self._keyring = _with_backend(keyring)

    def keep(self, gateway: str, credentials: Credentials) -> str:
        """Keep the account of a gateway in place of any other, and return where it is.

        Raises UsageError when it cannot be kept.
        """
        secret = json.dumps({"user_id": credentials.user_id, "access_token": credentials.access_token})
        if self._keyring is not None:
            try:
                self._keyring.set_password(SERVICE, gateway, secret)
            except Exception:  # noqa: S110 (a plugin's border: a locked or broken keyring is none)
                pass
            else:
                self._keep_in_file(gateway, None)
                return self._keyring_name()
        self._keep_in_file(gateway, secret)
        return str(self._path)

    def find(self, gateway: str) -> Kept | None:
        """Return the account of a gateway. Raises UsageError for a file that others may read, or that is damaged."""
        secret = self._in_keyring(gateway)
        if secret is not None and (credentials := _credentials(secret)) is not None:
            return Kept(credentials=credentials, where=self._keyring_name())
        credentials = _credentials(self._file().get(gateway))
        return None if credentials is None else Kept(credentials=credentials, where=str(self._path))

    def forget(self, gateway: str) -> bool:
        """Forget the account of a gateway wherever it is; returns whether there was one."""
        known = self._in_keyring(gateway) is not None
        if known and self._keyring is not None:
            try:
                self._keyring.delete_password(SERVICE, gateway)
            except Exception as error:  # a plugin's border; its own words may hold anything
                kind = type(error).__name__
                raise UsageError(
                    f"{self._keyring_name()} does not forget the account: {kind}; delete it there"
                ) from None
        in_file = gateway in self._file()
        self._keep_in_file(gateway, None)
        return known or in_file

    def _in_keyring(self, gateway: str) -> str | None:
        if self._keyring is None:
            return None
        try:
            return self._keyring.get_password(SERVICE, gateway)
        except Exception:  # a plugin's border: a locked or broken keyring is none
            return None

    def _keyring_name(self) -> str:
        backend = self._keyring.get_keyring() if self._keyring is not None else None
        return f"the keyring ({type(backend).__module__.rpartition('.')[2]})"

    def _file(self) -> dict[str, Any]:
        try:
            mode = self._path.stat().st_mode
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{self._path} cannot be read: {error}") from None
        if os.name == "posix" and mode & _OTHERS:
            raise UsageError(
                f"{self._path} may be read by others (mode {mode & 0o777:o}), so the token in it is not safe; "
                f"pine-harness logout and login again, or chmod 600 {self._path}"
            )
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise UsageError(f"{self._path} is damaged; delete it, and run pine-harness login again")
        return found

    def _keep_in_file(self, gateway: str, secret: str | None) -> None:
        """Write a gateway's account to the file, or take it out; a file that holds nothing is removed."""
        known = self._file()
        if secret is None and gateway not in known:
            return
        accounts = {url: it for url, it in known.items() if url != gateway}
        if secret is not None:
            accounts[gateway] = secret
        try:
            if not accounts:
                self._path.unlink(missing_ok=True)
                return
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._path.with_name(f".{FILE_NAME}.{os.getpid()}")
            fresh.unlink(missing_ok=True)
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(accounts, file)
            fresh.replace(self._path)
        except OSError as error:
            raise UsageError(f"{self._path} cannot be written: {error.strerror or error}") from None


def _with_backend(keyring: Keyring | None) -> Keyring | None:
    """Return a keyring that keeps anything: the module stands for none as well, by the backends `fail` and `null`."""
    if keyring is None:
        return None
    try:
        backend = type(keyring.get_keyring()).__module__
    except Exception:  # a plugin's border
        return None
    return None if backend in ("keyring.backends.fail", "keyring.backends.null") else keyring


def _credentials(secret: Any) -> Credentials | None:
    try:
        found = json.loads(secret)
        user_id, access_token = found["user_id"], found["access_token"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not isinstance(user_id, str) or not isinstance(access_token, str):
        return None
    return Credentials(access_token=access_token, user_id=user_id)


def from_environment(environment: Mapping[str, str]) -> Kept | None:
    """Return the account that the environment names, which wins over all that is kept."""
    token, user_id = environment.get(TOKEN), environment.get(USER_ID)
    if not token or not user_id:
        return None
    where = f"the environment ({TOKEN} and {USER_ID})"
    return Kept(credentials=Credentials(access_token=token, user_id=user_id), where=where)


def own_tokens() -> Tokens:
    """Return the accounts that this user keeps on this machine."""
    return Tokens(config_folder(os.environ), load_keyring())


def account_of(gateway: str, environment: Mapping[str, str], tokens: Callable[[], Tokens] = own_tokens) -> Kept | None:
    """Return the account to call a gateway with: the environment's, else the one that is kept for it.

    No keyring is asked, which may want a person to unlock it, where the environment names an account.
    """
    return from_environment(environment) or tokens().find(gateway)
