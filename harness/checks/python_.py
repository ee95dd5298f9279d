"""A function of the user's own."""

import re
from typing import Any, ClassVar

from pydantic import Field, field_validator

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.opinion import OpinionCheck
from harness.model.judgement import OpinionRequest
from harness.model.values import Json
from harness.model.verdict import FailureKind

_NAME = r"[^\W\d]\w*"
_CALL = re.compile(rf"{_NAME}(?:\.{_NAME})*:{_NAME}")


class Python(OpinionCheck):
    """A function of your own says yes: `python: "house_rules:greets_by_name"`, from house_rules.py beside the suite.

    The long form is `python: {call: "house_rules:offers_at_most", args: {amount: 65}}`. The function gets a dict with
    `transcript` (a list of `speaker`, `text`), `brief`, `call`, `books` and `call_date`, and `args` by name. It returns
    a bool, or `(bool, message)`, or `{verdict, message, evidence}`, where the verdict is a bool, "yes", "no" or
    "unclear", and the evidence a list of quotes or of `{turn, quote}`. Unclear fails unless `unclear: accept`.

    A function that raises, is not there, returns something else or takes too long makes the check ungradable, with the
    traceback of its own lines.
    """

    name: ClassVar[str] = "python"
    short_field: ClassVar[str | None] = "call"
    crash_kind: ClassVar[FailureKind] = FailureKind.CHECK_CRASHED

    call: str = Field(description="module:function")
    args: dict[str, Any] = Field(default_factory=dict, description="what the function gets by name")

    @field_validator("call")
    @classmethod
    def _names_a_function(cls, call: str) -> str:
        if _CALL.fullmatch(call) is None:
            msg = f"{call!r} names no function; write module:function, such as house_rules:greets_by_name"
            raise ValueError(msg)
        return call

    def opinion(self, context: CheckContext) -> OpinionRequest | None:
        """Hand the function all that is known of the call, as plain values."""
        return OpinionRequest(
            kind="python", asked=self.call, about=_plain(context), args=self.args, file=context.written_in
        )

    def grade(self, context: CheckContext) -> Outcome:
        """Take what the function said."""
        args = ", ".join(f"{name}={value!r}" for name, value in self.args.items())
        return self.by_judgement(context, f"{self.call}({args})" if args else self.call)


def _plain(context: CheckContext) -> dict[str, Json]:
    call, transcript, books = context.call, context.transcript, context.observation.books
    return {
        "transcript": None if transcript is None else [{"speaker": it.speaker, "text": it.text} for it in transcript],
        "brief": dict(context.brief),
        "call": None
        if call is None
        else {
            "call_id": call.call_id,
            "status": call.status,
            "raw_status": call.raw_status,
            "duration_seconds": call.duration_seconds,
            "summary": call.summary,
            "credits_charged": call.credits_charged,
        },
        "books": None if books is None else dict(books),
        "call_date": context.call_date.isoformat(),
    }
