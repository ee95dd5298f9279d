"""`steps` -> the flow of a scenario, each step with what it expects; blocks of steps laid out flat."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from harness.load.bodies import read_body
from harness.load.call_steps import (
    read_await_result,
    read_end_call,
    read_get_call,
    read_start_call,
    read_stream_call,
)
from harness.load.callees import read_callee
from harness.load.expectations import read_expect
from harness.load.explain import read_form
from harness.load.flow import CALL_NAME, Flow
from harness.load.forms import STEP_KINDS
from harness.load.other_steps import (
    read_advance_clock,
    read_authenticate,
    read_request,
    read_request_code,
    read_save,
    read_verify_code,
    read_wait,
)
from harness.load.problems import Spot, did_you_mean, shown
from harness.load.step_forms import RepeatForm
from harness.model.brief import RequestBody
from harness.model.scenario import Authenticate, AwaitResult, StartCall, Step
from harness.model.steps import AdvanceClock, CodeRequest, CodeVerification, EndCall, Parallel, Repeat

BLOCKS: Final = ("repeat", "parallel")
MAX_STEPS: Final = 1_000
MAX_UNTIL_PASSES: Final = 100
"""How often a repeat is carried out that names no number, before it gives up waiting."""

_READ_LATER: Final = frozenset({"request_code", "verify_code", "save"})
"""The steps that later ones take something from; where one cannot be read, nobody knows what it would have brought."""

_ACCOUNTLESS: Final = frozenset({"request_code", "wait", "advance_clock", "save"})


def read_steps(spot: Spot, flow: Flow) -> None:
    """Add the steps of a `steps` list to `flow`.

    An authenticate comes first, unless one is written, or nothing uses the account before a verify_code.
    """
    if _listed(spot, flow):
        if _signs_in_first(list(_leaves(spot))):
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


def expects_something(spot: Spot) -> bool:
    """Whether any step of a list, or of a block in it, has an `expect`."""
    return any("expect" in leaf.node for leaf in _leaves(spot))


def needs_of(steps: Iterable[Step]) -> Iterator[str]:
    """Yield what only some targets can do and the steps use."""
    for step in steps:
        match step:
            case StartCall(callee=callee) if callee:
                yield "callee"
            case EndCall():
                yield "control"
            case AdvanceClock():
                yield "clock"
            case CodeRequest(email=None) | CodeVerification(email=None) | CodeVerification(code=None):
                yield "account"
            case _:
                pass


def _listed(spot: Spot, flow: Flow) -> bool:
    problems = flow.loading.problems
    if spot.node.elements is None:
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: a list of steps")
        return False
    if not spot.node.elements:
        problems.at(spot, f"no step in it; allowed: {', '.join(STEP_KINDS)}")
    return True


def _leaves(spot: Spot) -> Iterator[Spot]:
    """Yield the steps of a list with those of its blocks in the places of the blocks."""
    for element in spot.elements():
        kinds = _kinds(element)
        inner = element.get(kinds[0]) if len(kinds) == 1 and kinds[0] in BLOCKS else None
        if inner is not None and kinds == ["repeat"]:
            inner = inner.get("steps")
        if inner is not None:
            yield from _leaves(inner)
        else:
            yield element


def _signs_in_first(leaves: Sequence[Spot]) -> bool:
    if any(_kinds(leaf) == ["authenticate"] for leaf in leaves):
        return False
    first = next((leaf for leaf in leaves if not _is_accountless(leaf)), None)
    return first is not None and _kinds(first) != ["verify_code"]


def _is_accountless(spot: Spot) -> bool:
    if all(kind in _ACCOUNTLESS for kind in _kinds(spot)):
        return True
    request = spot.node.get("request")
    signed_in = request.get("signed_in") if request else None
    return signed_in is not None and signed_in.value is False


def _kinds(spot: Spot) -> list[str]:
    if isinstance(spot.node.value, str):
        return [spot.node.value]
    return [key for key in spot.node.fields or () if key != "expect"]


def _read_step(spot: Spot, flow: Flow) -> None:
    kinds = _kinds(spot)
    if isinstance(spot.node.value, str):
        if kinds[0] not in STEP_KINDS:
            message = f"unknown step {kinds[0]!r}; allowed: {', '.join(STEP_KINDS)}"
            flow.loading.problems.at(spot, message, did_you_mean(kinds[0], STEP_KINDS))
            flow.broken = True
            return
        below = Spot(node=spot.node.with_value(None), key=spot.key)
    else:
        if not _one_kind(spot, kinds, flow):
            flow.broken = True
            return
        below = spot.at(kinds[0])
    if len(flow.steps) >= MAX_STEPS:
        flow.loading.problems.at(spot, f"more than {MAX_STEPS} steps; split the scenario")
    elif kinds[0] in BLOCKS:
        _read_block(kinds[0], spot, below, flow)
    else:
        _read_leaf(kinds[0], spot, below, flow)


def _read_leaf(kind: str, spot: Spot, below: Spot, flow: Flow) -> None:
    step = _READERS[kind](below, flow)
    expect = spot.get("expect")
    if expect is not None:
        flow.drafts += read_expect(expect, len(flow.steps), flow.loading.problems)
    if step is None:
        flow.broken = flow.broken or kind in _READ_LATER
        return
    flow.check_saved(step, below)
    flow.steps.append(replace(step, span=spot.node.span))


def _read_block(kind: str, spot: Spot, below: Spot, flow: Flow) -> None:
    if "expect" in spot.node:
        message = f"expect stands beside {kind}, which has no answer of its own"
        flow.loading.problems.at_key(spot, "expect", message, "move it into the step that it reads")
    block: Repeat | Parallel | None = Parallel(span=spot.node.span, size=0)
    steps: Spot | None = below
    if kind == "repeat":
        block, steps = _read_repeat(below, flow)
    if block is None or steps is None or not _listed(steps, flow):
        flow.broken = True
        return
    place = len(flow.steps)
    flow.steps.append(block)
    for element in steps.elements():
        _read_step(element, flow)
    flow.steps[place] = replace(block, span=spot.node.span, size=len(flow.steps) - place - 1)


def _read_repeat(spot: Spot, flow: Flow) -> tuple[Repeat | None, Spot | None]:
    problems = flow.loading.problems
    form = read_form(RepeatForm, spot, problems)
    if form is None:
        return None, None
    if form.times is None and form.until is None:
        problems.at(spot, "it never says when it is enough", "add times: N, or until: JMESPATH")
        return None, None
    repeat = Repeat(
        span=spot.node.span,
        size=0,
        times=form.times or MAX_UNTIL_PASSES,
        until=form.until,
        every_s=form.every_seconds or 0.0,
    )
    return repeat, spot.at("steps")


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


_READERS: Final[Mapping[str, Callable[[Spot, Flow], Step | None]]] = MappingProxyType(
    {
        "authenticate": read_authenticate,
        "start_call": read_start_call,
        "await_result": read_await_result,
        "get_call": read_get_call,
        "stream_call": read_stream_call,
        "end_call": read_end_call,
        "request": read_request,
        "request_code": read_request_code,
        "verify_code": read_verify_code,
        "wait": read_wait,
        "advance_clock": read_advance_clock,
        "save": read_save,
    }
)
