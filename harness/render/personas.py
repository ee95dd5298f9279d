"""The callees of the simulation as tables and pages for the terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.render.words import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaCard:
    """One callee in a line: `deals_with` is what it does, empty for one that does nothing. `group` is a heading."""

    group: str

    name: str
    kind: str
    deals_with: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonaPage:
    """One callee explained: `lines` are a label and words each, `examples` commands or YAML under what they are for."""

    card: PersonaCard
    lines: tuple[tuple[str, str], ...]
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCard:
    """One key of a persona file."""

    name: str
    meaning: str
    allowed: str


def flat_table(cards: Sequence[PersonaCard]) -> Table:
    """Return every persona as one row, so that the lines can be searched."""
    table = Table("name", "kind", "deals with", "what it is", box=None, pad_edge=False)
    for card in cards:
        table.add_row(*(one_line(text) for text in (card.name, card.kind, card.deals_with, card.title)))
    return table


def grouped_tables(cards: Sequence[PersonaCard]) -> Group:
    """Return the personas group by group; cards of one group stand together."""
    width = max(len(one_line(card.name)) for card in cards)
    return Group(
        *(part for group, members in groupby(cards, lambda it: it.group) for part in _group(group, members, width))
    )


def _group(name: str, cards: Iterator[PersonaCard], width: int) -> Iterator[RenderableType]:
    yield Text(one_line(name), style="bold cyan")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=width, no_wrap=True)
    table.add_column(overflow="fold")
    for card in cards:
        note = card.deals_with or ("" if card.kind in (card.name, card.group) else card.kind)
        title = Text(one_line(card.title)).append(f" · {one_line(note)}" if note else "", style="dim")
        table.add_row(Text(one_line(card.name), style="bold"), title)
    yield Padding(table, (0, 0, 0, 2))
    yield Text()


def page(shown: PersonaPage) -> Group:
    """Return the explanation of one persona."""
    return Group(*_page(shown))


def _page(shown: PersonaPage) -> Iterator[RenderableType]:
    yield Text.assemble((one_line(shown.card.name), "bold"), (f"  {one_line(shown.card.kind)}", "cyan"))
    yield Text(one_line(shown.card.title))
    yield Text()
    yield _labelled(shown.lines)
    for purpose, text in shown.examples:
        yield Text()
        yield Text(one_line(purpose), style="dim")
        for line in text.splitlines():
            yield Text(f"  {line}", no_wrap=True, overflow="ignore")


def _labelled(lines: Sequence[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for label, words in lines:
        grid.add_row(label, Text(one_line(words)))
    return grid


def option_table(options: Sequence[OptionCard]) -> Table:
    """Return every key of a persona file with what it means and what it may hold."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("option", no_wrap=True, style="bold")
    table.add_column("meaning", overflow="fold", ratio=5)
    table.add_column("allowed", overflow="fold", ratio=4)
    for option in options:
        table.add_row(*(Text(one_line(text)) for text in (option.name, option.meaning, option.allowed)))
    return table
