"""Callees that are no person: voicemail, menus, queues, faxes, screeners, dead lines; each a few moves long."""

from collections.abc import Sequence
from typing import Protocol

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.pacing import SILENCE_SECONDS
from mock_gateway.simulation.persona import Persona

QUEUE_MESSAGE_SECONDS = 75.0
DEFAULT_MENU = (
    "Thank you for calling {business}. For billing, press one. For technical support, press two. To hear these options "
    "again, press nine.",
    "Sorry, that is not a valid option. For billing, press one. For technical support, press two.",
    "We did not receive a valid selection. Goodbye.",
)
DEFAULT_QUEUE = (
    "Thank you for calling {business}. All of our representatives are busy. Please stay on the line.",
    "Thank you for holding. Your call is important to us. Please stay on the line.",
    "All of our representatives are still helping other callers. Please continue to hold.",
)


class Callee(Protocol):
    """The other side of the call, whoever or whatever it is."""

    ended: bool

    def reply(self, heard: Sequence[Act], /) -> tuple[Act, ...]:
        """Return the acts of the next turn; empty when it is gone."""


class Voicemail:
    """A greeting and a beep; with `records` off, it hangs up after its greeting."""

    def __init__(self, persona: Persona) -> None:
        self._persona = persona
        self.ended = False

    def reply(self, heard: Sequence[Act]) -> tuple[Act, ...]:
        """Greet once, then record in silence."""
        if any(item.kind == "message" for item in heard):
            self.ended = True
            return ()
        if self._persona.records:
            return (act("voicemail"),)
        self.ended = True
        return (act("mailbox_full"), act("hang_up"))


class Recording:
    """A recording that says its words, `kind`, and hangs up."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.ended = False

    def reply(self, _heard: Sequence[Act], /) -> tuple[Act, ...]:
        """Say it and hang up."""
        self.ended = True
        return (act(self._kind), act("hang_up"))


class Menu:
    """An IVR whose every branch ends: it plays its lines in order, then hangs up."""

    def __init__(self, persona: Persona) -> None:
        self._lines = list(persona.lines or DEFAULT_MENU)
        self.ended = False

    def reply(self, _heard: Sequence[Act], /) -> tuple[Act, ...]:
        """Play the next line, whatever was said."""
        line = self._lines.pop(0)
        if self._lines:
            return (act("menu", line),)
        self.ended = True
        return (act("menu", line), act("hang_up"))


class Queue:
    """A line that is held for ever."""

    def __init__(self, persona: Persona) -> None:
        self._lines = persona.lines or DEFAULT_QUEUE
        self._played = 0
        self.ended = False

    def reply(self, _heard: Sequence[Act], /) -> tuple[Act, ...]:
        """Play the announcement after a stretch of music."""
        index = self._played if self._played < len(self._lines) else 1 + self._played % (len(self._lines) - 1 or 1)
        self._played += 1
        line = self._lines[min(index, len(self._lines) - 1)]
        return (Act(kind="on_hold", words=line, amount=QUEUE_MESSAGE_SECONDS if self._played > 1 else 0.0),)


class Silence:
    """Somebody picks up and nobody speaks; the gateway notices in the end."""

    def __init__(self) -> None:
        self._asked = 0
        self.ended = False

    def reply(self, heard: Sequence[Act]) -> tuple[Act, ...]:
        """Say nothing; after the caller's last try the line is closed."""
        if heard and not any(item.kind == "hello" for item in heard):
            self.ended = True
            return (
                Act(
                    kind="dead_air",
                    words=f"silence from both sides for {SILENCE_SECONDS:.0f} seconds",
                    amount=SILENCE_SECONDS,
                ),
            )
        return (Act(kind="quiet", amount=5.0),)


class Fax:
    """A tone."""

    def __init__(self) -> None:
        self.ended = False

    def reply(self, _heard: Sequence[Act], /) -> tuple[Act, ...]:
        """Send the tone."""
        return (Act(kind="tone", words="[fax tone]"),)


class Screener:
    """An assistant of the phone that asks who calls and why, and then says that nobody is available."""

    def __init__(self) -> None:
        self._moves = [act("screen"), act("screen_wait"), Act(kind="screened_out", amount=12.0)]
        self.ended = False

    def reply(self, _heard: Sequence[Act], /) -> tuple[Act, ...]:
        """Ask, tell the caller to wait, turn the caller away."""
        move = self._moves.pop(0)
        if self._moves:
            return (move,)
        self.ended = True
        return (move, act("hang_up"))
