"""YAML text -> parser events, with every way that a parser can fail turned into one located problem."""

from collections.abc import Iterator
from typing import Final, Protocol

import yaml

from harness.errors import Problem, SourceError, Span


class Parser(Protocol):
    """The part of a PyYAML loader that is used: its events. Nothing of PyYAML composes, resolves or constructs."""

    def get_event(self) -> yaml.Event | None:
        """Return the next event, None after the last."""
        ...


class ParserType(Protocol):
    """A PyYAML loader class."""

    def __call__(self, stream: str, /) -> Parser:
        """Begin to parse a text."""
        ...


PURE_PARSER: Final[ParserType] = yaml.SafeLoader
FAST_PARSER: Final[ParserType] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser; PyYAML's own, eight times slower, only where PyYAML was built without it."""

_HINTS: Final = (
    ("'\\t'", "indent with spaces: YAML allows no tabs there"),
    ("found a tab", "indent with spaces: YAML allows no tabs there"),
    ("mapping values are not allowed", "put a text that holds ': ' in quotes, or correct the indentation"),
    (
        "sequence entries are not allowed",
        "put a text that begins with '- ' in quotes; a list begins on a line of its own",
    ),
    ("expected <block end>", "correct the indentation, or quote a text that goes on after its closing quote"),
    ("did not find expected key", "correct the indentation, or quote a text that goes on after its closing quote"),
    ("did not find expected '-' indicator", "correct the indentation of this list"),
    ("could not find expected ':'", "a key needs ': ' after it; put a text of several lines in quotes or under |"),
    ("cannot start any token", "put a text that begins with this character in quotes"),
    ("did not find expected ',' or", "close the bracket, or put a comma between the items"),
    ("expected ',' or", "close the bracket, or put a comma between the items"),
    ("end of stream", "close the quote that begins above"),
    ("undefined alias", "put a text that begins with * in quotes; an alias needs its &anchor above it"),
    ("alphabetic or numeric", "put a text that begins with * in quotes"),
    ("escape c", "write the text in single quotes, where a backslash is only a backslash"),
    ("tag", "put a text that begins with ! in quotes"),
)


def events(text: str, *, file: str, parser_type: ParserType = FAST_PARSER) -> Iterator[yaml.Event]:
    """Yield a text's events. Raises SourceError where it is not YAML."""
    parser = parser_type(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        raise SourceError(_syntax_problem(error, file, text)) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure parser lets chr() raise on an escape beyond Unicode.
        problem = Problem(span=Span(file=file, line=1, column=1), message=f"this is not YAML: {error}")
        raise SourceError(problem) from None


def _syntax_problem(error: yaml.MarkedYAMLError, file: str, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    span = Span(file=file, line=mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1)
    words = error.problem or "unreadable"
    if mark and words == "found character that cannot start any token":  # libyaml does not say which
        words = f"found character {text[mark.index : mark.index + 1]!r} that cannot start any token"
    fix = next((hint for sign, hint in _HINTS if sign in words), "")
    return Problem(span=span, message=f"YAML syntax error: {words}{_context(error)}", fix=fix)


def _context(error: yaml.MarkedYAMLError) -> str:
    if not error.context:
        return ""
    mark = error.context_mark
    begun = f" that begins in line {mark.line + 1}" if mark else ""
    return f" ({error.context}{begun})"
