"""Many simulated calls of one brief: how often each outcome, why not, what was missing, prices, times and credits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import ceil
from statistics import median

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.render.simulated import Outcome, Setting, SimulatedCall
from harness.render.simulated_call import clock, heading
from harness.render.terminal import STYLES
from harness.render.words import interval_words, number, one_line, percent
from harness.stats.intervals import wilson

BAR = 20
_EIGHTHS = " ▏▎▍▌▋▊▉"
_REASONS = 8


def simulated_calls(setting: Setting, calls: Sequence[SimulatedCall]) -> Group:
    """Return the distribution as a rich renderable; there must be at least one call."""
    seeds = f"seeds {calls[0].seed} to {calls[-1].seed}"
    return Group(
        *heading(setting, seeds), Text(), *_outcomes(calls), *_reasons(calls), *_missing(calls), *_sizes(setting, calls)
    )


def quantile(values: Sequence[float], share: float) -> float:
    """Return the nearest-rank quantile of at least one value."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def _outcomes(calls: Sequence[SimulatedCall]) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("outcome", no_wrap=True)
    for name in ("calls", "share", "95 % interval"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("", width=BAR, no_wrap=True)
    table.add_column("example", style="dim", no_wrap=True)
    counts = Counter(call.outcome for call in calls)
    for outcome in Outcome:
        if count := counts[outcome]:
            share = count / len(calls)
            table.add_row(
                Text(outcome.value, style=STYLES[outcome.tone]),
                f"{count:,}",
                percent(share),
                interval_words(wilson(count, len(calls))),
                Text(_bar(share), style=STYLES[outcome.tone]),
                _example(calls, outcome),
            )
    yield table
    yield Text(f"{len(calls):,} calls; an example is one call again: --seed N", style="dim")


def _bar(share: float) -> str:
    eighths = max(1, round(share * BAR * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _example(calls: Sequence[SimulatedCall], outcome: Outcome) -> str:
    return f"--seed {next(call.seed for call in calls if call.outcome is outcome)}"


def _reasons(calls: Sequence[SimulatedCall]) -> Iterator[RenderableType]:
    counts = Counter(call.reason for call in calls if call.reason)
    if not counts:
        return
    yield from _title("why not")
    grid = _grid()
    for reason, count in counts.most_common(_REASONS):
        first = next(call.seed for call in calls if call.reason == reason)
        grid.add_row(f"{count:,}", Text(one_line(reason)), f"--seed {first}")
    if len(counts) > _REASONS:
        grid.add_row("", f"and {len(counts) - _REASONS} more", "")
    yield Padding(grid, (0, 0, 0, 2))


def _missing(calls: Sequence[SimulatedCall]) -> Iterator[RenderableType]:
    asked = Counter(fact.words for call in calls for fact in call.missing)
    decisive = Counter(fact.words for call in calls for fact in call.missing if fact.decisive)
    yield from _title("asked for, and the brief does not say it")
    if not asked:
        yield Text("  nothing", style="dim")
        return
    grid = _grid()
    grid.add_column(style="dim", no_wrap=True)
    for words, count in asked.most_common():
        first = next(call.seed for call in calls if any(fact.words == words for fact in call.missing))
        often = f"in {percent(count / len(calls))} of calls"
        stopped = f"{often}; it ended {decisive[words]:,} of them" if decisive[words] else often
        grid.add_row(f"{count:,}", Text(one_line(words), style=STYLES["missed"]), stopped, f"--seed {first}")
    yield Padding(grid, (0, 0, 0, 2))


def _sizes(setting: Setting, calls: Sequence[SimulatedCall]) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    prices = [call.books["agreed_price"] for call in calls if "agreed_price" in call.books]
    if prices:
        shown = f"lowest {number(min(prices))}, median {number(median(prices))}, highest {number(max(prices))}"
        wanted = f" (brief: {setting.price})" if setting.price else ""
        grid.add_row("agreed price", Text(one_line(f"{shown}, n {len(prices):,}{wanted}")))
    seconds, billed = [call.duration_seconds for call in calls], [call.credits for call in calls]
    grid.add_row("duration", f"p50 {clock(quantile(seconds, 0.5))}, p90 {clock(quantile(seconds, 0.9))}")
    grid.add_row("credits", f"p50 {number(quantile(billed, 0.5))}, p90 {number(quantile(billed, 0.9))}")
    yield Text()
    yield grid


def _title(words: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(words, style="bold")


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    return grid
