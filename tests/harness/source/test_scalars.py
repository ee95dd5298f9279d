from typing import Any

import pytest

from harness.source import read


def value_of(text: str) -> Any:
    return read(f"a: {text}\n", file="f.yaml")["a"].value


@pytest.mark.parametrize(
    "text",
    [
        *("on", "off", "yes", "no", "y", "n", "On", "NO", "tRUE", "nUll"),
        *("15:30", "190:20:30", "2026-03-06", "2026-03-06T09:00-08:00", "1_000", "0b11", "0o8", "0x", "0xZZ"),
        *("+14155550142", "+1", "+1.5", "+.5", "-a", "--1", "1e", "1.2.3", ".", "-.", "1,000", "١٢"),
        *("tue 15:30", "=", "<<x", "nan", "inf", "$5"),
    ],
)
def test_what_only_yaml_1_1_or_a_phone_number_reads_as_something_else_is_text(text: str) -> None:
    """A plain scalar is text unless YAML 1.2's core schema makes it more; a leading + is always text."""
    assert value_of(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[(text, True) for text in ("true", "True", "TRUE")],
        *[(text, False) for text in ("false", "False", "FALSE")],
        *[(text, None) for text in ("null", "Null", "NULL", "~", "")],
        *[("0", 0), ("12", 12), ("-7", -7), ("017", 17), ("0o17", 15), ("0x1F", 31), ("0xff", 255)],
        *[("1.5", 1.5), ("-0.5", -0.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("1.5E-1", 0.15)],
        *[("'12'", "12"), ('"true"', "true"), ("!!str 12", "12"), ("! 12", "12"), ("!!float 3", 3.0), ("!!int 3", 3)],
    ],
)
def test_the_core_schema_of_yaml_1_2_decides_what_is_not_text(text: str, value: object) -> None:
    """true, false, null and numbers in their YAML 1.2 spellings keep value and type; quotes and !!str make text."""
    found = value_of(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", [".inf", "-.inf", "+.Inf", ".NaN", "1e999", "-1e999", "9" * 401, "0x" + "f" * 400])
def test_a_number_that_json_cannot_hold_is_refused(text: str, refusal_of: Any) -> None:
    """Infinities, NaN and numbers beyond all bounds are a located problem that says to quote them."""
    problem = refusal_of(f"a: {text}\n")
    assert (problem.span.line, problem.span.column) == (1, 4)
    assert "quotes" in problem.fix
