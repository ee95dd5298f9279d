"""What a call costs by the published price, as far as it is published.

Source: wire facts of public clients, "50 credits a call + 20 credits a minute"; the API reference names no price. How a
part of a minute rounds is not published, nor what a failed or cancelled call costs, so each way of reading the price
counts: a part of a minute up, down, to the nearest, or exactly; a call that was not completed nothing, the base charge
or the full price. These are the choices of the mock's assumptions `minute_rounding`, `failed_call_credits` and
`cancelled_call_credits`.
"""

from math import ceil, floor

BASE_CREDITS = 50
CREDITS_PER_MINUTE = 20

DURATION_STEP_S = 1.0
"""A reported duration may itself be rounded; what was billed is less than this away from it."""


def published_prices(duration_seconds: float, *, completed: bool) -> tuple[tuple[float, float], ...]:
    """Return the prices that agree with a duration, as closed ranges in credits."""
    low = max(0.0, duration_seconds - DURATION_STEP_S) / 60
    high = (duration_seconds + DURATION_STEP_S) / 60
    exact = (BASE_CREDITS + CREDITS_PER_MINUTE * low, BASE_CREDITS + CREDITS_PER_MINUTE * high)
    whole = [BASE_CREDITS + CREDITS_PER_MINUTE * minutes for minutes in range(floor(low), ceil(high) + 1)]
    prices = [exact, *((price, price) for price in whole)]
    return tuple(prices) if completed else ((0.0, 0.0), (BASE_CREDITS, BASE_CREDITS), *prices)
