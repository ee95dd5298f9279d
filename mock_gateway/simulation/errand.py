"""How the agent runs any other errand: it says what it calls for, asks what it was told to ask, takes the answer."""

import re
from collections.abc import Iterable

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.knowledge import Knowledge
from mock_gateway.simulation.persons import addressed

_CLAUSE = re.compile(
    r"(?:that\b|(?:[\w'\u2019]+\s+){1,4}?(?:is|are|was|were|has|have|had|will|would|can|cannot|can't|could|needs?|wants?"
    r"|prefers?|does|do|did|might|may|must)\b)",
    re.I,
)


def closing_acts(knows: Knowledge, questions: Iterable[str]) -> list[Act]:
    """Return what is brought up once the main thing stands: what to mention, to ask, and to get confirmed."""
    mentions = [act("mention", words, fact=_said_as(words)) for words in knows.mentions]
    asked = [act("question", words) for words in questions]
    email = knows.details.get("email", "")
    confirm = act("ask_confirmation", email, fact="email") if knows.confirms_by_email else act("ask_confirmation")
    return [*mentions, *asked, *([confirm] if knows.wants_confirmation else [])]


def _said_as(words: str) -> str:
    return "clause" if _CLAUSE.match(words) else ""


class Errand:
    """The agenda of a question, a message, a cancellation or any other request."""

    def __init__(self, knows: Knowledge) -> None:
        self._knows = knows
        self._extras = closing_acts(knows, [words for words in knows.questions if words != knows.purpose.request])
        self._done = False

    def opening(self) -> Act:
        """Ask the question, or state the request."""
        purpose = self._knows.purpose
        words = (
            self._news()
            if purpose.form == "notice"
            else self._unnamed(addressed(purpose.request, self._knows.callee_name))
        )
        return Act(kind="purpose", fact=f"errand_{purpose.form}", words=words)

    def _unnamed(self, request: str) -> str:
        """Leave out the name that the introduction has just said: "the membership", not "of Jonas Weber"."""
        client = self._knows.client
        return re.sub(rf" (?:of|for) {re.escape(client)}(?! and\b|['\u2019])", "", request) if client else request

    def _news(self) -> str:
        """Name the one whom the news is about, whom the brief calls "I"."""
        first, _, rest = self._knows.purpose.request.partition(" ")
        if first != "they":
            return self._knows.purpose.request
        verb, _, tail = rest.partition(" ")
        singular = {"are": "is", "were": "was", "have": "has"}.get(verb, verb)
        return f"{self._knows.client or 'my client'} {singular} {tail}".strip()

    def hear(self, heard: Act) -> tuple[Act, ...]:
        """Take the answer."""
        match heard.kind:
            case "answer" | "done" | "noted_news" | "take_note" | "give_confirmation":
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
