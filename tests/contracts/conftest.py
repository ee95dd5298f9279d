"""Real gateways for real clients: `pine-mock` processes, and an environment that leads every client to them."""

from collections.abc import Callable, Iterator

import pytest
from pine_voice import AsyncPineVoice, PineVoice
from pine_voice.auth import AsyncAuth, Auth

from tests.contracts.pine_mock import pine_mock

_SPEED = "600"  # ten minutes take a second


@pytest.fixture(scope="session")
def gateway() -> Iterator[str]:
    """A gateway on which a call lasts until somebody waits for it: by the stream, or by a second GET."""
    with pine_mock("--clock", "instant") as url:
        yield url


@pytest.fixture(scope="session")
def flowing_gateway() -> Iterator[str]:
    """A gateway on which time passes by itself, with a heartbeat every 10 ms and a set-up that blocks."""
    with pine_mock("--speed", _SPEED, "--assume", "heartbeat_seconds=0.01") as url:
        yield url


@pytest.fixture(scope="session")
def raw_gateway() -> Iterator[str]:
    """A gateway that spells terminal statuses as the real one was seen to."""
    with pine_mock("--clock", "instant", "--statuses", "raw") as url:
        yield url


@pytest.fixture(autouse=True)
def _no_credentials_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that the machine's own environment says of Pine or of proxies reaches a client."""
    for name in ("PINE_ACCESS_TOKEN", "PINE_USER_ID", "PINE_GATEWAY_URL", "PINE_DEVICE_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def led_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], str]]:
    """Leads the official SDK to a gateway by its own settings: `auth` with a base URL, and PINE_GATEWAY_URL."""
    before = PineVoice.auth, AsyncPineVoice.auth

    def lead(url: str) -> str:
        PineVoice.auth, AsyncPineVoice.auth = Auth(url), AsyncAuth(url)
        monkeypatch.setenv("PINE_GATEWAY_URL", url)
        return url

    yield lead
    PineVoice.auth, AsyncPineVoice.auth = before
