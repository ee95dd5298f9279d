"""What the official SDK can say of a brief and of a scenario; pure, and without the SDK."""

from collections.abc import Iterator, Mapping
from typing import Final

from harness.model.brief import RequestBody
from harness.model.scenario import Scenario, StartCall, Step
from harness.model.values import Json

PARAMETERS: Final[Mapping[str, str]] = {
    "dialed_number": "to",
    "callee_name": "name",
    "callee_context": "context",
    "call_objective": "objective",
    "detailed_instructions": "instructions",
    "caller": "caller",
    "voice": "voice",
    "max_duration_minutes": "max_duration_minutes",
    "enable_summary": "enable_summary",
}
"""The SDK's parameters by the API's fields: wire-facts "Calls"; the first four have no default."""

REQUIRED: Final = tuple(PARAMETERS)[:4]
_INSTEAD: Final[Mapping[str, Json]] = {"detailed_instructions": "", "max_duration_minutes": 120}
"""What the SDK sends where a brief has none."""

_STEPS: Final[Mapping[str, str]] = {
    "request": "raw requests",
    "stream_call": "a stream read by hand",
}


def parameters_of(body: RequestBody) -> dict[str, Json]:
    """Return the arguments of `calls.create` for a body that it can express."""
    value = body.value if isinstance(body.value, dict) else {}
    return {PARAMETERS[name]: given for name, given in value.items() if name in PARAMETERS}


def inexpressible(scenario: Scenario) -> str:
    """Say why the SDK cannot make a scenario's requests, empty where it can."""
    return next((reason for step in scenario.steps for reason in _reasons(step)), "")


def lost(body: RequestBody) -> str:
    """Say what of a body the SDK would not send as it is, empty where it sends all of it."""
    if body.text is not None or not isinstance(body.value, dict):
        return "a body that is no JSON object"
    for name, given in body.value.items():
        if name not in PARAMETERS:
            return f"a field {name!r}, of which it has no parameter"
        if name == "enable_summary" and not isinstance(given, bool):
            return f"enable_summary {given!r}, which it sends as a boolean"
        if name == "detailed_instructions" and not given and given != "":
            return f"detailed_instructions {given!r}, which it sends as an empty text"
        if given is None and name not in REQUIRED:
            return f"{name} null, which it sends as {_INSTEAD[name]!r}" if name in _INSTEAD else f"{name} null"
    missing = [name for name in REQUIRED if name not in body.value]
    return f"a body without {missing[0]}" if missing else ""


def _reasons(step: Step) -> Iterator[str]:
    if step.kind in _STEPS:
        yield f"the SDK cannot send {_STEPS[step.kind]}"
    elif isinstance(step, StartCall) and (what := lost(step.body)):
        yield f"the SDK cannot send {what}"
