"""Comparing two runs, or two variants within one, from their logs."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.app.report import view_of
from harness.errors import StoreError, UsageError
from harness.registry import nearest
from harness.render import comparison_html, comparison_text
from harness.render.comparison import ComparisonView, Side, compare_sides
from harness.render.view import RunView
from harness.store.run_log import find_run

FILE_NAME = "comparison-with-{}.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRequest:
    """What to compare: two runs, or where `after` is None two `variants` of one. `seed` None: drawn from the names."""

    before: str
    reports: Path
    after: str | None = None
    variants: tuple[str, str] | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The comparison, and where its page was written."""

    view: ComparisonView
    page: Path
    markdown: str


def compare_runs(request: CompareRequest) -> Compared:
    """Compare and write the page beside the run after.

    Raises UsageError for a run or a variant that is not there, StoreError for a log that cannot be read.
    """
    folder = find_run(request.before, request.reports)
    before = view_of(folder)
    if request.variants is not None:
        return _variants(request, before, folder, request.variants)
    if request.after is None:
        raise UsageError("compare wants two runs, or one run and --variants BEFORE AFTER")
    folder = find_run(request.after, request.reports)
    after = view_of(folder)
    if after.started.run_id == before.started.run_id:
        raise UsageError(f"both are the run {before.started.run_id}; name another run, or --variants BEFORE AFTER")
    first, second = Side.of_run(before), Side.of_run(after)
    view = compare_sides(first, second, _seed(request, first.name, second.name), tuple(_notes(before, after)))
    return _written(view, folder)


def _variants(request: CompareRequest, run: RunView, folder: Path, names: tuple[str, str]) -> Compared:
    known = sorted({it.scenario.variant for it in run.scenarios if it.scenario.variant})
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near!r}? " if near else ""
            has = f"it has {', '.join(known)}" if known else "it has none"
            raise UsageError(f"the run {run.started.run_id} has no variant {name!r}; {hint}{has}")
    first, second = (Side.of_variant(run, name) for name in names)
    return _written(compare_sides(first, second, _seed(request, *names)), folder)


def _seed(request: CompareRequest, before: str, after: str) -> int:
    """The seed asked for, else one of the names alone: the same comparison says the same."""
    return request.seed if request.seed is not None else zlib.crc32(f"{before}\0{after}".encode())


def _notes(before: RunView, after: RunView) -> Iterator[str]:
    """What else is not the same, and may be why."""
    one, other = before.started, after.started
    for name, first, second in (
        ("targets", one.target, other.target),
        ("versions of pine-harness", one.version, other.version),
        ("seeds", str(one.seed), str(other.seed)),
    ):
        if first != second:
            yield f"the runs have different {name}: {first} and {second}"
    graders = [view.graders for view in (before, after)]
    if graders[0] != graders[1]:
        yield f"the runs were graded by different graders: {_joined(graders[0])} and {_joined(graders[1])}"


def _joined(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "unknown"


def _written(view: ComparisonView, folder: Path) -> Compared:
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in view.before)[:80]
    page = folder / FILE_NAME.format(safe)
    try:
        page.write_text(comparison_html.render(view), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{page}: the comparison cannot be written: {error.strerror or error}") from error
    return Compared(view=view, page=page, markdown=comparison_text.markdown(view))
