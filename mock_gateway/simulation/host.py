"""The person who picks up: hears the request, verifies who is calling, holds, transfers, does business or does not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.sale import Sale
from mock_gateway.simulation.schedule import Schedule
from mock_gateway.simulation.service import Service
from mock_gateway.simulation.traits import Traits

WAITING_FOR_AN_ANSWER = frozenset(
    {
        *("read_back", "anything_else", "request", "answer", "cannot_answer", "note_preference", "take_note"),
        *("give_confirmation", "quote_rate"),
    }
)
LAST_WORDS = frozenset(
    {
        *("cannot_verify", "wrong_number", "refuse", "noncommittal", "party_refused", "nights_refused", "too_many"),
        *("no_openings", "rate_firm"),
    }
)
TEMPER_TURN = 4


class Business(Protocol):
    """What a callee does once it knows what a call is about."""

    def go_on(self) -> tuple[Act, ...]:
        """Return the next move; nothing where the business is finished."""

    def hear(self, heard: Act) -> None:
        """Take in what the caller said."""


class Host:
    """A human callee; `reply` takes what the agent just said and returns the next turn."""

    def __init__(self, persona: Persona, traits: Traits, now: datetime) -> None:
        self._persona, self._traits, self._now = persona, traits, now
        self._business: Business | None = None
        self._caller = act("introduce")
        self._requests = list(persona.asks_for)
        self._pending = ""
        self._ahead = _before_a_person(persona, traits)
        self._interludes = _interludes(persona, traits)
        self._resumes: list[Act] = []
        self._turns = 0
        self._asked_else = self._is_over = self._is_leaving = self._is_elsewhere = False
        self.ended = False

    def reply(self, heard: Sequence[Act]) -> tuple[Act, ...]:
        """Return the acts of the callee's next turn; empty when it is gone."""
        if self._ahead:
            return (self._ahead.pop(0),)
        self._turns += 1
        if self._hangs_up():
            self.ended = True
            return (act("hang_up"),)
        if self._turns == 1:
            return (Act(kind="greet", amount=self._traits.queue_seconds),)
        said: list[Act] = []
        for item in heard:
            said.extend(self._take_in(item))
            if self.ended:
                return tuple(said)
        if self._turns > self._persona.patience:
            self.ended = True
            return (act("out_of_time"), act("hang_up"))
        if not said or said[-1].kind not in WAITING_FOR_AN_ANSWER | LAST_WORDS:
            said.extend(self._go_on())
        self._is_leaving = any(item.kind == "bye" for item in said)
        self._is_over = self._is_over or any(item.kind in LAST_WORDS for item in said)
        return tuple(said)

    def _hangs_up(self) -> bool:
        limit = self._persona.hangs_up_after
        if limit is not None and self._turns > limit:
            return True
        return self._traits.loses_temper and self._turns > TEMPER_TURN and not self._is_over

    def _take_in(self, item: Act) -> Sequence[Act]:
        match item.kind:
            case "introduce" | "reintroduce":
                self._caller = item
                if item.name and "name" in self._requests:
                    self._requests.remove("name")
                return ()
            case "purpose":
                self._open_business(item)
                return ()
            case "inform" | "lack" if self._pending == item.fact and item.fact not in ("party_size", "nights"):
                return self._identify(item)
            case "bye":
                self.ended = True
                return () if self._is_leaving else (act("bye"),)
            case "prefer":
                return (act("note_preference", item.words),)
            case "mention":
                return (act("take_note", item.words),)
            case "question" | "ask_confirmation":
                return (Service(self._persona, self._traits, item).answer(item),)
            case _:
                if self._business is not None:
                    self._business.hear(item)
                return ()

    def _open_business(self, purpose: Act) -> None:
        if self._business is not None:
            return
        kind = purpose.fact.partition("_")[0]
        self._is_elsewhere = kind != "errand" and bool(self._persona.does) and kind not in self._persona.does
        if kind == "booking":
            self._business = Schedule(self._persona, self._traits, self._now, purpose)
        elif kind == "price":
            self._business = Sale(self._persona, self._traits, purpose)
        else:
            self._business = Service(self._persona, self._traits, purpose)
        self._business.hear(self._caller)

    def _identify(self, item: Act) -> tuple[Act, ...]:
        fact, self._pending = self._pending, ""
        if self._business is not None:
            self._business.hear(item)
        if item.kind == "inform":
            return (act("noted", fact=fact),)
        insists = self._persona.insists and fact in self._persona.asks_for
        return (act("cannot_verify" if insists else "waive", fact=fact),)

    def _go_on(self) -> tuple[Act, ...]:
        if self._resumes:
            resumed = self._resumes.pop()
            return (resumed, *self._go_on()) if resumed.kind == "back" else (resumed,)
        if self._business is None:
            return (act("ask_what"),)
        if self._persona.kind == "wrong_number":
            return (act("wrong_number"),)
        if self._persona.refuses:
            return (act("refuse", self._persona.refuses),)
        if self._is_elsewhere:
            return (act("refuse", "that's not something we do on this line"),)
        while self._interludes:
            interlude = self._interludes.pop(0)
            if interlude.kind != "request" or interlude.fact in self._requests:
                return (self._interrupt(interlude),)
        return self._do_business(self._business)

    def _interrupt(self, item: Act) -> Act:
        """Ask, hold or transfer; the latter two go on after a while."""
        if item.kind == "request":
            self._requests.remove(item.fact)
            self._pending = item.fact
        elif item.kind == "hold":
            self._resumes.append(Act(kind="back", amount=self._traits.hold_seconds))
        elif item.kind == "transfer":
            self._resumes.append(
                Act(
                    kind="greet",
                    fact="transferred",
                    words=item.words,
                    name=self._traits.colleague,
                    amount=self._traits.transfer_seconds,
                )
            )
        return item

    def _do_business(self, business: Business) -> tuple[Act, ...]:
        if not self._persona.commits:
            return (act("noncommittal"),)
        acts = business.go_on()
        for item in acts:
            if item.kind == "request":
                self._pending = item.fact
        if acts:
            return acts
        is_desk = self._persona.kind == "business" and self._persona.mood in ("friendly", "neutral")
        if is_desk and not self._asked_else and self._traits.asks_anything_else:
            self._asked_else = True
            return (act("anything_else"),)
        return (act("bye"),)


def _before_a_person(persona: Persona, traits: Traits) -> list[Act]:
    """A menu and a queue, where there are any."""
    menu = [act("menu", line) for line in persona.lines]
    queue = [act("on_hold", "All our lines are busy. Please hold for the next available person.")]
    return menu + (queue if traits.queue_seconds else [])


def _interludes(persona: Persona, traits: Traits) -> list[Act]:
    """What comes between hearing a request and dealing with it, in order."""
    asked = [act("request", fact=fact) for fact in persona.asks_for]
    return [
        *([act("again")] if traits.asks_again else []),
        *([act("ask_caller")] if traits.asks_who else []),
        *([act("transfer", persona.transfer_to)] if persona.transfer_to else []),
        *asked,
        *([act("hold")] if traits.hold_seconds else []),
    ]
