"""Where two runs differ on the wire, in words: for the terminal and as Markdown."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from harness.render.drift import Aspect, Difference, DriftView
from harness.render.words import one_line, plural

MOST = 60
SHOWN_TRIALS = 3


def verdict_words(view: DriftView) -> str:
    """Say in a sentence what the comparison came to."""
    compared = f"{plural(view.exchanges, 'exchange')} of {plural(view.trials, 'trial')}"
    if not view.differs:
        return f"no difference in {compared}"
    counted = ((aspect, sum(it.aspect is aspect for it in view.differences)) for aspect in Aspect)
    told = ", ".join(f"{count} in {aspect.value}" for aspect, count in counted if count)
    return f"{plural(len(view.differences), 'difference')} in {compared}: {told}"


def terminal(view: DriftView) -> Text:
    """Return the differences as a table for the terminal; the last line says it all."""
    text = Text(no_wrap=True, overflow="ignore")
    text.append(f"before  {one_line(view.before)}\nafter   {one_line(view.after)}\n", style="dim")
    for note in _notes(view):
        text.append(f"note: {one_line(note)}\n", style="yellow")
    rows = [_cells(difference) for difference in view.differences[:MOST]]
    if rows:
        heads = ("differs in", "on", "before", "after", "seen in")
        widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads) - 1)]
        text.append(f"\n{_line(heads, widths)}\n", style="bold")
        for row in rows:
            text.append(f"{_line(row, widths)}\n")
    if len(view.differences) > MOST:
        text.append(f"and {len(view.differences) - MOST} more\n", style="dim")
    text.append("\n")
    return text.append(verdict_words(view), style="bold red" if view.differs else "bold green")


def markdown(view: DriftView) -> str:
    """Return the differences as Markdown, for a pull request."""
    return "\n".join(_markdown(view)) + "\n"


def _markdown(view: DriftView) -> Iterator[str]:
    yield f"### {'❌' if view.differs else '✅'} {verdict_words(view)}"
    yield f"\n`{_cell(view.before)}` -> `{_cell(view.after)}`"
    yield from (f"\n> {_cell(note)}" for note in _notes(view))
    if view.differences:
        yield "\n| differs in | on | before | after | seen in |\n|---|---|---|---|---|"
    for difference in view.differences[:MOST]:
        yield f"| {' | '.join(map(_cell, _cells(difference)))} |"
    if len(view.differences) > MOST:
        yield f"\nand {len(view.differences) - MOST} more"


def _cells(difference: Difference) -> tuple[str, ...]:
    aspect = f"{difference.aspect.value}: {difference.where}" if difference.where else difference.aspect.value
    return tuple(
        one_line(text)
        for text in (aspect, difference.route, difference.before, difference.after, _seen(difference.trials))
    )


def _seen(trials: Sequence[str]) -> str:
    more = f" and {len(trials) - SHOWN_TRIALS} more" if len(trials) > SHOWN_TRIALS else ""
    return ", ".join(trials[:SHOWN_TRIALS]) + more


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join((*(cell.ljust(width) for cell, width in zip(cells, widths, strict=False)), cells[-1]))


def _notes(view: DriftView) -> Iterator[str]:
    yield from view.notes
    for side, names in (("before", view.only_before), ("after", view.only_after)):
        if names:
            are = "is" if len(names) == 1 else "are"
            yield f"{plural(len(names), 'scenario')} ran only {side}, and {are} not compared: {_seen(names)}"


def _cell(text: str) -> str:
    """Write foreign text so that it stays within its cell and says nothing to Markdown."""
    return one_line(text).replace("\\", "\\\\").replace("|", "\\|").replace("`", "'").replace("<", "&lt;")
