"""Strategies for briefs and callees that nobody would think of."""

from typing import Any

from hypothesis import strategies as st

from mock_gateway.simulation import Persona
from mock_gateway.simulation.options import FACTS, TASKS
from mock_gateway.simulation.terms import KINDS, LEVERS, MOODS
from tests.prove.simulation.sample import assorted
from tests.prove.simulation.situations import PERSONAS, irrelevant, situations

HUGE = 7_000
"""Characters of a huge field: more than the simulator reads of one."""

_SAYS = sorted(
    {fact.says for situation in situations() for fact in situation.facts}
    | {str(situation.brief["call_objective"]) for situation in situations()}
    | {sentence for one in assorted() for sentence in str(one.brief["call_objective"]).split(". ")}
)
_FOREIGN = (
    "Reserva una mesa para cuatro personas mañana a las ocho",
    "Bitte vereinbaren Sie einen Termin am Dienstag um 14 Uhr",
    "请帮我预订周六晚上七点的四人桌",
    "يرجى حجز موعد يوم الثلاثاء",
    "予約をお願いします、7時に2名",
    "🍕🍕🍕 7pm 😀 2 👨‍👩‍👧",
    "\u200b\u202e\U0001d56d\U0001d594\U0001d594\U0001d590 \U0001d586",
)
_CONTRADICTORY = (
    "Book it on Tuesday. Do not book it on Tuesday.",
    "At 7pm, but only before noon.",
    "Target: $80. Accept at most $60. Never less than $90.",
    "For two people, the four of us.",
    "Cancel it and keep it.",
    "Call nobody. Tell them to call back.",
    "She was born 03/15/1990. She was born 04/16/1991.",
    "Yesterday works, or February 30th at 25:61.",
)
_SENTENCES = st.lists(st.sampled_from((*_SAYS, *_FOREIGN, *_CONTRADICTORY, *irrelevant())), max_size=7).map(" ".join)
_NOISE = st.text(max_size=200) | st.text(alphabet="0123456789$€/-:. ,apm", max_size=80)
_HUGE = st.sampled_from(("word ", "$1 7pm Tuesday (", "a", "9", "😀", "Mr. X and ", "\n\t ", "not ")).map(
    lambda unit: (unit * HUGE)[:HUGE]
)
_WRONG = st.none() | st.integers() | st.lists(st.text(max_size=3), max_size=2)
_FIELDS = st.one_of(_SENTENCES, _SENTENCES, _NOISE, st.just(""), _HUGE, _WRONG)
BRIEFS = st.fixed_dictionaries(
    {},
    optional={
        "callee_name": st.sampled_from(["Dr. Smith Office", "Mom", "🍕", "Comcast", "李医生"]) | _NOISE | _HUGE,
        "callee_context": _FIELDS,
        "call_objective": _FIELDS,
        "detailed_instructions": _FIELDS,
        "caller": st.sampled_from(["communicator", "negotiator", "robot", ""]),
    },
)
_OPENINGS = st.lists(
    st.sampled_from(["tue 15:30", "mon-fri 09:00-17:00", "sat", "2026-03-10 15:30", "19:30", "daily 00:00-24:00"]),
    max_size=3,
)
_SHARE = st.floats(min_value=0, max_value=1)
_AMOUNT = st.floats(min_value=0, max_value=5_000).map(lambda amount: round(amount, 2))
_SECONDS = st.tuples(_AMOUNT, _AMOUNT).map(sorted)
_OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(KINDS),
        "does": st.lists(st.sampled_from(TASKS), max_size=2),
        "asks_for": st.lists(st.sampled_from(FACTS), max_size=4, unique=True),
        "insists": st.booleans(),
        "needs_party_size": st.booleans(),
        "openings": st.none() | _OPENINGS,
        "hours": _OPENINGS,
        "full": _OPENINGS,
        "capacity": st.none() | st.integers(min_value=1, max_value=12),
        "by_day": st.booleans(),
        "resists": st.integers(min_value=0, max_value=10),
        "refuses": st.sampled_from(["", "we are closed for good"]),
        "commits": st.booleans(),
        "mood": st.sampled_from(MOODS),
        "patience": st.integers(min_value=1, max_value=40),
        "holds": _SHARE,
        "hold_seconds": _SECONDS,
        "transfer_to": st.sampled_from(["", "the retention team"]),
        "queue_seconds": st.none() | _SECONDS,
        "mishears": _SHARE,
        "hangs_up_after": st.none() | st.integers(min_value=0, max_value=9),
        "bill": st.none() | _AMOUNT,
        "floor": st.none() | _AMOUNT,
        "base": _SHARE,
        "rounds": st.integers(min_value=1, max_value=20),
        "moved_by": st.dictionaries(st.sampled_from(LEVERS), _SHARE),
    },
)


def _callee(name: str, options: dict[str, Any]) -> Persona:
    callee: Persona = PERSONAS.find(name).with_options(options)
    return callee


SHIPPED = st.sampled_from(sorted(PERSONAS))
CALLEES = st.builds(_callee, SHIPPED, _OPTIONS | st.just({}))
SEEDS = st.integers(min_value=0, max_value=2**53)
SECONDS = st.sampled_from([0.0, 1.0, 60.0, 7200.0]) | st.floats(min_value=0, max_value=7200)
