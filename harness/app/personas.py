"""The callees of the simulation, listed and explained, and files of one's own checked."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

from harness.app.callees import read_persona_file
from harness.errors import Problem, ScenarioErrors, UsageError
from harness.load.callees import FILE_SUFFIXES
from harness.model.values import Json
from harness.render.personas import OptionCard, PersonaCard, PersonaPage
from harness.render.simulated_call import plain
from harness.source import read
from mock_gateway.catalogue import SUFFIX, load_personas
from mock_gateway.simulation import Persona
from mock_gateway.simulation.options import OPTIONS
from mock_gateway.simulation.sale import DEFAULT_BILL
from mock_gateway.simulation.terms import KINDS, Prices
from mock_gateway.simulation.voice import fact_words

_DOES = {
    "booking": "appointments and reservations",
    "price": "prices",
    "errand": "questions, messages and other requests",
}
_KINDS = {
    "business": "a person at a business answers",
    "person": "a private person answers",
    "voicemail": "a recording answers",
    "ivr": "an automated menu answers, and leads to nobody",
    "screener": "a screening service answers and asks who is calling",
    "silence": "somebody picks up, and nobody speaks",
    "wrong_number": "a person answers who has nothing to do with it",
    "fax": "a fax machine answers",
    "no_answer": "it rings, and nobody picks up",
    "declined": "the call is declined while it rings",
    "hold": "a queue answers, and no person ever does",
    "dial_failed": "the number cannot be dialled",
}
_PEOPLE = ("business", "person")
_LEVERS = {
    "competitor": "a competitor's offer",
    "tenure": "a long time as a customer",
    "walk_away": "being ready to leave",
}
_TOLD = frozenset(
    {
        *("name", "title", "kind", "does", "lines", "queue_seconds", "transfer_to", "asks_for", "insists", "openings"),
        *("hours", "full", "capacity", "bill", "floor", "floor_share", "base", "tactic", "rounds", "moved_by", "knows"),
        *("refuses", "commits", "resists", "records", "mood", "patience", "hangs_up_after", "holds", "hold_seconds"),
        *("mishears", "suits", "staff", "greeting", "says"),
    }
)
"""What has words of its own on a page, and the phrases, which are to be read in the file."""

_TACTICS = {"boulware": "late", "linear": "evenly", "conceder": "early"}


def cards() -> list[PersonaCard]:
    """Return every shipped persona, group by group."""
    personas = sorted(load_personas().values(), key=lambda it: (KINDS.index(it.kind), it.name))
    return [_card(persona) for persona in personas]


def page_of(name: str) -> PersonaPage:
    """Return the explanation of a shipped persona or a file. Raises UnknownName, UsageError, ScenarioErrors."""
    is_file = name.endswith(FILE_SUFFIXES)
    persona = read_persona_file(Path(name)) if is_file else load_personas().find(name)
    written: Mapping[str, Json] = read(Path(name).read_text("utf-8-sig") if is_file else text_of(name), file=name).value
    with_ = _example_option(written)
    examples = (
        (
            "try a brief on it",
            f"pine-harness try brief.yaml --persona {name}{with_ and f' --with {with_[0]}={with_[1]}'}",
        ),
        (
            "in a scenario",
            f"callee: {{persona: {name}{with_ and f', with: {{{with_[0]}: {with_[1]}}}'}}}",
        ),
        *(
            ()
            if is_file
            else (("as a file to begin a persona of your own with", f"pine-harness personas {name} --yaml"),)
        ),
    )
    return PersonaPage(card=_card(persona), lines=tuple(_lines(persona, written)), examples=examples)


def text_of(name: str) -> str:
    """Return the file of a shipped persona. Raises UnknownName."""
    persona = load_personas().find(name)
    return (resources.files("mock_gateway") / "personas" / f"{persona.name}{SUFFIX}").read_text(encoding="utf-8")


def option_cards() -> list[OptionCard]:
    """Return every option of a persona, in the order of their documentation."""
    return [
        OptionCard(name=option.name, meaning=option.meaning, allowed=_allowed(option.name))
        for option in OPTIONS.values()
    ]


def check_files(files: Sequence[str]) -> list[Persona]:
    """Return the personas of some files. Raises ScenarioErrors with all that is wrong in all of them."""
    problems: list[Problem] = []
    personas: list[Persona] = []
    for file in files:
        try:
            personas.append(read_persona_file(Path(file)))
        except ScenarioErrors as errors:
            problems += errors.problems
    if problems:
        raise ScenarioErrors(problems)
    return personas


def _allowed(name: str) -> str:
    """Return what an option may hold, as it says itself when it is given something that it never takes."""
    try:
        OPTIONS.find(name).read(name, object())
    except UsageError as error:
        return str(error).partition("; allowed: ")[2]
    return ""


def _card(persona: Persona) -> PersonaCard:
    talks = persona.kind in _PEOPLE and not persona.refuses
    does = ", ".join(persona.does) if persona.does else "anything" if talks else ""
    group = persona.kind if persona.kind in _PEOPLE else "nobody to talk to"
    return PersonaCard(group=group, name=persona.name, kind=persona.kind, deals_with=does, title=persona.title)


def _lines(persona: Persona, written: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    yield "picks up", _KINDS[persona.kind]
    if persona.does:
        yield "deals with", "; ".join(_DOES[task] for task in persona.does)
    yield from _before(persona)
    if persona.asks_for:
        asked = ", ".join(fact_words(fact) for fact in persona.asks_for)
        yield "asks for", f"{asked}; it {'goes no further' if persona.insists else 'goes on'} without"
    for key in ("openings", "hours", "full"):
        if written.get(key):
            label = {"openings": "has free", "hours": "is open", "full": "is full"}[key]
            yield label, _listed(written[key])
    if persona.capacity is not None:
        yield "takes", f"{persona.capacity} people at most"
    if persona.prices is not None:
        yield from _prices(persona.prices)
    for topic, answer in persona.knows.items():
        yield "knows", f"{answer} (asked about {', '.join(topic.split())})"
    yield from _temper(persona)
    yield from ((name.replace("_", " "), plain(value)) for name, value in written.items() if name not in _TOLD)
    if persona.suits:
        yield "chosen by", f"a brief that says {', '.join(persona.suits)}"


def _before(persona: Persona) -> Iterator[tuple[str, str]]:
    for line in persona.lines:
        yield "first plays", line
    if persona.queue_seconds:
        yield "queue", f"{_seconds(persona.queue_seconds)} before anybody answers"
    if persona.transfer_to:
        yield "transfers", f"to {persona.transfer_to}"


def _prices(prices: Prices) -> Iterator[tuple[str, str]]:
    bill = DEFAULT_BILL if prices.bill is None else prices.bill
    floor = min(bill, prices.share * bill if prices.floor is None else prices.floor)
    stated = f"{bill:,.2f}" if prices.bill is not None else f"what the brief says it is, else {DEFAULT_BILL:,.2f}"
    least = f"{floor:,.2f}" if prices.floor is not None else f"{prices.share:.0%} of the bill"
    yield "bill", stated
    yield "floor", f"{least}, and never below"
    times = "one offer" if prices.rounds == 1 else f"{prices.rounds} offers"
    yield "gives way", f"{_TACTICS[prices.tactic]}, over {times} ({prices.tactic})"
    moves = [f"{_LEVERS[lever]} +{share:.0%}" for lever, share in prices.moved_by.items()]
    yield "moved by", ", ".join(moves) or "nothing"
    best = min(1.0, prices.base + sum(prices.moved_by.values()))
    yield (
        "so",
        (
            f"of {bill:,.2f} it goes to about {bill - prices.base * (bill - floor):,.2f} where nothing moves it, "
            f"and to about {bill - best * (bill - floor):,.2f} where all of that does"
        ),
    )


def _temper(persona: Persona) -> Iterator[tuple[str, str]]:
    if persona.refuses:
        yield "refuses", persona.refuses
    if not persona.commits:
        yield "commits", "never: whatever it is asked, it says neither yes nor no"
    if persona.resists:
        yield "resists", f"a cancellation, {persona.resists} times"
    if persona.kind == "voicemail":
        yield "records", "takes a message" if persona.records else "takes no message"
    if persona.kind in _PEOPLE:
        yield "temper", f"{persona.mood}; wants to end the call after {persona.patience} turns"
    if persona.hangs_up_after is not None:
        yield "hangs up", f"after {persona.hangs_up_after} turns"
    if persona.holds:
        yield "holds", f"{persona.holds:.0%} of its calls, for {_seconds(persona.hold_seconds)}"
    if persona.mishears:
        yield "mishears", f"what it writes down in {persona.mishears:.0%} of its calls"


def _seconds(span: tuple[float, float]) -> str:
    return f"{span[0]:g} to {span[1]:g} s" if span[0] != span[1] else f"{span[0]:g} s"


def _listed(value: Json) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _example_option(written: Mapping[str, Json]) -> tuple[str, str] | tuple[()]:
    """Return an option that is worth changing in this persona, and a value that it is not set to."""
    if "floor_share" in written or "floor" in written:
        return ("floor", "57")
    if "asks_for" in written:
        return ("insists", "false" if written.get("insists") else "true")
    return ("mood", "hostile") if written.get("kind", "business") in _PEOPLE else ()
