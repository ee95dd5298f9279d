"""The fields of a persona as YAML and JSON write them: what each may hold, and what is wrong with other values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.model.values import Json
from harness.registry import Registry
from mock_gateway.simulation.option_readers import (
    FLAG,
    MOVED_BY,
    OPENINGS,
    TEXT,
    TEXTS,
    Reader,
    each,
    maybe,
    number,
    one_of,
    span,
    table,
    whole,
)
from mock_gateway.simulation.tactics import TACTICS
from mock_gateway.simulation.terms import KINDS, MOODS, RATE_PERIODS, Prices

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
    reader: Reader
    meaning: str
    of_prices: bool = False

    def read(self, name: str, value: Json) -> Any:
        """Return what a persona holds for `value`, written under `name`. Raises UsageError."""
        return self.reader.read(name, value)


def _option(name: str, reader: Reader, meaning: str, *, field: str = "", price: bool = False) -> Option:
    return Option(name=name, field=field or name, reader=reader, meaning=meaning, of_prices=price)


OPTIONS = Registry(
    "persona option",
    (
        _option("title", TEXT, "one line that says who this is"),
        _option("kind", one_of(KINDS), "who or what picks up"),
        _option("does", each(one_of(TASKS)), "what it deals with; everything where this is left out"),
        _option("suits", TEXTS, "words of a brief that make this the default callee"),
        _option("staff", TEXTS, "names the person may go by"),
        _option("greeting", TEXTS, "ways to pick up; {business}, {me} and {daytime} are filled in"),
        _option("lines", TEXTS, "what a machine says, in order; of a business, the menu before a person answers"),
        _option("asks_for", each(one_of(FACTS)), "facts it asks for first"),
        _option("insists", FLAG, "whether it refuses without them"),
        _option("needs_party_size", FLAG, "whether it must know for how many"),
        _option("needs_nights", FLAG, "whether it must know for how many nights"),
        _option("openings", maybe(OPENINGS), "free times; leave out for every time of the hours"),
        _option("hours", OPENINGS, "when it takes people, where `openings` are left out"),
        _option("answers", OPENINGS, "when somebody picks up; at other times a recording says that it is closed"),
        _option("full", OPENINGS, "times that are taken"),
        _option(
            "rate",
            maybe(span(1_000_000, "an amount")),
            "what a booking costs; of two, the least and the most it quotes",
        ),
        _option("rate_per", one_of(RATE_PERIODS), "what the rate is for: one night, one hour, one person or the whole"),
        _option("capacity", maybe(whole(1, 1000)), "the largest party it takes"),
        _option("knows", table(TEXT), "topic: the sentence it answers with"),
        _option("by_day", FLAG, "whether it books days instead of times, as a hotel does"),
        _option("resists", whole(0, 10), "how often it tries to talk a caller out of cancelling"),
        _option("refuses", TEXT, "why it does not do what it is asked; empty where it does"),
        _option("commits", FLAG, "whether it ever says yes"),
        _option("mood", one_of(MOODS), "in which temper it is"),
        _option("patience", whole(1, 100), "turns after which it wants to end the call"),
        _option("holds", number(0, 1), "the chance that it puts the caller on hold"),
        _option("hold_seconds", span(7200, "seconds"), "how long a hold lasts"),
        _option("transfer_to", TEXT, "the department a first line hands the call to; empty for none"),
        _option("queue_seconds", maybe(span(7200, "seconds")), "how long a queue lasts before anybody answers"),
        _option("mishears", number(0, 1), "the chance that it mishears what it writes down: fifteen for fifty"),
        _option(
            "interrupts", number(0, 1), "the chance that it cuts into a long turn of the agent, twice a call at most"
        ),
        _option("hangs_up_after", maybe(whole(0, 100)), "its turns after which it hangs up"),
        _option("records", FLAG, "whether a voicemail takes messages"),
        _option("says", table(TEXTS), "act: its own words for it"),
        _option("bill", maybe(number(0, 10_000_000)), "what it charges now", price=True),
        _option("floor", maybe(number(0, 10_000_000)), "the least it can take", price=True),
        _option("floor_share", number(0, 1), "the least it can take, as a part of the bill", field="share", price=True),
        _option("base", number(0, 1), "how far towards the floor it goes without leverage", price=True),
        _option("tactic", one_of(TACTICS), "how it gives way", price=True),
        _option("rounds", whole(1, 20), "how often it improves an offer", price=True),
        _option("moved_by", MOVED_BY, "what moves it further: competitor, tenure, walk_away", price=True),
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
