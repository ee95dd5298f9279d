from collections.abc import Callable

import pytest

from harness.errors import Problem, SourceError
from harness.source import read, scan
from harness.source.events import FAST_PARSER, PURE_PARSER, ParserType

Refusal = Callable[[str], Problem]

BOMB = "a: &a [1,1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

REFUSED = [
    # text, line, column, words of the message, words of the fix
    ("", 1, 1, "the file is empty", ""),
    ("# only a comment\n", 1, 1, "the file is empty", ""),
    ("a: [1, 2\n", None, None, "YAML syntax error", "close the bracket"),
    ("a:\n\t- b\n", 2, 1, "'\\t'", "spaces"),
    ("a: b: c\n", 1, 5, "mapping values are not allowed", "quotes"),
    ('a: "x" y\n', 1, 8, "YAML syntax error", "indentation"),
    ("a: 'abc\n", None, None, "end of stream", "quote"),
    ("a: @x\n", 1, 4, "'@'", "quotes"),
    ("a: %x\n", 1, 4, "'%'", "quotes"),
    ('a: "\\q"\n', 1, None, "escape", "single quotes"),
    ("- a\nb: 2\n", 2, 1, "YAML syntax error", "indentation"),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document", "one document"),
    ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' is written twice: here and in line 1", "remove one"),
    ("1: x\n", 1, 1, "the key 1 is not text", '"1"'),
    ("true: x\n", 1, 1, "the key true is not text", '"true"'),
    ("~: x\n", 1, 1, "the key ~ is not text", ""),
    ("?\n: x\n", None, None, "the key null is not text", ""),
    ("a: - b\n", 1, 4, "sequence entries", "quotes"),
    (".nan: x\n", 1, 1, "is not text", ""),
    ("? [a]\n: b\n", 1, 3, "a key must be text", ""),
    ("a: {{ name }}\n", 1, 5, "a key must be text", "{{ name }} in quotes"),
    ("x: &x {a: 1}\ny: {<<: *x}\n", 2, 5, "merge keys", "defaults or include"),
    ("a: *nobody\n", 1, 4, "*nobody has no anchor", "quotes"),
    ("a: &a [*a]\n", 1, 8, "inside the value that it names", ""),
    ("a: &a {b: *a}\n", 1, 11, "inside the value that it names", ""),
    ("a: &x 1\n*x : 2\n", 2, 1, "the key *x is not text", ""),
    ("a: !python/name:os.system b\n", 1, 4, "tag", "remove it"),
    ("a: !!binary aGk=\n", 1, 4, "!!binary", "remove it"),
    ("a: !!set {b}\n", 1, 4, "!!set", "remove it"),
    ("a: !!int x\n", 1, 4, "'x' is not what its tag !!int says", ""),
    ("a: !!bool 1\n", 1, 4, "!!bool", ""),
    ("a: b\x00c\n", 1, 5, "U+0000", "escape"),
    ("a: b\r\nc: \x1b[0m\r\n", 2, 4, "U+001B", "escape"),
    ("a: \ud800\n", 1, 4, "U+D800", ""),
    (BOMB, 6, 8, "200,000 values", ""),
]


@pytest.mark.parametrize("parser_type", [FAST_PARSER, PURE_PARSER], ids=["fast", "pure"])
@pytest.mark.parametrize(
    ("text", "line", "column", "message", "fix"), REFUSED, ids=[repr(case[0][:24]) for case in REFUSED]
)
def test_a_text_that_is_not_acceptable_is_one_located_problem(
    parser_type: ParserType, text: str, line: int | None, column: int | None, message: str, fix: str
) -> None:
    """Each way to be unacceptable has its place, its words, and where possible the way out, with either parser."""
    with pytest.raises(SourceError) as caught:
        read(text, file="f.yaml", parser_type=parser_type)
    problem = caught.value.problem
    assert message in problem.message
    assert fix in problem.fix or parser_type is PURE_PARSER
    assert (problem.span.line, problem.span.column) == (line or problem.span.line, column or problem.span.column)


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "a:\n ", "? "], ids=repr)
def test_fifty_thousand_nested_collections_are_refused(opening: str, refusal_of: Refusal) -> None:
    """Deep nesting ends at 100 levels with one problem; it neither crashes the process nor overflows the stack."""
    text = opening * 50_000
    if opening.startswith("a:"):
        text = "".join(" " * depth + "a:\n" for depth in range(2_000))
    problem = refusal_of(text)
    assert "100 deep" in problem.message or "a key must be text" in problem.message


def test_a_hundred_levels_are_read() -> None:
    """The limit on depth is exact: 100 levels are fine."""
    node = read("[" * 100 + "]" * 100, file="f.yaml")
    for _ in range(99):
        node = node[0]
    assert node.value == []
    with pytest.raises(SourceError):
        read("[" * 101 + "]" * 101, file="f.yaml")


def test_more_values_than_allowed_are_refused_without_aliases(refusal_of: Refusal) -> None:
    """A long flat list ends at the same limit as an alias bomb."""
    assert "200,000 values" in refusal_of("- 1\n" * 200_001).message


def test_scanning_tells_every_problem_that_does_not_stop_it() -> None:
    """scan goes on after a duplicate key, a key that is not text and a number JSON cannot hold."""
    reading = scan("a: 1\na: 2\n1: x\nb: .nan\nc: fine\n", file="f.yaml")
    assert [problem.span.line for problem in reading.problems] == [2, 3, 4]
    assert reading.node.value == {"a": 1, "b": None, "c": "fine"}
