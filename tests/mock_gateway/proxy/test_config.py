"""Which upstreams a proxy takes."""

from pathlib import Path

import pytest

from harness.errors import TargetRefused, UsageError
from mock_gateway.proxy.config import ProxyConfig

HERE, LIVE = "http://127.0.0.1:8765", "https://gateway.example.com"


def config(**settings: str | bool) -> ProxyConfig:
    """A configuration that records somewhere."""
    return ProxyConfig(directory=Path("somewhere"), **settings)  # type: ignore[arg-type]  # each test gives what fits


@pytest.mark.parametrize("settings", [{"upstream": LIVE}, {"upstream": HERE, "auth_upstream": LIVE}])
def test_a_host_beyond_this_machine_is_refused(settings: dict[str, str]) -> None:
    """The message says what could happen and which option allows it; with the option it is taken."""
    with pytest.raises(TargetRefused, match=r"real phones.*--allow-live"):
        config(**settings)
    assert config(**settings, allow_live=True).upstream == settings["upstream"]


@pytest.mark.parametrize("upstream", [HERE, "http://localhost:1", "http://[::1]:2", "http://127.8.9.10"])
def test_this_machine_needs_no_permission(upstream: str) -> None:
    """Every spelling of this machine is taken as it is."""
    assert config(upstream=upstream).upstream == upstream


@pytest.mark.parametrize("upstream", ["", "127.0.0.1:8765", "ftp://127.0.0.1", "http://", "http://me:pw@127.0.0.1"])
def test_what_is_no_base_url_is_refused(upstream: str) -> None:
    """The message names the option."""
    with pytest.raises(UsageError, match="--upstream"):
        config(upstream=upstream)


def test_sign_in_goes_to_the_host_of_the_auth_api() -> None:
    """Where two hosts are given, the path decides; where one is, it gets everything."""
    both = config(upstream=HERE, auth_upstream="http://localhost:2/")
    assert both.base_for("/api/v2/auth/email/request") == "http://localhost:2"
    assert both.base_for("/api/v2/voice/call") == HERE
    assert config(upstream=HERE).base_for("/api/v2/auth/email/request") == HERE
