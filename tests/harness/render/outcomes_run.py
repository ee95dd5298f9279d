"""A run of nothing but outcomes: scenarios with so many repeats passed and so many failed, and little said in them."""

from collections.abc import Mapping
from dataclasses import replace

from harness.model.record import Record
from harness.model.scenario import Scenario
from harness.render.view import RunView
from tests.harness.render.run_builder import RunBuilder, failed, passed, scenario, turns

SAID = turns("C: Front desk, hello.", "A: Hi, I'd like to lower the bill.", "C: Fine, $70 then.", "A: Agreed.")


def outcomes(counts: Mapping[str, tuple[int, int]], run_id: str = "2026-03-06T17-00-00-0001", **brief: str) -> RunView:
    """Return the view of a run: for each id (`family` or `family/variant`) how many passed, and of how many."""
    return RunView.of(outcome_records(counts, run_id, **brief))


def varied_run() -> list[Record]:
    """A run of variants and repeats."""
    return outcome_records({"bill/plain": (1, 5), "bill/lever": (5, 5), "rent/plain": (2, 5), "rent/lever": (4, 5)})


def outcome_records(counts: Mapping[str, tuple[int, int]], run_id: str = "0001", **brief: str) -> list[Record]:
    """Return the records of such a run."""
    run = RunBuilder(trials=sum(graded for _, graded in counts.values()), run_id=run_id)
    for line, (name, (good, graded)) in enumerate(counts.items(), start=1):
        planned = _planned(name, line * 10, brief)
        run.plan(planned)
        for index in range(1, graded + 1):
            trial_id = run.start(planned, index)
            run.ring(trial_id, planned, SAID, duration_seconds=60 + 10 * line)
            price = passed("agreed_price", "at most 71", "70 USD", value={"deal": "yes", "amount": 60.0 + line})
            said = passed("says", "x", "x") if index <= good else failed("says", "x", "y")
            run.grade(trial_id, planned, price, said)
        run.close(planned)
    return run.end(1, False, "some failed")


def _planned(name: str, line: int, brief: Mapping[str, str]) -> Scenario:
    family, _, variant = name.partition("/")
    changes = {**brief, "detailed_instructions": f"Go for {variant}." if variant else "Take any time."}
    planned = scenario(name, f"Lowers {family}", line, "agreed_price", "says", brief=changes)
    return replace(planned, family=family, variant=variant) if variant else planned
