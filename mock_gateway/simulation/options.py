"""The fields of a persona as YAML and JSON write them: what each may hold, and what is wrong with other values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from harness.errors import UsageError
from harness.model.values import Json
from harness.registry import Registry
from mock_gateway.simulation.openings import Opening, read_opening
from mock_gateway.simulation.tactics import TACTICS
from mock_gateway.simulation.terms import KINDS, LEVERS, MOODS, Prices

TASKS = ("booking", "price", "errand")
FACTS = (
    *(
        "name",
        "date_of_birth",
        "phone",
        "email",
        "address",
        "account_number",
        "member_id",
        "insurance",
        "confirmation_number",
        "prescription_number",
    ),
    *("policy_number", "claim_number", "order_number", "license_plate", "vehicle", "reason", "last_four", "zip_code"),
)
"""What a callee can ask for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that can be said about a persona: the `field` it sets, how a value is read, and what it means."""

    name: str
    field: str
    read: Callable[[str, Json], Any]
    meaning: str
    of_prices: bool = False


def _wrong(name: str, value: Json, allowed: str) -> UsageError:
    shown = repr(value)
    return UsageError(f"{name} is {shown if len(shown) <= 60 else shown[:57] + '...'}; allowed: {allowed}")


def _text(name: str, value: Json) -> str:
    if not isinstance(value, str):
        raise _wrong(name, value, "a text")
    return value


def _flag(name: str, value: Json) -> bool:
    if not isinstance(value, bool):
        raise _wrong(name, value, "true or false")
    return value


def _number(low: float, high: float) -> Callable[[str, Json], float]:
    def read(name: str, value: Json) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise _wrong(name, value, f"a number from {low:g} to {high:g}")
        return float(value)

    return read


def _whole(low: int, high: int) -> Callable[[str, Json], int]:
    def read(name: str, value: Json) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _wrong(name, value, f"a whole number from {low} to {high}")
        return value

    return read


def _maybe(read: Callable[[str, Json], Any]) -> Callable[[str, Json], Any]:
    return lambda name, value: None if value is None else read(name, value)


def _one_of(allowed: tuple[str, ...]) -> Callable[[str, Json], str]:
    table = Registry("value", allowed, name_of=str)

    def read(name: str, value: Json) -> str:
        if not isinstance(value, str):
            raise _wrong(name, value, " or ".join(allowed))
        try:
            return table.find(value)
        except Exception as error:
            raise UsageError(f"{name}: {error}; allowed: {', '.join(allowed)}") from None

    return read


def _texts(name: str, value: Json) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple) or not all(isinstance(item, str) for item in listed):
        raise _wrong(name, value, "a text or a list of texts")
    return tuple(listed)


def _each(read: Callable[[str, Json], str]) -> Callable[[str, Json], tuple[str, ...]]:
    return lambda name, value: tuple(read(name, item) for item in _texts(name, value))


def _openings(name: str, value: Json) -> tuple[Opening, ...]:
    try:
        return tuple(read_opening(item) for item in _texts(name, value))
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from None


def _span(name: str, value: Json) -> tuple[float, float]:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 7200:
        return float(value), float(value)
    if isinstance(value, list) and len(value) == 2 and all(isinstance(item, int | float) for item in value):
        low, high = float(value[0]), float(value[1])
        if 0 <= low <= high <= 7200:
            return low, high
    raise _wrong(name, value, "seconds, or two of them, [least, most], from 0 to 7200")


def _table(read: Callable[[str, Json], Any]) -> Callable[[str, Json], Mapping[str, Any]]:
    def read_all(name: str, value: Json) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise _wrong(name, value, "a mapping")
        return MappingProxyType({str(key): read(f"{name}.{key}", item) for key, item in value.items()})

    return read_all


def _levers(name: str, value: Json) -> Mapping[str, float]:
    share, known = _number(0, 1), _one_of(LEVERS)
    if isinstance(value, list):
        return MappingProxyType({known(name, item): 0.3 for item in value})
    read = _table(share)(name, value)
    return MappingProxyType({known(name, key): amount for key, amount in read.items()})


def _option(
    name: str, read: Callable[[str, Json], Any], meaning: str, *, field: str = "", price: bool = False
) -> Option:
    return Option(name=name, field=field or name, read=read, meaning=meaning, of_prices=price)


OPTIONS = Registry(
    "persona option",
    (
        _option("title", _text, "one line that says who this is"),
        _option("kind", _one_of(KINDS), "who or what picks up"),
        _option("does", _each(_one_of(TASKS)), "what it deals with; everything where this is left out"),
        _option("suits", _texts, "words of a brief that make this the default callee"),
        _option("staff", _texts, "names the person may go by"),
        _option("greeting", _texts, "ways to pick up; {business}, {me} and {daytime} are filled in"),
        _option("lines", _texts, "what a machine says, in order; of a business, the menu before a person answers"),
        _option("asks_for", _each(_one_of(FACTS)), "facts it asks for first"),
        _option("insists", _flag, "whether it refuses without them"),
        _option("needs_party_size", _flag, "whether it must know for how many"),
        _option("openings", _maybe(_openings), "free times; leave out for every time of the hours"),
        _option("hours", _openings, "when it is open"),
        _option("full", _openings, "times that are taken"),
        _option("capacity", _maybe(_whole(1, 1000)), "the largest party it takes"),
        _option("knows", _table(_text), "topic: the sentence it answers with"),
        _option("by_day", _flag, "whether it books days instead of times, as a hotel does"),
        _option("resists", _whole(0, 10), "how often it tries to talk a caller out of cancelling"),
        _option("refuses", _text, "why it does not do what it is asked; empty where it does"),
        _option("commits", _flag, "whether it ever says yes"),
        _option("mood", _one_of(MOODS), "friendly, neutral, rushed or hostile"),
        _option("patience", _whole(1, 100), "turns after which it wants to end the call"),
        _option("holds", _number(0, 1), "the chance that it puts the caller on hold"),
        _option("hold_seconds", _span, "how long a hold lasts"),
        _option("transfer_to", _text, "the department a first line hands the call to; empty for none"),
        _option("queue_seconds", _maybe(_span), "how long a queue lasts before anybody answers"),
        _option("mishears", _number(0, 1), "the chance that it mishears what it writes down"),
        _option("hangs_up_after", _maybe(_whole(0, 100)), "its turns after which it hangs up"),
        _option("records", _flag, "whether a voicemail takes messages"),
        _option("says", _table(_texts), "act: its own words for it"),
        _option("bill", _maybe(_number(0, 10_000_000)), "what it charges now", price=True),
        _option("floor", _maybe(_number(0, 10_000_000)), "the least it can take", price=True),
        _option(
            "floor_share", _number(0, 1), "the least it can take, as a part of the bill", field="share", price=True
        ),
        _option("base", _number(0, 1), "how far towards the floor it goes without leverage", price=True),
        _option("tactic", _one_of(TACTICS), "how it gives way", price=True),
        _option("rounds", _whole(1, 20), "how often it improves an offer", price=True),
        _option("moved_by", _levers, "what moves it further: competitor, tenure, walk_away", price=True),
    ),
    name_of=lambda option: option.name,
)
"""Every key of a persona file but `name`, and of a scenario's `with`."""


def changes(prices: Prices | None, options: Mapping[str, Json]) -> dict[str, Any]:
    """Return the fields that `options` give anew; `prices` is what the persona had. Raises UnknownName, UsageError."""
    own: dict[str, Any] = {}
    of_prices: dict[str, Any] = {}
    for name, value in options.items():
        option = OPTIONS.find(name)
        (of_prices if option.of_prices else own)[option.field] = option.read(name, value)
    if of_prices:
        before = prices or Prices()
        kept = {field: getattr(before, field) for field in Prices.__dataclass_fields__}
        own["prices"] = Prices(**{**kept, **of_prices})
    return own
