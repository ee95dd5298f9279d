"""Every error code of the reference reaches the official SDK's callers as the exception that it documents.

Nothing is configured: each code is reached by a magic number or email, or by what a caller really does.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from pine_voice import (
    AsyncPineVoice,
    AuthError,
    CallError,
    CallInitiated,
    Credentials,
    PineVoice,
    PineVoiceError,
    RateLimitError,
)

from tests.contracts.sdk_client import CALLER, CONTEXT, NAME, OBJECTIVE

LeadTo = Callable[[str], str]
ORDINARY = "+14155551234"
MISSING_CALL = "a1b2c3d4-e5f6-7890-abcd-ef1234567890"
ERRORS = pytest.mark.parametrize(
    ("email", "number", "error", "code", "http"),
    [
        ("revoked", ORDINARY, AuthError, "AUTH_REQUIRED", 401),
        ("you", "+14155550150", AuthError, "AUTH_REQUIRED", 401),
        ("expired", ORDINARY, AuthError, "TOKEN_EXPIRED", 401),
        ("you", "+14155550151", AuthError, "TOKEN_EXPIRED", 401),
        ("nosub", ORDINARY, CallError, "SUBSCRIPTION_REQUIRED", 403),
        ("you", "+14155550152", CallError, "SUBSCRIPTION_REQUIRED", 403),
        ("nophone", ORDINARY, PineVoiceError, "PHONE_REQUIRED", 403),
        ("you", "+14155550153", PineVoiceError, "PHONE_REQUIRED", 403),
        ("you", "+14155550154", PineVoiceError, "INVALID_REQUEST", 400),
        ("you", "+14155550155", CallError, "INVALID_PHONE", 400),
        ("you", "+18765551234", CallError, "INVALID_PHONE", 400),
        ("you", "+14155550156", CallError, "INSUFFICIENT_DETAIL", 400),
        ("you", "+14155550157", CallError, "POLICY_VIOLATION", 403),
        ("you", "+14155550158", CallError, "DND_BLOCKED", 403),
        ("nocredits", ORDINARY, CallError, "INSUFFICIENT_CREDITS", 402),
        ("you", "+14155550159", CallError, "INSUFFICIENT_CREDITS", 402),
        ("you", "+14155550160", RateLimitError, "RATE_LIMITED", 429),
        ("you", "+14155550161", PineVoiceError, "INTERNAL_ERROR", 500),
        ("you", "+14155550170", CallError, "NOT_FOUND", 404),
        ("you", "+14155550171", CallError, "ACCESS_DENIED", 403),
    ],
)
SIGN_IN_ERRORS = pytest.mark.parametrize(
    ("email", "code", "error", "http"),
    [
        ("unknown@example.com", "1234", "AUTH_REQUIRED", 401),
        ("you@elsewhere.example", "1234", "AUTH_REQUIRED", 401),
        ("you@example.com", "0000", "AUTH_REQUIRED", 401),
        ("you@example.com", "4321", "AUTH_REQUIRED", 401),
        ("you@example.com", "0410", "TOKEN_EXPIRED", 401),
        ("you@example.com", "0429", "RATE_LIMITED", 429),
    ],
)


@pytest.fixture(autouse=True)
def _led(gateway: str, led_to: LeadTo) -> None:
    """The SDK speaks to the gateway."""
    led_to(gateway)


def signed_in(email: str) -> Credentials:
    """Sign in as any account of the mock."""
    return PineVoice.auth.verify_code(email, PineVoice.auth.request_code(email), "1234")


def call(user: Credentials, number: str) -> None:
    """Place a call and wait for it, by the sync client."""
    with PineVoice(access_token=user.access_token, user_id=user.user_id) as client:
        client.calls.create_and_wait(
            to=number, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER, poll_interval=0
        )


async def call_async(user: Credentials, number: str) -> None:
    """Place a call and wait for it, by the async client."""
    async with AsyncPineVoice(access_token=user.access_token, user_id=user.user_id) as client:
        await client.calls.create_and_wait(
            to=number, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER, poll_interval=0
        )


def check_error(raised: PineVoiceError, error: type[PineVoiceError], code: str, http: int) -> None:
    """The very class, not one above it; the code, the HTTP status, and words for a person."""
    assert (type(raised), raised.code, raised.status) == (error, code, http)
    assert len(raised.message) > 10


@ERRORS
def test_a_refused_call_raises(email: str, number: str, error: type[PineVoiceError], code: str, http: int) -> None:
    """The sync client raises the documented class with the code and status of the reference."""
    user = signed_in(f"{email}+refused{number.strip('+')}@example.com")

    with pytest.raises(PineVoiceError) as caught:
        call(user, number)

    check_error(caught.value, error, code, http)


@ERRORS
def test_a_refused_call_raises_async(
    email: str, number: str, error: type[PineVoiceError], code: str, http: int
) -> None:
    """The async client raises the same."""
    user = signed_in(f"{email}+async{number.strip('+')}@example.com")

    with pytest.raises(PineVoiceError) as caught:
        asyncio.run(call_async(user, number))

    check_error(caught.value, error, code, http)


@pytest.mark.parametrize(
    ("context", "objective", "caller"),
    [
        (CONTEXT, "help me", CALLER),
        (CONTEXT, OBJECTIVE, None),
    ],
    ids=["a vague objective", "a negotiator without a strategy"],
)
def test_a_vague_brief_raises(context: str, objective: str, caller: str | None) -> None:
    """INSUFFICIENT_DETAIL needs no magic: the brief itself says too little. An omitted caller is a negotiator."""
    user = signed_in("you@example.com")
    client = PineVoice(access_token=user.access_token, user_id=user.user_id)

    with client, pytest.raises(PineVoiceError) as caught:
        client.calls.create(to=ORDINARY, name=NAME, context=context, objective=objective, caller=caller)

    check_error(caught.value, CallError, "INSUFFICIENT_DETAIL", 400)


@SIGN_IN_ERRORS
def test_a_refused_sign_in_raises(email: str, code: str, error: str, http: int) -> None:
    """Whatever is wrong at sign-in, the SDK raises AuthError with the gateway's code."""
    with pytest.raises(PineVoiceError) as caught:
        PineVoice.auth.verify_code(email, PineVoice.auth.request_code(email), code)

    check_error(caught.value, AuthError, error, http)


@SIGN_IN_ERRORS
def test_a_refused_sign_in_raises_async(email: str, code: str, error: str, http: int) -> None:
    """The async helpers raise the same."""

    async def sign_in() -> None:
        await AsyncPineVoice.auth.verify_code(email, await AsyncPineVoice.auth.request_code(email), code)

    with pytest.raises(PineVoiceError) as caught:
        asyncio.run(sign_in())

    check_error(caught.value, AuthError, error, http)


@pytest.mark.parametrize(("token", "user_id"), [("not-a-token", None), (None, "1234567890")])
def test_wrong_credentials_raise(token: str | None, user_id: str | None) -> None:
    """A token that nobody issued, and a token with another user's id, are authentication failures."""
    user = signed_in("you@example.com")

    with pytest.raises(PineVoiceError) as caught:
        call(Credentials(access_token=token or user.access_token, user_id=user_id or user.user_id), ORDINARY)

    check_error(caught.value, AuthError, "AUTH_REQUIRED", 401)


def test_a_call_that_does_not_exist_is_not_found() -> None:
    """Reading an unknown call_id raises CallError NOT_FOUND."""
    user = signed_in("you@example.com")
    client = PineVoice(access_token=user.access_token, user_id=user.user_id)

    with client, pytest.raises(PineVoiceError) as caught:
        client.calls.get(MISSING_CALL)

    check_error(caught.value, CallError, "NOT_FOUND", 404)


def test_the_sixth_call_at_once_is_rate_limited() -> None:
    """Of six threads that place a call at once, five get one and the sixth a RateLimitError."""
    user = signed_in("six-threads@example.com")

    def place(_: int) -> CallInitiated | PineVoiceError:
        with PineVoice(access_token=user.access_token, user_id=user.user_id) as client:
            try:
                return client.calls.create(to=ORDINARY, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER)
            except PineVoiceError as error:
                return error

    with ThreadPoolExecutor(6) as pool:
        check_six(list(pool.map(place, range(6))))


def test_the_sixth_call_at_once_is_rate_limited_async() -> None:
    """Of six tasks that place a call at once, five get one and the sixth a RateLimitError."""
    user = signed_in("six-tasks@example.com")

    async def place_six() -> list[CallInitiated | BaseException]:
        async with AsyncPineVoice(access_token=user.access_token, user_id=user.user_id) as client:
            calls = [
                client.calls.create(to=ORDINARY, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER)
                for _ in range(6)
            ]
            return await asyncio.gather(*calls, return_exceptions=True)

    check_six(asyncio.run(place_six()))


def check_six(answers: list[CallInitiated | PineVoiceError] | list[CallInitiated | BaseException]) -> None:
    """Five calls with ids of their own, and one refusal."""
    placed = {answer.call_id for answer in answers if isinstance(answer, CallInitiated)}
    refused = [answer for answer in answers if not isinstance(answer, CallInitiated)]
    assert len(placed) == 5
    assert [type(one) for one in refused] == [RateLimitError]
    assert isinstance(refused[0], RateLimitError)
    check_error(refused[0], RateLimitError, "RATE_LIMITED", 429)
