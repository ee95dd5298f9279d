"""A scenario as the run log may keep it: without the secrets that `{{ env.NAME }}` put into what it sends."""

import json
from dataclasses import replace

from harness.model.brief import RequestBody
from harness.model.scenario import HttpRequest, Scenario, Step
from harness.model.steps import CodeVerification
from harness.wire.redaction import Redactor


def without_secrets(scenario: Scenario) -> Scenario:
    """Return the scenario with the headers and bodies of its requests, and its codes, redacted; all else as it is."""
    if not any(isinstance(step, HttpRequest | CodeVerification) for step in scenario.steps):
        return scenario
    redactor = Redactor()
    return replace(scenario, steps=tuple(_safe(step, redactor) for step in scenario.steps))


def body_without_secrets(body: RequestBody | None) -> RequestBody | None:
    """Return the body of a raw request redacted, as a run log may keep it."""
    return _body(body, Redactor())


def _safe(step: Step, redactor: Redactor) -> Step:
    match step:
        case HttpRequest():
            return _redacted(step, redactor)
        case CodeVerification():
            code = None if step.code is None else "<code>"
            token = None if step.request_token is None else redactor.text(f"request_token={step.request_token}")
            return replace(step, code=code, request_token=token and token.removeprefix("request_token="))
        case _:
            return step


def _redacted(step: HttpRequest, redactor: Redactor) -> HttpRequest:
    lowered = redactor.headers({name.lower(): value for name, value in step.headers.items()})
    headers = {name: lowered[name.lower()] for name in step.headers}
    return replace(step, headers=headers, path=redactor.text(step.path), body=_body(step.body, redactor))


def _body(body: RequestBody | None, redactor: Redactor) -> RequestBody | None:
    if body is None:
        return None
    if body.text is not None:
        return replace(body, text=redactor.text(body.text))
    return replace(body, value=json.loads(redactor.text(json.dumps(body.value))))
