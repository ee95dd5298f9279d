"""The call itself: turns taken, timed, cut at the limit, and folded into a record."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate

from harness.model.values import Json
from mock_gateway.simulation.acts import Act, act
from mock_gateway.simulation.agent import Agent, Task
from mock_gateway.simulation.agent_phrases import AGENT_PHRASES
from mock_gateway.simulation.bargain import Bargain
from mock_gateway.simulation.booking import Booking
from mock_gateway.simulation.business_phrases import BUSINESS_PHRASES
from mock_gateway.simulation.callee_phrases import CALLEE_PHRASES
from mock_gateway.simulation.conversation import Conversation, SpokenTurn, WireSpeaker
from mock_gateway.simulation.errand import Errand
from mock_gateway.simulation.host import Host
from mock_gateway.simulation.interruptions import Interruptions
from mock_gateway.simulation.knowledge import Knowledge, read_brief
from mock_gateway.simulation.machines import Callee, Fax, Menu, Queue, Recording, Screener, Silence, Voicemail
from mock_gateway.simulation.openings import is_open
from mock_gateway.simulation.pacing import Pace
from mock_gateway.simulation.person_phrases import PERSON_PHRASES
from mock_gateway.simulation.persona import Persona
from mock_gateway.simulation.record import write_books
from mock_gateway.simulation.summary import summarise
from mock_gateway.simulation.task_phrases import TASK_PHRASES
from mock_gateway.simulation.traits import Traits, draw_traits
from mock_gateway.simulation.voice import Voice

MAX_TURNS = 400
_UNANSWERED = {"no_answer": ("NoAnswer", 6, 10), "declined": ("Declined", 1, 3), "dial_failed": ("DialFailed", 0, 0)}
_WAITS = frozenset({"greet", "back", "on_hold", "dead_air", "quiet", "screened_out"})
_ANSWERED_BY = {"business": "human", "person": "human", "wrong_number": "human", "hold": "hold"}


@dataclass(slots=True)
class _Tape:
    """What has been said so far, up to the moment at which the call is cut."""

    max_seconds: float
    now: float = 0.0
    turns: list[SpokenTurn] = field(default_factory=list)
    log: list[tuple[str, Act]] = field(default_factory=list)
    is_cut: bool = False

    def add(self, speaker: WireSpeaker, acts: Sequence[Act], texts: Sequence[str], wait: float, seconds: float) -> None:
        """Put a turn on tape; of one that runs past the limit, the words that fit, and the acts said to their end."""
        text = " ".join(part for part in texts if part)
        start = self.now + wait
        if start >= self.max_seconds:
            self._cut()
            return
        if start + seconds > self.max_seconds:
            words = text.split()
            heard = words[: int(len(words) * (self.max_seconds - start) / seconds)]
            if heard:
                self._put(speaker, " ".join(heard), start, self.max_seconds - start)
            ends = accumulate(len(part.split()) for part in texts)
            self.log.extend((speaker, item) for item, end in zip(acts, ends, strict=False) if end <= len(heard))
            self._cut()
            return
        self.log.extend((speaker, item) for item in acts)
        if text:
            self._put(speaker, text, start, seconds)
        self.now = start + (seconds if text else 0.0)

    def _put(self, speaker: WireSpeaker, text: str, start: float, seconds: float) -> None:
        self.turns.append(SpokenTurn(speaker=speaker, text=text, at_seconds=round(start, 2), seconds=round(seconds, 2)))

    def _cut(self) -> None:
        self.now, self.is_cut = self.max_seconds, True


def _dice(seed: int, purpose: str) -> random.Random:
    """Return a stream of chances of its own, so that a change in one leaves the others as they were."""
    return random.Random(f"{seed}:{purpose}")  # noqa: S311 - chance in a simulation guards nothing


def simulate(
    brief: Mapping[str, Json], persona: Persona, call_date: datetime, seed: int, max_seconds: float
) -> Conversation:
    """Hold one call and return it.

    `brief` is the body of POST /api/v2/voice/call, read defensively; `call_date` is when the call is placed, in the
    callee's time. The call never lasts longer than `max_seconds`. The same arguments give the same call, in every
    process.
    """
    knows = read_brief(brief, call_date.date())
    traits = draw_traits(persona, _dice(seed, "callee"))
    pace = Pace(_dice(seed, "pace"))
    if persona.kind in _UNANSWERED:
        return _unanswered(persona, pace, knows)
    tape = _Tape(max_seconds=max(0.0, max_seconds))
    terms = _terms(knows, traits.me, call_date.hour)
    voices = {
        "agent": Voice({**AGENT_PHRASES, **TASK_PHRASES}, _dice(seed, "agent words"), terms, call_date.date()),
        "user": Voice(_phrases(persona), _dice(seed, "callee words"), terms, call_date.date()),
    }
    is_closed = bool(persona.answers) and not is_open(persona.answers, call_date)
    callee = Recording("closed") if is_closed else _callee(persona, call_date, traits)
    agent = Agent(knows, _task(knows))
    ring_seconds = pace.rings(1, 4)
    interruptions = Interruptions(persona.interrupts, _dice(seed, "interruptions"))
    raw_status, hung_up_by = _talk(tape, callee, agent, voices, pace, persona.mood, interruptions)
    answered_by = "voicemail" if is_closed else _ANSWERED_BY.get(persona.kind, persona.kind)
    books = write_books(answered_by, tape.log, knows, hung_up_by)
    return Conversation(
        turns=tuple(tape.turns),
        books=books,
        ring_seconds=ring_seconds,
        duration_seconds=round(tape.now, 2),
        raw_status=raw_status,
        summary=summarise(books, tape.log, raw_status, knows),
    )


def _talk(
    tape: _Tape,
    callee: Callee,
    agent: Agent,
    voices: Mapping[str, Voice],
    pace: Pace,
    mood: str,
    interruptions: Interruptions,
) -> tuple[str, str | None]:
    """Take turns until somebody is gone or the time is up; return the raw status and who hung up first."""
    said: tuple[Act, ...] = ()
    sides: tuple[tuple[WireSpeaker, Callee], ...] = (("user", callee), ("agent", agent))
    for index in range(MAX_TURNS):
        speaker, party = sides[index % 2]
        said = party.reply(said)
        spoken = _broken_off(tape, said, voices, pace, mood, interruptions) if speaker == "agent" else said
        status = _speak(tape, speaker, spoken, voices[speaker], pace, mood if speaker == "user" else "")
        if tape.is_cut:
            return "Timeout", None
        if status is not None:
            return status
        if callee.ended and agent.ended:
            return "completed", None
        if callee.ended and not said:
            return "HungupByPeer", "callee"
        if agent.ended and not said:
            return "HungupByLocal", "agent"
    return "HungupByLocal", "agent"


def _broken_off(
    tape: _Tape,
    acts: tuple[Act, ...],
    voices: Mapping[str, Voice],
    pace: Pace,
    mood: str,
    interruptions: Interruptions,
) -> tuple[Act, ...]:
    """Let the callee cut into the agent's turn; return what the agent says next: the turn, where nobody does."""
    if not interruptions.may_cut:
        return acts
    texts = [voices["agent"].say((item,)) for item in acts]
    cut = interruptions.cut(acts, texts)
    if cut is None:
        return acts
    tape.add("agent", cut.heard, cut.texts, pace.pause(), pace.seconds("agent", " ".join(cut.texts)))
    cutting = (act("cut_in"),)
    words = voices["user"].say(cutting, mood)
    tape.add("user", cutting, (words,), 0.0, pace.seconds("user", words))
    return (act("resume"), *cut.left)


def _speak(
    tape: _Tape, speaker: WireSpeaker, acts: Sequence[Act], voice: Voice, pace: Pace, mood: str
) -> tuple[str, str | None] | None:
    """Say a turn; return how the call ended where its last act ends it."""
    wait = pace.pause() + sum(item.amount or 0.0 for item in acts if item.kind in _WAITS)
    texts = voice.texts(acts, mood)
    if acts and acts[0].kind == "dead_air":
        tape.add("system", acts, texts, wait, 0.0)
        return ("TooLongSilence", None)
    if acts:
        tape.add(speaker, acts, texts, wait, pace.seconds(speaker, " ".join(texts)))
    if acts and acts[-1].kind == "hang_up" and not tape.is_cut:
        return ("HungupByPeer", "callee") if speaker == "user" else ("HungupByLocal", "agent")
    return None


def _unanswered(persona: Persona, pace: Pace, knows: Knowledge) -> Conversation:
    raw_status, low, high = _UNANSWERED[persona.kind]
    books = write_books("nobody", (), knows, "callee" if raw_status == "Declined" else None)
    return Conversation(
        turns=(),
        books=books,
        ring_seconds=pace.rings(low, high),
        duration_seconds=0.0,
        raw_status=raw_status,
        summary=summarise(books, (), raw_status, knows),
    )


def _terms(knows: Knowledge, me: str, hour: int) -> dict[str, str]:
    return {
        "business": knows.callee_name or "the office",
        "me": me,
        "daytime": "morning" if hour < 12 else "afternoon" if hour < 17 else "evening",
        "client": knows.client or "a client",
        "currency": knows.prices.currency,
        "period": knows.prices.period or "",
    }


def _task(knows: Knowledge) -> Task:
    match knows.purpose.kind:
        case "booking":
            return Booking(knows)
        case "price":
            return Bargain(knows)
        case _:
            return Errand(knows)


def _callee(persona: Persona, now: datetime, traits: Traits) -> Callee:
    match persona.kind:
        case "voicemail":
            return Voicemail(persona)
        case "ivr":
            return Menu(persona)
        case "hold":
            return Queue(persona)
        case "silence":
            return Silence()
        case "fax":
            return Fax()
        case "screener":
            return Screener()
        case _:
            return Host(persona, traits, now)


def _phrases(persona: Persona) -> Mapping[str, tuple[str, ...]]:
    """The words of every callee, with this one's own in place of the common ones, whatever the mood."""
    own = dict(persona.says)
    if persona.greeting:
        own["voicemail" if persona.kind == "voicemail" else "greet"] = persona.greeting
    common = {**CALLEE_PHRASES, **BUSINESS_PHRASES}
    if persona.kind in ("person", "wrong_number"):
        common = {**_others(common, PERSON_PHRASES), **PERSON_PHRASES}
    return {**_others(common, own), **own} if own else common


def _others(phrases: Mapping[str, tuple[str, ...]], own: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the phrases that `own` does not speak for: an act in every mood, and "done" for all that is done."""
    kept = {}
    for key, words in phrases.items():
        act_name = key.partition("@")[0]
        if act_name not in own and not ("done" in own and act_name.startswith("done.")):
            kept[key] = words
    return kept
