"""Whether expectations are told apart: those that catch bad calls, and those that do not."""

from dataclasses import replace

import pytest

from harness.grade.audit import NO_BOOKS, NO_OPINIONS, calls_of
from harness.grade.trial import Evidences
from harness.model.values import Json
from harness.model.verdict import Verdict
from tests.harness.grade.audited import GOOD, GRADER, STATUS, audited, trial
from tests.harness.grade.makers import expect, scenario
from tests.harness.grade.mutation.subjects import HAGGLE, ISP

OF_THE_DENTIST = {
    "callee_refuses", "callee_puts_off", "ends_early", "another_day", "another_time",
    "callee_gone", "voicemail", "empty_transcript", "fact_invented",
}  # fmt: skip


def test_good_expectations_catch_every_broken_call() -> None:
    """What was confirmed, and that nothing was invented, covers every way in which this call can go wrong."""
    found = audited(*GOOD)
    assert {mutant.mutation for mutant in found.mutants} == OF_THE_DENTIST
    assert found.survivors == ()
    assert found.suggestions == ()


def test_a_status_alone_catches_nothing_and_is_told_what_to_add() -> None:
    """Every broken call is `completed`; two lines with the call's own values would have caught them all."""
    found = audited(STATUS)
    assert found.caught == 0
    assert [suggestion.line for suggestion in found.suggestions] == [
        '- confirmed: {day: tuesday, time: "15:30"}',
        "- no_invented_facts",
    ]
    assert {name for suggestion in found.suggestions for name in suggestion.catches} == OF_THE_DENTIST


def test_what_is_suggested_catches_what_it_says() -> None:
    """Added, the suggestions leave no survivor."""
    found = audited(STATUS, expect("agreed_price", {"at_most": 65}), evidences=trial(HAGGLE, ISP))
    assert {mutant.mutation for mutant in found.survivors} == {"limit_revealed", "fact_invented"}
    added = [expect(suggestion.line.removeprefix("- ")) for suggestion in found.suggestions]
    better = audited(STATUS, expect("agreed_price", {"at_most": 65}), *added, evidences=trial(HAGGLE, ISP))
    assert better.survivors == ()


def test_who_caught_and_who_only_noticed() -> None:
    """An expectation that is not required fails nothing: the broken call passes, and it is named."""
    wish = expect("confirmed", required=False, expectation_id="hoped")
    found = {mutant.mutation: mutant for mutant in audited(STATUS, wish, expect("reached_human")).mutants}
    assert found["voicemail"].caught_by == ("reached_human",)
    assert found["callee_refuses"].noticed_by == ("hoped",)
    assert not found["callee_refuses"].caught


def test_a_min_score_catches_too() -> None:
    """A broken call that scores too low fails, though nothing required did."""
    wish = expect("confirmed", required=False, weight=3.0)
    found = {mutant.mutation: mutant for mutant in audited(STATUS, wish, min_score=0.5).mutants}
    assert found["callee_refuses"].caught
    assert found["callee_refuses"].caught_by == ()


@pytest.mark.parametrize(
    ("name", "args", "reason"),
    [
        ("books", {"booked": True}, NO_BOOKS),
        ("not", {"books": {"booked": False}}, NO_BOOKS),
        ("judge", "the agent is polite", NO_OPINIONS),
    ],
)
def test_what_only_some_can_know_is_left_out(name: str, args: Json, reason: str) -> None:
    """The callee's books and opinions catch nothing here, and the audit says that it did without them."""
    found = audited(STATUS, expect(name, args))
    assert [(unused.expectation_id, unused.reason) for unused in found.left_out] == [(name, reason)]
    assert found.caught == 0


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("turns", {"number": {"at_least": 0}}),
        ("credits_charged", {"at_least": 0}),
        ("turns", {"number": {"at_most": 100_000}}),
    ],
)
def test_a_check_that_cannot_fail_is_named(name: str, args: Json) -> None:
    """Nothing that can happen in a call makes it fail."""
    [seen] = trial().observations
    assert seen.call is not None
    charged = replace(seen, call=replace(seen.call, credits_charged=50.0))
    found = audited(*GOOD, expect(name, args), evidences=replace(trial(), observations=(charged,)))
    assert [unused.expectation_id for unused in found.never_failed] == [name]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("status", "completed"),
        ("delivered_by", "stream"),
        ("duration_seconds", {"at_most": 600}),
        ("not", {"says": "xylophone"}),
        ("not", {"says": {"speaker": "agent", "regex": r"\b\d{3}-\d{2}-\d{4}\b"}}),
        ("says", {"regex": "."}),
        ("summary", False),
        ("sse", {"results": 1}),
        ("json", {"path": "length(transcript)", "at_least": 3}),
        ("http_status", 200),
        ("never_discloses", ["123-45-6789"]),
        ("no_repetition", None),
        ("language", "english"),
    ],
)
def test_a_check_that_some_bad_call_fails_is_not_accused(name: str, args: Json) -> None:
    """A check that no broken call failed may still fail a degenerate one: it is worth its line."""
    found = audited(*GOOD, expect(name, args, expectation_id="examined"))
    assert [unused.expectation_id for unused in found.never_failed] == []


def test_calls_without_words_are_not_broken() -> None:
    """Only a call with a transcript is audited; of calls started together, the first."""
    held = [trial(name=f"held[{number}]").observations[0] for number in (1, 2)]
    empty = trial((), name="silent").observations
    evidences = Evidences(observations=(*held, *empty), exchanges={}, call_date=trial().call_date)
    assert calls_of(evidences) == ("held[1]",)


def test_the_call_as_it_was_passes() -> None:
    """What the audits here begin with is a trial that went well."""
    assert GRADER.grade(scenario(*GOOD), trial()).verdict is Verdict.PASSED
