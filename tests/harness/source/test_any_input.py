"""Whatever comes in: a value, or one SourceError."""

import json
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import SourceError
from harness.source import decode, lines_of, read
from harness.source.events import FAST_PARSER, PURE_PARSER, ParserType

YAML_PIECES = st.lists(
    st.sampled_from(
        [
            *("a", "b: ", "- ", "\n", "  ", "\t", "{", "}", "[", "]", ",", ": ", "? ", "&x ", "*x", "!!str ", "!", "|"),
            *(
                ">",
                "'",
                '"',
                "#",
                "---",
                "...",
                "%YAML 1.2",
                "<<",
                "\r\n",
                "\ufeff",
                "\\u12",
                "1",
                "1e999",
                ".nan",
                "@",
            ),
            "\u2028",
        ]
    ),
    max_size=40,
).map("".join)
NUMBERS = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x7f", exclude_categories=["Cc", "Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None)
@given(st.text() | YAML_PIECES)
@pytest.mark.parametrize("parser_type", [FAST_PARSER, PURE_PARSER], ids=["fast", "pure"])
def test_any_text_is_read_or_refused(parser_type: ParserType, text: str) -> None:
    """No text raises anything but SourceError, and a value that is read can be written as JSON."""
    with suppress(SourceError):
        node = read(text, file="f.yaml", parser_type=parser_type)
        json.dumps(node.value, allow_nan=False).encode()
        assert 1 <= node.line <= node.end_line <= len(lines_of(text)) + 1  # nothing, after ---, stands at the very end


@settings(max_examples=300, deadline=None)
@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No bytes raise anything but SourceError."""
    with suppress(SourceError):
        read(decode(content, file="f.yaml"), file="f.yaml")


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_json_is_read_as_json_reads_it(value: Any) -> None:
    """JSON is YAML: whatever json.dumps writes comes back equal."""
    text = json.dumps(value, ensure_ascii=False)
    assert read(text, file="f.yaml").value == json.loads(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(JSON, max_size=3) | st.dictionaries(TEXTS.filter(bool), JSON, max_size=3))
def test_what_pyyaml_writes_comes_back(value: Any) -> None:
    """A dump in block style, anchors and all, comes back equal; its texts are quoted, as 1.1 and 1.2 differ there."""
    text = yaml.dump(value, allow_unicode=True, default_style='"', default_flow_style=False, width=60)
    assert read(text, file="f.yaml").value == value
