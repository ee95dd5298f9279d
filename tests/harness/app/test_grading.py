"""Calls from a file, graded one by one: a line out for each line in, whatever a line holds."""

import json
import tracemalloc
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from harness.app.grading import Grading, exit_code, in_words
from harness.errors import Span
from harness.grade import GRADER_VERSION
from harness.load.expect_file import Expected
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.scenario import CheckSpec, Expectation
from harness.model.values import Json
from harness.model.verdict import Verdict
from harness.runner.gate import ExitCode

FRIDAY = datetime(2026, 3, 6, 17, tzinfo=UTC)
BOOKED = [
    {"speaker": "user", "text": "Front desk, how can I help?"},
    {"speaker": "agent", "text": "I'd like to book a cleaning for Jane Doe next Tuesday at 3 PM, please."},
    {"speaker": "user", "text": "Okay, you're all set for Tuesday at 3 PM."},
    {"speaker": "agent", "text": "Thank you, goodbye."},
]
COMPLETED = {"call_id": "c-1", "status": "completed", "transcript": BOOKED}


def expectation(name: str, args: Json = None) -> Expectation:
    """One check of the expectations file."""
    spec = CheckSpec(name=name, args=args, span=Span(file="expect.yaml", line=1, column=1))
    return Expectation(expectation_id=name, check=spec, step=0)


def grading(*expectations: Expectation, **beside: Json) -> Grading:
    """What grades the lines of calls.jsonl; today is a Friday."""
    return Grading("calls.jsonl", Expected(expectations=expectations, **beside), FRIDAY)


def graded(lines: Sequence[Json], *expectations: Expectation, **beside: Json) -> list[Json]:
    """The verdict lines of values, each on a line of its own, or of lines as they are."""
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [json.loads(found.line) for found in grading(*expectations, **beside).grade(written)]


STATUS = expectation("status", "completed")


def test_a_verdict_line_has_what_a_program_needs() -> None:
    """The id, the verdict, the score, each check with what it parsed and its evidence, and the grader's version."""
    [line] = graded([{**COMPLETED, "id": "a"}], expectation("confirmed", {"day": "tuesday"}))
    assert list(line) == ["id", "verdict", "score", "checks", "grader"]
    assert (line["id"], line["verdict"], line["score"], line["grader"]) == ("a", "passed", 1.0, GRADER_VERSION)
    [check] = line["checks"]
    assert list(check) == ["check", "verdict", "value", "evidence", "message"]
    assert check["value"]["booked"] == "yes"
    assert check["value"]["date"] == "2026-03-10"
    evidence = check["evidence"][0]
    assert BOOKED[evidence["turn"] - 1]["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_bad_line_stops_nothing() -> None:
    """Every line has its verdict, in order; the bad ones name their line and are ungradable."""
    found = graded([COMPLETED, b"{", {"id": "b", "transcript": 5}, b"", {**COMPLETED, "call_id": "c-5"}], STATUS)
    assert [line["verdict"] for line in found] == ["passed", "ungradable", "ungradable", "ungradable", "passed"]
    assert [line["id"] for line in found] == ["c-1", "line 2", "b", "line 4", "c-5"]
    assert found[2]["message"] == "calls.jsonl:3: transcript: found number 5; allowed: a list of {speaker, text}"
    assert (found[2]["score"], found[2]["checks"]) == (None, [])


def test_a_lines_own_expect_takes_the_place_of_the_files() -> None:
    """For that line only."""
    own = {**COMPLETED, "expect": [{"says": "unobtainium"}]}
    found = graded([COMPLETED, own, own, COMPLETED], STATUS)
    assert [[check["check"] for check in line["checks"]] for line in found] == [
        ["status"], ["says"], ["says"], ["status"],
    ]  # fmt: skip
    assert [line["verdict"] for line in found] == ["passed", "failed", "failed", "passed"]


def test_own_expects_that_python_calls_equal_are_told_apart() -> None:
    """1 and true are two demands."""
    lines = [{**COMPLETED, "x": 1, "expect": [{"json": {"path": "x", "equals": value}}]} for value in (1, True)]
    assert [line["verdict"] for line in graded(lines, STATUS)] == ["passed", "failed"]


@pytest.mark.parametrize(
    ("own", "message"),
    [
        (["sais"], "calls.jsonl:1: expect[0]: unknown check 'sais'"),
        ([], "calls.jsonl:1: expect: no check in it"),
        ({"not": {"not": {"not": "sais"}}}, "calls.jsonl:1: expect.not.not.not: unknown check 'sais'"),
    ],
)
def test_an_own_expect_with_problems_is_a_bad_line(own: Json, message: str) -> None:
    """The line cannot be judged; its problems name the key."""
    [line] = graded([{**COMPLETED, "expect": own}], STATUS)
    assert (line["id"], line["verdict"]) == ("c-1", "ungradable")
    assert line["message"].startswith(message)


def test_the_day_of_a_call() -> None:
    """Its own call_date, else the expectations', else the day of grading."""
    confirmed = expectation("confirmed", {"day": "2026-03-10"})
    later = datetime(2026, 3, 13, tzinfo=UTC)
    assert [line["verdict"] for line in graded([COMPLETED], confirmed)] == ["passed"]
    assert [line["verdict"] for line in graded([COMPLETED], confirmed, call_date=later)] == ["failed"]
    dated = {**COMPLETED, "call_date": "2026-03-06"}
    assert [line["verdict"] for line in graded([dated], confirmed, call_date=later)] == ["passed"]


def test_the_brief_is_read_by_checks() -> None:
    """What a check takes from the brief it takes from the line's."""
    said = [{"speaker": "agent", "text": "My card number is 4111 1111 1111 1111."}]
    [line] = graded([{"transcript": said, "brief": {"callee_name": "X"}}], expectation("discloses_only_the_brief"))
    known = {"callee_context": "Card 4111 1111 1111 1111"}
    [told] = graded([{"transcript": said, "brief": known}], expectation("discloses_only_the_brief"))
    assert (line["verdict"], told["verdict"]) == ("failed", "passed")


def test_opinions_are_asked_for_each_once() -> None:
    """A judge's checks have its answer, and the checks beside them their own."""
    asked: list[OpinionRequest] = []

    def agree(requests: Sequence[OpinionRequest]) -> dict[str, Judgement]:
        asked.extend(requests)
        return {it.key: Judgement(key=it.key, kind=it.kind, answer="yes", reason="it is so") for it in requests}

    polite = expectation("judge", "The callee is polite.")
    expected = Expected(expectations=(STATUS, polite, polite))
    [found] = Grading("calls.jsonl", expected, FRIDAY, agree).grade([json.dumps(COMPLETED).encode()])
    assert found.verdict is Verdict.PASSED
    assert [request.asked for request in asked] == ["The callee is polite."]


def test_without_anybody_to_ask_a_judges_check_is_ungradable() -> None:
    """It is neither passed nor failed."""
    [line] = graded([COMPLETED], STATUS, expectation("judge", "The callee is polite."))
    assert [check["verdict"] for check in line["checks"]] == ["passed", "ungradable"]


def test_half_a_surrogate_pair_is_written() -> None:
    """JSON can smuggle one in; the line that tells of it can still be written as UTF-8, and read back."""
    line = b'{"transcript": [{"speaker": "user", "text": "Hi \\ud800"}]}'
    [found] = grading(expectation("says", {"regex": "Hi .*"})).grade([line])
    written = found.line.encode("utf-8", "backslashreplace")
    assert json.loads(written)["checks"][0]["evidence"][0]["quote"] == "Hi \ud800"


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({Verdict.PASSED: 3}, ExitCode.GATE_MET),
        ({Verdict.PASSED: 3, Verdict.FAILED: 1}, ExitCode.GATE_NOT_MET),
        ({Verdict.FAILED: 1, Verdict.UNGRADABLE: 1}, ExitCode.COULD_NOT_JUDGE),
        ({}, ExitCode.NOTHING_SELECTED),
    ],
)
def test_exit_codes(verdicts: dict[Verdict, int], code: ExitCode) -> None:
    """3 where anything could not be judged, else 1 where anything failed, else 0; 5 for no call at all."""
    assert exit_code(Counter(verdicts)) == code


def test_the_last_sentence_has_n_and_an_interval() -> None:
    """A rate stands with what it is of; where nothing was graded there is none."""
    assert in_words(Counter({Verdict.PASSED: 3, Verdict.FAILED: 1, Verdict.UNGRADABLE: 1})) == (
        "5 calls: 3 passed, 1 failed, 1 ungradable; pass 75.0% of 4 (95 % interval 30.1% to 95.4%)"
    )
    assert in_words(Counter({Verdict.UNGRADABLE: 1})) == "1 call: 0 passed, 0 failed, 1 ungradable"


def test_memory_does_not_grow_with_the_file() -> None:
    """However many lines there are, and whatever expectations each of them brings."""

    def lines(count: int) -> Iterator[bytes]:
        for number in range(count):
            own = [{"turns": {"at_most": number}}]
            yield json.dumps({**COMPLETED, "expect": own} if number % 2 else COMPLETED).encode()

    def used(count: int) -> int:
        tracemalloc.start()
        deque(grading(STATUS).grade(lines(count)), maxlen=0)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    used(50)
    assert used(1500) < used(300) + 100_000


def test_the_path_of_the_file_is_only_a_name(tmp_path: Path) -> None:
    """Lines come from anywhere: nothing is opened by the grading itself."""
    found = list(Grading(str(tmp_path / "none.jsonl"), Expected(expectations=(STATUS,)), FRIDAY).grade([b"{"]))
    assert "none.jsonl:1: not JSON" in found[0].line
