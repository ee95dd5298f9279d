"""Parts of an answer kept for later steps: `save`, and `{{ saved.NAME }}` in what is sent after it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from harness.model.scenario import Step
from harness.model.steps import Save
from harness.model.values import Json

if TYPE_CHECKING:
    from jmespath.parser import ParsedResult

_TYPED: Final = frozenset({"value", "callee"})
SAVED: Final = re.compile(r"\{\{\s*saved\.([A-Za-z_][A-Za-z0-9_-]*)\s*\}\}")


class NotSaved(LookupError):
    """A name under which nothing was saved; its argument is the name."""


@lru_cache(maxsize=256)
def _searcher(expression: str) -> "ParsedResult":
    from jmespath import compile as compiled  # needed only where a flow saves or waits for something

    return compiled(expression)


def found_in(answer: Json, expression: str) -> Json:
    """Return what a JMESPath expression finds in an answer, None where nothing or nothing it can be applied to."""
    try:
        return _searcher(expression).search(answer)
    except ValueError:
        return None


def holds(answer: Json, expression: str) -> bool:
    """Whether what an expression finds is true as JMESPath has it: not false, null, or empty."""
    found = found_in(answer, expression)
    return bool(found) or (isinstance(found, int | float) and not isinstance(found, bool))


def saved_from(step: Save, answer: Json) -> tuple[dict[str, Json], list[str]]:
    """Return what a step saves, and the names for which the answer has nothing."""
    found = {name: found_in(answer, expression) for name, expression in step.values.items()}
    return {name: value for name, value in found.items() if value is not None}, [
        name for name, value in found.items() if value is None
    ]


def names_in(value: Any) -> Iterator[str]:
    """Yield the names that the texts in a value, or in a step, ask for."""
    if isinstance(value, str):
        if "{{" in value:
            yield from SAVED.findall(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from names_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from names_in(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from names_in(getattr(value, field.name))


def filled(step: Step, saved: Mapping[str, Json]) -> Step:
    """Return a step with what was saved in place of its templates. Raises NotSaved.

    In a JSON body and in the parameters of a callee, a text that is one template becomes the value with its type.
    """
    if next(names_in(step), None) is None:
        return step
    found: Step = _filled(step, saved, typed=False)
    return found


def _filled(value: Any, saved: Mapping[str, Json], *, typed: bool) -> Any:
    if isinstance(value, str):
        return _text(value, saved, typed=typed) if "{{" in value else value
    if isinstance(value, Mapping):
        return {key: _filled(item, saved, typed=typed) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_filled(item, saved, typed=typed) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {it.name: getattr(value, it.name) for it in fields(value)}
        return replace(value, **{name: _filled(it, saved, typed=name in _TYPED) for name, it in parts.items()})
    return value


def _text(text: str, saved: Mapping[str, Json], *, typed: bool) -> Json:
    whole = SAVED.fullmatch(text) if typed else None
    if whole is not None:
        return _known(whole[1], saved)
    return SAVED.sub(lambda match: _written(_known(match[1], saved)), text)


def _known(name: str, saved: Mapping[str, Json]) -> Json:
    if name not in saved:
        raise NotSaved(name)
    return saved[name]


def _written(value: Json) -> str:
    return value if isinstance(value, str) else json.dumps(value)
