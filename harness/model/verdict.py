"""What grading says: verdicts with evidence. Four words only, and a failure always has a kind from a closed list."""

from dataclasses import dataclass
from enum import StrEnum

from harness.errors import Span
from harness.model.values import Json


class Verdict(StrEnum):
    """`ungradable`: harness, gateway or judge could not decide. It is never counted as failed, and always shown."""

    PASSED = "passed"
    FAILED = "failed"
    UNGRADABLE = "ungradable"
    SKIPPED = "skipped"


class FailureKind(StrEnum):
    """Why something did not pass. The first group are failures, the second ungradables, the third skips,
    and the last goes with a pass.
    """

    EXPECTATION = "expectation"  # a check said no
    REJECTED = "rejected"  # the API refused the call and no expectation was about that
    CONTRACT = "contract"  # an answer was not what the API promises

    UNREACHABLE = "unreachable"  # nothing answered
    GATEWAY_ERROR = "gateway_error"  # 5xx, or an error no expectation was about and no brief can cause
    UNREADABLE = "unreadable"  # the answer could not be read
    TIMEOUT = "timeout"  # no result in the time allowed
    DIAL_UNKNOWN = "dial_unknown"  # the request may or may not have been received: a phone may have rung
    SIGN_IN = "sign_in"  # the account could not be signed in
    CHECK_CRASHED = "check_crashed"
    JUDGE = "judge"
    INTERRUPTED = "interrupted"
    NOT_RUN = "not_run"  # the run was stopped before the trial began

    BY_AUTHOR = "by_author"  # `skip:`
    UNSUPPORTED = "unsupported"  # the target cannot do what the scenario uses
    KNOWN_ISSUE = "known_issue"  # failed as its known_issue says

    KNOWN_ISSUE_FIXED = "known_issue_fixed"  # passed, although marked known_issue: the mark should go


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What decided a check: a turn (1-based) with a character span in it, or an exchange (its seq), and the words."""

    quote: str
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    exchange: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One expectation, graded on one call (`call` is its name in the flow, "call" or "held[3]").

    `value` is what the check parsed (a JSON object), for reading by programs. `detail` holds a traceback or a diff.
    """

    expectation_id: str
    check: str
    verdict: Verdict
    expected: str
    got: str
    message: str
    span: Span
    call: str = ""
    step: int = 0
    evidence: tuple[Evidence, ...] = ()
    value: Json = None
    weight: float = 1.0
    required: bool = True
    kind: FailureKind | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialVerdict:
    """One repetition of a scenario, graded. `score` is the passed share of the weights, None when ungradable."""

    verdict: Verdict
    kind: FailureKind | None
    message: str
    score: float | None
    checks: tuple[CheckResult, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioVerdict:
    """All repetitions of one scenario together: k of n graded passed. `rate_low` and `rate_high` are 95 % Wilson."""

    verdict: Verdict
    kind: FailureKind | None
    message: str
    passed: int
    graded: int
    ungradable: int
    flaky: bool = False
    rate_low: float | None = None
    rate_high: float | None = None
