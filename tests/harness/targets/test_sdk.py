"""The official SDK as the driver: the same scenarios, the same verdicts, and its exchanges in the log."""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.app.clock import RunClock
from harness.app.driving import described, driver_called
from harness.app.run import RunRequest, run_scenarios
from harness.app.target import ready_target
from harness.errors import Span, UsageError
from harness.model.brief import RequestBody
from harness.model.exchange import Exchange
from harness.model.record import Exchanged, RunStarted, Trial, TrialGraded
from harness.model.scenario import HttpRequest, Scenario, StartCall
from harness.model.values import Json
from harness.runner.commands import (
    Answered,
    CreateCall,
    Failed,
    OpenStream,
    PollCall,
    RequestCode,
    Streamed,
    VerifyCode,
)
from harness.runner.plan import MOCK_CALL_DATE
from harness.store.run_log import read_records
from harness.targets.gateway import EmailLogin, Hosts
from harness.targets.mock import ControlPlane
from harness.targets.sdk import SdkCalls, SdkGatewayTarget
from harness.targets.sdk_brief import inexpressible, lost, parameters_of
from harness.targets.sdk_wire import CUT_SHORT
from harness.targets.transport import new_client
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer

SHIPPED = Path(__file__).parents[3] / "scenarios"
SPAN = Span(file="a.yaml", line=1, column=1)
WHOLE: Mapping[str, Json] = {"dialed_number": "+1", "callee_name": "a", "callee_context": "b", "call_objective": "c"}

TRIAL = Trial(scenario_id="a", index=1, seed=1, call_date=MOCK_CALL_DATE)
BRIEF: Mapping[str, Json] = {
    "dialed_number": "+14155550142",
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office, open Mon-Fri 9am-5pm. The patient is Jane Doe.",
    "call_objective": "Schedule a dental cleaning for Jane Doe next Tuesday afternoon",
    "caller": "communicator",
}

FLOWS = """\
defaults: {brief: {base: standard}}
scenarios:
  - id: five-at-once
    steps:
      - start_call: {as: many, times: 5}
      - await_result: many
        expect: {status: completed, delivered_by: stream}
  - id: looked-at-once
    steps:
      - start_call: {as: one, callee: {persona: holds_the_line}}
      - get_call: one
        expect: {status: in_progress}
      - end_call: one
      - get_call: one
        expect: {status: cancelled}
  - id: dial-unknown
    faults: [{route: create, kind: reset}]
    expect: {status: completed}
  - id: sign-in-fails
    faults: [{route: auth_verify, kind: reset}]
    expect: {status: completed}
  - id: polls-fail-for-good
    faults: [{route: stream, kind: server_error}, {route: get, kind: reset}]
    expect: {status: completed}
"""


def run(path: Path, reports: Path, driver: str) -> Path:
    """Run scenarios on the embedded mock and return the run's folder."""
    request = RunRequest(paths=(path,), driver=driver, seed=1, reports=reports, formats=("json",))
    return asyncio.run(run_scenarios(request)).folder


def verdicts(folder: Path) -> dict[str, Any]:
    """Return what each trial and each of its checks came to."""
    return {
        record.trial_id: (
            record.verdict.verdict,
            record.verdict.kind,
            [(check.expectation_id, check.call, check.verdict) for check in record.verdict.checks],
        )
        for record in read_records(folder / "run.jsonl")
        if isinstance(record, TrialGraded)
    }


def exchanges(folder: Path, trial_id: str) -> list[Exchange]:
    """Return what went over the wire in a trial."""
    records = read_records(folder / "run.jsonl")
    return [it.exchange for it in records if isinstance(it, Exchanged) and it.trial_id == trial_id]


@pytest.mark.parametrize("suite", ["quickstart", "faults"])
def test_both_drivers_come_to_the_same_verdicts(suite: str, tmp_path: Path) -> None:
    """Check by check, the SDK's run says what the harness's own does."""
    path = SHIPPED / f"{suite}.yaml"
    own, by_sdk = run(path, tmp_path, "http"), run(path, tmp_path, "sdk")
    assert verdicts(by_sdk) == verdicts(own)
    assert "passed" in {str(it[0]) for it in verdicts(own).values()}


def test_flows_and_breakdowns_come_to_the_same_verdicts(tmp_path: Path) -> None:
    """Several calls at once, a call that nobody waits for, and what cannot be judged, each with its kind."""
    path = tmp_path / "flows.yaml"
    path.write_text(FLOWS, encoding="utf-8")
    own, by_sdk = run(path, tmp_path / "out", "http"), run(path, tmp_path / "out", "sdk")
    assert verdicts(by_sdk) == verdicts(own)
    assert str(verdicts(own)["dial-unknown#1"][1]) == "dial_unknown"


def test_what_the_sdk_sends_is_recorded(tmp_path: Path) -> None:
    """Every request is in the log, in order, with its events; the SDK sends fields that the brief leaves out."""
    path = tmp_path / "one.yaml"
    path.write_text(
        "scenarios:\n"
        "  - id: one\n"
        "    brief: {base: standard, detailed_instructions: null, max_duration_minutes: null}\n"
        "    expect: {status: completed}\n",
        encoding="utf-8",
    )
    folder = run(path, tmp_path / "out", "sdk")
    seen = exchanges(folder, "one#1")
    assert [it.route for it in seen] == ["auth_request", "auth_verify", "call_create", "call_stream"]
    assert [it.seq for it in seen] == [1, 2, 3, 4]
    sent = json.loads(seen[2].request_body or "")
    assert (sent["detailed_instructions"], sent["max_duration_minutes"]) == ("", 120)
    assert seen[2].request_headers["authorization"] == "Bearer <access_token>"
    assert "result" in [event.event for event in seen[3].events]
    head = next(read_records(folder / "run.jsonl"))
    assert isinstance(head, RunStarted)
    assert head.environment["driver"] == described("sdk")


def test_what_the_sdk_cannot_send_is_skipped_with_the_reason(tmp_path: Path) -> None:
    """Raw requests of the errors suite are not counted as anything; the rest has the same verdicts."""
    own, by_sdk = (run(SHIPPED / "errors.yaml", tmp_path, driver) for driver in ("http", "sdk"))
    done = verdicts(by_sdk)
    assert done == {name: it for name, it in verdicts(own).items() if name in done}
    assert 0 < len(done) < len(verdicts(own))
    skips = [
        record.verdict.message
        for record in read_records(by_sdk / "run.jsonl")
        if record.record == "scenario_graded" and str(record.verdict.verdict) == "skipped"
    ]
    assert len(skips) == len(verdicts(own)) - len(done)
    assert all(it.startswith("the SDK cannot send ") for it in skips)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (RequestBody(value=WHOLE), ""),
        (RequestBody(value={**WHOLE, "voice": "male", "enable_summary": False, "max_duration_minutes": 0}), ""),
        (RequestBody(value={**WHOLE, "dialed_number": 5, "detailed_instructions": ""}), ""),
        (RequestBody(text='{"dialed'), "a body that is no JSON object"),
        (RequestBody(value=[1]), "a body that is no JSON object"),
        (RequestBody(value={**WHOLE, "webhook": "x"}), "a field 'webhook', of which it has no parameter"),
        (RequestBody(value={"callee_name": "a"}), "a body without dialed_number"),
        (RequestBody(value={**WHOLE, "enable_summary": "yes"}), "enable_summary 'yes', which it sends as a boolean"),
        (RequestBody(value={**WHOLE, "detailed_instructions": None}), "detailed_instructions None"),
        (
            RequestBody(value={**WHOLE, "max_duration_minutes": None}),
            "max_duration_minutes null, which it sends as 120",
        ),
        (RequestBody(value={**WHOLE, "caller": None}), "caller null"),
    ],
)
def test_a_body_is_sent_as_it_is_or_not_at_all(body: RequestBody, told: str) -> None:
    """What the SDK would change is found before it is sent."""
    said = lost(body)
    assert said.startswith(told) if told else said == ""


def test_arguments_are_named_as_the_sdk_names_them() -> None:
    """The API's fields become the SDK's parameters."""
    body = RequestBody(value={**WHOLE, "detailed_instructions": "d"})
    assert parameters_of(body) == {"to": "+1", "name": "a", "context": "b", "objective": "c", "instructions": "d"}


def test_a_raw_request_cannot_be_expressed() -> None:
    """The reason names the step."""
    steps = (
        StartCall(span=SPAN, name="call", body=RequestBody(value=WHOLE)),
        HttpRequest(span=SPAN, method="GET", path="/"),
    )
    scenario = Scenario(scenario_id="a", title="", suite="", span=SPAN, steps=steps, expectations=())
    assert inexpressible(scenario) == "the SDK cannot send raw requests"


def test_a_missing_package_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra the driver cannot be had, and nothing is run."""
    monkeypatch.setitem(sys.modules, "pine_voice", None)
    for name in [name for name in sys.modules if name.startswith("harness.targets.sdk")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(UsageError, match=r"needs the package pine-voice.*pip install 'pine-voice-harness\[sdk\]'"):
        driver_called("sdk")


def test_an_unknown_driver_is_refused() -> None:
    """The message says which there are."""
    with pytest.raises(UsageError, match="allowed: http, sdk"):
        driver_called("curl")


@pytest.mark.parametrize("target", ["live", "https://voice.example", "replay:x"])
def test_the_sdk_goes_to_this_machine_alone(target: str) -> None:
    """Where phones ring nothing is sent by a driver that tells no call_id."""

    async def opened() -> None:
        async with ready_target(target, _Noon(), driver="sdk"):
            raise AssertionError("opened")

    with pytest.raises(UsageError, match="goes only to the mock or a gateway on this machine"):
        asyncio.run(opened())


def test_a_gateway_of_this_machine_is_called_with_its_one_account() -> None:
    """Signed in by the harness, the SDK places the call, and leaves a stream that brings nothing in time."""

    async def called() -> None:
        async with MockServer(MockConfig(clock="real")) as mock:
            async with new_client(verify=False, trust_env=False) as client:
                made = await ControlPlane(client, mock.url).ask("POST", "/accounts", {})
            assert isinstance(made, dict)
            login = EmailLogin(email=made["email"], code=made["code"])
            target = SdkGatewayTarget(Hosts(auth_url=mock.url, voice_url=mock.url), login, RunClock())
            kept: list[Exchange] = []
            session = await target.open(TRIAL, None, kept.append)
            assert isinstance(session, SdkCalls)
            before = await session.perform(CreateCall(body=RequestBody(value=BRIEF)))
            assert isinstance(before, Failed)
            assert "authenticate first" in before.message
            asked = await session.perform(RequestCode())
            assert isinstance(asked, Answered)
            await session.perform(VerifyCode(request_token=asked.body["data"]["request_token"]))
            placed = await session.perform(CreateCall(body=RequestBody(value=BRIEF)))
            assert isinstance(placed, Answered)
            call_id = placed.body["call_id"]
            left = await session.perform(OpenStream(call_id=call_id, last_event_id=None, timeout_s=0.3))
            assert isinstance(left, Streamed)
            assert left.result is None
            polled = await session.perform(PollCall(call_id=call_id))
            assert isinstance(polled, Answered)
            assert polled.body["status"] == "in_progress"
            await session.close()
            await target.close()
            assert [it.route for it in kept[2:]] == ["call_create", "call_stream", "call_get"]
            assert kept[3].error == CUT_SHORT

    asyncio.run(called())


class _Noon:
    def now_s(self) -> float:
        return 0.0
