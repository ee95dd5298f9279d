"""How the agent runs any other errand: it says what it calls for, asks what it was told to ask, takes the answer."""

import re

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.knowledge import Knowledge


class Errand:
    """The agenda of a question, a message, a cancellation or any other request."""

    def __init__(self, knows: Knowledge) -> None:
        self._knows = knows
        self._extras = [act("question", words) for words in knows.questions if words != knows.purpose.request]
        if knows.wants_confirmation:
            self._extras.append(act("ask_confirmation"))
        self._done = False

    def opening(self) -> Act:
        """Ask the question, or state the request."""
        purpose = self._knows.purpose
        words = self._news() if purpose.form == "notice" else self._to_you(purpose.request)
        return Act(kind="purpose", fact=f"errand_{purpose.form}", words=words)

    def _news(self) -> str:
        """Name the one whom the news is about, whom the brief calls "I"."""
        first, _, rest = self._knows.purpose.request.partition(" ")
        if first != "they":
            return self._knows.purpose.request
        verb, _, tail = rest.partition(" ")
        singular = {"are": "is", "were": "was", "have": "has"}.get(verb, verb)
        return f"{self._knows.client or 'my client'} {singular} {tail}".strip()

    def _to_you(self, request: str) -> str:
        """Speak to the one who is called, not of them: "invite you", where the brief says "invite Sarah"."""
        name = self._knows.callee_name
        verbs = "invite|ask|remind|thank|wish|congratulate|convince|persuade"
        return re.sub(rf"\b({verbs}) {re.escape(name)}\b(?!['\u2019])", r"\1 you", request) if name else request

    def hear(self, heard: Act) -> tuple[Act, ...]:
        """Take the answer."""
        match heard.kind:
            case "answer" | "done" | "noted_news" | "give_confirmation":
                self._done = True
                return self.next() or (act("thank"),)
            case "cannot_answer":
                self._done = True
                return self.next() or (act("thank", fact="anyway"),)
            case "ask_what" | "no_english":
                return (act("no_more"), act("bye"))
            case "persuade":
                return (act("insist"),)
            case "noncommittal":
                return (act("give_up"), act("bye"))
            case _:
                return ()

    def next(self) -> tuple[Act, ...]:
        """Ask the next question of the instructions."""
        return (self._extras.pop(0),) if self._done and self._extras else ()
