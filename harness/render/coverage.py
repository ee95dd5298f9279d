"""Which of the API a run exercised, and which it did not: operations, error codes, fields, statuses, streams."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.contract.documented import DOCUMENTED_STATUSES
from harness.contract.error_codes import HTTP_STATUS
from harness.model.brief import BRIEF_FIELDS, CALLERS, VOICES
from harness.model.call import FOLDED_STATUS
from harness.model.scenario import StartCall
from harness.render.census import Census
from harness.render.view import RunView
from harness.render.words import number

STREAMS: Mapping[str, str] = {
    "result": "the result came by stream",
    "heartbeat": "heartbeats were seen",
    "reopened": "a stream was opened again",
    "broke off": "a stream broke off",
    "delivered by poll": "polling delivered the result",
    "delivered by get": "a single GET delivered the result",
}
"""What can happen on streams, by what the census calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that can be exercised, and how often it was."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things of one sort, in the API's order; what the API does not know comes last."""

    title: str
    items: tuple[Item, ...]

    @property
    def covered(self) -> int:
        """How many were exercised at all."""
        return sum(item.count > 0 for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """Operations against HTTP statuses: how often each was answered, None where that status is not documented."""

    statuses: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    others: tuple[Item, ...]

    @property
    def documented(self) -> int:
        """How many answers the API documents."""
        return sum(count is not None for _, counts in self.rows for count in counts)

    @property
    def covered(self) -> int:
        """How many of them were seen."""
        return sum(bool(count) for _, counts in self.rows for count in counts)


def coverage(view: RunView, census: Census) -> tuple[Group, ...]:
    """Return what was exercised, group by group, but for the operations."""
    codes: Counter[str] = Counter()
    for (_, code), count in census.codes.items():
        codes[code] += count
    ended = [status for status in FOLDED_STATUS if status != "in_progress"]
    return (
        Group(title="Error codes", items=_items(HTTP_STATUS, codes)),
        Group(title="Request fields and values", items=tuple(_requests(view))),
        Group(title="Statuses in which calls ended", items=_items(ended, census.statuses)),
        Group(
            title="Streams", items=tuple(Item(name=told, count=census.streams[key]) for key, told in STREAMS.items())
        ),
    )


def operations(census: Census) -> Operations:
    """Return which documented answers were seen, and those that are not documented."""
    left = Counter(census.answers)
    statuses = tuple(sorted({status for found in DOCUMENTED_STATUSES.values() for status in found}))
    rows = []
    for route, documented in DOCUMENTED_STATUSES.items():
        counts: list[int | None] = []
        for status in statuses:
            seen = [left.pop(key) for key in list(left) if key[0] == route and _is(status, key[1])]
            counts.append(sum(seen) if seen or status in documented else None)
        rows.append((route, tuple(counts)))
    others = (
        Item(name=f"{route} {'no answer' if answered is None else answered}", count=count)
        for (route, answered), count in sorted(left.items(), key=str)
    )
    return Operations(statuses=statuses, rows=tuple(rows), others=tuple(others))


def _is(documented: str, status: int | None) -> bool:
    return status is not None and documented in (str(status), f"{status // 100}XX")


def _requests(view: RunView) -> Iterable[Item]:
    fields: Counter[str] = Counter()
    values: Counter[str] = Counter()
    minutes: set[float] = set()
    for scenario in view.scenarios:
        for step in scenario.scenario.steps:
            body = step.body.value if isinstance(step, StartCall) else None
            if not isinstance(body, dict):
                continue
            times = len(scenario.trials) * (step.times if isinstance(step, StartCall) else 1)
            fields.update({str(name): times for name in body})
            for name in ("caller", "voice", "enable_summary"):
                if isinstance(body.get(name), str | bool):
                    values[f"{name}: {str(body[name]).lower()}"] += times
            if isinstance(body.get("max_duration_minutes"), int | float):
                minutes.add(body["max_duration_minutes"])
    yield from _items(BRIEF_FIELDS, fields)
    known = [*(f"caller: {name}" for name in CALLERS), *(f"voice: {name}" for name in VOICES), "enable_summary: true"]
    yield from _items(known, values)
    told = ", ".join(number(each) for each in sorted(minutes)[:8])
    yield Item(name=f"max_duration_minutes: {told or 'no value'}", count=len(minutes))


def _items(known: Iterable[str], counts: Counter[str]) -> tuple[Item, ...]:
    names = dict.fromkeys((*known, *counts))
    return tuple(Item(name=name, count=counts[name]) for name in names)
