"""The calls of a run as a list in the terminal."""

from io import StringIO

from rich.console import Console

from harness.model.record import Record
from harness.render.index import index
from harness.render.view import RunView
from tests.harness.render.sample_run import interrupted_run, passing_run, sample_run


def lines(records: list[Record]) -> list[str]:
    """The list as printed without colours, wide enough for nothing to wrap."""
    out = StringIO()
    Console(file=out, width=250, color_system=None).print(index(RunView.of(records)))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_every_call_and_every_skip_has_a_line() -> None:
    """Each trial is listed by the id that `show` takes, each skipped scenario by its own, and the last line sums up."""
    view = RunView.of(sample_run())
    shown = lines(sample_run())
    for scenario in view.ranked:
        names = [trial.trial.trial_id for trial in scenario.trials] or [scenario.scenario.scenario_id]
        for name in names:
            assert sum(f" {name} " in f"{line} " for line in shown) == 1, name


def test_those_that_did_not_pass_come_first() -> None:
    """The list is in the order of the report: what failed stands above what passed."""
    view = RunView.of(sample_run())
    order = [scenario.scenario.scenario_id for scenario in view.ranked]
    shown = "\n".join(lines(sample_run()))
    places = [shown.index(f" {scenario_id}") for scenario_id in order]
    assert places == sorted(places)


def test_a_failed_call_says_why() -> None:
    """The verdict's sentence stands beside the call."""
    assert any("the agent agreed to $72" in line for line in lines(sample_run()))


def test_a_call_that_did_not_end_says_so() -> None:
    """A trial without a verdict, as a crash leaves it, is listed as not ended."""
    assert any(line.endswith("did not end") for line in lines(interrupted_run()))


def test_a_passing_run_ends_with_its_summary() -> None:
    """The last line is the run's own last line."""
    assert lines(passing_run())[-1].startswith("PASSED 1 of 1 calls")
