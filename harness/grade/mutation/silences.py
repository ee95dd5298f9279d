"""Calls in which nobody on the called side answered the agent."""

from harness.grade.mutation.subject import Mutation, Subject, Turns
from harness.language.answering import read_answering
from harness.model.call import Turn


def _callee_gone(subject: Subject) -> Turns | None:
    """Only what the agent said is left, in a call that a person answered."""
    spoken = tuple(turn for turn in subject.turns if turn.speaker != "callee")
    answered = read_answering(subject.turns).human == "yes"
    return spoken if answered and any(turn.speaker == "agent" for turn in spoken) else None


def _voicemail(subject: Subject) -> Turns | None:
    """A voicemail greeting, and the agent's first words left as a message."""
    first = subject.first_by("agent")
    if first is None or read_answering(subject.turns).human != "yes":
        return None
    name = subject.brief.get("callee_name")
    whom = f"You've reached {name}. " if isinstance(name, str) and name.strip() else ""
    greeting = f"{whom}We can't come to the phone right now. Please leave a message after the tone."
    return (
        Turn(speaker="callee", text=greeting),
        Turn(speaker="agent", text=f"{subject.turns[first - 1].text} Please call back. Thank you, goodbye."),
    )


def _empty(subject: Subject) -> Turns | None:
    return () if any(turn.speaker == "callee" for turn in subject.turns) else None


SILENCES = (
    Mutation(name="callee_gone", breaks="the callee says nothing at all", apply=_callee_gone),
    Mutation(name="voicemail", breaks="a voicemail answers instead of a person", apply=_voicemail),
    Mutation(name="empty_transcript", breaks="the call is completed with an empty transcript", apply=_empty),
)
