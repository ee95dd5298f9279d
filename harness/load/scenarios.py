"""One item of `scenarios`, over the defaults -> a Scenario that needs no file any more."""

from dataclasses import dataclass
from typing import Final

from harness.load.bodies import read_body
from harness.load.expectations import number, read_expect
from harness.load.explain import keys_of, read_form
from harness.load.faults import read_faults
from harness.load.forms import BODY_KEYS, DefaultsForm, ScenarioForm
from harness.load.loading import Loading
from harness.load.merge import merge
from harness.load.problems import Spot, shown
from harness.load.rules import read_call_date, read_pass_when
from harness.load.steps import Flow, read_steps, single_call
from harness.model.scenario import PassRule, Scenario, StartCall
from harness.source import Field, Node

NOT_YET: Final = ("matrix", "variants")
"""Keys of the language that this version does not carry out: refused, never ignored."""

_UNMERGED: Final = frozenset({*BODY_KEYS, "steps", "expect"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a scenario: its suite's name, the merged defaults, the suite's call date, its YAML lines."""

    suite: str
    defaults: Spot | None
    call_date: Spot | None
    source: str


def read_defaults(spot: Spot, loading: Loading) -> Spot:
    """Report what is wrong with a file's `defaults` under their own key; return them without unknown keys."""
    if spot.node.fields is None:
        loading.problems.at(spot, f"found {shown(spot.node.value)}; allowed: a mapping")
        return Spot(node=spot.node.with_value({}), key=spot.key)
    spot = _without_not_yet(spot, loading)
    read_form(DefaultsForm, spot, loading.problems)
    known = set(keys_of(DefaultsForm))
    fields = {key: field for key, field in (spot.node.fields or {}).items() if key in known}
    kept = Spot(node=spot.node.with_fields(fields), key=spot.key)
    if expect := kept.get("expect"):
        read_expect(expect, 0, loading.problems)
    if faults := kept.get("faults"):
        read_faults(faults, loading)
    if pass_when := kept.get("pass_when"):
        read_pass_when(pass_when, None, loading.problems)
    if call_date := kept.get("call_date"):
        read_call_date(call_date, loading.problems)
    read_body([kept], loading)
    return kept


def read_scenario(spot: Spot, frame: Frame, loading: Loading) -> Scenario | None:
    """Return a scenario; None when there are problems, which are then all kept."""
    problems = loading.problems
    if spot.node.fields is None:
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: a mapping with the keys of a scenario")
        return None
    before = len(problems)
    spot = _without_not_yet(spot, loading)
    merged = Spot(node=_over_defaults(spot, frame.defaults), key=spot.key)
    form = read_form(ScenarioForm, merged, problems)
    flow = _read_flow(merged, spot, frame, loading)
    expectations = number(flow.drafts, problems)
    pass_when = merged.get("pass_when")
    rule = read_pass_when(pass_when, form.runs or 1 if form else None, problems) if pass_when else None
    call_date = merged.get("call_date") or frame.call_date
    date = read_call_date(call_date, problems) if call_date else None
    written_faults = merged.get("faults")
    faults = read_faults(written_faults, loading) if written_faults else ()
    if form is None or len(problems) > before:
        return None
    return Scenario(
        scenario_id=form.id,
        title=form.title or form.id,
        suite=frame.suite,
        span=spot.node.span,
        steps=tuple(flow.steps),
        expectations=expectations,
        account=form.account.model_dump(exclude_none=True) if form.account else None,
        faults=faults,
        tags=tuple(form.tags or ()),
        runs=form.runs or 1,
        pass_when=rule or PassRule(),
        max_ungradable=form.max_ungradable or 0,
        min_score=form.min_score,
        skip=form.skip,
        known_issue=form.known_issue,
        runs_on=tuple(form.runs_on) if form.runs_on else None,
        needs=_needs(form, flow),
        call_date=date,
        source=frame.source,
    )


def _without_not_yet(spot: Spot, loading: Loading) -> Spot:
    fields = spot.node.fields or {}
    refused = [key for key in NOT_YET if key in fields]
    for key in refused:
        loading.problems.at_key(spot, key, f"{key} is not supported by this version", "remove it")
    if not refused:
        return spot
    kept = {key: field for key, field in fields.items() if key not in refused}
    return Spot(node=spot.node.with_fields(kept), key=spot.key)


def _over_defaults(spot: Spot, defaults: Spot | None) -> Node:
    """Return the scenario over the defaults; bodies are left to bodies.py, lists of checks and steps are not merged."""
    own: dict[str, Field] = dict(spot.node.fields or {})
    base = dict(defaults.node.fields or {}) if defaults else {}
    inherited = base.get("expect") if "steps" not in own else None
    apart = {key: field for key, field in own.items() if key in _UNMERGED and field.node.value is not None}
    if inherited is not None and "expect" not in own:
        apart["expect"] = inherited
    under = spot.node.with_fields({key: field for key, field in base.items() if key not in _UNMERGED})
    over = spot.node.with_fields({key: field for key, field in own.items() if key not in _UNMERGED})
    return spot.node.with_fields({**(merge(under, over).fields or {}), **apart})


def _read_flow(merged: Spot, own: Spot, frame: Frame, loading: Loading) -> Flow:
    empty = Spot(node=own.node.with_value({}), key="defaults")
    flow = Flow(loading=loading, layers=[frame.defaults or empty, own], callee=merged.get("callee"))
    steps, expect = merged.get("steps"), merged.get("expect")
    if steps is None:
        single_call(own, flow)
        if expect is None and not _has_unknown_keys(own):
            loading.problems.at(own, "missing required key 'expect'", "say what must hold: expect: {status: completed}")
        elif expect is not None:
            flow.drafts += read_expect(expect, len(flow.steps) - 1, loading.problems)
        return flow
    if expect is not None:
        loading.problems.at_key(own, "expect", "expect stands beside steps", "move it into the step that it reads")
    read_steps(steps, flow)
    if not any("expect" in step.node for step in steps.elements()) and steps.node.elements:
        loading.problems.at(steps, "no step has an expect", "say what must hold: expect: {status: completed}")
    return flow


def _has_unknown_keys(spot: Spot) -> bool:
    """Whether a key that seems missing may stand there under a mistyped name, which is reported already."""
    return not set(spot.node.fields or ()) <= set(keys_of(ScenarioForm))


def _needs(form: ScenarioForm, flow: Flow) -> tuple[str, ...]:
    needs = {need for draft in flow.drafts for need in draft.needs}
    if form.account is not None:
        needs.add("account")
    if form.faults:
        needs.add("faults")
    if any(isinstance(step, StartCall) and step.callee for step in flow.steps):
        needs.add("callee")
    return tuple(sorted(needs))
