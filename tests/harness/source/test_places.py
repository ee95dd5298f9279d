import pytest

from harness.errors import SourceError, Span
from harness.source import decode, lines_of, place, read

TEXT = """\
# a comment
suite: Dentist
scenarios:
  - id: one
    expect: [status, {says: "x"}]
    note: |
      two
      lines

  - id: two
"""


def test_values_and_keys_know_their_places() -> None:
    """Lines and columns count from 1, for values, keys and items of lists."""
    node = read(TEXT, file="a/b.yaml")
    one = node["scenarios"][0]
    assert node["suite"].span == Span(file="a/b.yaml", line=2, column=8)
    assert node.key_span("scenarios") == Span(file="a/b.yaml", line=3, column=1)
    assert str(one["expect"][1]["says"].span) == "a/b.yaml:5:29"
    assert str(one["expect"][1].key_span("says")) == "a/b.yaml:5:23"


def test_a_value_knows_its_last_line() -> None:
    """A block ends before the line of what follows; the blank line that ends a block scalar is a part of it."""
    node = read(TEXT, file="f.yaml")
    first, second = node["scenarios"]
    assert (first.line, first.end_line) == (4, 9)
    assert (second.line, second.end_line) == (10, 10)


def test_a_value_is_plain_data() -> None:
    """value is what json.loads would give; nodes of the three kinds say which they are."""
    node = read("a: [1, {b: null}]\n", file="f.yaml")
    assert node.value == {"a": [1, {"b": None}]}
    assert [node.kind, node["a"].kind, node["a"][0].kind] == ["mapping", "sequence", "scalar"]
    assert [key for key, _ in node.items()] == ["a"]


def test_access_to_what_is_not_there() -> None:
    """Indexing raises KeyError, get and child return None, follow stops at the last value there is."""
    node = read("a: [1]\n", file="f.yaml")
    with pytest.raises(KeyError):
        node["b"]
    with pytest.raises(KeyError):
        node["a"][1]
    assert node.get("b") is None
    assert node["a"].get("x") is None
    assert node.follow(["a", 0, "x"]) is node["a"][0]
    assert "b" not in node


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=repr)
def test_every_kind_of_line_end_counts_lines_alike(newline: str) -> None:
    """CRLF and CR files have the places and values of LF files."""
    node = read(newline.join(["a: 1", "b:", "  - c", ""]), file="f.yaml")
    assert node.value == {"a": 1, "b": ["c"]}
    assert str(node["b"][0].span) == "f.yaml:3:5"


def test_a_byte_order_mark_is_not_a_part_of_the_text() -> None:
    """A UTF-8 BOM, as Windows editors write it, changes neither keys nor columns."""
    node = read(decode(b"\xef\xbb\xbfa: 1\n", file="f.yaml"), file="f.yaml")
    assert node.key_span("a") == Span(file="f.yaml", line=1, column=1)


def test_columns_count_characters() -> None:
    """A column is a number of characters, whatever their bytes."""
    node = read("é😀: {b: ü, c: 1}\n", file="f.yaml")
    assert node["é😀"]["c"].span.column == 15


def test_an_alias_is_the_value_of_its_anchor() -> None:
    """An alias stands for the anchored value, which keeps its own place; an anchor may also be redefined."""
    node = read("a: &x {k: 1}\nb: *x\nc: &x 2\nd: *x\n&k e: *k\n", file="f.yaml")
    assert node.value == {"a": {"k": 1}, "b": {"k": 1}, "c": 2, "d": 2, "e": "e"}
    assert node["b"].span.line == 1


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        (b"a: 1\nb: \xff\n", 2, 4, "0xFF is not UTF-8"),
        ("é: ü".encode("latin-1"), 1, 1, "0xE9 is not UTF-8"),
        ("a: 1".encode("utf-16"), 1, 1, "the file is UTF-16"),
        (b"a: \xc3", 1, 4, "0xC3 is not UTF-8"),
    ],
)
def test_bytes_that_are_not_utf_8_are_located(content: bytes, line: int, column: int, message: str) -> None:
    """decode names the first bad byte and its place, or the other encoding."""
    with pytest.raises(SourceError) as caught:
        decode(content, file="f.yaml")
    assert message in caught.value.problem.message
    assert (caught.value.problem.span.line, caught.value.problem.span.column) == (line, column)


def test_lines_are_counted_as_places_count_them() -> None:
    """lines_of splits where YAML ends lines, so that places index it."""
    text = "\ufeffa: 1\r\nb: 'x\u2028y'\nc: 2"
    node = read(text, file="f.yaml")
    assert lines_of(text)[node["c"].line - 1] == "c: 2"


def test_plain_data_can_stand_at_a_place() -> None:
    """Values that no file holds are given the place of one that does."""
    node = place("the command line").with_value({"a": [1, "b"], "c": {}})
    assert node.value == {"a": [1, "b"], "c": {}}
    assert str(node["a"][1].span) == "the command line:1:1"
    assert node["c"].kind == "mapping"
