"""Who speaks to the gateway: the harness's own HTTP client, or the official SDK."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from harness.errors import UsageError
from harness.model.scenario import Scenario
from harness.targets.gateway import GatewayTarget
from harness.targets.mock import MockTarget

HTTP: Final = "http"
SDK: Final = "sdk"
PACKAGE: Final = "pine-voice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """The targets as a driver makes them; `inexpressible` says why it cannot make a scenario's requests."""

    mock: type[MockTarget]
    gateway: type[GatewayTarget]
    inexpressible: Callable[[Scenario], str] | None = None


OWN: Final = Driver(mock=MockTarget, gateway=GatewayTarget)


def driver_called(name: str) -> Driver:
    """Return a driver by name. Raises UsageError for an unknown one, and for one whose package is missing."""
    if name == HTTP:
        return OWN
    if name != SDK:
        raise UsageError(f"--driver {name!r} is none; allowed: {HTTP}, {SDK}")
    try:
        from harness.targets.sdk import SdkGatewayTarget, SdkMockTarget  # the SDK is an optional package
        from harness.targets.sdk_brief import inexpressible
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "pine_voice":
            raise
        raise UsageError(
            f"--driver sdk needs the package {PACKAGE}, which is not installed for {sys.executable}: "
            "pip install 'pine-voice-harness[sdk]'"
        ) from None
    return Driver(mock=SdkMockTarget, gateway=SdkGatewayTarget, inexpressible=inexpressible)


def refuse_elsewhere(driver: str, target: str) -> None:
    """Raise UsageError where only the harness's own driver may go.

    The SDK tells nothing of a call before its end, so that a crash would lose a call that rings; and a recording has
    no port.
    """
    if driver != HTTP:
        raise UsageError(
            f"--driver {driver} goes only to the mock or a gateway on this machine, not to {target}; "
            f"allowed there: --driver {HTTP}"
        )


def described(driver: str) -> str:
    """Return what a report says of a driver: its name and version, empty for the harness's own."""
    if driver == HTTP:
        return ""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return PACKAGE
