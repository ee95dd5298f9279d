"""One run with all that a report must show: passed, failed, flaky, refused, ungradable, skipped, known, a flow."""

from dataclasses import replace

from harness.model.brief import STANDARD_BRIEF, RequestBody
from harness.model.record import Record, ScenarioGraded
from harness.model.scenario import Authenticate, AwaitResult, StartCall
from harness.model.verdict import Evidence, FailureKind, ScenarioVerdict, Verdict
from tests.harness.render.run_builder import (
    RunBuilder,
    at,
    breakdown,
    check,
    envelope,
    failed,
    passed,
    refusal,
    running,
    scenario,
    turns,
    words,
)

DENTIST = scenario(
    "cleaning-on-tuesday", "Books a cleaning on Tuesday afternoon", 12,
    "status", "reached_human", "confirmed", "says", tags=("booking", "dental"),
)  # fmt: skip
DENTIST_TALK = turns(
    "C: Good morning, Dr. Smith's office, this is Mia. How can I help?",
    "A: Hello Mia, I'm an AI assistant calling for Jane Doe. She would like a dental cleaning next Tuesday afternoon.",
    "C: Let me look. Is she an existing patient? And I'd need her date of birth.",
    "A: She is, yes. Her date of birth is March 15th, 1990.",
    "C: Thank you. Tuesday afternoon is full, I'm afraid. I have Thursday at 2 PM, or Friday at 9 in the morning.",
    "A: Thursday at 2 PM works for her. Could you book that one?",
    "C: Sure. So that's Jane Doe, cleaning, Thursday the 12th at 2 PM. Anything else?",
    "A: That is all. Thank you for your help, Mia. Goodbye.",
    "C: Bye now!",
)
BILL = scenario(
    "bill-under-65", "Negotiates the internet bill to $65 or less", 41,
    "status", "agreed_price", "not_says", "summary", tags=("negotiation",),
    brief={"callee_name": "Internet Provider Support", "caller": "negotiator", "voice": "male",
           "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
           "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
           "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo. Do not change plan tier."},
)  # fmt: skip
BILL_TALK = turns(
    "C: Thanks for calling support, you're through to Devon. May I have the name on the account?",
    "A: Hi Devon, I'm calling on behalf of the account holder about the monthly price of the 200 Mbps plan.",
    "C: I see it here, $89.99 a month. What seems to be the matter?",
    "A: A competitor offers the same speed for $49.99. We would like to stay, but the bill has to come down to $60.",
    "C: I understand. The best loyalty price in my system is $72 a month for the next twelve months.",
    "A: That is still above what we can do. Is there any room below $65?",
    "S: silence from both sides for 12 seconds",
    "C: I checked with my supervisor. $72 is the lowest, and I can waive the modem fee on top.",
    "A: All right, let's take the $72 a month with the modem fee waived.",
    "C: Wonderful, I've applied that. You'll see it on the next bill.",
)
TABLE = scenario(
    "table-for-four", "Reserves a table for four at The Italian Place", 70,
    "status", "confirmed", "discloses_only_the_brief", tags=("booking",), runs=5,
    brief={"callee_name": "The Italian Place", "callee_context": "Italian restaurant on Main Street.",
           "call_objective": "Make a dinner reservation for 4 people tonight at 7pm"},
)  # fmt: skip
TABLE_GOOD = turns(
    "C: Italian Place, buona sera!",
    "A: Good evening. Could I reserve a table for four tonight at 7?",
    "C: Seven is gone, 7:30 I can do. In a booth if you like.",
    "A: 7:30 in a booth is perfect. Under the name Doe, please.",
    "C: Doe, four people, 7:30. See you tonight!",
)
TABLE_BAD = turns(
    "C: Italian Place, buona sera!",
    "A: Good evening. Could I reserve a table for four tonight at 7?",
    "C: Only 9:45, sorry. We have a wedding party in.",
    "A: 9:45 it is, then. Under the name Doe, please.",
    "C: Doe, four people, 9:45. Ciao!",
)
NATIONAL = scenario(
    "national-number", "Calls a number without its country code", 96, "status", brief={"dialed_number": "4155550142"}
)
BROKEN = scenario("stream-breaks", "Waits for a result that never comes", 110, "status", "delivered_by")
FIXED_LATER = scenario(
    "expired-token", "Says that the token has expired", 124, "error", known_issue="GW-114: answers AUTH_REQUIRED"
)
HOLIDAYS = scenario("closed-for-holidays", "Leaves no message on a holiday greeting", 137, "status", skip="PINE-88: no")
FLOW = replace(
    scenario("sixth-concurrent-call", "Refuses a sixth call at the same time", 150, tags=("limits",)),
    steps=(
        Authenticate(span=at(151)),
        StartCall(span=at(152), name="held", body=RequestBody(value=dict(STANDARD_BRIEF)), times=5),
        StartCall(span=at(153), name="sixth", body=RequestBody(value=dict(STANDARD_BRIEF))),
        AwaitResult(span=at(156), call="held"),
    ),
)
SCENARIOS = (DENTIST, BILL, TABLE, NATIONAL, BROKEN, FIXED_LATER, HOLIDAYS, FLOW)


def sample_run() -> list[Record]:
    """A run of eight scenarios that failed its gate."""
    run = RunBuilder(trials=11)
    for planned in SCENARIOS:
        run.plan(planned)
    _dentist(run)
    _bill(run)
    _table(run)
    _national(run)
    _broken(run)
    _known(run)
    run.records.append(
        ScenarioGraded(
            scenario_id=HOLIDAYS.scenario_id,
            verdict=ScenarioVerdict(
                verdict=Verdict.SKIPPED, kind=FailureKind.BY_AUTHOR, message="PINE-88: no holiday persona yet",
                passed=0, graded=0, ungradable=0,
            ),
        )
    )  # fmt: skip
    _flow(run)
    return run.end(1, False, "Every scenario must pass: 3 of 6 failed and 1 could not be judged.")


def passing_run() -> list[Record]:
    """A run of one scenario that met its gate."""
    run = RunBuilder(trials=1)
    run.plan(DENTIST)
    _dentist(run)
    return run.end(0, True, "Every scenario must pass: 1 of 1 did.")


def interrupted_run() -> list[Record]:
    """A run whose log stops in the middle of its second trial."""
    records = sample_run()
    cut = next(n for n, record in enumerate(records) if record.record == "trial_graded") + 9
    return records[:cut]


def _dentist(run: RunBuilder) -> None:
    trial = run.start(DENTIST)
    run.ring(trial, DENTIST, DENTIST_TALK)
    run.grade(
        trial, DENTIST,
        passed("status", "completed", "completed", span=at(20)),
        passed("reached_human", "a person answers", "a person answered", span=at(21),
               evidence=(words(DENTIST_TALK, 1, "this is Mia"),)),
        passed("confirmed", "any day, 12:00-17:00", "Thursday 12 March, 14:00", span=at(22), weight=2.0,
               evidence=(words(DENTIST_TALK, 7, "Thursday the 12th at 2 PM"),)),
        failed("says", "agent says “date of birth” at most once", "said in turns 2 and 4", span=at(24), required=False,
               message="asked for twice", evidence=(words(DENTIST_TALK, 4, "date of birth"),)),
    )  # fmt: skip
    run.close(DENTIST)


def _bill(run: RunBuilder) -> None:
    trial = run.start(BILL)
    run.ring(trial, BILL, BILL_TALK, duration_seconds=213, credits_charged=130, summary="Agreed to $72 a month.")
    run.grade(
        trial, BILL,
        passed("status", "completed", "completed", span=at(49)),
        failed("agreed_price", "at most 65 USD", "72 USD", span=at(50), weight=2.0,
               message="the agent agreed to $72, which is $7 above the limit",
               evidence=(words(BILL_TALK, 9, "$72 a month"), words(BILL_TALK, 10, "I've applied that"))),
        passed("not_says", "agent never says a card number", "never said", span=at(51)),
        failed("summary", "mentions $60", "Agreed to $72 a month.", span=at(52), required=False,
               evidence=(Evidence(quote="Agreed to $72 a month."),)),
    )  # fmt: skip
    run.close(BILL)


def _table(run: RunBuilder) -> None:
    for index in range(1, 6):
        trial = run.start(TABLE, index)
        good = index not in (2, 5)
        talk = TABLE_GOOD if good else TABLE_BAD
        run.ring(trial, TABLE, talk, duration_seconds=41 + index, credits_charged=70)
        confirmed = (
            passed("confirmed", "today, 19:00-20:00", "today, 19:30", span=at(79), evidence=(words(talk, 5, "7:30"),))
            if good
            else failed("confirmed", "today, 19:00-20:00", "today, 21:45", span=at(79),
                        message="confirmed 1 h 45 min too late",
                        evidence=(words(talk, 4, "9:45 it is"), words(talk, 5, "9:45")))
        )  # fmt: skip
        run.grade(
            trial, TABLE, passed("status", "completed", "completed", span=at(78)), confirmed,
            passed("discloses_only_the_brief", "nothing beyond the brief", "nothing", span=at(80)),
        )  # fmt: skip
    run.close(TABLE)


def _national(run: RunBuilder) -> None:
    trial = run.start(NATIONAL)
    message = "dialed_number must be in E.164 format"
    brief = NATIONAL.steps[1].body  # type: ignore[union-attr]  # the second step of a single call starts it
    assert brief is not None
    seq = run.exchange(trial, "call_create", brief.value, 400, envelope("INVALID_PHONE", message))
    error = refusal("INVALID_PHONE", 400, message, seq)
    run.see(trial, 1, body=brief, exchanges=(seq,), error=error)
    run.see(trial, 2, body=brief, exchanges=(seq,), error=error)
    quote = f"HTTP 400 INVALID_PHONE: {message}"
    run.grade(
        trial, NATIONAL,
        failed("status", "a call", quote, span=at(104), kind=FailureKind.REJECTED,
               message=f"the API refused: {quote}", evidence=(Evidence(quote=quote, exchange=seq),)),
    )  # fmt: skip
    run.close(NATIONAL)


def _broken(run: RunBuilder) -> None:
    trial = run.start(BROKEN)
    brief = BROKEN.steps[1].body  # type: ignore[union-attr]  # the second step of a single call starts it
    assert brief is not None
    seq = run.exchange(trial, "call_create", brief.value, 200, {"call_id": "c-b", "status": "in_progress"})
    run.see(trial, 1, body=brief, exchanges=(seq,), call=running("c-b"))
    last = run.exchange(trial, "call_stream", None, 200, None, ended_s=run.now + 30.0, error="the stream broke off")
    words_ = "no result within 30 s: the stream broke off"
    run.see(trial, 2, body=brief, exchanges=(seq, last), call=running("c-b"),
            breakdown=breakdown(FailureKind.TIMEOUT, words_, last))  # fmt: skip
    run.grade(
        trial, BROKEN,
        check("status", Verdict.UNGRADABLE, "", "", span=at(118), kind=FailureKind.TIMEOUT, message=words_),
        check("delivered_by", Verdict.UNGRADABLE, "", "", span=at(119), kind=FailureKind.TIMEOUT, message=words_),
    )  # fmt: skip
    run.close(BROKEN)


def _known(run: RunBuilder) -> None:
    trial = run.start(FIXED_LATER)
    seq = run.exchange(trial, "call_create", {}, 401, envelope("AUTH_REQUIRED", "sign in first"))
    run.see(trial, 1, exchanges=(seq,), error=refusal("AUTH_REQUIRED", 401, "sign in first", seq))
    run.grade(
        trial, FIXED_LATER,
        failed("error", "TOKEN_EXPIRED with HTTP 401", "AUTH_REQUIRED with HTTP 401", step=1, span=at(132),
               evidence=(Evidence(quote="AUTH_REQUIRED", exchange=seq),)),
    )  # fmt: skip
    run.close(FIXED_LATER, verdict=Verdict.SKIPPED, kind=FailureKind.KNOWN_ISSUE,
              message="known issue GW-114: answers AUTH_REQUIRED (failed as expected)")  # fmt: skip


def _flow(run: RunBuilder) -> None:
    trial = run.start(FLOW)
    brief = RequestBody(value=dict(STANDARD_BRIEF))
    names = [f"held[{n}]" for n in range(1, 6)]
    seqs = []
    for name in names:
        created = {"call_id": name, "status": "in_progress"}
        seqs.append(run.exchange(trial, "call_create", brief.value, 200, created))
        run.see(trial, 1, name, body=brief, exchanges=(seqs[-1],), call=running(name))
    message = "at most 5 concurrent calls"
    sixth = run.exchange(trial, "call_create", brief.value, 429, envelope("RATE_LIMITED", message))
    run.see(trial, 2, "sixth", body=brief, exchanges=(sixth,), error=refusal("RATE_LIMITED", 429, message, sixth))
    for name, seq in zip(names, seqs, strict=True):
        ended = replace(
            running(name), status="completed", raw_status="Timeout", duration_seconds=600.0, credits_charged=250,
            transcript=turns("C: Please hold the line.", "S: silence from both sides for 25 seconds"),
        )  # fmt: skip
        last = run.exchange(trial, "call_get", None, 200, {"call_id": name, "status": "Timeout"})
        run.see(trial, 3, name, body=brief, exchanges=(seq, last), call=ended, delivered_by="poll")
    run.grade(
        trial, FLOW,
        passed("error", "RATE_LIMITED with HTTP 429", "RATE_LIMITED with HTTP 429", step=2, call="sixth", span=at(154),
               evidence=(Evidence(quote="RATE_LIMITED", exchange=sixth),)),
        *(passed("status", "completed", "completed", step=3, call=name, span=at(157)) for name in names),
    )  # fmt: skip
    run.close(FLOW)
