"""One simulated call as a chat in the terminal, with the callee's books and what the brief did not say below it."""

from collections.abc import Iterator, Mapping
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.model.values import Json
from harness.render.chat import SPEAKER_STYLES
from harness.render.simulated import MissingFact, Setting, SimulatedCall
from harness.render.terminal import STYLES
from harness.render.words import GLYPHS, number, one_line, visible

_ANSWERED_BY = {
    "human": "a person",
    "nobody": "nobody",
    "ivr": "an automated menu",
    "hold": "a queue",
    "fax": "a fax machine",
    "screener": "a call screener",
    "silence": "somebody who did not speak",
}
_NOBODY_HUNG_UP = {
    "completed": "nobody: both sides said goodbye",
    "Timeout": "nobody: the time was up",
    "TooLongSilence": "nobody: the line stayed silent",
}


def simulated_call(setting: Setting, call: SimulatedCall) -> Group:
    """Return a call as a rich renderable: who picked up and why, the chat, the books, the facts that were missing."""
    head = heading(setting, f"seed {call.seed}")
    return Group(*head, Text(), *_chat(call), *_result(setting, call), Text(), *_missing(call))


def heading(setting: Setting, seeds: str) -> Iterator[RenderableType]:
    """Yield who picks up, why, and under which conditions."""
    yield Text.assemble((one_line(setting.persona), "bold"), f"  {one_line(setting.title)}")
    how = [f"{setting.call_date:%a %d %b %Y, %H:%M}", setting.caller, seeds]
    yield Text(one_line(" · ".join(how)), style="dim")
    if setting.options:
        set_to = ", ".join(f"{name} {plain(value)}" for name, value in setting.options.items())
        yield Text(one_line(f"with {set_to}"), style="dim")
    yield Text(one_line(f"picks up {setting.why}"), style="dim")
    if setting.chosen:
        yield Text("another callee: --persona NAME; pine-harness personas lists them", style="dim")


def clock(seconds: float) -> str:
    """Word a moment of a call: `0:07`, `12:40`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def plain(value: Json) -> str:
    """Word a value of the books, or of an option."""
    match value:
        case None:
            return "nobody"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return number(value)
        case list() | tuple():
            return ", ".join(plain(item) for item in value)
        case Mapping():
            return "; ".join(f"{key}: {plain(item)}" for key, item in value.items())
        case _:
            return str(value)


def _chat(call: SimulatedCall) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    lacked = {fact.at_seconds for fact in call.missing}
    for turn in call.turns:
        style = STYLES["missed"] if turn.at_seconds in lacked else "dim italic" if turn.speaker == "system" else ""
        who = Text(turn.speaker, style=SPEAKER_STYLES[turn.speaker])
        grid.add_row(clock(turn.at_seconds), who, Text(visible(turn.text).replace("\n", " "), style=style))
    if call.turns:
        yield grid
        yield Text()


def _result(setting: Setting, call: SimulatedCall) -> Iterator[RenderableType]:
    tone = call.outcome.tone
    line = Text.assemble((f"{GLYPHS[tone]} {call.outcome.value.upper()}", STYLES[tone]))
    line.append(f"  {one_line(what_came_of_it(call))}")
    if setting.price:
        line.append(f"  (the brief: {one_line(setting.price)})", style="dim")
    yield line
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in _facts(call):
        grid.add_row(name, Text(one_line(value)))
    yield Padding(grid, (0, 0, 0, 2))


def what_came_of_it(call: SimulatedCall) -> str:
    """Say what was booked or agreed, or why it came to nothing."""
    books = call.books
    if books.get("booked"):
        party = f"for {books['party_size']}" if books.get("party_size") else ""
        who = f"under {books['name']}" if books.get("name") else ""
        parts = (str(books.get("service", "")), party, who, *_when(books))
        return " ".join(part for part in parts if part)
    if "agreed_price" in books:
        return agreed_words(books)
    return call.reason


def _when(books: Mapping[str, Json]) -> Iterator[str]:
    yield f"on {date.fromisoformat(books['date']):%a %d %b %Y}"
    if books.get("time"):
        yield f"at {books['time']}"


def agreed_words(books: Mapping[str, Json]) -> str:
    """Say the price that was agreed: `62.50 USD a month`."""
    period = f" a {books['period']}" if books.get("period") else ""
    return f"{number(books['agreed_price'])} {books.get('currency', '')}{period}".strip()


def _facts(call: SimulatedCall) -> Iterator[tuple[str, str]]:
    books = call.books
    raw = "" if call.raw_status == call.status else f" ({call.raw_status})"
    length = f"rang {number(round(call.ring_seconds))} s, lasted {clock(call.duration_seconds)}"
    yield "status", f"{call.status}{raw} · {length} · {number(call.credits)} credits"
    yield "answered", f"by {answered_by(books)}"
    yield "identity", _identity(books.get("verified"))
    yield "hung up", _hung_up(call)
    for name, value in (books.get("gave") or {}).items():
        yield "told", f"{name.replace('_', ' ')}: {plain(value)}"
    if books.get("message_left"):
        yield "message", "left"


def answered_by(books: Mapping[str, Json]) -> str:
    """Say who or what picked up: `a person`, `a voicemail`, `nobody`."""
    kind = str(books["answered_by"])
    return _ANSWERED_BY.get(kind, f"a {kind.replace('_', ' ')}")


def _identity(verified: Json) -> str:
    if verified is None:
        return "not asked for"
    return "verified: the agent knew all that it was asked for" if verified else "not verified"


def _hung_up(call: SimulatedCall) -> str:
    by = call.books["hung_up_by"]
    return f"the {by}" if by else _NOBODY_HUNG_UP.get(call.raw_status, "nobody")


def _missing(call: SimulatedCall) -> Iterator[RenderableType]:
    if not call.missing:
        yield Text("The agent was asked for nothing that the brief does not say.", style="dim")
        return
    yield Text(f"{GLYPHS['missed']} MISSING FROM THE BRIEF", style=STYLES["missed"])
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    for fact in call.missing:
        grid.add_row(Text(one_line(fact.words)), _of_fact(fact))
    yield Padding(grid, (0, 0, 0, 2))


def _of_fact(fact: MissingFact) -> str:
    asked = f"asked for at {clock(fact.at_seconds)}; the brief does not say it"
    return f"{asked}, and the callee went no further without" if fact.decisive else asked
