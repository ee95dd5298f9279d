"""What a run prints at its end, and one call as a chat."""

import pytest

from harness.errors import UsageError
from harness.model.record import Record
from harness.render.chat import chat
from harness.render.terminal import last_line, summary
from harness.render.view import RunView
from tests.harness.render.golden import printed
from tests.harness.render.hostile import hostile_run
from tests.harness.render.run_builder import RunBuilder
from tests.harness.render.sample_run import interrupted_run, passing_run, sample_run


@pytest.mark.parametrize(
    ("records", "line"),
    [
        (
            sample_run(),
            "FAILED 4 of 11 calls · 1 flaky · 1 ungradable · 1 known to fail · pass 55.6 % (95 % CI 26.7-81.1) · 53.5s"
            " · report: reports/r/report.html",
        ),
        (
            passing_run(),
            "PASSED 1 of 1 calls · 0 flaky · 0 ungradable · pass 100.0 % (95 % CI 20.7-100.0) · 3.2s"
            " · report: reports/r/report.html",
        ),
        (
            interrupted_run(),
            "UNFINISHED after 1 of 11 calls · 0 failed · 0 flaky · 0 ungradable"
            " · pass 100.0 % (95 % CI 20.7-100.0) · 6.5s · report: reports/r/report.html",
        ),
        (
            RunBuilder(trials=0).end(5, None, "Nothing was selected."),
            "NOTHING SELECTED 0 of 0 calls · 0 flaky · 0 ungradable · 0 ms · report: reports/r/report.html",
        ),
        (
            RunBuilder(trials=4).end(130, None, "Interrupted.", interrupted=True),
            "INTERRUPTED after 0 of 4 calls · 0 failed · 0 flaky · 0 ungradable · 0 ms · report: reports/r/report.html",
        ),
    ],
)
def test_last_line(records: list[Record], line: str) -> None:
    """The last line says what the run came to, in numbers, and where the report is."""
    assert last_line(RunView.of(records), "reports/r/report.html").plain == line


def test_the_summary_says_what_broke_and_where() -> None:
    """A failed scenario shows its place, the deciding check, both sides, and the turn with the words set off."""
    text = summary(RunView.of(sample_run())).plain
    for words in (
        "✗ bill-under-65  Negotiates the internet bill to $65 or less",
        "  scenarios/quickstart.yaml:41\n",
        "    agreed_price  scenarios/quickstart.yaml:50\n",
        "      expected  at most 65 USD\n      got       72 USD\n",
        "turn 9 agent  “All right, let's take the «$72 a month» with the modem fee waived.”",
        "pine-harness run scenarios/quickstart.yaml -k bill-under-65 --seed 20260306",
    ):
        assert words in text


def test_a_breakdown_is_told_once() -> None:
    """What stopped several checks is one line, not one for each."""
    assert summary(RunView.of(sample_run())).plain.count("the stream broke off") == 1


def test_foreign_text_carries_no_escape_code() -> None:
    """Nothing that a gateway or a file says reaches the terminal as a control character, nor as console markup."""
    view = RunView.of(hostile_run())
    shown = printed(summary(view)) + "".join(printed(chat(view, trial.trial.trial_id)) for trial in view.trials)
    assert {char for char in shown if (ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160} == set()
    assert "\u202e" not in shown
    assert "[bold red]markup[/]" in shown


def test_an_unknown_call_is_named_with_the_nearest() -> None:
    """Asked for a call that is not there, the error says which one was meant."""
    with pytest.raises(UsageError, match="did you mean 'bill-under-65#1'"):
        chat(RunView.of(sample_run()), "bill-under-64#1")


def test_a_chat_wraps_beside_its_speaker() -> None:
    """A long turn stays in its column on a narrow terminal."""
    shown = printed(chat(RunView.of(sample_run()), "bill-under-65#1"), width=50)
    assert max(len(line) for line in shown.splitlines()) <= 50
