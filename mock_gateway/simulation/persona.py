"""A callee as data: who picks up, what they want to know, what they have to give, and in which temper."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from harness.model.values import Json
from mock_gateway.simulation.openings import Opening
from mock_gateway.simulation.options import changes
from mock_gateway.simulation.terms import Kind, Mood, Prices, RatePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """One callee; options.py says what each field means.

    `suits` are words of a brief that make this the default callee. `staff` are names that the callee may go by; a
    business is called what the brief calls it. `asks_for` are facts that it asks for first; with `insists` it
    refuses without them. `openings` is None where every time of `hours` is free; `by_day` callees book days and no
    times. `answers` is empty where somebody always picks up. `rate` is the least and the most that a booking costs;
    what it quotes on the day lies between. `resists` is how often it tries to talk a caller out of cancelling. `says`
    replaces the words of one act.
    """

    name: str
    title: str
    kind: Kind = "business"
    does: tuple[str, ...] = ()
    suits: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    greeting: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    asks_for: tuple[str, ...] = ()
    insists: bool = False
    needs_party_size: bool = False
    needs_nights: bool = False
    openings: tuple[Opening, ...] | None = None
    hours: tuple[Opening, ...] = ()
    answers: tuple[Opening, ...] = ()
    full: tuple[Opening, ...] = ()
    rate: tuple[float, float] | None = None
    rate_per: RatePeriod = "whole"
    capacity: int | None = None
    prices: Prices | None = None
    knows: Mapping[str, str] = field(default_factory=dict)
    by_day: bool = False
    resists: int = 0
    refuses: str = ""
    commits: bool = True
    mood: Mood = "neutral"
    patience: int = 16
    holds: float = 0.0
    hold_seconds: tuple[float, float] = (15.0, 45.0)
    transfer_to: str = ""
    queue_seconds: tuple[float, float] | None = None
    mishears: float = 0.0
    interrupts: float = 0.0
    hangs_up_after: int | None = None
    records: bool = True
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def with_options(self, options: Mapping[str, Json]) -> "Persona":
        """Return this persona with some of its fields given anew.

        Raises UnknownName for an option that personas do not have, with the nearest one, and UsageError for a value
        that the option cannot have.
        """
        return replace(self, **changes(self.prices, options))
