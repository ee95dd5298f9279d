"""Names and seeds of runs; imports nothing heavy, as the pytest plugin uses it in every session."""

import secrets
from datetime import UTC, datetime


def new_run_id() -> str:
    """Return a name that sorts by time and is not given twice: `20260306-170000-9f3a`."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def new_seed() -> int:
    """Draw a seed for a run that was given none."""
    return secrets.randbelow(2**31)
