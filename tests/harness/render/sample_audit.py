"""An audit with everything in it that can be shown."""

from harness.errors import Span
from harness.grade.audit import NO_BOOKS, CallAudit, Mutant, Unused
from harness.grade.audit_report import AuditReport, NotAudited
from harness.grade.suggestions import Suggestion
from harness.model.call import Speaker, Turn

WHERE = "scenarios/quickstart.yaml"
LONG = "Let me read that back, so that we both have the same: a cleaning for Jane Doe, a new patient, on Tuesday at"


def turn(speaker: Speaker, text: str) -> Turn:
    """One turn."""
    return Turn(speaker=speaker, text=text)


CALL = (
    turn("callee", "Dr. Smith Office."),
    turn("agent", "A cleaning for Jane Doe next Tuesday afternoon, please."),
    turn("callee", f"{LONG} 3:30 PM, correct?"),
    turn("agent", "Yes."),
    turn("callee", "You're all set."),
    turn("agent", "Bye."),
    turn("callee", "Bye."),
)


def mutant(name: str, breaks: str, turns: tuple[Turn, ...], *caught_by: str, noticed_by: str = "") -> Mutant:
    """A broken call."""
    return Mutant(
        mutation=name,
        breaks=breaks,
        turns=turns,
        caught=bool(caught_by),
        caught_by=caught_by,
        noticed_by=(noticed_by,) if noticed_by else (),
    )


REFUSED = (*CALL[:4], turn("callee", "Oh, that was just taken."), turn("agent", "I see. Goodbye."))
ANOTHER_TIME = (*CALL[:2], turn("callee", f"{LONG} 6:30 PM, correct?"), *CALL[3:])
SILENT = tuple(said for said in CALL if said.speaker == "agent")


def at(line: int) -> Span:
    """A place in the suite."""
    return Span(file=WHERE, line=line, column=7)


def audit(scenario_id: str, *mutants: Mutant, call: str = "call", **changes: tuple[Unused, ...]) -> CallAudit:
    """One call audited."""
    return CallAudit(
        scenario_id=scenario_id,
        title="Books a dental cleaning for next Tuesday afternoon",
        span=at(10),
        trial_id=f"{scenario_id}#1",
        call=call,
        turns=CALL,
        mutants=mutants,
        left_out=changes.get("left_out", ()),
        never_failed=changes.get("never_failed", ()),
        suggestions=(
            Suggestion(line='- confirmed: {day: tuesday, time: "15:30"}', catches=("callee_refuses", "another_time")),
        )
        if any(not one.caught for one in mutants)
        else (),
    )


def sample_audit(min_caught: float | None = 0.9) -> AuditReport:
    """One call with survivors, a flow of two calls, two scenarios left out and one that never passed."""
    dentist = audit(
        "dentist",
        mutant("callee_refuses", "the callee refuses instead of confirming", REFUSED, noticed_by="hoped"),
        mutant("ends_early", "the call ends before the confirmation", CALL[:4]),
        mutant("another_time", "another time is booked", ANOTHER_TIME),
        mutant("callee_gone", "the callee says nothing at all", SILENT, "says"),
        left_out=(Unused(expectation_id="books", span=at(27), reason=NO_BOOKS),),
        never_failed=(Unused(expectation_id="turns", span=at(28), reason="passed on all 8 bad calls"),),
    )
    gone = mutant("callee_gone", "the callee says nothing at all", SILENT, "reached_human")
    return AuditReport(
        source="embedded mock, seed 0",
        calls=(dentist, audit("twice", gone, call="first"), audit("twice", gone, call="second")),
        not_audited=(
            NotAudited(scenario_id="auth-required", reason="no transcript to break"),
            NotAudited(scenario_id="not-found", reason="no transcript to break"),
            NotAudited(scenario_id="bill", reason="its call did not pass: books", unjudged=True),
        ),
        min_caught=min_caught,
    )
