"""How long to wait after 429 RATE_LIMITED before a request is sent again, and when to stop asking."""

import random
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

FIRST_WAIT_S: Final = 5.0
LONGEST_WAIT_S: Final = 60.0
LONGEST_ASKED_S: Final = 300.0
"""A gateway that asks for more means a limit that no waiting in this run ends, as that of one number in a day."""
MOST_WAITS: Final = 4
"""How often one request is sent again."""


def wait_s(waited: int, retry_after: str | None, now: datetime, rng: random.Random) -> float | None:
    """Return how long to wait after the refusal that follows `waited` waits, in seconds; None: ask no more.

    Without a Retry-After the wait doubles each time, less a random part of up to half, so that clients that were
    refused together do not come back together; a Retry-After is waited out, plus up to a tenth.
    """
    asked_s = None if retry_after is None else _asked_s(retry_after, now)
    if asked_s is None:
        longest_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**waited)
        return float(longest_s * rng.uniform(0.5, 1.0))
    return asked_s * rng.uniform(1.0, 1.1) if asked_s <= LONGEST_ASKED_S else None


def _asked_s(retry_after: str, now: datetime) -> float | None:
    """Read the header (RFC 9110, 10.2.3): seconds, or a date; None where it is neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, (parsedate_to_datetime(text) - now).total_seconds())
    except (ValueError, TypeError):  # no date, or one without a zone
        return None
