"""A scenario as the run log may keep it: without the secrets that `{{ env.NAME }}` put into its raw requests."""

import json
from dataclasses import replace

from harness.model.brief import RequestBody
from harness.model.scenario import HttpRequest, Scenario
from harness.wire.redaction import Redactor


def without_secrets(scenario: Scenario) -> Scenario:
    """Return the scenario with the headers and bodies of its request steps redacted; all else as it is."""
    if not any(isinstance(step, HttpRequest) for step in scenario.steps):
        return scenario
    redactor = Redactor()
    steps = tuple(_redacted(step, redactor) if isinstance(step, HttpRequest) else step for step in scenario.steps)
    return replace(scenario, steps=steps)


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
