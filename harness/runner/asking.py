"""The steps beside a call's usual three, as pure generators: signing in by hand, one stream, one word to the mock."""

from dataclasses import replace

from harness.model.call import call_from_body
from harness.model.observation import Breakdown
from harness.model.steps import CodeRequest, CodeVerification, StreamCall
from harness.model.verdict import FailureKind
from harness.runner.attempt import Progress, Script, answered, noted
from harness.runner.commands import (
    Command,
    Done,
    Failed,
    HangUp,
    MoveClock,
    OpenStream,
    RequestCode,
    Sleep,
    Streamed,
    VerifyCode,
)

NO_EMAIL = "the account was given by its token: name the email that a code is asked for"
NO_TOKEN = "no request_token: no request_code before this step brought one"  # noqa: S105 - a message


def request_code(step: CodeRequest) -> Script:
    """Ask for a code; a refusal is the progress's error."""
    event = yield RequestCode(email=step.email)
    if isinstance(event, Done):
        return Progress(name="", breakdown=Breakdown(kind=FailureKind.UNSUPPORTED, message=NO_EMAIL))
    return answered(Progress(name=""), event, FailureKind.UNREADABLE)


def verify_code(step: CodeVerification, request_token: str | None) -> Script:
    """Send a code; `request_token` is the last that was issued, used unless the step has its own."""
    token = step.request_token if step.request_token is not None else request_token
    if token is None:
        return Progress(name="", breakdown=Breakdown(kind=FailureKind.SIGN_IN, message=NO_TOKEN))
    event = yield VerifyCode(request_token=token, email=step.email, code=step.code)
    return answered(Progress(name=""), event, FailureKind.UNREADABLE)


def stream_call(progress: Progress, step: StreamCall, call_id: str, last_event_id: str | None) -> Script:
    """Open the call's stream once; a `result` event is taken as the call's end, an error status as the error."""
    event = yield OpenStream(
        call_id=call_id,
        last_event_id=last_event_id,
        timeout_s=step.closing.seconds,
        accept=step.accept,
        reading=step.closing,
    )
    progress = replace(progress, error=None, breakdown=None)
    if not isinstance(event, Streamed):
        return answered(progress, event, FailureKind.UNREADABLE)
    progress = noted(progress, event)
    ended = call_from_body(event.result)
    if ended is None:
        return progress
    return replace(progress, call=ended, delivered_by="stream" if ended.ended else progress.delivered_by)


def hang_up(progress: Progress) -> Script:
    """Have the callee end a call; nothing is done where there is none."""
    if progress.call is None:
        return progress
    return (yield from _done(progress, HangUp(call_id=progress.call.call_id)))


def move_clock(seconds: float) -> Script:
    """Move the account's clock forward."""
    return (yield from _done(Progress(name=""), MoveClock(seconds=seconds)))


def let_pass(seconds: float, *, moves_clock: bool) -> Script:
    """Let time pass: on the account's clock where it can be moved, else really."""
    return (yield from _done(Progress(name=""), MoveClock(seconds=seconds) if moves_clock else Sleep(seconds=seconds)))


def _done(progress: Progress, command: Command) -> Script:
    event = yield command
    if isinstance(event, Failed):
        return replace(progress, breakdown=Breakdown(kind=event.kind, message=event.message))
    return progress
