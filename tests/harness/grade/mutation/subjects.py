"""Calls that went well, for mutations to break."""

from collections.abc import Mapping
from datetime import date

from harness.grade.mutation import MUTATIONS
from harness.grade.mutation.subject import Subject, Turns
from harness.model.call import Speaker, Turn
from harness.model.values import Json

FRIDAY = date(2026, 3, 6)
SPEAKERS: Mapping[str, Speaker] = {"A": "agent", "C": "callee", "S": "system"}

DENTIST: Mapping[str, Json] = {
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office, open Mon-Fri 9am-5pm. The patient is Jane Doe.",
    "call_objective": "Schedule a cleaning for Jane Doe next Tuesday afternoon",
    "detailed_instructions": "If Tuesday is full, take Wednesday or Thursday afternoon.",
}
CLEANING = (
    "C: Dr. Smith Office, this is Ana.",
    "A: Hi, I'd like to book a cleaning for Jane Doe next Tuesday afternoon.",
    "C: I have Tuesday, March 10th at 3:30 PM open.",
    "A: Tuesday at 3:30 PM is perfect.",
    "C: You're all set for Tuesday, March 10th at 3:30 PM.",
    "A: Thank you, goodbye.",
)
TRATTORIA: Mapping[str, Json] = {
    "callee_name": "Casa Lorca",
    "callee_context": "A restaurant.",
    "call_objective": "Reserve a table for 4 people tonight at 7pm",
    "detailed_instructions": "If 7pm is taken, try 7:30 or 8pm.",
}
DINNER = (
    "C: Casa Lorca, good evening. What can I do for you today?",
    "A: Hello, a table for 4 people tonight at 7pm, please.",
    "C: Tonight at 7 PM works. Under which name?",
    "A: Jane Doe.",
    "C: Done, a table for four is booked.",
    "A: Thank you, bye.",
)
ISP: Mapping[str, Json] = {
    "callee_name": "Internet Provider",
    "callee_context": "Current plan: $89.99/mo. Competitor: $49.99/mo.",
    "call_objective": "Negotiate the monthly bill down to $60/mo or less",
    "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo.",
}
HAGGLE = (
    "C: Billing, this is Sam.",
    "A: My bill is $89.99 a month and a competitor offers $49.99. Could you do $60 a month?",
    "C: The best I can do is $62 a month.",
    "A: $62 a month works, I'll take it.",
    "C: Great, that's applied.",
)
ERRAND: Mapping[str, Json] = {
    "callee_name": "Parks Office",
    "callee_context": "The city's office.",
    "call_objective": "Find out when the office opens",
}
HOURS = (
    "C: Parks Office, hello.",
    "A: Hi, when do you open?",
    "C: We open at 9 AM.",
    "A: Thank you, goodbye.",
)
DECLINED = (
    "C: Casa Lorca, good evening.",
    "A: Hello, a table for 4 people tonight at 7pm, please.",
    "C: I'm afraid we're full tonight.",
    "A: I see, goodbye.",
)


def turns(*lines: str) -> Turns:
    """Read lines such as "A: hello" (agent) and "C: hello" (callee)."""
    return tuple(Turn(speaker=SPEAKERS[line[0]], text=line[3:]) for line in lines)


def subject(brief: Mapping[str, Json], lines: tuple[str, ...]) -> Subject:
    """A call on Friday, March 6th."""
    return Subject.of(brief, turns(*lines), FRIDAY)


def mutated(name: str, brief: Mapping[str, Json], lines: tuple[str, ...]) -> list[str] | None:
    """The lines of the call that went wrong; None where it cannot go wrong so."""
    found = MUTATIONS.find(name).apply(subject(brief, lines))
    letters = {speaker: letter for letter, speaker in SPEAKERS.items()}
    return None if found is None else [f"{letters[turn.speaker]}: {turn.text}" for turn in found]
