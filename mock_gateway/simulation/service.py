"""A callee that answers questions, takes messages and takes care of requests, sometimes only after some persuading."""

import re

from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.traits import Traits

_WORD = re.compile(r"[a-z]+")
_IF = r"\b(?:if|whether)\s+"
_YES = tuple(
    (re.compile(pattern, re.I), words)
    for pattern, words in (
        (rf"{_IF}there (?:is|are)\b", "Yes, there is."),
        (rf"{_IF}you are\b", "Yes, we are."),
        (rf"{_IF}(?:you can|it is possible)\b", "Yes, we can do that."),
        (rf"{_IF}you have\b", "Yes, we have."),
        (rf"{_IF}you still\b", "Yes, we do."),
        (rf"{_IF}you\b", "Yes, we do."),
        (rf"{_IF}.{{1,40}}?\bcan\b", "Yes, that's possible."),
        (rf"{_IF}.{{1,60}}?\bis\b", "Yes, it is."),
        (rf"{_IF}.{{1,60}}?\bare\b", "Yes, they are."),
        (_IF, "Yes, that's right."),
        (r"^(?:do|does|is|are|will|have|has)\b", "Yes, that's right."),
    )
)
_DENIES = re.compile(r"^no\b|\b(?:no|not|none|never|only|can't|cannot|don't|doesn't|isn't|aren't|won't)\b", re.I)
"""What an answer says that does not simply agree, so that no "yes" can stand before it."""

_DONE = (
    ("wished", re.compile(r"^(?:wish|congratulate|thank)\b", re.I)),
    ("invited", re.compile(r"^invite\b", re.I)),
    ("cancelled", re.compile(r"^(?:cancel|terminate)\b", re.I)),
    ("reported", re.compile(r"^(?:dispute|report|complain|contest|appeal|file)\b", re.I)),
)
_CANCELLING = re.compile(r"\b(?:cancel|terminate|end|stop|close)\b", re.I)


class Service:
    """One question or request, answered once; a cancellation meets `resists` attempts to keep the customer."""

    def __init__(self, persona: Persona, traits: Traits, purpose: Act) -> None:
        self._persona, self._traits, self._purpose = persona, traits, purpose
        self._resists = persona.resists if _CANCELLING.search(purpose.words) else 0
        self._answered = False

    def hear(self, heard: Act) -> None:
        """Nothing that a caller adds changes the answer; insisting wears the resistance down."""

    def go_on(self) -> tuple[Act, ...]:
        """Answer, once."""
        if self._answered:
            return ()
        if self._resists:
            self._resists -= 1
            return (act("persuade"),)
        self._answered = True
        return (self.answer(self._purpose),)

    def answer(self, asked: Act) -> Act:
        """Return the answer to a question or a request."""
        if asked.kind == "ask_confirmation":
            if asked.fact == "email":
                return act("give_confirmation", asked.words, fact="email")
            return act("give_confirmation", str(self._traits.confirmation), fact="confirmation_number")
        if asked.kind == "question" or asked.fact in ("errand_question", "errand_asked"):
            return self._tell(asked.words)
        if asked.fact == "errand_nothing":
            return act("ask_what")
        if asked.fact == "errand_foreign":
            return act("no_english")
        if asked.fact == "errand_notice":
            return act("noted_news")
        return act("done", fact=next((name for name, pattern in _DONE if pattern.search(asked.words)), ""))

    def _tell(self, question: str) -> Act:
        told = [self._persona.knows[topic] for topic in self._topics(question)]
        yes = next((words for pattern, words in _YES if pattern.search(question)), "")
        if told and (told[0].lower().startswith("yes") or _DENIES.search(told[0])):
            yes = ""
        if not told and not yes:
            return act("cannot_answer", fact=question)
        return act("answer", " ".join([yes, *told]).strip(), fact=question)

    def _topics(self, question: str) -> list[str]:
        """Return the topics that share most words with the question, two at most."""
        asked = set(_WORD.findall(question.lower()))
        shared = [(len(asked & set(_WORD.findall(topic.lower()))), topic) for topic in self._persona.knows]
        best = sorted((item for item in shared if item[0]), key=lambda item: -item[0])
        return [topic for _, topic in best[:2]]
