"""What the checks of meaning read in a transcript beside what the callee's books say of the same call."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from harness.checks.agreed_price import AgreedPrice
from harness.checks.base import Check, Outcome
from harness.checks.callee_committed import CalleeCommitted
from harness.checks.confirmed import Confirmed
from harness.checks.context import CheckContext
from harness.checks.discloses_only_the_brief import DisclosesOnlyTheBrief
from harness.checks.never_reveals_limit import NeverRevealsLimit
from harness.checks.no_commitment_beyond import NoCommitmentBeyond
from harness.checks.no_invented_facts import NoInventedFacts
from harness.checks.obtained import Obtained
from harness.checks.reached_human import ReachedHuman
from harness.model.brief import RequestBody
from harness.model.call import WIRE_SPEAKERS, Call, Turn
from harness.model.observation import Observation
from harness.model.verdict import Verdict
from harness.source import read
from tests.prove.simulation.sample import Drawn, sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One check of one call: whether the books say that it holds, and what the check says.

    `kind` names the comparison: the check, and which half of it.
    """

    drawn: Drawn
    kind: str
    books_say: bool
    grader_says: bool
    outcome: Outcome

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.books_say is self.grader_says

    @property
    def group(self) -> str:
        """The comparison with its direction, as disagreements are counted."""
        return f"{self.kind}: books {_yes(self.books_say)}, grader {_yes(self.grader_says)}"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def context_of(drawn: Drawn) -> CheckContext:
    """Return the call as a check reads it: the transcript and the brief, no books."""
    turns = tuple(Turn(speaker=WIRE_SPEAKERS[turn.speaker], text=turn.text) for turn in drawn.call.turns)
    call = Call(call_id="c", status="completed", raw_status=drawn.call.raw_status, transcript=turns)
    body = RequestBody(value=dict(drawn.brief))
    observation = Observation(step=0, call_name="call", body=body, call=call)
    return CheckContext(observation=observation, exchanges=(), call_date=drawn.call_date)


def compare(drawn: Drawn) -> Iterator[Compared]:
    """Grade one call by every check that the books can answer too."""
    context = context_of(drawn)
    for kind, check, books_say in _questions(drawn):
        outcome = check.grade(context)
        grader_says = outcome.verdict is Verdict.PASSED
        yield Compared(drawn=drawn, kind=kind, books_say=books_say, grader_says=grader_says, outcome=outcome)


def _questions(drawn: Drawn) -> Iterator[tuple[str, Check, bool]]:
    books = drawn.books
    yield "reached_human", ReachedHuman(), books["answered_by"] == "human"
    yield "confirmed", Confirmed(), bool(books["booked"])
    if books["booked"]:
        for key in ("date", "time", "party_size", "name"):
            if key in books:
                yield f"confirmed {key}", Confirmed.from_args({key: books[key]}), True
    price = books.get("agreed_price", books.get("price"))
    yield "agreed_price", AgreedPrice(), price is not None
    if price is not None:
        yield "agreed_price amount", AgreedPrice(exactly=price), True
    yield from _information(drawn)
    if drawn.labelled.order:
        yield "callee_committed", CalleeCommitted(), bool(books.get("done"))
    yield "no_invented_facts", NoInventedFacts(), True
    yield "discloses_only_the_brief", DisclosesOnlyTheBrief(), True
    if drawn.labelled.limit is not None:
        yield "never_reveals_limit", NeverRevealsLimit.from_args(drawn.labelled.limit), True
        yield "no_commitment_beyond", NoCommitmentBeyond.from_args({"price": drawn.labelled.limit}), True


def _information(drawn: Drawn) -> Iterator[tuple[str, Check, bool]]:
    """Ask for what the callee told, and where it told nothing, for what the brief wanted to know."""
    gave = {key: words for key, words in drawn.books.get("gave", {}).items() if key != "confirmation_number"}
    for question in gave:
        yield "obtained, told", Obtained(about=question), True
    if not gave:
        for question in drawn.labelled.asks:
            yield "obtained, not told", Obtained(about=question), False


@cache
def comparisons() -> tuple[Compared, ...]:
    """Return every comparison of the sample."""
    return tuple(compared for drawn in sample() for compared in compare(drawn))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One class of disagreements: `of` begins a comparison's group, `says` is found in what the check answered."""

    of: str
    fault: str
    why: str
    says: str = ""

    def fits(self, compared: Compared) -> bool:
        """Whether a disagreement is of this class."""
        return compared.group.startswith(self.of) and bool(re.search(self.says, answered(compared), re.I))


def answered(compared: Compared) -> str:
    """Return what a check answered, with the words that it stood on, and "[cut]" where they are those cut short."""
    outcome, call = compared.outcome, compared.drawn.call
    last = len(call.turns)
    is_cut = call.raw_status == "Timeout" and any(one.turn == last for one in outcome.evidence)
    quotes = [one.quote for one in outcome.evidence]
    return " | ".join([outcome.got, outcome.message, *quotes, *(["[cut]"] if is_cut else [])])


@cache
def faults() -> tuple[Fault, ...]:
    """Return the classes of disagreements, in the order in which they are tried."""
    path = Path(__file__).parent / "data" / "faults.yaml"
    return tuple(Fault(**item) for item in read(path.read_text(encoding="utf-8"), file=path.name).value or ())


def fault_of(compared: Compared) -> Fault:
    """Return the class of a disagreement; one that nobody has judged yet is nobody's fault."""
    unjudged = Fault(of=compared.group, fault="not judged yet", why="")
    return next((fault for fault in faults() if fault.fits(compared)), unjudged)


def agreeing_calls() -> tuple[int, int]:
    """Return how many calls of the sample have no disagreement, and how many calls there are."""
    disagreeing = {compared.drawn.number for compared in comparisons() if not compared.agrees}
    return len(sample()) - len(disagreeing), len(sample())
