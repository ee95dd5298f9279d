"""An audit in the terminal and as JSON; the whole of both is a golden file."""

import json
from dataclasses import replace

import pytest

from harness.model.call import Turn
from harness.render.audit import as_json, details, diff, last_line, table
from tests.harness.render.golden import printed
from tests.harness.render.sample_audit import CALL, REFUSED, sample_audit, turn


@pytest.mark.parametrize(
    ("min_caught", "unjudged", "begins"),
    [
        (0.9, True, "TOO FEW CAUGHT: 3 of 6 broken calls · 50.0 % (95 % CI 18.8-81.2) · at least 90.0 % must be"),
        (0.5, False, "CAUGHT 3 of 6 broken calls · 50.0 % (95 % CI 18.8-81.2) · at least 50.0 % must be"),
        (None, True, "COULD NOT JUDGE: 3 of 6 broken calls · 50.0 % (95 % CI 18.8-81.2) · 1 scenario without"),
    ],
)
def test_last_line(min_caught: float | None, unjudged: bool, begins: str) -> None:
    """It says whether that is enough, with n and the interval beside the share."""
    report = sample_audit(min_caught)
    kept = report.not_audited if unjudged else report.not_audited[:2]
    assert last_line(replace(report, not_audited=kept)).plain.startswith(begins)


def test_a_report_without_calls_has_no_share() -> None:
    """No data is no number."""
    line = last_line(replace(sample_audit(), calls=())).plain
    assert line.startswith("COULD NOT JUDGE: 0 of 0 broken calls · at least")


def test_a_changed_turn_is_shown_around_its_change() -> None:
    """Where two long turns begin alike, the beginning is left out of both."""
    before, after = (Turn(speaker="callee", text="word " * 30 + end) for end in ("Tuesday.", "Friday."))
    was, now = diff((before,), (after,))
    assert was.endswith("Tuesday.")
    assert now.endswith("Friday.")
    assert all(line[2:].startswith("1 callee: …") for line in (was, now))


def test_what_is_gone_is_a_range() -> None:
    """Many turns gone are one line; what is said instead follows."""
    assert list(diff(CALL, REFUSED)) == [
        "- 5-7 gone, from callee: You're all set.",
        "+ 5 callee: Oh, that was just taken.",
        "+ 6 agent: I see. Goodbye.",
    ]


def test_foreign_text_carries_no_escape_code() -> None:
    """Nothing that was said reaches the terminal as a control character."""
    report = sample_audit()
    said = replace(report.calls[0].mutants[0], turns=(turn("callee", "\x1b[31mred\u202e"),))
    hostile = replace(report.calls[0], mutants=(said,), scenario_id="\x1b]0;title\x07")
    shown = printed(table(replace(report, calls=(hostile,)))) + printed(details(replace(report, calls=(hostile,))))
    assert {char for char in shown if ord(char) < 32 and char != "\n"} == set()
    assert "\u202e" not in shown


def test_json_says_what_the_text_says() -> None:
    """A program reads the same numbers."""
    read = json.loads(as_json(sample_audit()))
    assert (read["caught"], read["broken"], read["share"], read["enough"]) == (3, 6, 0.5, False)
    assert [call["call"] for call in read["calls"]] == ["call", "first", "second"]
    assert read["calls"][0]["add"][0]["line"] == '- confirmed: {day: tuesday, time: "15:30"}'
