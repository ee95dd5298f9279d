"""The most that a call can cost. Source: wire-facts "Calls": 50 credits a call, 20 a minute, rounding unknown."""

from math import ceil

from harness.model.brief import MAX_DURATION_MINUTES, MIN_DURATION_MINUTES, RequestBody

BASE_CREDITS = 50
CREDITS_PER_MINUTE = 20


def worst_case_minutes(body: RequestBody | None) -> int:
    """Return the longest that a call with this body may last, in whole minutes: its max_duration_minutes, else 120."""
    asked = body.field("max_duration_minutes") if body is not None else None
    if isinstance(asked, bool) or not isinstance(asked, int | float):
        return MAX_DURATION_MINUTES
    return ceil(asked) if MIN_DURATION_MINUTES <= asked <= MAX_DURATION_MINUTES else MAX_DURATION_MINUTES


def worst_case_credits(body: RequestBody | None) -> int:
    """Return the most credits that a call with this body can cost, every begun minute counted whole."""
    return BASE_CREDITS + CREDITS_PER_MINUTE * worst_case_minutes(body)
