"""Scenarios and trials for audits: one call that went well, with exchanges that tell of it."""

import json
from collections.abc import Mapping

from harness.grade.audit import CallAudit, audit_call, calls_of, prepared
from harness.grade.trial import Evidences, Grader
from harness.model.brief import RequestBody
from harness.model.call import Call
from harness.model.exchange import Exchange, StreamEvent
from harness.model.observation import Observation
from harness.model.scenario import Expectation, Scenario
from harness.model.values import Json
from tests.harness.grade.makers import FRIDAY, ToldContract, exchange, expect, scenario
from tests.harness.grade.mutation.subjects import CLEANING, DENTIST, turns

GRADER = Grader(ToldContract({}), strict=False)


def stream(call: Call) -> Exchange:
    """The stream that brought the call's result."""
    body = {
        "call_id": call.call_id,
        "status": call.raw_status,
        "transcript": [{"speaker": "user", "text": turn.text} for turn in call.transcript or ()],
    }
    event = StreamEvent(at_s=1.0, event="result", data=json.dumps(body))
    made = exchange(2)
    return Exchange(
        seq=2, route="call_stream", method="GET", url=made.url, request_headers={}, request_body=None, status=200,
        response_headers={}, response_body=None, sent_s=0.0, first_byte_s=0.0, ended_s=1.0, events=(event,),
    )  # fmt: skip


def trial(
    lines: tuple[str, ...] = CLEANING, brief: Mapping[str, Json] = DENTIST, *, name: str = "call", **fields: Json
) -> Evidences:
    """A trial of one completed call, with books."""
    call = Call(
        call_id="c-1", status="completed", raw_status="completed", transcript=turns(*lines), duration_seconds=60
    )
    seen = Observation(
        step=2, call_name=name, body=RequestBody(value=dict(brief)), call=call, exchanges=(2,), delivered_by="stream",
        books={"booked": True}, **fields,
    )  # fmt: skip
    return Evidences(observations=(seen,), exchanges={2: stream(call)}, call_date=FRIDAY)


def audited(*expectations: Expectation, evidences: Evidences | None = None, **changes: Json) -> CallAudit:
    """Audit the one call of a trial by these expectations."""
    found: Scenario = scenario(*expectations, **changes)
    left = evidences or trial()
    ready = prepared(found, GRADER.grade(found, left))
    return audit_call(ready, left, calls_of(left)[0], trial_id="s#1", grade=GRADER.grade)


STATUS = expect("status", "completed")
GOOD = (STATUS, expect("confirmed", {"day": "tuesday", "time": "15:30"}), expect("no_invented_facts"))
"""Expectations that a bad call does not get past."""
