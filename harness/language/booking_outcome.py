"""What a whole call came to for a booking: made, refused or never settled, and the words that decided."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harness.language.booking import Act, BookingAct, read_booking_acts
from harness.language.passages import Answer, Passage
from harness.language.sentences import tidy
from harness.model.call import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingOutcome:
    """Whether a booking was made, why, and the passages that decided."""

    booked: Answer
    reason: str
    decided: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """Where the booking stands. `pending` is "promised" or "proposed" until the callee goes on or refuses."""

    booked: Answer = "no"
    reason: str = "the callee never confirmed a booking"
    at: tuple[Passage, ...] = ()
    wanted: bool = False
    other: bool = False
    changing: bool = False
    accepted: bool = False
    pending: Literal["", "promised", "proposed"] = ""
    pending_at: tuple[Passage, ...] = ()


_BOOKING_WORD = re.compile(
    r"\b(?:book\w*|reserv\w*|appointment|schedul\w*|system|go\s+through|gone\s+through|went\s+wrong|that|it"
    r"|complete\w*|request)\b"
)
_CHANGE = re.compile(
    r"""\d|\b(?:chang\w+|another|instead|also|different|other|switch|later|earlier|move|else|more|again|book|reserve
        |find|try|add
    |reschedul\w+|cancel\w*|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|morning
        |afternoon|evening)\b""",
    re.VERBOSE,
)
_WANTS = re.compile(
    r"""\b(?:re-?book|book|\w+\s+nights?|check\s+in|arriv\w+|reserv\w+|schedul\w+|appointment|(?<!on\sthe\s)table|(?<!wiggle\s)rooms?(?!\s+(?:in\s+the
        |to\b|for\s+(?:negotiat|improve)))|slot|opening|available|availability|make\s+it(?!\s+(?:[$£€]|\d[\d,]*\s+(?:dollars|bucks|euros|pounds)))|come\s+in
        |fit\s+\w+\s+in|visit
    |tickets?|seats?|viewing|show|mon|tues|wednes|thurs|fri|satur|sun|tomorrow|tonight|o'clock|noon|\d\s?[ap]\.?m
        |(?:place|put\s+in|make)\s+an?\s+order|(?:to|i|we|i'll|please)\s+order|sign\s+\w+\s+up|pick\s?up|(?:to
        |can\s+i)\s+rent|lesson|class|lunch|dinner|breakfast|brunch|coffee|drinks|meet(?:ing)?|reschedul\w+|session
        |cleaning|haircut|massage
    |(?:need|want|'d\s+like|would\s+like|looking\s+for|get|have|send|after)\s+(?:to\s+(?:come\s+(?:in|by)
        |see\s+(?:the|an?|dr|doctor|someone|somebody)|bring\s+(?:in|my|the\s+\w+\s+in|her|him)|arrange|drop\s+off)
        |an?\s+(?:\w+\s+){1,4}?(?:for|on|at|this|next|tomorrow|today
        |tonight|in\s+the|mon|tues|wednes|thurs|fri|satur|sun)\w*))(?:day)?\b""",
    re.VERBOSE,
)
_ASKS_TO_BOOK = re.compile(
    r"\b(?:book|reserve|schedule|reschedule)\b(?!\s+(?:number|ahead))|\b(?:an?|the|my)\s+(?:appointment|reservation"
    r"|booking)\b"
)
_CANCELLING = re.compile(
    r"\b(?:cancel(?:ling|ing)?|close|terminate|end)\s+(?:my|our|the|a|an|his|her|their|this|that"
    r"|\w+'s)\b(?!.*\b(?:re-?book|reschedul\w+|instead|another|new)\b)"
)
"""The agent calls to end something: what the callee then does is no booking."""
_OTHERWISE = re.compile(
    r"\b(?:bill|bills|subscription|membership|refund|claim|complaint|(?:my|our|the|her|his|client's|current|monthly"
    r"|better|lower)\s+(?:\w+\s+)?(?:rate|plan|fee|charge|contract)"
    r"|discount|prescription|refill|negotiate|room\s+in\s+the\s+price|(?:calling|it's|is)\s+about\s+the\s+(?:price|rent)"
    r"|(?:better|lower)\s+price|(?<!in\s)(?:to|please|placing|place)\s+(?:an\s+)?order(?!\s+(?:an?\s+|the\s+)?(?:cab|taxi|car"
    r"|ride|limo\w*|tickets?)\b))\b"
)
"""The agent calls about something else than a booking: a price, a cancellation, an order of goods."""
_CANCELS = re.compile(r"\b(?:cancel\s+(?:it|that|the|my|this)|never\s?mind|forget\s+(?:it|about)|call\s+it\s+off)\b")
_REJECTS = re.compile(
    r"""\b(?:(?:that|it|this)\s+(?:time\s+|day\s+|one\s+)?(?:does\s?n[o']t|doesn't|won't|will\s+not
        |would\s?n[o']t)\s+(?:work|do|suit)
    |not\s+what\s+i|i\s+(?:don't|do\s+not)\s+want\s+(?:that|it|this)|that's\s+(?:wrong|not\s+right|incorrect
        |too\s+(?:late|early))
    |can't\s+(?:make|do)\s+(?:that|it|then))\b""",
    re.VERBOSE,
)
_ASSENT = re.compile(
    r"""\b(?:yes|that's\s+(?:it|the\s+one|all\s+correct)|(?:that\s+)?suits\s+(?:me|us|her|him|them)|it\s+(?:does|is|would)\W*$|yeah|yep|yup|sure|ok(?:ay)?|great|perfect|sounds?\s+(?:good|great|fine|perfect)|that\s+(?:works?
        |would\s+be|will|is\s+(?:fine|correct
    |right|great|good))|that's\s+(?:fine|correct|right|great|good|perfect)|works\s+for\s+(?:me|us|her|him|them)
        |go\s+ahead|please\s+do|let's\s+do|i'll\s+take|we'll\s+take|book\s+(?:it|that)
    |correct|right|fine|absolutely|definitely|exactly|wonderful|excellent|lovely|good)\b""",
    re.VERBOSE,
)


def read_booking(turns: Sequence[Turn]) -> BookingOutcome:
    """Say whether the callee made a booking that stands at the end of the call.

    "unclear": agreed to or promised, yet never stated as done; put off ("I'll call you back"); taken up by the agent
    and then not answered; or turned down by the agent after it was made.
    """
    state = _State()
    for number, turn in enumerate(turns, start=1):
        if turn.speaker == "agent":
            state = _after_agent(state, turn.text)
        elif turn.speaker == "callee":
            state = _after_callee(state, number, turn.text)
    return BookingOutcome(booked=state.booked, reason=state.reason, decided=state.at)


def _after_agent(state: _State, text: str) -> _State:
    said = tidy(text)
    if state.booked == "yes":
        if _CANCELS.search(said):
            return replace(state, booked="unclear", reason="the agent then asked to cancel it", changing=True)
        if _REJECTS.search(said):
            return replace(state, booked="unclear", reason="the agent then turned it down", changing=True)
        return state if state.changing or not _CHANGE.search(said) else replace(state, changing=True)
    other = bool(_CANCELLING.search(said) or _OTHERWISE.search(said))
    wants = not other and bool((_ASKS_TO_BOOK if state.other else _WANTS).search(said))
    wanted = state.wanted or wants
    other = not wanted and (state.other or other)
    accepted = bool(_ASSENT.search(said)) and not _REJECTS.search(said)
    if (wanted, other, accepted) == (state.wanted, state.other, state.accepted):
        return state
    return replace(state, wanted=wanted, other=other, accepted=accepted)


def _after_callee(state: _State, number: int, text: str) -> _State:
    acts = read_booking_acts(text)
    if state.pending and state.accepted and not any(act.act in _AGAINST for act in acts):
        state = _settled(state)
    for act in acts:
        state = _after_act(state, act, Passage(turn=number, start=act.start, end=act.end))
    return replace(state, accepted=False) if state.accepted else state


_AGAINST = frozenset({Act.FAILED, Act.TENTATIVE, Act.UNDONE, Act.PROPOSED, Act.PROMISED})


def _settled(state: _State) -> _State:
    """The agent took up a promise or a read-back and the callee went on without refusing."""
    if state.booked == "yes":
        return state
    if state.pending == "promised":
        return replace(state, booked="yes", reason="the callee promised it and the agent agreed", at=state.pending_at)
    return replace(
        state, booked="unclear", reason="read back and agreed to, but never stated as made", at=state.pending_at
    )


def _after_act(state: _State, act: BookingAct, at: Passage) -> _State:
    match act.act:
        case Act.MADE:
            return _made(state, at)
        case Act.DONE | Act.REFERENCE:
            return _made(state, at) if state.wanted else state
        case Act.AGREED | Act.FAREWELL:
            agreed = state.pending or state.accepted or act.act is Act.AGREED
            return _made(state, at) if state.wanted and agreed and state.booked != "yes" else state
        case Act.NOTED:
            settles = state.wanted and bool(state.pending) and state.accepted
            return _made(state, at) if settles and state.booked != "yes" else state
        case Act.PROMISED | Act.PROPOSED:
            if state.booked == "yes" or state.other:
                return state
            pending: Literal["promised", "proposed"] = "promised" if act.act is Act.PROMISED else "proposed"
            reason = "the callee only promised or proposed it" if state.wanted else state.reason
            return replace(state, booked="unclear", reason=reason, at=(at,), pending=pending, pending_at=(at,))
        case Act.FAILED:
            return _refused(state, at, undone=False)
        case Act.UNDONE:
            return _refused(state, at, undone=True)
        case Act.TENTATIVE:
            if state.booked == "yes":
                return state
            return replace(state, booked="no", reason="only tentative: not settled in this call", at=(at,), pending="")


def _made(state: _State, at: Passage) -> _State:
    return replace(
        state, booked="yes", reason="the callee stated the booking as made", at=(at,), changing=False, pending=""
    )


def _refused(state: _State, at: Passage, *, undone: bool) -> _State:
    if state.booked == "yes" and state.changing:
        return state
    if state.booked == "yes" and not undone:
        return state
    reason = "the callee took the booking back" if state.booked == "yes" else "the callee refused or could not do it"
    return replace(state, booked="no", reason=reason, at=(at,), pending="", accepted=False)
