"""What becomes of an exchange that passed: whose tape it is on, and what never reaches one."""

import asyncio
import json
from pathlib import Path

from harness.contract import Contract
from harness.model.exchange import Exchange, StreamEvent
from mock_gateway.proxy.recorder import Recorder
from mock_gateway.proxy.tapes import Tapes
from tests.mock_gateway.proxy.recorded import exchange

REQUEST_TOKEN, ACCESS_TOKEN, CODE = "req-9f8e7d6c5b4a39281706", "acc-0a1b2c3d4e5f60718293", "8351"
NO_PROMISES = {"openapi": "3.1.0", "info": {"title": "none", "version": "1"}, "paths": {}}


def sign_in(email: str, user_id: str) -> list[Exchange]:
    """The two exchanges of a sign-in."""
    asked = {"email": email}
    shown = {"email": email, "request_token": REQUEST_TOKEN, "code": CODE}
    return [
        exchange(
            "auth_request",
            "/api/v2/auth/email/request",
            method="POST",
            request_body=json.dumps(asked),
            response_body=json.dumps({"status": "success", "data": {"request_token": REQUEST_TOKEN}}),
        ),
        exchange(
            "auth_verify",
            "/api/v2/auth/email/verify",
            method="POST",
            request_body=json.dumps(shown),
            response_body=json.dumps({"status": "success", "data": {"id": user_id, "access_token": ACCESS_TOKEN}}),
        ),
    ]


def by(user_id: str, **fields: object) -> Exchange:
    """An exchange of a signed-in user."""
    headers = {"authorization": f"Bearer {ACCESS_TOKEN}", "x-pine-user-id": user_id}
    return exchange(**{"request_headers": headers, **fields})  # type: ignore[arg-type]  # fields of an exchange


def placed(user_id: str, call_id: str) -> Exchange:
    """A call that was placed."""
    return by(
        user_id,
        route="call_create",
        path="/api/v2/voice/call",
        method="POST",
        request_body="{}",
        response_body=json.dumps({"call_id": call_id, "status": "in_progress"}),
    )


def kept(directory: Path, exchanges: list[Exchange]) -> tuple[dict[str, list[str]], list[str]]:
    """Record exchanges; return the routes on each tape, and what was said."""
    said: list[str] = []

    async def record() -> None:
        recorder = Recorder(tapes=Tapes(directory), contract=Contract(NO_PROMISES), say=said.append)
        for one in exchanges:
            recorder.keep(one)
        recorder.flush()

    asyncio.run(record())
    found = {
        path.stem: [one["route"] for one in json.loads(path.read_bytes())["exchanges"]] for path in directory.iterdir()
    }
    return found, said


def test_a_call_has_a_tape_and_a_session_has_one(tmp_path: Path) -> None:
    """What is about a call stands with it; sign-in and refusals stand with the account that they are of."""
    missing = {"status": 404, "response_body": '{"error":{"code":"NOT_FOUND","message":"no"}}'}
    refused = placed("42", "a1b2")
    found, said = kept(
        tmp_path,
        [
            *sign_in("you@example.com", "42"),
            placed("42", "a1b2"),
            by("42"),
            by("42", **missing),
            by("42", path="/api/v2/voice/call/unknown", **missing),
            Exchange(**{**{name: getattr(refused, name) for name in refused.__slots__}, "status": 429}),
            exchange("other", "/health"),
            by("7", path="/api/v2/voice/call/c3d4", response_body='{"call_id":"c3d4"}'),
        ],
    )
    assert found == {
        "session-you@example.com": ["auth_request", "auth_verify", "call_get", "call_create"],
        "call-a1b2": ["call_create", "call_get", "call_get"],
        "call-c3d4": ["call_get"],
        "session-anonymous": ["other"],
    }
    assert said == []


def test_no_secret_reaches_a_tape(tmp_path: Path) -> None:
    """Tokens and codes leave every place that can hold them, also where only another exchange names them."""
    event = StreamEvent(at_s=1.0, event="result", data=json.dumps({"echo": f"Bearer {ACCESS_TOKEN}"}), event_id="1")
    found, _ = kept(
        tmp_path,
        [
            *sign_in("you@example.com", "42"),
            *sign_in("you@example.com", "42"),
            placed("42", "a1b2"),
            by("42", route="call_stream", path="/api/v2/voice/call/a1b2/stream", events=(event,), response_body=None),
            by("42", path=f"/api/v2/voice/call/a1b2?access_token={ACCESS_TOKEN}", error=f"lost {ACCESS_TOKEN}"),
            by("42", route="other", path="/echo", response_body=f"you sent {REQUEST_TOKEN} and {CODE}"),
        ],
    )
    assert sum(map(len, found.values())) == 8
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert not [secret for secret in (REQUEST_TOKEN, ACCESS_TOKEN, CODE) if secret in text]
    assert "<access_token>" in text


def test_a_body_that_is_no_json_is_kept_all_the_same(tmp_path: Path) -> None:
    """Recording never fails on what a client or a gateway says."""
    broken = [
        exchange("auth_verify", "/api/v2/auth/email/verify", method="POST", request_body=body, response_body=body)
        for body in ('{"email": ', "[[[" * 2000, '{"email": 3, "data": []}', '"\\ud800"', "")
    ]
    found, said = kept(tmp_path, broken)
    assert sum(map(len, found.values())) + len(said) == len(broken)
    assert said == []
