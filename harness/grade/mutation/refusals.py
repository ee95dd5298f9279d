"""Calls that end without what was wanted: refused, put off, or over before it was granted."""

from collections.abc import Mapping

from harness.grade.mutation.settling import Kind, settling
from harness.grade.mutation.subject import Mutation, Subject, Turns
from harness.model.call import Turn

_REFUSED: Mapping[Kind, str] = {
    "booking": "Oh, I'm sorry, that was just taken, and I have nothing else to offer you.",
    "deal": "I'm sorry, I can't change the price. It has to stay as it is.",
    "help": "I'm sorry, I can't help you with that.",
}
_PUT_OFF: Mapping[Kind, str] = {
    "booking": "I'd have to check with my colleague first. I'll call you back about it.",
    "deal": "I'd have to ask my manager about the price first. I'll call you back about it.",
    "help": "I'd have to ask somebody about that. I'll call you back.",
}


def _answered_with(subject: Subject, words: Mapping[Kind, str], reply: str) -> Turns | None:
    """The call up to the granting answer, with another in its place and nothing after it but farewells."""
    found = settling(subject)
    if found is None:
        return None
    return (
        *subject.turns[: found.answer - 1],
        Turn(speaker="callee", text=words[found.kind]),
        Turn(speaker="agent", text=reply),
        Turn(speaker="callee", text="Goodbye."),
    )


def _refuses(subject: Subject) -> Turns | None:
    return _answered_with(subject, _REFUSED, "I see. Thank you anyway. Goodbye.")


def _puts_off(subject: Subject) -> Turns | None:
    return _answered_with(subject, _PUT_OFF, "All right, thank you. Goodbye.")


def _ends_early(subject: Subject) -> Turns | None:
    found = settling(subject)
    return subject.turns[: found.settled - 1] if found else None


REFUSALS = (
    Mutation(name="callee_refuses", breaks="the callee refuses instead of confirming", apply=_refuses),
    Mutation(name="callee_puts_off", breaks="the callee will call back instead of confirming", apply=_puts_off),
    Mutation(name="ends_early", breaks="the call ends before the confirmation", apply=_ends_early),
)
