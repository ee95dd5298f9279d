"""Short calls for the tests of checks, and how they are graded."""

from collections.abc import Mapping
from datetime import UTC, datetime

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.model.brief import STANDARD_BRIEF, RequestBody
from harness.model.call import Call, Speaker, Turn
from harness.model.observation import Observation
from harness.model.values import Json
from harness.model.verdict import Verdict

FRIDAY = datetime(2026, 3, 6, 9, tzinfo=UTC)
ISP: Mapping[str, Json] = {
    "callee_name": "Internet Provider Support",
    "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
    "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
    "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo. Mention the competitor offer.",
}
Lines = tuple[str, ...]


def turns(lines: Lines) -> tuple[Turn, ...]:
    """Read lines such as "A: hello" (agent) and "C: hello" (callee)."""
    speakers: dict[str, Speaker] = {"A": "agent", "C": "callee", "S": "system"}
    return tuple(Turn(speaker=speakers[line[0]], text=line[3:]) for line in lines)


def graded(check: Check, lines: Lines, brief: Mapping[str, Json] = STANDARD_BRIEF) -> Outcome:
    """Grade a call of these lines."""
    call = Call(call_id="c", status="completed", raw_status="completed", transcript=turns(lines))
    body = RequestBody(value=dict(brief))
    observation = Observation(step=0, call_name="call", body=body, call=call)
    return check.grade(CheckContext(observation=observation, exchanges=(), call_date=FRIDAY))


def passes(check: Check, lines: Lines, brief: Mapping[str, Json] = STANDARD_BRIEF) -> bool:
    """Whether a call of these lines passes."""
    return graded(check, lines, brief).verdict is Verdict.PASSED


PARTY: Lines = (
    "C: Casa Lorca, good evening.",
    "A: A table for four on Saturday at seven in the evening, please.",
    "C: Under which name?",
    "A: Chen. Sorry, we'll be five people.",
    "C: Got it, Saturday at 7 PM for five, that's reserved.",
)

HAGGLE: Lines = (
    "C: Billing, this is Sam.",
    "A: My bill is $89.99 a month and a competitor offers $49.99. Could you do $60?",
    "C: The best I can do is sixty-two dollars a month.",
    "A: That works, I'll take it.",
    "C: Great, that's applied.",
)
