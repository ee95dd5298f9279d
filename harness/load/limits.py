"""The settings of runs that ring real phones: the table [live] of pine-harness.toml, and nothing else sets a limit."""

import re
from typing import Annotated, Final, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from harness.load.forms import Form, Text

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
MAX_CONCURRENT: Final = 5
"""How many calls of one account the gateway lets go on at once: API reference "Rate Limits"."""

_HOURS: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(([01][0-9]|2[0-3]):([0-5][0-9])|24:00)\Z")


def _is_window(hours: str) -> str:
    found = _HOURS.match(hours)
    if found is None or found[3] <= hours[:5]:
        msg = f"{hours!r} is no window of a day; write it as 09:00-17:00"
        raise ValueError(msg)
    return hours


def base_url(url: str) -> str:
    """Return a base URL without the slash at its end. Raises ValueError for anything else, and for credentials."""
    try:
        parts = urlsplit(url)
        well_formed = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        well_formed = False
    if not well_formed or parts.query or parts.fragment:
        msg = f"{url!r} is no base URL; write it as https://host"
        raise ValueError(msg)
    if parts.username is not None:
        msg = "credentials have no place in a URL that reports show; log in with pine-harness login"
        raise ValueError(msg)
    return url.rstrip("/")


_Url = Annotated[Text, AfterValidator(base_url)]


class LiveSettings(Form):
    """What may be rung, how often, when and for how much. Without this table no call is made to a real phone."""

    allow_numbers: Annotated[
        tuple[Text, ...], Field(strict=False, description="The only numbers that may be called, in E.164.")
    ] = ()
    max_calls: Annotated[int, Field(ge=0, description="The most calls of one run.")] = 0
    max_credits: Annotated[int, Field(ge=0, description="The most credits of one run, at the worst.")] = 0
    max_calls_per_number_per_day: Annotated[
        int, Field(ge=0, description="The most calls of one number in its own day, earlier runs counted.")
    ] = 1
    hours: Annotated[
        str, AfterValidator(_is_window), Field(description="When calls may begin, in the callee's own time zone.")
    ] = "09:00-17:00"
    weekdays: Annotated[
        tuple[Weekday, ...], Field(strict=False, description="On which days, in the callee's own time zone.")
    ] = WEEKDAYS[:5]
    max_concurrent: Annotated[int, Field(ge=1, le=MAX_CONCURRENT, description="How many calls may go on at once.")] = (
        MAX_CONCURRENT
    )
    poll_interval_s: Annotated[
        float, Field(gt=0, le=600, description="How long to wait between two polls, in seconds.")
    ] = 10.0
    voice_url: Annotated[_Url | None, Field(description="The voice API that the target `live` means.")] = None
    auth_url: Annotated[_Url | None, Field(description="The auth API that the target `live` means.")] = None
