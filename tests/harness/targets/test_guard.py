"""Which targets are on this machine: a disguise does not help."""

import pytest

from harness.targets.guard import is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8765",
        "http://127.8.9.10",
        "http://localhost:1",
        "https://LOCALHOST/base",
        "http://[::1]:8765",
        "http://user:password@127.0.0.1:1",
        "http://127.0.0.1#@example.com",
    ],
)
def test_this_machine(url: str) -> None:
    """localhost, 127.0.0.0/8 and ::1, with whatever port, path or user."""
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://agent3-api-gateway-staging.19pine.ai",
        "http://example.com",
        "http://127.0.0.1@example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://example.com#@127.0.0.1",
        "http://example.com/127.0.0.1",
        "http://example.com?@127.0.0.1",
        "http://128.0.0.1",
        "http://0.0.0.0:1",
        "http://192.168.0.1",
        "http://[::2]",
        "http://[fe80::1]",
        "http://127.1",
        "http://2130706433",
        "http://0x7f000001",
        "http://",
        "http:///x",
        "127.0.0.1:8765",
        "",
        "http://[::1",
        "http://[127.0.0.1]x",
        "http://\uff11\uff12\uff17.0.0.1",
    ],
)
def test_other_machines_and_what_cannot_be_told(url: str) -> None:
    """Any other host is guarded, and so is a URL of which the host cannot be told; no name is looked up."""
    assert not is_loopback(url)
