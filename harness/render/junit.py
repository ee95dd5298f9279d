"""JUnit XML as CI servers read it: one testcase a scenario, its verdict the scenario's, its time that of its repeats.

Shape: the `testsuites` form that Jenkins, GitLab, GitHub actions and Azure accept, with the `file` and `line`
attributes that several of them turn into links. Ungradable and unfinished are `error`, never `failure`.
"""

from xml.sax.saxutils import escape, quoteattr

from harness.render.tally import State, Tally
from harness.render.view import RunView, ScenarioView, TrialView
from harness.render.words import NO_DATA, percent, visible


def render(view: RunView) -> str:
    """Return the document; its text holds no character that XML 1.0 forbids."""
    suites: dict[str, list[ScenarioView]] = {}
    for scenario in view.scenarios:
        suites.setdefault(scenario.scenario.suite, []).append(scenario)
    tally = Tally.of(scenario.state for scenario in view.scenarios)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f"<testsuites{_attributes(name='pine-harness', **_counts(tally), time=_seconds(view.duration_s))}>")
    for name, scenarios in suites.items():
        lines += _suite(view, name, scenarios)
    lines.append("</testsuites>")
    return "\n".join(lines) + "\n"


def _suite(view: RunView, name: str, scenarios: list[ScenarioView]) -> list[str]:
    tally = Tally.of(scenario.state for scenario in scenarios)
    time = sum(_time(scenario) or 0.0 for scenario in scenarios)
    stamp = view.started.started_at.replace(tzinfo=None).isoformat(timespec="seconds")
    head = _attributes(name=name, **_counts(tally), time=_seconds(time), timestamp=stamp)
    properties = {
        "run": view.started.run_id,
        "target": view.started.target,
        "seed": str(view.started.seed),
        "version": view.started.version,
        "command": view.started.command,
    }
    lines = [f"  <testsuite{head}>", "    <properties>"]
    lines += [f"      <property{_attributes(name=key, value=value)}/>" for key, value in properties.items()]
    lines.append("    </properties>")
    for scenario in scenarios:
        lines += _case(scenario)
    lines.append("  </testsuite>")
    return lines


def _case(view: ScenarioView) -> list[str]:
    scenario, time = view.scenario, _time(view)
    head = _attributes(
        classname=scenario.suite,
        name=scenario.scenario_id,
        file=scenario.span.file,
        line=str(scenario.span.line),
        time=None if time is None else _seconds(time),
    )
    inside = _result(view)
    return [f"    <testcase{head}>", *inside, "    </testcase>"] if inside else [f"    <testcase{head}/>"]


def _result(view: ScenarioView) -> list[str]:
    kind = str(view.verdict.kind) if view.verdict and view.verdict.kind else str(view.state)
    message = view.message or f"{view.passed} of {len(view.trials)} repeats passed"
    match view.state:
        case State.PASSED:
            repeats = f"{view.passed} of {len(view.trials)} repeats passed" if len(view.trials) > 1 else ""
            told = "\n".join(part for part in (view.message, repeats) if part)
            return [f"      <system-out>{_text(told)}</system-out>"] if told else []
        case State.SKIPPED:
            return [f"      <skipped{_attributes(message=message)}/>"]
        case State.FAILED:
            tag = "failure"
        case State.UNFINISHED:
            tag, message = "error", "the run ended before this scenario had a verdict"
        case State.UNGRADABLE:
            tag = "error"
    head = _attributes(message=message, type=kind)
    return [f"      <{tag}{head}>{_text(_details(view))}</{tag}>"]


def _details(view: ScenarioView) -> str:
    lines = [f"{view.scenario.title} ({view.scenario.span.file}:{view.scenario.span.line})"]
    if len(view.trials) > 1 and view.verdict:
        rate = view.verdict.passed / view.verdict.graded if view.verdict.graded else None
        lines.append(f"{view.verdict.passed} of {view.verdict.graded} graded repeats passed ({percent(rate)})")
    for trial in view.trials:
        if trial.state not in (State.PASSED, State.SKIPPED):
            lines += _trial_details(trial)
    return "\n".join(lines)


def _trial_details(trial: TrialView) -> list[str]:
    lines = ["", f"{trial.trial.trial_id}: {trial.state}"]
    for check in trial.deciding:
        lines.append(f"  {check.expectation_id} ({check.span.file}:{check.span.line}): {check.message or check.got}")
        lines += [f"    expected: {check.expected or NO_DATA}", f"    got:      {check.got or NO_DATA}"]
        for evidence in check.evidence:
            place = f"turn {evidence.turn}" if evidence.turn else f"exchange {evidence.exchange or NO_DATA}"
            lines.append(f"    {place}: {evidence.quote}")
    return lines


def _time(view: ScenarioView) -> float | None:
    times = [trial.duration_s for trial in view.trials if trial.duration_s is not None]
    return sum(times) if times else None


def _counts(tally: Tally) -> dict[str, str]:
    errors = tally.ungradable + tally.unfinished
    counts = {"tests": tally.total, "failures": tally.failed, "errors": errors, "skipped": tally.skipped}
    return {name: str(count) for name, count in counts.items()}


def _seconds(seconds: float) -> str:
    return f"{seconds:.3f}"


def _attributes(**values: str | None) -> str:
    return "".join(f" {name}={quoteattr(_legal(value))}" for name, value in values.items() if value is not None)


def _text(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    """Show what XML 1.0 cannot hold (and what a log viewer obeys) as visible characters."""
    return visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
