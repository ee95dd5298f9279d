"""Whether a wish, as the agent understands it, is the slot of a label."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mock_gateway.simulation.openings import DAY_END
from mock_gateway.simulation.wish import Wish

NOON, FIVE = 12 * 60, 17 * 60
_PART = re.compile(r"\b(?:mornings?|afternoons?|evenings?|night|tonight|lunch\w*|dinner)\b", re.I)


def same_slot(wish: Wish, labelled: Mapping[str, Any], first: Wish) -> bool:
    """Whether days and times are the same.

    What a fallback leaves out, the agent takes from the first wish; a label may leave it out.
    """
    return _same_days(wish, labelled, first) and _same_times(wish, labelled, first)


def _same_days(wish: Wish, labelled: Mapping[str, Any], first: Wish) -> bool:
    days = _days(labelled)
    if days is None:
        return not wish.days or wish.days == first.days
    return set(wish.days) == days


def _days(labelled: Mapping[str, Any]) -> set[date] | None:
    if "date" in labelled:
        return {_date(labelled["date"])}
    if "from" in labelled or "to" in labelled:
        start = _date(labelled.get("from", labelled.get("to")))
        end = _date(labelled.get("to", labelled.get("from")))
        return {start + timedelta(days=ahead) for ahead in range((end - start).days + 1)}
    return None


def _date(value: Any) -> date:
    return date.fromisoformat(str(value)[:10])


def _same_times(wish: Wish, labelled: Mapping[str, Any], first: Wish) -> bool:
    if not {"time", "earliest", "latest"} & set(labelled):
        is_any = wish.earliest == 0 and wish.latest == DAY_END
        return is_any or (wish is not first and (wish.earliest, wish.latest) == (first.earliest, first.latest))
    earliest = _minute(labelled.get("time", labelled.get("earliest", "00:00")))
    latest = _minute(labelled.get("time", labelled.get("latest", "24:00")))
    is_part = bool(_PART.search(wish.words))
    ours = _of_part(wish.earliest, wish.latest) if is_part else (wish.earliest, wish.latest)
    theirs = _of_part(earliest, latest) if is_part else (earliest, latest)
    return abs(ours[0] - theirs[0]) <= 1 and abs(ours[1] - theirs[1]) <= 1


def _of_part(earliest: int, latest: int) -> tuple[int, int]:
    """Write a part of the day in one way: nobody means five by a morning, nor midnight by an evening."""
    if abs(latest - NOON) <= 1 and earliest < NOON:
        return (0 if earliest <= 8 * 60 else earliest, NOON)
    if earliest == NOON and FIVE <= latest <= 18 * 60:
        return NOON, FIVE
    if earliest >= FIVE and latest >= 20 * 60:
        return earliest, DAY_END
    return earliest, latest


def _minute(value: Any) -> int:
    hour, minute = (int(part) for part in str(value).split(":"))
    return hour * 60 + minute
