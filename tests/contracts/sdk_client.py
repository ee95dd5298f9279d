"""The official Python SDK, unmodified, through one magic input: sync by polling, async by the stream."""

from pine_voice import AsyncPineVoice, CallResult, PineVoice, PineVoiceError
from pine_voice.types import CallStatus

from tests.contracts.magic_table import MagicInput, Outcome, Step

NAME = "Dr. Smith Office"
CONTEXT = "Local dentist office. Open Mon-Fri 9am-5pm."
OBJECTIVE = "Schedule a dental cleaning for next Tuesday afternoon"
CALLER = "communicator"


def sync_outcomes(entry: MagicInput) -> tuple[Outcome, ...]:
    """Sign in and call with one magic input, asking for the status again and again."""
    step: Step = "request_code"
    email, told = entry.address(""), []
    try:
        token = PineVoice.auth.request_code(email)
        step = "verify_code"
        credentials = PineVoice.auth.verify_code(email, token, entry.code)
        with PineVoice(access_token=credentials.access_token, user_id=credentials.user_id) as client:
            for _ in range(entry.calls):
                step = "create"
                placed = client.calls.create(
                    to=entry.number, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER
                )
                step = "result"
                status: CallStatus | CallResult = client.calls.get(placed.call_id)
                while not isinstance(status, CallResult):
                    status = client.calls.get(placed.call_id)
                told.append(_ended(step, status))
    except PineVoiceError as error:
        told.append(Outcome(step=step, word=error.code, http=error.status))
    return tuple(told)


async def async_outcomes(entry: MagicInput) -> tuple[Outcome, ...]:
    """Sign in and call with one magic input, in one go by the stream, with polling behind it."""
    step: Step = "request_code"
    email, told = entry.address("async"), []
    try:
        token = await AsyncPineVoice.auth.request_code(email)
        step = "verify_code"
        credentials = await AsyncPineVoice.auth.verify_code(email, token, entry.code)
        async with AsyncPineVoice(access_token=credentials.access_token, user_id=credentials.user_id) as client:
            step = "call"
            for _ in range(entry.calls):
                result = await client.calls.create_and_wait(
                    to=entry.number,
                    name=NAME,
                    context=CONTEXT,
                    objective=OBJECTIVE,
                    caller=CALLER,
                    max_duration_minutes=10,
                    poll_interval=0,
                )
                told.append(_ended(step, result))
    except PineVoiceError as error:
        told.append(Outcome(step=step, word=error.code, http=error.status))
    return tuple(told)


def _ended(step: Step, result: CallResult) -> Outcome:
    return Outcome(
        step=step, word=result.status, speakers=" ".join(sorted({turn.speaker for turn in result.transcript}))
    )
