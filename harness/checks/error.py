"""The API's refusal: its code, its HTTP status and its envelope."""

from typing import ClassVar, Self

from pydantic import model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.model.verdict import Evidence, Verdict
from harness.registry import nearest

DOCUMENTED_ERRORS = {
    "AUTH_REQUIRED": 401,
    "TOKEN_EXPIRED": 401,
    "SUBSCRIPTION_REQUIRED": 403,
    "INSUFFICIENT_CREDITS": 402,
    "INVALID_PHONE": 400,
    "INSUFFICIENT_DETAIL": 400,
    "RATE_LIMITED": 429,
    "DND_BLOCKED": 403,
    "POLICY_VIOLATION": 403,
    "NOT_FOUND": 404,
    "PHONE_REQUIRED": 403,
    "ACCESS_DENIED": 403,
    "INVALID_REQUEST": 400,
}
"""Error codes and their HTTP status. The first ten are the reference's table, the rest from wire-facts "Errors"."""


class Error(Check):
    """The API refused the request with this code, the HTTP status that goes with it, and the error envelope.

    `error: INVALID_PHONE` also demands HTTP 400 and a body `{"error": {"code", "message"}}` with a message in it. The
    status of a code is the reference's; give `http_status` for a code that the reference does not list.
    """

    name: ClassVar[str] = "error"
    short_field: ClassVar[str | None] = "code"
    about_errors: ClassVar[bool] = True

    code: str
    http_status: int | None = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.code not in DOCUMENTED_ERRORS and self.http_status is None:
            near = nearest(self.code, DOCUMENTED_ERRORS)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(DOCUMENTED_ERRORS)}"
            msg = f"unknown error code {self.code!r}; {hint} (another code needs its http_status beside it)"
            raise ValueError(msg)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Compare code, HTTP status and envelope."""
        status = self.http_status or DOCUMENTED_ERRORS.get(self.code)
        expected = f"{self.code} with HTTP {status}" if status else self.code
        error = context.observation.error
        if error is None:
            call = context.call
            got = f"a call, {call.status}" if call else "no error"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got=got, message=f"the API did not refuse: {got}")
        got = f"{error.code or 'no error code'} with HTTP {error.http_status}"
        evidence = (Evidence(quote=f"{got}: {error.message}", exchange=error.exchange),)
        if error.code != self.code or (status is not None and error.http_status != status):
            message = f"the API answered {got}, not {expected}"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got=got, message=message, evidence=evidence)
        if not error.message:
            message = "the error envelope has no message"
            return Outcome(verdict=Verdict.FAILED, expected=expected, got=got, message=message, evidence=evidence)
        return Outcome(verdict=Verdict.PASSED, expected=expected, got=got, evidence=evidence)
