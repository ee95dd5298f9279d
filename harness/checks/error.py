"""The API's refusal: its code, its HTTP status and its envelope."""

from typing import ClassVar, Self

from pydantic import model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.contract.error_codes import HTTP_STATUS
from harness.model.verdict import Evidence, Verdict
from harness.registry import nearest


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
        if self.code not in HTTP_STATUS and self.http_status is None:
            near = nearest(self.code, HTTP_STATUS)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(HTTP_STATUS)}"
            msg = f"unknown error code {self.code!r}; {hint} (another code needs its http_status beside it)"
            raise ValueError(msg)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Compare code, HTTP status and envelope."""
        status = self.http_status or HTTP_STATUS.get(self.code)
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
