"""Who answers a call, by the account's plan, a magic number or the brief itself; and what is then said."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from harness.model.brief import MAX_DURATION_MINUTES
from harness.model.values import Json
from harness.registry import Registry
from harness.source import place
from mock_gateway.accounts import Account
from mock_gateway.magic import MAGIC_NUMBERS, ReadError

if TYPE_CHECKING:  # the simulation takes 0.1 s to import: not before the first call needs it
    from mock_gateway.simulation import Conversation, Persona

_BROKEN_OFF = MappingProxyType(
    {
        "Failed": "The call broke off.",
        "Cancelled": "The call was ended before its end.",
        "InternalError": "The call could not be carried out.",
    }
)
"""The endings that come from outside the conversation, with the summary that such a call gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who answers one call. `persona` None: whom the brief asks for; `seed` None: drawn from the brief.

    `own` is a persona that the plan brought, of which `persona` is the name. `ends` is a raw terminal status that a
    magic number asks for; `unreadable` the error that reading the call answers.
    """

    call_date: datetime
    persona: str | None = None
    own: "Persona | None" = None
    options: Mapping[str, Json] = field(default_factory=dict)
    seed: int | None = None
    ends: str | None = None
    unreadable: ReadError | None = None


@cache
def _shipped() -> "Registry[Persona]":
    """Read the shipped personas, once a process: they never change, and take a while to read."""
    from mock_gateway.catalogue import load_personas  # reading YAML is slow to import, and may never be needed

    return load_personas()


class Casting:
    """Chooses who answers, and plays the conversation. The personas are read when the first of them is needed."""

    def __init__(self, *, default_call_date: datetime) -> None:
        self._call_date = default_call_date
        self._ordinary = Cast(call_date=default_call_date)

    @property
    def personas(self) -> "Registry[Persona]":
        """Every persona that can answer."""
        return _shipped()

    def cast(self, account: Account, brief: Mapping[str, Json]) -> Cast:
        """Decide who answers the account's new call, using up its plan; a planned persona wins over a magic number."""
        plan = account.take_plan()
        magic = MAGIC_NUMBERS.get(brief["dialed_number"])
        if plan is None and magic is None:
            return self._ordinary
        call_date = plan.call_date if plan and plan.call_date else self._call_date
        seed = plan.seed if plan else None
        if plan and plan.persona:
            return Cast(call_date=call_date, persona=plan.persona, own=plan.own, options=plan.options, seed=seed)
        if magic is None:
            return Cast(call_date=call_date, seed=seed)
        return Cast(
            call_date=call_date,
            persona=magic.persona,
            options=magic.options,
            seed=seed,
            ends=magic.ends,
            unreadable=magic.unreadable,
        )

    def persona_of(self, cast: Cast, brief: Mapping[str, Json]) -> str:
        """Return the name of the persona that answers."""
        from mock_gateway.simulation import choose_persona  # see the top of this file

        return cast.persona or choose_persona(brief, self.personas.values())

    def define(self, name: str, definition: Mapping[str, Json]) -> "Persona":
        """Return the persona that a plan brings. Raises ScenarioErrors with all that is wrong with it."""
        from mock_gateway.catalogue import persona_of  # as above

        return persona_of(place(f"the persona {name!r}").with_value({"title": name, **definition, "name": name}))

    def check(self, persona: str, options: Mapping[str, Json], own: "Persona | None" = None) -> None:
        """Raise UnknownName or UsageError when a plan names what is not there."""
        from mock_gateway.persona_words import check_words  # as above

        (own or self.personas.find(persona)).with_options(options)
        check_words(options)

    def perform(self, cast: Cast, brief: Mapping[str, Json]) -> "Conversation":
        """Return the conversation: the same for the same cast and brief, in every process."""
        minutes: float = brief.get("max_duration_minutes", MAX_DURATION_MINUTES)
        played = self._play(cast, brief, minutes * 60.0)
        if cast.ends is None:
            return played
        if cast.ends in _BROKEN_OFF:
            return self.break_off(cast, brief, at_seconds=played.duration_seconds / 2, raw_status=cast.ends)
        return replace(played, raw_status=cast.ends)

    def break_off(self, cast: Cast, brief: Mapping[str, Json], *, at_seconds: float, raw_status: str) -> "Conversation":
        """Return the conversation as far as it came after `at_seconds` of talk, with the books as they stood then."""
        played = self._play(cast, brief, at_seconds)
        return replace(played, raw_status=raw_status, summary=_BROKEN_OFF[raw_status])

    def _play(self, cast: Cast, brief: Mapping[str, Json], max_seconds: float) -> "Conversation":
        from mock_gateway.simulation import simulate  # see the top of this file

        persona = cast.own or self.personas.find(self.persona_of(cast, brief))
        return simulate(
            brief, persona.with_options(cast.options), cast.call_date, self.seed_of(cast, brief), max_seconds
        )

    def seed_of(self, cast: Cast, brief: Mapping[str, Json]) -> int:
        """Return the seed that the conversation is drawn from."""
        if cast.seed is not None:
            return cast.seed
        text = json.dumps(brief, sort_keys=True)
        return int.from_bytes(hashlib.sha256(text.encode("ascii")).digest()[:6], "big")
