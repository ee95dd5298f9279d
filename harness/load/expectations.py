"""`expect` -> checks matched to the table of checks, with their arguments validated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pydantic import ValidationError

from harness.checks import CHECKS
from harness.checks.base import Check
from harness.errors import Span
from harness.load.explain import explain, keys_of, read_form
from harness.load.forms import ItemForm
from harness.load.problems import Problems, Spot, did_you_mean, shown
from harness.model.scenario import CheckSpec, Expectation

MODIFIERS: Final = tuple(ItemForm.model_fields)
NEGATION: Final = "not"
"""The check that holds another check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An expectation that has no id of its own in the scenario yet."""

    spot: Spot
    check: CheckSpec
    step: int
    label: str
    needs: frozenset[str]
    form: ItemForm = field(default_factory=ItemForm)


def read_expect(spot: Spot, step: int, problems: Problems) -> list[Draft]:
    """Return what an `expect` demands of step `step`; items with problems are left out."""
    if spot.node.kind == "sequence":
        drafts = [_item(element, step, problems) for element in spot.elements()]
    elif spot.node.kind == "mapping":
        drafts = [_bare(name, entry, spot, step, problems) for name, entry in spot.entries()]
    else:
        fix = f"write [{spot.node.value}]" if spot.node.value in CHECKS else ""
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: a list of checks", fix)
        return []
    if not drafts:
        problems.at(spot, "no check in it; a scenario that expects nothing can hardly fail")
    return [draft for draft in drafts if draft is not None]


def _bare(name: str, entry: Spot, parent: Spot, step: int, problems: Problems) -> Draft | None:
    if name in CHECKS:
        return _draft(name, entry, parent.node.key_span(name), step, problems)
    if name in MODIFIERS:
        message = f"{name!r} is no check: it belongs beside the check of one item of a list"
        problems.at_key(parent, name, message, "write expect as a list: - status: completed, with its weight below")
    else:
        _unknown_check(parent, name, problems)
    return None


def _item(spot: Spot, step: int, problems: Problems) -> Draft | None:
    if isinstance(spot.node.value, str):
        return _named(spot, step, problems)
    if spot.node.fields is None:
        problems.at(spot, f"found {shown(spot.node.value)}; allowed: the name of a check, or a mapping with one")
        return None
    others = [key for key in spot.node.fields if key not in MODIFIERS]
    known = [key for key in others if key in CHECKS]
    form = _modifiers(spot, problems)
    if not _one_check(spot, others, known, problems):
        return None
    [name] = known
    draft = _draft(name, spot.at(name), spot.node.key_span(name), step, problems)
    return replace(draft, form=form) if draft is not None and form is not None else None


def _named(spot: Spot, step: int, problems: Problems) -> Draft | None:
    name = spot.node.value
    if name in CHECKS:
        return _draft(name, Spot(node=spot.node.with_value(None), key=spot.key), spot.node.span, step, problems)
    message = f"unknown check {name!r}; allowed: {', '.join(CHECKS)}"
    problems.at(spot, message, did_you_mean(name, tuple(CHECKS)))
    return None


def _modifiers(spot: Spot, problems: Problems) -> ItemForm | None:
    fields = {key: field for key, field in (spot.node.fields or {}).items() if key in MODIFIERS}
    if not fields:
        return ItemForm()
    return read_form(ItemForm, Spot(node=spot.node.with_fields(fields), key=spot.key), problems)


def _one_check(spot: Spot, others: Sequence[str], known: Sequence[str], problems: Problems) -> bool:
    if len(known) == 1 and len(others) == 1:
        return True
    if not others:
        problems.at(spot, f"no check in this item; allowed: one of {', '.join(CHECKS)}")
    elif len(known) > 1:
        message = f"{len(known)} checks in one item: {', '.join(known)}; allowed: one"
        problems.at_key(spot, known[1], message, "begin a new item with '- ' for each check")
    for name in others:
        if name in CHECKS:
            continue
        if known or did_you_mean(name, MODIFIERS) or len(others) > 1:
            hint = _indent_hint(spot, name, known) or did_you_mean(name, (*MODIFIERS, *CHECKS))
            problems.unknown_key(spot, name, MODIFIERS, hint)
        else:
            _unknown_check(spot, name, problems)
    return False


def _indent_hint(spot: Spot, name: str, known: Sequence[str]) -> str:
    for check in known:
        if spot.node[check].value is None and name in keys_of(CHECKS[check]):
            return f"indent it further than {check!r}: it is a part of that check"
    return ""


def _unknown_check(spot: Spot, name: str, problems: Problems) -> None:
    message = f"unknown check {name!r}; allowed: {', '.join(CHECKS)}"
    problems.at_key(spot, name, message, did_you_mean(name, tuple(CHECKS)))


def _draft(name: str, spot: Spot, where: Span, step: int, problems: Problems) -> Draft | None:
    check = CHECKS[name]
    if name == NEGATION:
        inner = _inner(spot, step, problems)
        if inner is None:
            return None
        args = {inner.check.name: inner.check.args}
        label, needs = f"{NEGATION}_{inner.label}", inner.needs | set(check.needs)
    else:
        args, label, needs = spot.node.value, name, frozenset(check.needs)
    if not _accepts(check, args, spot, problems):
        return None
    spec = CheckSpec(name=name, args=args, span=where)
    return Draft(spot=spot, check=spec, step=step, label=label, needs=needs)


def _inner(spot: Spot, step: int, problems: Problems) -> Draft | None:
    value = spot.node.value
    if isinstance(value, str):
        return _named(spot, step, problems)
    if spot.node.kind != "mapping" or len(value) != 1:
        found = f"{len(value)} keys" if spot.node.kind == "mapping" else shown(value)
        problems.at(spot, f"found {found}; allowed: exactly one check, as in not: {{says: goodbye}}")
        return None
    [name] = value
    return _bare(name, spot.at(name), spot, step, problems)


def _accepts(check: type[Check], args: object, spot: Spot, problems: Problems) -> bool:
    try:
        check.from_args(args)
    except ValidationError as error:
        explain(error, check, spot, problems, short=check.short_field or "")
        return False
    return True


def number(drafts: Iterable[Draft], problems: Problems) -> tuple[Expectation, ...]:
    """Give every expectation of a scenario its id: its own, else the check's name, numbered when repeated."""
    listed = list(drafts)
    taken: dict[str, Draft] = {}
    for draft in listed:
        if draft.form.id is not None and taken.setdefault(draft.form.id, draft) is not draft:
            earlier = taken[draft.form.id].spot.node.line
            problems.at(draft.spot, f"the id {draft.form.id!r} is also used in line {earlier}", "give it another id")
    return tuple(_expectation(draft, taken) for draft in listed)


def _expectation(draft: Draft, taken: dict[str, Draft]) -> Expectation:
    name = draft.form.id
    if name is None:
        count, name = 1, draft.label
        while name in taken:
            count, name = count + 1, f"{draft.label}_{count + 1}"
        taken[name] = draft
    return Expectation(
        expectation_id=name,
        check=draft.check,
        step=draft.step,
        weight=1.0 if draft.form.weight is None else draft.form.weight,
        required=draft.form.required is not False,
    )
