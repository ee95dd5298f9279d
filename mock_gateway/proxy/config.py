"""How one proxy is set up, and which upstreams it refuses."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from harness.errors import TargetRefused, UsageError
from mock_gateway.config import is_loopback
from mock_gateway.wire_routes import AUTH_PREFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyConfig:
    """The settings of a proxy. `auth_upstream` is the host of the auth API; empty: the same as `upstream`.

    Raises UsageError for what is no base URL, and TargetRefused for a host that is not this machine, unless
    `allow_live`: behind such a host there may be real phones.
    """

    upstream: str
    directory: Path
    auth_upstream: str = ""
    port: int = 0
    allow_live: bool = False

    def __post_init__(self) -> None:
        for option, url in (("--upstream", self.upstream), ("--auth-upstream", self.auth_upstream)):
            if url:
                _check(option, url, allow_live=self.allow_live)
            elif option == "--upstream":
                raise UsageError("--upstream is empty: give the base URL of a gateway, such as http://127.0.0.1:8765")

    def base_for(self, path: str) -> str:
        """Return the base URL that a path is sent to, without a slash at its end."""
        base = self.auth_upstream if path.startswith(AUTH_PREFIX) and self.auth_upstream else self.upstream
        return base.rstrip("/")


def _check(option: str, url: str, *, allow_live: bool) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"{option} {url!r} is not a base URL, such as http://127.0.0.1:8765")
    if parts.username is not None:
        raise UsageError(f"{option} holds credentials, which do not belong into a URL")
    if not is_loopback(parts.hostname) and not allow_live:
        raise TargetRefused(
            f"{option} {url} is not on this machine: calls sent there can ring real phones and spend real credits; "
            "add --allow-live if that is what you want"
        )
