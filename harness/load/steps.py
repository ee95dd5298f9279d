"""`steps` -> the flow of a scenario, each step with what it expects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from harness.load.bodies import read_body
from harness.load.callees import read_callee
from harness.load.expectations import Draft, read_expect
from harness.load.explain import read_form
from harness.load.forms import STEP_KINDS, AwaitResultForm, GetCallForm, RequestForm, StartCallForm
from harness.load.loading import Loading
from harness.load.merge import merge
from harness.load.problems import Spot, did_you_mean, join_key, shown
from harness.model.brief import RequestBody
from harness.model.scenario import Authenticate, AwaitResult, GetCall, HttpRequest, StartCall, Step
from harness.model.values import Json

CALL_NAME = "call"
"""What a call is called that its author gave no name."""


@dataclass(slots=True, kw_only=True)
class Flow:
    """A flow while it is read. `layers` are what a start_call's body begins from, `callee` what its callee does.

    `broken` is set once a step cannot be read: a call that later steps name may have been its.
    """

    loading: Loading
    layers: Sequence[Spot]
    callee: Spot | None
    steps: list[Step] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    broken: bool = False

    @property
    def calls(self) -> list[str]:
        """The names of the calls started so far."""
        return [step.name for step in self.steps if isinstance(step, StartCall)]


def read_steps(spot: Spot, flow: Flow) -> None:
    """Add the steps of a `steps` list to `flow`.

    An authenticate comes first, unless the author wrote one or no step uses the account.
    """
    problems = flow.loading.problems
    if spot.node.elements is None:
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: a list of steps")
        return
    if not spot.node.elements:
        problems.at(spot, f"no step in it; allowed: {', '.join(STEP_KINDS)}")
    if not any(_kinds(it) == ["authenticate"] for it in spot.elements()) and not all(
        map(_is_anonymous, spot.elements())
    ):
        flow.steps.append(Authenticate(span=spot.node.span))
    for element in spot.elements():
        _read_step(element, flow)


def single_call(spot: Spot, flow: Flow) -> None:
    """Add the three steps that a scenario without `steps` stands for."""
    body = read_body(flow.layers, flow.loading)
    callee = read_callee(flow.callee, flow.loading) if flow.callee else None
    span = spot.node.span
    flow.steps.append(Authenticate(span=span))
    flow.steps.append(StartCall(span=span, name=CALL_NAME, body=body or RequestBody(), callee=callee))
    flow.steps.append(AwaitResult(span=span, call=CALL_NAME))


def _is_anonymous(spot: Spot) -> bool:
    request = spot.node.get("request")
    signed_in = request.get("signed_in") if request else None
    return signed_in is not None and signed_in.value is False


def _kinds(spot: Spot) -> list[str]:
    if isinstance(spot.node.value, str):
        return [spot.node.value]
    return [key for key in spot.node.fields or () if key != "expect"]


def _read_step(spot: Spot, flow: Flow) -> None:
    problems = flow.loading.problems
    kinds = _kinds(spot)
    if isinstance(spot.node.value, str):
        if kinds[0] not in STEP_KINDS:
            message = f"unknown step {kinds[0]!r}; allowed: {', '.join(STEP_KINDS)}"
            problems.at(spot, message, did_you_mean(kinds[0], STEP_KINDS))
            flow.broken = True
            return
        below = Spot(node=spot.node.with_value(None), key=spot.key)
    else:
        if not _one_kind(spot, kinds, flow):
            flow.broken = True
            return
        below = spot.at(kinds[0])
    step = _READERS[kinds[0]](below, flow)
    expect = spot.get("expect")
    if expect is not None:
        flow.drafts += read_expect(expect, len(flow.steps), problems)
    if step is not None:
        flow.steps.append(replace(step, span=spot.node.span))


def _one_kind(spot: Spot, kinds: Sequence[str], flow: Flow) -> bool:
    problems = flow.loading.problems
    if spot.node.fields is None:
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: a mapping with one of {', '.join(STEP_KINDS)}")
        return False
    for key in kinds:
        if key not in STEP_KINDS:
            problems.unknown_key(spot, key, (*STEP_KINDS, "expect"))
    known = [key for key in kinds if key in STEP_KINDS]
    if not kinds:
        problems.at(spot, f"no step in it; allowed: one of {', '.join(STEP_KINDS)}")
    elif len(known) > 1:
        message = f"{len(known)} steps in one item: {', '.join(known)}; allowed: one"
        problems.at_key(spot, known[1], message, "begin a new item with '- ' for each step")
    return len(known) == 1 == len(kinds)


def _authenticate(spot: Spot, flow: Flow) -> Step | None:
    if spot.node.value not in (None, {}):
        flow.loading.problems.at(spot, f"found {shown(spot.node.value)}; allowed: nothing", "write - authenticate")
        return None
    return Authenticate(span=spot.node.span)


def _start_call(spot: Spot, flow: Flow) -> Step | None:
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


def _long(spot: Spot, field: str) -> Spot:
    """Return a step's value as a mapping: a bare text stands for `field`, nothing for an empty mapping."""
    value = spot.node.value
    if value is None or isinstance(value, str):
        return Spot(node=spot.node.with_value({} if value is None else {field: value}), key=spot.key)
    return spot


def _await_result(spot: Spot, flow: Flow) -> Step | None:
    long = _long(spot, "call")
    form = read_form(AwaitResultForm, long, flow.loading.problems)
    call = _known_call(long, form.call, flow) if form else None
    return AwaitResult(span=spot.node.span, call=call) if call else None


def _get_call(spot: Spot, flow: Flow) -> Step | None:
    long = _long(spot, "call")
    form = read_form(GetCallForm, long, flow.loading.problems)
    if form is None:
        return None
    if form.call_id is None:
        call = _known_call(long, form.call, flow)
        return GetCall(span=spot.node.span, call=call) if call else None
    if form.call is not None:
        flow.loading.problems.at_key(long, "call", "call stands beside call_id; allowed: one of them")
        return None
    return GetCall(span=spot.node.span, call_id=form.call_id)


def _known_call(spot: Spot, name: str | None, flow: Flow) -> str | None:
    problems, known = flow.loading.problems, flow.calls
    if flow.broken and name not in known:
        return None
    if name is None:
        if not known:
            problems.at(spot, "no call is started before this step", "put a start_call above it")
            return None
        return known[-1]
    if name in known:
        return name
    fix = did_you_mean(name, known) or "a call started above has the name its `as` gives it, else 'call'"
    problems.at(spot.at("call"), f"no call {name!r} is started above; known: {', '.join(known) or 'none'}", fix)
    return None


def _request(spot: Spot, flow: Flow) -> Step | None:
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


_READERS = {
    "authenticate": _authenticate,
    "start_call": _start_call,
    "await_result": _await_result,
    "get_call": _get_call,
    "request": _request,
}
