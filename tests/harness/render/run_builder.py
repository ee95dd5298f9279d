"""Makes run-log records by hand, as a runner would write them: a clock that only moves when told, wire included."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from harness.errors import Span
from harness.model.brief import STANDARD_BRIEF, RequestBody
from harness.model.call import Call, Turn, call_from_body
from harness.model.exchange import Exchange, Route, StreamEvent
from harness.model.observation import ApiError, Breakdown, Observation
from harness.model.record import (
    Exchanged,
    Observed,
    Record,
    RunEnded,
    RunStarted,
    ScenarioGraded,
    ScenarioPlanned,
    Trial,
    TrialGraded,
    TrialStarted,
)
from harness.model.scenario import Authenticate, AwaitResult, CheckSpec, Expectation, Gate, Scenario, StartCall
from harness.model.values import Json
from harness.model.verdict import CheckResult, Evidence, FailureKind, ScenarioVerdict, TrialVerdict, Verdict
from harness.stats.intervals import wilson

CALL_DATE = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
FILE = "scenarios/quickstart.yaml"
HEADERS = {"authorization": "Bearer [redacted]", "content-type": "application/json", "x-pine-user-id": "1234567890"}
ANSWER_HEADERS = {"content-type": "application/json; charset=utf-8", "server": "pine-mock"}


def at(line: int, file: str = FILE) -> Span:
    """A place in a scenario file."""
    return Span(file=file, line=line, column=9)


def scenario(scenario_id: str, title: str, line: int, *checks: str, **changes: Json) -> Scenario:
    """A single-call scenario whose expectations carry the names in `checks`, one line each."""
    body = RequestBody(value=dict(STANDARD_BRIEF) | changes.pop("brief", {}))
    made = Scenario(
        scenario_id=scenario_id,
        title=title,
        suite="Quickstart",
        span=at(line),
        steps=(
            Authenticate(span=at(line)),
            StartCall(span=at(line), name="call", body=body),
            AwaitResult(span=at(line), call="call"),
        ),
        expectations=tuple(
            Expectation(expectation_id=name, check=CheckSpec(name=name, args=None, span=at(line + 8 + n)), step=2)
            for n, name in enumerate(checks)
        ),
        source=f"- id: {scenario_id}\n  title: {title}\n  brief: {{base: standard}}\n  expect: [{', '.join(checks)}]\n",
    )
    return replace(made, **changes)


def turns(*lines: str) -> tuple[Turn, ...]:
    """A transcript from lines that begin with the speaker: `A:` agent, `C:` callee, `S:` system."""
    speakers = {"A": "agent", "C": "callee", "S": "system"}
    return tuple(Turn(speaker=speakers[line[0]], text=line[2:].strip()) for line in lines)  # type: ignore[arg-type]  # the table holds only speakers


def words(transcript: Sequence[Turn], turn: int, quote: str) -> Evidence:
    """Evidence: `quote` where it stands in turn `turn`."""
    start = transcript[turn - 1].text.index(quote)
    return Evidence(quote=quote, turn=turn, start=start, end=start + len(quote))


def check(name: str, verdict: Verdict, expected: str, got: str, **rest: Json) -> CheckResult:
    """A check's result; the rest goes to CheckResult as it is."""
    fields: dict[str, Json] = {
        "expectation_id": name,
        "check": name,
        "message": "",
        "span": at(14),
        "call": "call",
        "step": 2,
    } | rest
    return CheckResult(verdict=verdict, expected=expected, got=got, **fields)


def passed(name: str, expected: str, got: str, **rest: Json) -> CheckResult:
    """A check that said yes."""
    return check(name, Verdict.PASSED, expected, got, **rest)


def failed(name: str, expected: str, got: str, **rest: Json) -> CheckResult:
    """A check that said no."""
    return check(name, Verdict.FAILED, expected, got, **({"kind": FailureKind.EXPECTATION} | rest))


class RunBuilder:
    """Collects the records of one run. Times are seconds since its start."""

    def __init__(self, trials: int, run_id: str = "2026-03-06T17-00-00-7f3a") -> None:
        self.now = 0.0
        self.records: list[Record] = [
            RunStarted(
                run_id=run_id,
                started_at=CALL_DATE,
                version="0.1.0",
                target="mock",
                seed=20260306,
                command="pine-harness run scenarios/quickstart.yaml --seed 20260306",
                trials=trials,
                gate=Gate(),
                environment={"python": "3.11.9", "platform": "Linux x86_64"},
                settings={"concurrency": 4, "gateway_url": "http://127.0.0.1:8765"},
            )
        ]
        self._seq = 0
        self._trials: dict[str, list[TrialVerdict]] = {}

    def plan(self, planned: Scenario) -> None:
        """Write the scenario."""
        self.records.append(ScenarioPlanned(scenario=planned))

    def start(self, planned: Scenario, index: int = 1) -> str:
        """Begin a trial and sign its account in."""
        self._seq = 0
        trial = Trial(scenario_id=planned.scenario_id, index=index, seed=4_021_337 + index, call_date=CALL_DATE)
        self.records.append(TrialStarted(trial=trial, at_s=self.now))
        token = {"status": "success", "data": {"request_token": "[redacted]"}}
        self.exchange(trial.trial_id, "auth_request", {"email": "qa@example.com"}, 200, token)
        verified = {"status": "success", "data": {"id": "1234567890", "access_token": "[redacted]"}}
        self.exchange(trial.trial_id, "auth_verify", {"email": "qa@example.com", "code": "[redacted]"}, 200, verified)
        return trial.trial_id

    def exchange(
        self, trial_id: str, route: Route, sent: Json, status: int | None, answer: Json, **changes: Json
    ) -> int:
        """Write one exchange of 40 ms and return its seq."""
        self._seq += 1
        method, path = {
            "auth_request": ("POST", "/api/v2/auth/email/request"),
            "auth_verify": ("POST", "/api/v2/auth/email/verify"),
            "call_create": ("POST", "/api/v2/voice/call"),
            "call_get": ("GET", "/api/v2/voice/call/c-1"),
            "call_stream": ("GET", "/api/v2/voice/call/c-1/stream"),
            "other": ("GET", "/"),
        }[route]
        made = Exchange(
            seq=self._seq,
            route=route,
            method=method,
            url=f"http://127.0.0.1:8765{path}",
            request_headers=HEADERS,
            request_body=None if sent is None else json.dumps(sent),
            status=status,
            response_headers=ANSWER_HEADERS if status else {},
            response_body=None if answer is None else json.dumps(answer),
            sent_s=self.now,
            first_byte_s=self.now + 0.031 if status else None,
            ended_s=self.now + 0.04,
        )
        made = replace(made, **changes)
        self.now = made.ended_s
        self.records.append(Exchanged(trial_id=trial_id, exchange=made))
        return self._seq

    def ring(self, trial_id: str, planned: Scenario, transcript: Sequence[Turn], **answer: Json) -> None:
        """Create a call, wait for its result by SSE, and note what both steps saw."""
        brief = planned.steps[1].body  # type: ignore[union-attr]  # the second step of a single call starts it
        call_id = f"c-{trial_id}"
        created = {"call_id": call_id, "status": "in_progress"}
        first = self.exchange(trial_id, "call_create", brief.value if brief else None, 200, created)
        self.see(trial_id, 1, body=brief, exchanges=(first,), call=call_from_body(created))
        sides = {"agent": "agent", "callee": "user", "system": "system"}
        result = {
            "call_id": call_id,
            "status": "completed",
            "duration_seconds": 94,
            "credits_charged": 90,
            "transcript": [{"speaker": sides[turn.speaker], "text": turn.text} for turn in transcript],
        } | answer
        begun = self.now
        events = (
            StreamEvent(at_s=begun + 1.5, comment="heartbeat"),
            StreamEvent(at_s=begun + 3.1, event="result", data=json.dumps(result), event_id="1"),
        )
        last = self.exchange(
            trial_id, "call_stream", None, 200, None, ended_s=begun + 3.11, events=events,
            response_headers={"content-type": "text/event-stream"},
        )  # fmt: skip
        books = {"answered_by": "Mia", "booked": True, "slot": "2026-03-12T14:00", "price": 120}
        self.see(trial_id, 2, body=brief, exchanges=(first, last), call=call_from_body(result),
                 delivered_by="stream", books=books)  # fmt: skip

    def see(self, trial_id: str, step: int, call_name: str = "call", **rest: Json) -> None:
        """Write what a step saw."""
        self.records.append(
            Observed(trial_id=trial_id, observation=Observation(step=step, call_name=call_name, **rest))
        )

    def grade(self, trial_id: str, planned: Scenario, *checks: CheckResult) -> TrialVerdict:
        """Sum the checks up as grading does, and write the verdict."""
        deciding = next((c for c in checks if c.required and c.verdict is not Verdict.PASSED), None)
        verdict = TrialVerdict(
            verdict=deciding.verdict if deciding else Verdict.PASSED,
            kind=deciding.kind if deciding else None,
            message=f"{deciding.check}: {deciding.message or deciding.got}" if deciding else "",
            score=sum(c.verdict is Verdict.PASSED for c in checks) / len(checks),
            checks=tuple(checks),
        )
        self._trials.setdefault(planned.scenario_id, []).append(verdict)
        self.records.append(
            TrialGraded(trial_id=trial_id, scenario_id=planned.scenario_id, at_s=self.now, verdict=verdict)
        )
        return verdict

    def close(self, planned: Scenario, **changes: Json) -> None:
        """Write the scenario's verdict: failed when a trial failed, else ungradable when one was, else passed."""
        trials = self._trials.get(planned.scenario_id, [])
        count = {verdict: sum(trial.verdict is verdict for trial in trials) for verdict in Verdict}
        graded = count[Verdict.PASSED] + count[Verdict.FAILED]
        worst = next((v for v in (Verdict.FAILED, Verdict.UNGRADABLE) if count[v]), Verdict.PASSED)
        first = next((trial for trial in trials if trial.verdict is worst), None)
        interval = wilson(count[Verdict.PASSED], graded)
        verdict = ScenarioVerdict(
            verdict=worst,
            kind=first.kind if first else None,
            message=first.message if first else "",
            passed=count[Verdict.PASSED],
            graded=graded,
            ungradable=count[Verdict.UNGRADABLE],
            flaky=bool(count[Verdict.PASSED] and count[Verdict.FAILED]),
            rate_low=interval.low if interval else None,
            rate_high=interval.high if interval else None,
        )
        self.records.append(ScenarioGraded(scenario_id=planned.scenario_id, verdict=replace(verdict, **changes)))

    def end(self, exit_code: int, gate_met: bool | None, reason: str, *, interrupted: bool = False) -> list[Record]:
        """Write the end and return everything."""
        self.records.append(
            RunEnded(at_s=self.now, exit_code=exit_code, gate_met=gate_met, reason=reason, interrupted=interrupted)
        )
        return self.records


def refusal(code: str, http_status: int, message: str, exchange: int) -> ApiError:
    """An error answer with the documented envelope."""
    return ApiError(http_status=http_status, code=code, message=message, exchange=exchange)


def breakdown(kind: FailureKind, message: str, exchange: int | None = None) -> Breakdown:
    """What went wrong short of an answer."""
    return Breakdown(kind=kind, message=message, exchange=exchange)


def running(call_id: str) -> Call:
    """A call that was started and not yet ended."""
    return Call(call_id=call_id, status="in_progress", raw_status="in_progress")


def envelope(code: str, message: str) -> Mapping[str, Json]:
    """An error body as the reference has it."""
    return {"error": {"code": code, "message": message}}
