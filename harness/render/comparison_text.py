"""A comparison in words: for the terminal and as Markdown."""

from collections.abc import Iterator

from rich.text import Text

from harness.render.comparison import Change, ComparisonView, Measure, Row
from harness.render.view import ScenarioView
from harness.render.words import NO_DATA, number, one_line, percent, plural, signed_percent
from harness.stats.differences import Comparison

SHOWN = (Change.NEWLY_FAILING, Change.FIXED, Change.STILL_FAILING, Change.NOT_JUDGED)
STYLES = {Change.NEWLY_FAILING: "bold red", Change.FIXED: "bold green", Change.STILL_FAILING: "red"}
MOST = 30


def verdict_words(view: ComparisonView) -> str:
    """Say in a sentence what the comparison came to."""
    told = [(view.count(change), change.value) for change in Change if change is not Change.STILL_PASSING]
    counts = ", ".join(f"{count} {word}" for count, word in told if count)
    return counts or "nothing changed"


def overall_words(found: Comparison | None) -> str:
    """Say what the pass rates say of each other, with n, interval, test, and what is missing where they do not tell."""
    if found is None:
        return "No scenario was graded on both sides, so there is no pass rate to compare."
    low, high = signed_percent(found.interval.low), signed_percent(found.interval.high)
    words = (
        f"Pass rate {percent(found.before)} -> {percent(found.after)}: {signed_percent(found.difference)} points "
        f"(95 % CI {low} to {high}) over {plural(found.scenarios, 'scenario')}, "
        f"{found.calls_before} and {plural(found.calls_after, 'call')}; "
        f"{found.wins} better, {found.losses} worse, {found.ties} alike; {found.test} p = {found.p:.3g}."
    )
    if found.tells:
        return words
    if found.needed is None:
        return f"{words} No difference."
    if found.needed <= min(found.calls_before, found.calls_after):
        return f"{words} The scenarios differ too much from each other to tell; more of them would."
    enough = f"about {found.needed:,} on each side would tell a difference of this size"
    return f"{words} Not enough calls to tell: {enough}."


def rates(view: ScenarioView | None) -> str:
    """Word a side's result: `4/5`, or its state where nothing was graded."""
    if view is None:
        return NO_DATA
    graded = sum(trial.state.value in ("passed", "failed") for trial in view.trials)
    return f"{view.passed}/{graded}" if graded else view.state.value


def measure_words(measure: Measure) -> str:
    """Word a measure: `agreed price 71.2 -> 66.4: -4.8 (95 % CI -6.1 to -3.2), 12 scenarios`."""
    unit = f" {measure.unit}" if measure.unit else ""
    ci = measure.interval
    interval = f" (95 % CI {ci.low:+.4g} to {ci.high:+.4g})" if ci is not None else ""
    return (
        f"{measure.name} {number(round(measure.before, 2))} -> {number(round(measure.after, 2))}{unit}: "
        f"{measure.difference:+.4g}{interval}, {plural(measure.scenarios, 'scenario')}"
    )


def terminal(view: ComparisonView) -> Text:
    """Return the comparison for the terminal; the last line says it all."""
    text = Text(no_wrap=True, overflow="ignore")
    text.append(f"before  {one_line(view.before)}\nafter   {one_line(view.after)}\n", style="dim")
    for note in view.notes:
        text.append(f"note: {one_line(note)}\n", style="yellow")
    for change in SHOWN:
        rows = [row for row in view.rows if row.change is change]
        if rows:
            text.append(f"\n{change.value.upper()} {len(rows)}\n", style=STYLES.get(change, "bold"))
        for row in rows[:MOST]:
            text.append(f"  {one_line(row.key)}", style="bold").append(f"  {rates(row.before)} -> {rates(row.after)}")
            text.append(f"  {why(row)}\n", style="dim")
        if len(rows) > MOST:
            text.append(f"  and {len(rows) - MOST} more\n", style="dim")
    text.append("\n")
    for measure in view.measures:
        text.append(f"{measure_words(measure)}\n", style="dim")
    text.append(f"{overall_words(view.overall)}\n")
    style = "bold red" if view.regressed else "bold yellow" if view.count(Change.STILL_FAILING) else "bold green"
    return text.append(verdict_words(view), style=style)


def why(row: Row) -> str:
    """Name the checks that decide the side after, or the reason for which it could not be judged."""
    if row.after is None:
        return ""
    return one_line(", ".join(row.after.failing) or row.after.message, limit=100)


def markdown(view: ComparisonView) -> str:
    """Return the comparison as Markdown, for a pull request."""
    return "\n".join(_markdown(view)) + "\n"


def _markdown(view: ComparisonView) -> Iterator[str]:
    sign = "❌" if view.regressed else "⚠️" if view.count(Change.STILL_FAILING) else "✅"
    yield f"### {sign} {verdict_words(view)}"
    yield ""
    yield f"`{_cell(view.before)}` -> `{_cell(view.after)}`. {overall_words(view.overall)}"
    yield from (f"\n> {_cell(note)}" for note in view.notes)
    rows = [row for row in view.rows if row.change in SHOWN]
    if rows:
        yield "\n| scenario | change | before | after | p | decided by |\n|---|---|---:|---:|---:|---|"
    for row in rows[:MOST]:
        p = NO_DATA if row.p is None else f"{row.p:.3g}"
        cells = (f"`{_cell(row.key)}`", row.change.value, rates(row.before), rates(row.after), p, _cell(why(row)))
        yield f"| {' | '.join(cells)} |"
    if len(rows) > MOST:
        yield f"\nand {len(rows) - MOST} more"
    if view.measures:
        yield ""
        yield from (f"- {measure_words(measure)}" for measure in view.measures)


def _cell(text: str) -> str:
    """Write foreign text so that it stays within its cell and says nothing to Markdown."""
    return one_line(text).replace("\\", "\\\\").replace("|", "\\|").replace("`", "'").replace("<", "&lt;")
