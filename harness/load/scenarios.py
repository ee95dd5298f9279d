"""One item of `scenarios`, over the defaults -> a Scenario that needs no file any more."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from harness.errors import Span
from harness.load.bodies import read_body
from harness.load.expectations import number, read_expect
from harness.load.explain import keys_of, read_form
from harness.load.faults import read_faults
from harness.load.flow import Flow
from harness.load.forms import BODY_KEYS, DefaultsForm, ScenarioForm
from harness.load.loading import Loading
from harness.load.matrix import Cell
from harness.load.merge import merge
from harness.load.problems import Spot, shown
from harness.load.rules import read_call_date, read_pass_when
from harness.load.steps import expects_something, needs_of, read_steps, single_call
from harness.model.scenario import FilledIn, PassRule, Scenario, StartCall
from harness.source import Field, Node

_UNMERGED: Final = frozenset({*BODY_KEYS, "steps", "expect"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds a scenario: its suite's name, the merged defaults, the suite's call date, its YAML lines.

    `defaults_in` fills the defaults in anew, for a variant with variables of its own.
    """

    suite: str
    defaults: Spot | None
    call_date: Spot | None
    source: str
    defaults_in: Callable[[Loading], Spot | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A scenario as its file has it, templates filled in; `overlay` is what its variant says over it.

    `span` is where the variant stands, None for a scenario without variants.
    """

    spot: Spot
    overlay: Spot | None = None
    cell: Cell = field(default_factory=Cell)
    variant: str = ""
    span: Span | None = None

    def named(self, family: str) -> str:
        """Return the id that makes this one of its family's: `family[cell]/variant`."""
        return f"{family}{self.cell.label}" + (f"/{self.variant}" if self.variant else "")


def read_part(spot: Spot, shape: type[DefaultsForm], loading: Loading) -> Spot:
    """Report what is wrong with a file's `defaults`, or with a variant, under its own key.

    Returns it without unknown keys.
    """
    if spot.node.fields is None:
        loading.problems.at(spot, f"found {shown(spot.node.value)}; allowed: a mapping")
        return Spot(node=spot.node.with_value({}), key=spot.key)
    read_form(shape, spot, loading.problems)
    known = set(keys_of(shape))
    fields = {key: it for key, it in (spot.node.fields or {}).items() if key in known}
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


def read_scenario(written: Written, frame: Frame, loading: Loading) -> Scenario | None:
    """Return a scenario; None when there are problems, which are then all kept."""
    problems, spot = loading.problems, written.spot
    if spot.node.fields is None:
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: a mapping with the keys of a scenario")
        return None
    before = len(problems)
    merged = Spot(node=_over_defaults(written, frame.defaults), key=spot.key)
    form = read_form(ScenarioForm, merged, problems)
    flow = _read_flow(merged, written, frame, loading)
    expectations = number(flow.drafts, problems)
    pass_when = merged.get("pass_when")
    rule = read_pass_when(pass_when, form.runs or 1 if form else None, problems) if pass_when else None
    call_date = merged.get("call_date") or frame.call_date
    date = read_call_date(call_date, problems) if call_date else None
    written_faults = merged.get("faults")
    faults = read_faults(written_faults, loading) if written_faults else ()
    if form is None or len(problems) > before:
        return None
    scenario_id = written.named(form.id)
    return Scenario(
        scenario_id=scenario_id,
        title=form.title or scenario_id,
        suite=frame.suite,
        span=written.span or spot.node.span,
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
        unaudited=form.unaudited,
        runs_on=tuple(dict.fromkeys(form.runs_on)) if form.runs_on else None,
        needs=_needs(form, flow),
        call_date=date,
        source=frame.source,
        family="" if scenario_id == form.id else form.id,
        variant=written.variant,
        cell=written.cell.names,
        retries=form.retries or 0,
        callee_timezone=form.callee_timezone,
        filled=_filled(flow, loading),
    )


def _filled(flow: Flow, loading: Loading) -> Mapping[str, tuple[FilledIn, ...]]:
    """Where variables stand in the texts of the flow's briefs."""
    bodies = (step.body.value for step in flow.steps if isinstance(step, StartCall))
    texts = (text for body in bodies if isinstance(body, dict) for text in body.values() if isinstance(text, str))
    return {text: places for text in texts if (places := loading.variables.filled_in(text))}


def _over_defaults(written: Written, defaults: Spot | None) -> Node:
    """Return the scenario over the defaults, and its variant over both.

    Bodies are left to bodies.py, lists of checks and steps are not merged.
    """
    spot = written.spot
    own: dict[str, Field] = dict(spot.node.fields or {})
    variant: dict[str, Field] = dict(written.overlay.node.fields or {}) if written.overlay else {}
    base = dict(defaults.node.fields or {}) if defaults else {}
    inherited = base.get("expect") if "steps" not in own else None
    apart = {} if inherited is None else {"expect": inherited}
    for layer in (own, variant):
        apart |= {key: it for key, it in layer.items() if key in _UNMERGED and it.node.value is not None}
    merged = spot.node.with_fields({key: it for key, it in base.items() if key not in _UNMERGED})
    for layer in (own, variant):
        merged = merge(merged, spot.node.with_fields({key: it for key, it in layer.items() if key not in _UNMERGED}))
    return spot.node.with_fields({**(merged.fields or {}), **apart})


def _read_flow(merged: Spot, written: Written, frame: Frame, loading: Loading) -> Flow:
    own = written.spot
    empty = Spot(node=own.node.with_value({}), key="defaults")
    layers = [frame.defaults or empty, *_body_layers(written)]
    flow = Flow(loading=loading, layers=layers, callee=merged.get("callee"))
    steps, expect = merged.get("steps"), merged.get("expect")
    if steps is None:
        single_call(own, flow)
        if expect is None and not _has_unknown_keys(own):
            loading.problems.at(own, "missing required key 'expect'", "say what must hold: expect: {status: completed}")
        elif expect is not None:
            flow.drafts += read_expect(expect, len(flow.steps) - 1, loading.problems)
        return flow
    if expect is not None:
        where = own if "expect" in own.node else written.overlay or own
        loading.problems.at_key(where, "expect", "expect stands beside steps", "move it into the step that it reads")
    read_steps(steps, flow)
    if not expects_something(steps) and steps.node.elements:
        loading.problems.at(steps, "no step has an expect", "say what must hold: expect: {status: completed}")
    return flow


def _body_layers(written: Written) -> list[Spot]:
    """Return what says what is sent, scenario before variant; a variant's brief_file takes the scenario's place."""
    own, variant = written.spot, written.overlay
    if variant is None:
        return [own]
    fields = own.node.fields or {}
    if variant.get("brief_file") is not None and own.get("brief_file") is not None:
        own = Spot(node=own.node.with_fields({k: it for k, it in fields.items() if k != "brief_file"}), key=own.key)
    return [own, variant]


def _has_unknown_keys(spot: Spot) -> bool:
    """Whether a key that seems missing may stand there under a mistyped name, which is reported already."""
    return not set(spot.node.fields or ()) <= set(keys_of(ScenarioForm))


def _needs(form: ScenarioForm, flow: Flow) -> tuple[str, ...]:
    needs = {need for draft in flow.drafts for need in draft.needs}
    if form.account is not None:
        needs.add("account")
    if form.faults:
        needs.add("faults")
    needs.update(needs_of(flow.steps))
    return tuple(sorted(needs))
