"""The rows of a forest plot: a difference with its interval, as places on a scale from -100 to +100 points."""

from dataclasses import dataclass

from harness.render.comparison import ComparisonView, Row
from harness.render.comparison_text import rates
from harness.render.word_diff import FieldDiff, brief_diff
from harness.stats.intervals import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class ForestRow:
    """One line of the plot; `at`, `low` and `high` are in percent of its width, None where nothing was graded."""

    label: str
    title: str
    change: str
    before: str
    after: str
    difference: float | None
    interval: Interval | None
    p: float | None
    at: float | None
    low: float | None
    high: float | None
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """A comparison drawn: the scenarios that differ most, the whole, and how the briefs differ.

    `more` is how many others differ less, `alike` how many do not differ.
    """

    rows: tuple[ForestRow, ...]
    more: int
    alike: int
    whole: ForestRow | None
    briefs: tuple[tuple[str, tuple[FieldDiff, ...]], ...]


def forest(view: ComparisonView, *, most: int = 12, most_briefs: int = 5) -> Forest:
    """Draw a comparison; scenarios with the same rate on both sides, or graded on one alone, are only counted."""
    both = [row for row in view.rows if row.difference is not None]
    differing = sorted((row for row in both if row.difference), key=lambda row: -abs(row.difference or 0))
    seen: dict[tuple[FieldDiff, ...], str] = {}
    for row in view.rows:
        if row.before is not None and row.after is not None:
            fields = brief_diff(row.before.scenario, row.after.scenario)
            if fields:
                seen.setdefault(fields, row.key)
    overall = view.overall
    return Forest(
        rows=tuple(_row(row) for row in differing[:most]),
        more=max(0, len(differing) - most),
        alike=len(both) - len(differing),
        whole=None
        if overall is None
        else ForestRow(
            label="all",
            title=f"{overall.scenarios} scenarios together",
            change="",
            before=f"{overall.before:.0%}",
            after=f"{overall.after:.0%}",
            difference=overall.difference,
            interval=overall.interval,
            p=overall.p,
            at=_place(overall.difference),
            low=_place(overall.interval.low),
            high=_place(overall.interval.high),
            anchor="",
        ),
        briefs=tuple((key, fields) for fields, key in list(seen.items())[:most_briefs]),
    )


def _row(row: Row) -> ForestRow:
    return ForestRow(
        label=row.key,
        title=row.title,
        change=row.change.value,
        before=rates(row.before),
        after=rates(row.after),
        difference=row.difference,
        interval=row.interval,
        p=row.p,
        at=None if row.difference is None else _place(row.difference),
        low=None if row.interval is None else _place(row.interval.low),
        high=None if row.interval is None else _place(row.interval.high),
        anchor=f"c{row.after.worst.number}" if row.after is not None and row.after.worst is not None else "",
    )


def _place(difference: float) -> float:
    return round((difference + 1) * 50, 2)
