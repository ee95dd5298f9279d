"""Why one scenario did not pass, for a test runner's output: the YAML lines and the turns that decided."""

from collections.abc import Iterator

from harness.model.scenario import Scenario
from harness.model.verdict import CheckResult, Evidence
from harness.render.tally import State
from harness.render.view import RunView, ScenarioView, TrialView
from harness.render.words import one_line, visible

CONTEXT_LINES = 2
CONTEXT_TURNS = 1
MAX_CHECKS = 5


def failure_text(view: RunView) -> str:
    """Return, for each scenario of the view that did not pass, what was expected, where, and what was said instead."""
    blocks = [
        "\n".join(_scenario(scenario)) for scenario in view.ranked if scenario.state in (State.FAILED, State.UNGRADABLE)
    ]
    return "\n\n".join(blocks)


def _scenario(found: ScenarioView) -> Iterator[str]:
    scenario = found.scenario
    word = "failed" if found.state is State.FAILED else "could not be judged"
    yield f"{scenario.span.file}:{scenario.span.line}: {one_line(scenario.scenario_id)} {word}"
    if len(found.trials) > 1:
        yield f"{found.passed} of {len(found.trials)} trials passed; the first that did not:"
    trial = found.worst
    if trial is None:
        yield f"  {one_line(found.message)}"
        return
    yield f"trial {one_line(trial.trial.trial_id)}, seed {trial.trial.seed}"
    if not trial.deciding:
        yield f"  {one_line(found.message)}"
    for check in trial.deciding[:MAX_CHECKS]:
        yield ""
        yield from _check(check, scenario, trial)


def _check(check: CheckResult, scenario: Scenario, trial: TrialView) -> Iterator[str]:
    yield from _excerpt(check, scenario)
    yield f"  {check.check}: {one_line(check.message or check.got)}"
    if check.expected:
        yield f"    expected: {one_line(check.expected)}"
        yield f"    got:      {one_line(check.got)}"
    yield from _turns(check.evidence, trial, check)
    if check.detail:
        yield from (f"    {visible(line)}" for line in check.detail.splitlines())


def _excerpt(check: CheckResult, scenario: Scenario) -> Iterator[str]:
    """Show the YAML around the expectation, its own line marked."""
    lines = scenario.source.splitlines()
    first = scenario.span.line
    at = check.span.line - first
    if check.span.file != scenario.span.file or not 0 <= at < len(lines):
        yield f"{check.span}"
        return
    for offset in range(max(0, at - CONTEXT_LINES), min(len(lines), at + CONTEXT_LINES + 1)):
        mark = ">" if offset == at else " "
        yield f"{mark} {first + offset:4d} | {visible(lines[offset])}"


def _turns(evidence: tuple[Evidence, ...], trial: TrialView, check: CheckResult) -> Iterator[str]:
    """Show the turns that decided, each with its neighbours; where nothing was said to decide, the last turns."""
    stage = next((stage for stage in trial.stages if check in stage.checks), None)
    turns = stage.turns if stage is not None else ()
    if not turns:
        return
    marked = {item.turn for item in evidence if item.turn is not None}
    around = {number + step for number in marked for step in range(-CONTEXT_TURNS, CONTEXT_TURNS + 1)}
    shown = around or set(range(max(1, len(turns) - 3), len(turns) + 1))
    for number, turn in enumerate(turns, start=1):
        if number in shown:
            yield f"  {'>' if number in marked else ' '} {number:3d} {turn.speaker}: {one_line(turn.text)}"
