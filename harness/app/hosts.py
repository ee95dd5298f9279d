"""Which two hosts a target means: those of the API reference, or others that settings, environment or a URL name."""

from collections.abc import Mapping
from typing import Final

from harness.errors import UsageError
from harness.load.limits import LiveSettings, base_url
from harness.targets.gateway import Hosts

LIVE: Final = "live"
VOICE_URL: Final = "https://agent3-api-gateway-staging.19pine.ai"
AUTH_URL: Final = "https://www.19pine.ai"
"""API reference "Base URLs"."""


def hosts_of(target: str, settings: LiveSettings | None, environment: Mapping[str, str], others: str = "") -> Hosts:
    """Return the hosts of `live`, or of a base URL: both are there, unless it is the voice API that `live` means.

    Raises UsageError for anything else, which names `others` that are allowed too.
    """
    known = settings or LiveSettings()
    voice = _url("PINE_GATEWAY_URL", environment) or known.voice_url or VOICE_URL
    live = Hosts(auth_url=_url("PINE_AUTH_URL", environment) or known.auth_url or AUTH_URL, voice_url=voice)
    if target == LIVE:
        return live
    try:
        url = base_url(target)
    except ValueError as error:
        raise UsageError(
            f"--target: {error}; allowed: {others}live, or a base URL such as http://127.0.0.1:8765"
        ) from None
    return live if url == voice else Hosts(auth_url=url, voice_url=url)


def _url(name: str, environment: Mapping[str, str]) -> str | None:
    value = environment.get(name)
    if not value:
        return None
    try:
        return base_url(value)
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None
