"""The steps that are about no call: signing in, raw requests, time, and what is saved of an answer."""

from typing import Final

from pydantic import RootModel

from harness.load.explain import read_form
from harness.load.flow import Flow, long_form
from harness.load.forms import RequestForm
from harness.load.problems import Spot, shown
from harness.load.step_forms import AdvanceClockForm, Expression, RequestCodeForm, VerifyCodeForm, WaitForm
from harness.load.variables import NAME
from harness.model.brief import RequestBody
from harness.model.scenario import Authenticate, HttpRequest, Step
from harness.model.steps import AdvanceClock, CodeRequest, CodeVerification, Save, Wait

ANSWERLESS: Final = frozenset({"end_call", "wait", "advance_clock", "save"})
"""The steps that no answer comes of."""


class _ExpressionForm(RootModel[Expression]):
    """One JMESPath expression."""


def read_authenticate(spot: Spot, flow: Flow) -> Step | None:
    """Read an authenticate."""
    if spot.node.value not in (None, {}):
        flow.loading.problems.at(spot, f"found {shown(spot.node.value)}; allowed: nothing", "write - authenticate")
        return None
    return Authenticate(span=spot.node.span)


def read_request_code(spot: Spot, flow: Flow) -> Step | None:
    """Read a request_code."""
    form = read_form(RequestCodeForm, long_form(spot, "email"), flow.loading.problems)
    return CodeRequest(span=spot.node.span, email=form.email) if form else None


def read_verify_code(spot: Spot, flow: Flow) -> Step | None:
    """Read a verify_code."""
    form = read_form(VerifyCodeForm, long_form(spot, "code"), flow.loading.problems)
    if form is None:
        return None
    if form.request_token is None and not flow.broken and not _asks_for_a_code(flow):
        message = "no request_code stands before this step, and it has no request_token"
        flow.loading.problems.at(spot, message, "put a request_code above it")
        return None
    return CodeVerification(span=spot.node.span, email=form.email, code=form.code, request_token=form.request_token)


def _asks_for_a_code(flow: Flow) -> bool:
    return any(isinstance(step, CodeRequest) for step in flow.steps)


def read_wait(spot: Spot, flow: Flow) -> Step | None:
    """Read a wait."""
    form = read_form(WaitForm, long_form(spot, "seconds"), flow.loading.problems)
    return Wait(span=spot.node.span, seconds=form.seconds) if form else None


def read_advance_clock(spot: Spot, flow: Flow) -> Step | None:
    """Read an advance_clock."""
    form = read_form(AdvanceClockForm, long_form(spot, "seconds"), flow.loading.problems)
    return AdvanceClock(span=spot.node.span, seconds=form.seconds) if form else None


def read_save(spot: Spot, flow: Flow) -> Step | None:
    """Read a save."""
    problems = flow.loading.problems
    if spot.node.fields is None or not spot.node.fields:
        fix = "write save: {call_id: call_id}, and then {{ saved.call_id }}"
        found = shown(spot.node.value) if spot.node.fields is None else "an empty mapping"
        problems.at(spot, f"found {found}; allowed: names with JMESPath expressions", fix)
        return None
    if not any(step.kind not in ANSWERLESS for step in flow.steps) and not flow.broken:
        problems.at(spot, "no step before this one has an answer", "put it below the step whose answer it saves from")
        return None
    values: dict[str, str] = {}
    for name, entry in spot.entries():
        if not NAME.match(name):
            problems.at_key(spot, name, f"{name!r} cannot be a name", "a letter or _, then letters, digits, _ and -")
        elif (form := read_form(_ExpressionForm, entry, problems)) is not None:
            values[name] = form.root
    return Save(span=spot.node.span, values=values) if len(values) == len(spot.node.fields) else None


def read_request(spot: Spot, flow: Flow) -> Step | None:
    """Read a request."""
    problems = flow.loading.problems
    long = spot
    if isinstance(spot.node.value, str):
        method, _, path = spot.node.value.partition(" ")
        long = Spot(node=spot.node.with_value({"method": method, "path": path.strip()}), key=spot.key)
    form = read_form(RequestForm, long, problems)
    if form is None:
        return None
    if "body" in long.node and form.body_text is not None:
        problems.at_key(long, "body_text", "body_text stands beside body; allowed: one of them", "remove one of them")
        return None
    body = RequestBody(value=form.body) if "body" in long.node else None
    if form.body_text is not None:
        body = RequestBody(text=form.body_text, media="text")
    return HttpRequest(
        span=spot.node.span,
        method=form.method,
        path=form.path,
        headers=form.headers or {},
        body=body,
        signed_in=form.signed_in is not False,
    )
