"""The border of the steps beyond a call's usual three: what a file may say of each, in the manner of forms.py."""

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from harness.load.forms import Form, Text, ref

MAX_SECONDS = 366 * 86_400.0
"""The longest that a step may let pass at once: a year."""

_OF_THE_VALUE = frozenset({"JMESPathTypeError"})
"""Errors that speak of the value searched and not of the expression."""


def _compiles(expression: str) -> str:
    import jmespath  # 20 ms to import, and needed only where a flow saves or waits for something

    try:
        jmespath.compile(expression).search(None)
    except ValueError as error:  # what every error of jmespath is; its words may fill several lines
        if type(error).__name__ not in _OF_THE_VALUE:
            msg = f"{expression!r} is not a JMESPath expression: {str(error).splitlines()[0].rstrip(':')}"
            raise ValueError(msg) from error
    return expression


Expression = Annotated[Text, AfterValidator(_compiles)]
Seconds = Annotated[float, Field(ge=0, le=MAX_SECONDS, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=1, le=1000)]


class RequestCodeForm(Form):
    """Ask for a verification code; without an email, for the account's own."""

    short_field: ClassVar[str] = "email"
    email: str | None = None


class VerifyCodeForm(Form):
    """Send a code; without more, the account's own email and code, for the request token of the last request_code."""

    short_field: ClassVar[str] = "code"
    code: str | None = None
    email: str | None = None
    request_token: str | None = None


class ClosingForm(Form):
    """When the client closes a stream by itself; whichever comes first."""

    events: Annotated[Count | None, Field(description="After so many events.")] = None
    heartbeats: Annotated[Count | None, Field(description="After so many comments.")] = None
    seconds: Annotated[float | None, Field(gt=0, le=3600, description="After so many real seconds; 30.")] = None


class StreamCallForm(Form):
    """Open the stream of each call of a group once, or of one call by its literal id, and read it to its end."""

    short_field: ClassVar[str] = "call"
    call: Text | None = None
    call_id: Text | None = None
    resume: Annotated[bool | None, Field(description="Send the last event id of the call's earlier streams.")] = None
    last_event_id: str | None = None
    accept: Annotated[Text | None, Field(description="The Accept header; text/event-stream unless told.")] = None
    close_after: ClosingForm | None = None


class EndCallForm(Form):
    """The callee ends every call of a group now; only the mock can."""

    short_field: ClassVar[str] = "call"
    call: Text | None = None


class WaitForm(Form):
    """Let so many seconds pass: simulated on the mock, real elsewhere."""

    short_field: ClassVar[str] = "seconds"
    seconds: Seconds


class AdvanceClockForm(Form):
    """Move the clock of the account forward; only the mock can."""

    short_field: ClassVar[str] = "seconds"
    seconds: Seconds


class RepeatForm(Form):
    """Carry steps out `times` times, or until an expression holds for the last answer of a pass."""

    times: Count | None = None
    until: Annotated[Expression | None, Field(description="A JMESPath expression over a pass's last answer.")] = None
    every_seconds: Annotated[Seconds | None, Field(description="Time between two passes, as wait lets it pass.")] = None
    steps: Annotated[Any, ref("Steps")]
