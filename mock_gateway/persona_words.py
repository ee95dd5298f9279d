"""The words that a persona brings of its own: which acts they can be for, and what can be filled into them."""

from collections.abc import Iterator, Mapping
from string import Formatter

from harness.errors import Problem, UsageError
from harness.model.values import Json
from harness.registry import nearest
from harness.source import Node, place
from mock_gateway.simulation.business_phrases import BUSINESS_PHRASES
from mock_gateway.simulation.callee_phrases import CALLEE_PHRASES

PLACES = (
    *("business", "me", "daytime", "client", "currency", "period", "words", "name", "fact", "slots", "when", "wish"),
    *("price", "booking", "summary", "party", "on_wish", "nights"),
)
"""What stands in braces in a greeting, and in the words for an act."""

_KEYS = (*CALLEE_PHRASES, *BUSINESS_PHRASES)
ACTS = tuple(sorted({key.partition("@")[0].partition(".")[0] for key in _KEYS}))
"""What `says` can have words for; `act.fact` is one variant of an act, `act@mood` those of one mood."""


def problems_of_words(key: str, node: Node) -> Iterator[Problem]:
    """Yield what is wrong with the templates of `greeting` or `says`; nothing for any other key."""
    if key == "greeting":
        yield from _problems_of_texts(key, node)
    elif key == "says":
        for act, words in node.items():
            if act.partition("@")[0].partition(".")[0] not in ACTS:
                yield _unknown(f"says.{act}", node, act, "act", ACTS)
            yield from _problems_of_texts(f"says.{act}", words)


def check_words(options: Mapping[str, Json]) -> None:
    """Raise UsageError for a greeting, or words for an act, that could not be spoken."""
    for key, value in options.items():
        for problem in problems_of_words(key, place("").with_value(value)):
            raise UsageError(f"{problem.key}: {problem.message}")


def _problems_of_texts(key: str, node: Node) -> Iterator[Problem]:
    listed = [(key, node)] if node.elements is None else [(f"{key}[{at}]", it) for at, it in enumerate(node.elements)]
    for where, text in listed:
        try:
            places = [_place(*part[1:]) for part in Formatter().parse(text.value) if part[1] is not None]
        except ValueError:
            yield Problem(
                span=text.span, key=where, message="a brace without its other one", fix="write {{ or }} for a brace"
            )
            continue
        for name in places:
            if name not in PLACES:
                yield Problem(
                    span=text.span,
                    key=where,
                    message=f"unknown place {{{name}}}; allowed: {', '.join(f'{{{place}}}' for place in PLACES)}",
                    fix=_hint(name, PLACES),
                )


def _place(name: str | None, layout: str | None, conversion: str | None) -> str:
    """Return what stands in braces as it is written: a layout, such as `:>80`, has no place in speech."""
    return f"{name}{f'!{conversion}' if conversion else ''}{f':{layout}' if layout else ''}"


def _unknown(where: str, node: Node, name: str, kind: str, allowed: tuple[str, ...]) -> Problem:
    message = f"unknown {kind} {name!r}; allowed: {', '.join(allowed)}"
    return Problem(span=node.key_span(name), key=where, message=message, fix=_hint(name, allowed))


def _hint(name: str, allowed: tuple[str, ...]) -> str:
    found = nearest(name, allowed)
    return f"did you mean {found!r}?" if found else ""
