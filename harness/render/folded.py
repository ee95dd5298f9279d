"""What the report folds away below a call: its briefs as sent, the callee's books, the scenario as written."""

import json
from collections.abc import Mapping, Sequence
from typing import TypedDict

from harness.model.brief import BRIEF_FIELDS, RequestBody
from harness.model.values import Json
from harness.render.view import Stage


class Folded(TypedDict):
    """Something to unfold: name and value pairs, or a text."""

    title: str
    fields: list[tuple[str, str]]
    text: str


def folded(stages: Sequence[Stage], source: str) -> list[Folded]:
    """Return everything to unfold of one call, in order."""
    return [*_briefs(stages), *_books(stages), *_source(source)]


def name_in_flow(call_name: str) -> str:
    """The call's name in a flow; the one call of the single-call form needs none."""
    return "" if call_name == "call" else call_name


def _json_text(value: Json) -> str:
    """Return a JSON value as indented text."""
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def _briefs(stages: Sequence[Stage]) -> list[Folded]:
    """Each distinct body once, with the calls that it started where there are several."""
    bodies: dict[str, tuple[RequestBody, dict[str, None]]] = {}
    for stage in stages:
        if stage.seen.body is not None:
            bodies.setdefault(repr(stage.seen.body), (stage.seen.body, {}))[1][stage.seen.call_name] = None
    several = len(bodies) > 1
    return [_brief(body, ", ".join(filter(None, names)) if several else "") for body, names in bodies.values()]


def _brief(body: RequestBody, calls: str) -> Folded:
    title = f"Brief as sent to {calls}" if calls else "Brief as sent"
    if isinstance(body.value, dict) and body.value:
        return Folded(title=title, fields=_fields(body.value), text="")
    return Folded(title=title, fields=[], text=body.text if body.text is not None else _json_text(body.value))


def _fields(value: Mapping[str, Json]) -> list[tuple[str, str]]:
    known = [name for name in BRIEF_FIELDS if name in value]
    names = [*known, *(name for name in value if name not in BRIEF_FIELDS)]
    return [(name, value[name] if isinstance(value[name], str) else _json_text(value[name])) for name in names]


def _books(stages: Sequence[Stage]) -> list[Folded]:
    return [
        Folded(
            title=f"The callee's books {name_in_flow(stage.seen.call_name)}".strip(), fields=[], text=_json_text(books)
        )
        for stage in stages
        if (books := stage.seen.books) is not None
    ]


def _source(source: str) -> list[Folded]:
    return [Folded(title="Scenario as written", fields=[], text=source)] if source else []
