"""The official Python SDK, unmodified, does the reference's quickstart from `request_code` to `result.transcript`."""

import asyncio
from collections.abc import Callable

import pytest
from pine_voice import AsyncPineVoice, CallProgress, CallResult, CallStatus, PineVoice

from tests.contracts.journal import requests_of
from tests.contracts.sdk_client import CONTEXT, NAME, OBJECTIVE

LeadTo = Callable[[str], str]
GATEWAYS = pytest.mark.parametrize("url", ["gateway", "flowing_gateway"], indirect=True, ids=["instant", "flowing"])


@pytest.fixture
def url(request: pytest.FixtureRequest, led_to: LeadTo) -> str:
    """The gateway that a test names, with the SDK led to it."""
    return led_to(request.getfixturevalue(request.param))


def quickstart(**waiting: object) -> CallResult:
    """The reference's "Python quickstart", with `waiting` handed on to create_and_wait."""
    request_token = PineVoice.auth.request_code("you@example.com")
    credentials = PineVoice.auth.verify_code("you@example.com", request_token, "1234")
    with PineVoice(access_token=credentials.access_token, user_id=credentials.user_id) as client:
        return client.calls.create_and_wait(
            to="+14155551234",
            name="Dr. Smith Office",
            context="Local dentist office. Open Mon-Fri 9am-5pm.",
            objective="Schedule a dental cleaning for next Tuesday afternoon",
            caller="communicator",
            **waiting,  # type: ignore[arg-type]  # the SDK's own arguments, given by the tests below
        )


async def async_quickstart(**waiting: object) -> CallResult:
    """The same by the async client."""
    request_token = await AsyncPineVoice.auth.request_code("you@example.com")
    credentials = await AsyncPineVoice.auth.verify_code("you@example.com", request_token, "1234")
    async with AsyncPineVoice(access_token=credentials.access_token, user_id=credentials.user_id) as client:
        return await client.calls.create_and_wait(
            to="+14155551234",
            name="Dr. Smith Office",
            context="Local dentist office. Open Mon-Fri 9am-5pm.",
            objective="Schedule a dental cleaning for next Tuesday afternoon",
            caller="communicator",
            **waiting,  # type: ignore[arg-type]  # the SDK's own arguments, given by the tests below
        )


def by_sync(**waiting: object) -> CallResult:
    """The sync client."""
    return quickstart(**waiting)


def by_async(**waiting: object) -> CallResult:
    """The async client."""
    return asyncio.run(async_quickstart(**waiting))


CLIENTS = pytest.mark.parametrize("client", [by_sync, by_async], ids=["sync", "async"])


def check_result(result: CallResult) -> None:
    """The fields of "Get Call Status", as the SDK hands them on."""
    assert result.status == "completed"
    assert {turn.speaker for turn in result.transcript} == {"agent", "user"}
    assert all(turn.text for turn in result.transcript)
    assert result.duration_seconds > 0
    assert result.credits_charged >= 70
    assert result.summary == ""


@GATEWAYS
@CLIENTS
def test_the_quickstart_by_the_stream(url: str, client: Callable[..., CallResult]) -> None:
    """The stream alone brings the result: the SDK neither opens it again nor falls back to polling."""
    result = client()

    check_result(result)
    assert requests_of(url, result.call_id) == ["POST call", "GET stream"]


@GATEWAYS
@CLIENTS
def test_the_quickstart_by_polling(url: str, client: Callable[..., CallResult]) -> None:
    """`use_sse=False`: the SDK sees the call in progress, then its result, and never opens a stream."""
    seen: list[CallProgress] = []

    result = client(use_sse=False, poll_interval=0, on_progress=seen.append)

    check_result(result)
    assert {(one.call_id, one.status) for one in seen} == {(result.call_id, "in_progress")}
    asked = requests_of(url, result.call_id)
    assert asked[:1] == ["POST call"]
    assert set(asked[1:]) == {"GET CALL_ID"}


@CLIENTS
def test_a_summary_comes_when_it_is_asked_for(gateway: str, led_to: LeadTo, client: Callable[..., CallResult]) -> None:
    """`enable_summary=True` brings a summary in the result."""
    led_to(gateway)

    result = client(enable_summary=True)

    assert len(result.summary) > 20


def test_a_call_in_progress_shows_nothing_of_its_conversation(gateway: str, led_to: LeadTo) -> None:
    """Read before its end, a call has an id, a status and a duration."""
    led_to(gateway)
    credentials = PineVoice.auth.verify_code("you@example.com", PineVoice.auth.request_code("you@example.com"), "1234")

    with PineVoice(access_token=credentials.access_token, user_id=credentials.user_id) as client:
        placed = client.calls.create(
            to="+14155551234", name=NAME, context=CONTEXT, objective=OBJECTIVE, caller="communicator"
        )
        running = client.calls.get(placed.call_id)

    assert placed.status == "in_progress"
    assert running == CallStatus(call_id=placed.call_id, status="in_progress", duration_seconds=0)
