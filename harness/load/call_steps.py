"""The steps about calls: starting them, and what is asked of them afterwards."""

from collections.abc import Mapping

from harness.load.bodies import read_body
from harness.load.callees import read_callee
from harness.load.explain import read_form
from harness.load.flow import CALL_NAME, Flow, long_form
from harness.load.forms import AwaitResultForm, GetCallForm, StartCallForm
from harness.load.merge import merge
from harness.load.problems import Spot, join_key
from harness.load.step_forms import EndCallForm, StreamCallForm
from harness.model.brief import RequestBody
from harness.model.scenario import AwaitResult, GetCall, StartCall, Step
from harness.model.steps import EVENT_STREAM, Closing, EndCall, StreamCall
from harness.model.values import Json


def read_start_call(spot: Spot, flow: Flow) -> Step | None:
    """Read a start_call."""
    problems = flow.loading.problems
    own = spot if spot.node.value is not None else Spot(node=spot.node.with_value({}), key=spot.key)
    form = read_form(StartCallForm, own, problems)
    if form is None:
        flow.broken = True
    body = read_body([*flow.layers, own], flow.loading)
    callee = _callee(own, flow)
    name = _new_name(own, form.as_ if form else None, flow)
    times = (form.times if form else None) or 1
    return StartCall(span=spot.node.span, name=name, body=body or RequestBody(), callee=callee, times=times)


def _callee(own: Spot, flow: Flow) -> Mapping[str, Json] | None:
    written = own.node.get("callee")
    if written is None:
        return read_callee(flow.callee, flow.loading) if flow.callee else None
    if written.value is None:
        return None
    base = flow.callee.node if flow.callee else None
    return read_callee(Spot(node=merge(base, written), key=join_key(own.key, "callee")), flow.loading)


def _new_name(spot: Spot, wanted: str | None, flow: Flow) -> str:
    if wanted is not None:
        if wanted in flow.calls:
            flow.loading.problems.at(spot.at("as"), f"two calls are called {wanted!r}", "give each its own name")
        return wanted
    count, name = 1, CALL_NAME
    while name in flow.calls:
        count, name = count + 1, f"{CALL_NAME}_{count + 1}"
    return name


def read_await_result(spot: Spot, flow: Flow) -> Step | None:
    """Read an await_result."""
    long = long_form(spot, "call")
    form = read_form(AwaitResultForm, long, flow.loading.problems)
    call = flow.known_call(long, form.call) if form else None
    return AwaitResult(span=spot.node.span, call=call) if call else None


def read_end_call(spot: Spot, flow: Flow) -> Step | None:
    """Read an end_call."""
    long = long_form(spot, "call")
    form = read_form(EndCallForm, long, flow.loading.problems)
    call = flow.known_call(long, form.call) if form else None
    return EndCall(span=spot.node.span, call=call) if call else None


def read_get_call(spot: Spot, flow: Flow) -> Step | None:
    """Read a get_call."""
    long = long_form(spot, "call")
    form = read_form(GetCallForm, long, flow.loading.problems)
    if form is None or not _one_of_both(long, form.call, form.call_id, flow):
        return None
    if form.call_id is not None:
        return GetCall(span=spot.node.span, call_id=form.call_id)
    call = flow.known_call(long, form.call)
    return GetCall(span=spot.node.span, call=call) if call else None


def read_stream_call(spot: Spot, flow: Flow) -> Step | None:
    """Read a stream_call."""
    long = long_form(spot, "call")
    form = read_form(StreamCallForm, long, flow.loading.problems)
    if form is None or not _one_of_both(long, form.call, form.call_id, flow):
        return None
    if form.resume and form.last_event_id is not None:
        message = "last_event_id stands beside resume; allowed: one of them"
        flow.loading.problems.at_key(long, "last_event_id", message, "remove one of them")
        return None
    call = flow.known_call(long, form.call) if form.call_id is None else None
    if call is None and form.call_id is None:
        return None
    closing = form.close_after.model_dump(exclude_none=True) if form.close_after else {}
    return StreamCall(
        span=spot.node.span,
        call=call,
        call_id=form.call_id,
        resume=bool(form.resume),
        last_event_id=form.last_event_id,
        accept=form.accept or EVENT_STREAM,
        closing=Closing(**closing),
    )


def _one_of_both(spot: Spot, call: str | None, call_id: str | None, flow: Flow) -> bool:
    if call is None or call_id is None:
        return True
    flow.loading.problems.at_key(spot, "call", "call stands beside call_id; allowed: one of them")
    return False
