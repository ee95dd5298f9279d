"""The official SDK, unmodified, through `pine-mock proxy`, and then against `pine-mock replay` of what it recorded."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from pine_voice import AsyncPineVoice, CallResult, PineVoice, PineVoiceError

from harness.wire.cassette import decode
from tests.contracts.pine_mock import ended, pine_mock
from tests.contracts.sdk_client import CALLER, CONTEXT, NAME, OBJECTIVE

LeadTo = Callable[[str], str]
Run = Callable[[str, str], CallResult]
CODE = "8351"


def by_sync(email: str, number: str, *, use_sse: bool = True) -> CallResult:
    """Sign in by both steps, place a call and wait for it, by the sync client."""
    given = PineVoice.auth.verify_code(email, PineVoice.auth.request_code(email), CODE)
    with PineVoice(access_token=given.access_token, user_id=given.user_id) as client:
        return client.calls.create_and_wait(
            to=number,
            name=NAME,
            context=CONTEXT,
            objective=OBJECTIVE,
            caller=CALLER,
            enable_summary=True,
            use_sse=use_sse,
            poll_interval=0,
        )


def by_polling(email: str, number: str) -> CallResult:
    """The same, without the stream."""
    return by_sync(email, number, use_sse=False)


def by_async(email: str, number: str) -> CallResult:
    """The same by the async client."""

    async def whole() -> CallResult:
        given = await AsyncPineVoice.auth.verify_code(email, await AsyncPineVoice.auth.request_code(email), CODE)
        async with AsyncPineVoice(access_token=given.access_token, user_id=given.user_id) as client:
            return await client.calls.create_and_wait(
                to=number, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER, enable_summary=True
            )

    return asyncio.run(whole())


@contextmanager
def recording(gateway: str, directory: Path) -> Iterator[str]:
    """A proxy in front of a gateway."""
    with pine_mock(command=("proxy", "--upstream", gateway, "--record", str(directory))) as url:
        yield url


@pytest.fixture
def email(gateway: str) -> str:
    """A fresh account whose code is found in nothing else."""
    made = httpx.post(f"{gateway}/__mock__/accounts", json={"code": CODE})
    return str(made.json()["email"])


@pytest.mark.parametrize("run", [by_sync, by_polling, by_async])
def test_what_the_sdk_recorded_it_can_replay(
    gateway: str, email: str, led_to: LeadTo, tmp_path: Path, run: Run
) -> None:
    """Both steps of signing in, the call and its result: the same result, from the cassettes alone, every time."""
    with recording(gateway, tmp_path) as proxy:
        led_to(proxy)
        recorded = run(email, "+14155550124")

    assert (recorded.status, bool(recorded.transcript), bool(recorded.summary)) == ("completed", True, True)
    with pine_mock(command=("replay", str(tmp_path))) as replay:
        led_to(replay)
        assert [run(email, "+14155550124") for _ in range(2)] == [recorded, recorded]


def test_a_refusal_is_recorded_and_replayed(gateway: str, email: str, led_to: LeadTo, tmp_path: Path) -> None:
    """The SDK raises the same error, with the same code, status and words."""
    raised = []
    with recording(gateway, tmp_path) as proxy:
        led_to(proxy)
        with pytest.raises(PineVoiceError) as caught:
            by_sync(email, "+14155550157")
        raised.append(caught.value)
    with pine_mock(command=("replay", str(tmp_path))) as replay:
        led_to(replay)
        with pytest.raises(PineVoiceError) as caught:
            by_sync(email, "+14155550157")
        raised.append(caught.value)

    assert {(type(one).__name__, one.code, one.status, one.message) for one in raised} == {
        ("CallError", "POLICY_VIOLATION", 403, raised[0].message)
    }


def test_no_secret_reaches_a_cassette(gateway: str, email: str, led_to: LeadTo, tmp_path: Path) -> None:
    """Neither token nor code nor request token is in any file; what a reader needs is."""
    with recording(gateway, tmp_path) as proxy:
        led_to(proxy)
        request_token = PineVoice.auth.request_code(email)
        given = PineVoice.auth.verify_code(email, request_token, CODE)
        with PineVoice(access_token=given.access_token, user_id=given.user_id) as client:
            placed = client.calls.create(
                to="+14155550124", name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER
            )
            client.calls.get(placed.call_id)

    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == [f"call-{placed.call_id}.json", f"session-{email}.json"]
    text = "".join(path.read_text() for path in files)
    assert [secret for secret in (given.access_token, request_token, CODE) if secret in text] == []
    assert "eyJ" not in text
    assert OBJECTIVE in text
    routes = [exchange.route for path in files for exchange in decode(json.loads(path.read_bytes()))]
    assert routes == ["call_create", "call_get", "auth_request", "auth_verify"]


def test_another_brief_is_not_answered(gateway: str, email: str, led_to: LeadTo, tmp_path: Path) -> None:
    """The SDK raises, and the message names the recorded request and the field that differs."""
    with recording(gateway, tmp_path) as proxy:
        led_to(proxy)
        by_sync(email, "+14155550124")
    with pine_mock(command=("replay", str(tmp_path))) as replay:
        led_to(replay)
        with pytest.raises(PineVoiceError) as caught:
            by_sync(email, "+14155550125")

    assert (caught.value.code, caught.value.status) == ("NOT_RECORDED", 404)
    assert 'body.dialed_number is "+14155550125" and was recorded as "+14155550124"' in caught.value.message


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("proxy", "--upstream", "https://gateway.example.com", "--record", "DIR"), "ring real phones"),
        (("proxy", "--upstream", "gateway", "--record", "DIR"), "is not a base URL"),
        (("replay", "DIR"), "`pine-mock proxy --record"),
        (("--speed", "5", "replay", "DIR"), "--speed"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    """Exit code 2 and one line that says why; nothing is written."""
    found = ended(*(str(tmp_path / "new") if one == "DIR" else one for one in arguments))
    assert (found.returncode, found.stdout) == (2, "")
    assert said in found.stderr
    assert list(tmp_path.iterdir()) == []
