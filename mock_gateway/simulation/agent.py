"""The simulated Pine agent: it knows the brief, keeps an agenda, and answers what it hears from those two alone."""

from collections.abc import Callable, Sequence
from typing import Protocol

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.knowledge import Knowledge

MAX_HELLOS = 2
MAX_MENUS = 4
FINAL = ("bye", "wrong_number", "cannot_verify", "refuse")


class Task(Protocol):
    """What the agent wants from the call, as a policy over acts."""

    def opening(self) -> Act:
        """Return the act that states the request."""

    def hear(self, heard: Act) -> tuple[Act, ...]:
        """Return the answer to what the callee said; nothing where it needs none."""

    def next(self) -> tuple[Act, ...]:
        """Return what is still to be brought up; nothing where the agenda is empty."""


class Agent:
    """One side of the call; `reply` takes what the callee just said and returns the next turn."""

    def __init__(self, knows: Knowledge, task: Task) -> None:
        self._knows, self._task = knows, task
        self._introduced = self._leaving = False
        self._last: tuple[Act, ...] = ()
        self._tries = 0
        self.ended = False
        self._answers: dict[str, Callable[[Act], Sequence[Act]]] = {
            "greet": lambda _: self._introduce(),
            "request": lambda item: (self._tell(item.fact),),
            "ask_caller": lambda _: (act("explain_caller"),),
            "hold": lambda _: (act("wait"),),
            "transfer": lambda _: (act("wait"),),
            "again": lambda _: (
                act("repeat"),
                *(item for item in self._last if item.kind not in ("introduce", "noted")),
            ),
            "anything_else": lambda _: self._task.next() or self._close(),
            "voicemail": lambda _: self._leave_message(),
            "mailbox_full": lambda _: (act("listen"),),
            "menu": lambda _: self._ask_for_a_person(),
            "on_hold": lambda _: (act("listen"),),
            "screen": lambda _: (self._spoken_request("screened"),),
            "screen_wait": lambda _: (act("listen"),),
            "screened_out": lambda _: (act("listen"),),
            "tone": lambda _: self._hang_up(),
            "quiet": lambda _: self._hello(),
            **dict.fromkeys(FINAL, self._farewell),
        }

    def reply(self, heard: Sequence[Act]) -> tuple[Act, ...]:
        """Return the acts of the agent's next turn; empty when it has nothing left to say."""
        said: list[Act] = []
        for item in heard:
            said.extend(self._answers.get(item.kind, self._task.hear)(item))
            if any(answer.kind == "bye" for answer in said):
                break
        if not said and not self.ended:
            said.extend(self._task.next() if self._introduced else self._introduce())
        if not said and not self.ended:
            said.extend(self._close())
        self._leaving = self._leaving or any(answer.kind == "bye" for answer in said)
        self._last = tuple(said)
        return self._last

    def _introduce(self) -> tuple[Act, ...]:
        opening = "reintroduce" if self._introduced else "introduce"
        self._introduced = True
        who = Act(kind=opening, name=self._knows.client or "", fact="" if self._knows.client else "nobody")
        return (who, self._task.opening())

    def _tell(self, fact: str) -> Act:
        value = self._knows.client if fact == "name" else self._knows.details.get(fact)
        return act("inform", value, fact=fact) if value else act("lack", fact=fact)

    def _spoken_request(self, kind: str) -> Act:
        """Say who calls and why; prices and private facts are for the right ears only."""
        purpose = self._knows.purpose
        may_say = purpose.form == "order" and purpose.kind != "price"
        return act(kind, purpose.request, fact="" if may_say else "plain")

    def _leave_message(self) -> tuple[Act, ...]:
        self.ended = True
        return (self._spoken_request("message"), act("hang_up"))

    def _ask_for_a_person(self) -> tuple[Act, ...]:
        self._tries += 1
        return (act("representative"),) if self._tries <= MAX_MENUS else self._hang_up()

    def _hello(self) -> tuple[Act, ...]:
        self._tries += 1
        return (act("hello" if self._tries <= MAX_HELLOS else "listen"),)

    def _hang_up(self) -> tuple[Act, ...]:
        self.ended = True
        return (act("hang_up"),)

    def _close(self) -> tuple[Act, ...]:
        return (act("nothing_else"), act("bye"))

    def _farewell(self, item: Act) -> tuple[Act, ...]:
        self.ended = True
        if item.kind == "bye":
            return () if self._leaving else (act("bye"),)
        return (act("understand", fact=item.kind), act("bye"))
