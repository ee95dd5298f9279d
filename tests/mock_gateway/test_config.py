from typing import Any

import pytest

from harness.errors import UsageError
from mock_gateway.config import MockConfig


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"port": 70000}, "port 70000"),
        ({"port": -1}, "port -1"),
        ({"speed": 0}, "speed 0"),
        ({"clock": "quick"}, "clock 'quick'"),
        ({"statuses": "shouted"}, "statuses 'shouted'"),
        ({"host": "0.0.0.0"}, "control token"),
        ({"host": "192.168.1.5"}, "control token"),
        ({"host": "mock.internal"}, "control token"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(settings: dict[str, Any], message: str) -> None:
    """Each wrong setting is named."""
    with pytest.raises(UsageError, match=message):
        MockConfig(**settings)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_loopback_needs_no_control_token(host: str) -> None:
    """An address that only this machine can reach is served without a token."""
    assert MockConfig(host=host).control_token is None


def test_another_address_is_served_with_a_control_token() -> None:
    """With a token, any address may be bound."""
    assert MockConfig(host="0.0.0.0", control_token="t").host == "0.0.0.0"
