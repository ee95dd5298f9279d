"""What a run prints when it is over: what failed and why, how to run it again, and one line that says it all."""

from rich.text import Text

from harness.model.verdict import CheckResult, Evidence
from harness.render.headline import headline
from harness.render.rerun import rerun_command
from harness.render.tally import State
from harness.render.view import RunView, ScenarioView, TrialView
from harness.render.words import GLYPHS, duration, interval_words, one_line, percent, visible

STYLES = {
    "failed": "bold red",
    "passed": "bold green",
    "ungradable": "bold magenta",
    "unfinished": "bold yellow",
    "skipped": "dim",
    "missed": "yellow",
}
"""The colour of each state and mark; a console without colour leaves them out."""

_QUOTE_LIMIT = 160
_RERUNS = 10


def render(view: RunView) -> str:
    """Return the summary as plain text."""
    return summary(view).plain + "\n"


def summary(view: RunView, report: str | None = None) -> Text:
    """Return what failed or could not be judged, the commands that run it again, and the last line.

    `report` is the path to show. Print it with soft wrapping: a path must stay on one line.
    """
    text = Text(no_wrap=True, overflow="ignore")
    told = [scenario for scenario in view.ranked if scenario.state in (State.FAILED, State.UNGRADABLE)]
    for scenario in told:
        text.append_text(_scenario(scenario)).append("\n")
    for line in _reruns(view, told):
        text.append(f"{line}\n", style="dim")
    if told:
        text.append("\n")
    return text.append_text(last_line(view, report))


def last_line(view: RunView, report: str | None = None) -> Text:
    """Return `FAILED 3 of 60 calls · 1 flaky · 0 ungradable · pass 95.0 % (95 % CI 86.3-98.3) · 4m12s · report: …`."""
    found, calls = headline(view), view.call_tally
    total = max(calls.total, view.started.trials) if view.interrupted else calls.total
    count = {"failed": calls.failed, "passed": calls.passed, "ungradable": calls.ungradable}
    done = count.get(found.tone, calls.total - calls.unfinished)
    parts = [f"{done} of {total} calls", f"{calls.flaky} flaky", f"{calls.ungradable} ungradable"]
    if found.tone == "unfinished":
        parts[1:1] = [f"{calls.failed} failed"]
    if calls.skipped:
        parts.append(f"{calls.skipped} known to fail")
    if calls.graded:
        parts.append(f"pass {percent(calls.rate)} (95 % CI {interval_words(calls.interval)})")
    retried = sum(len(trial.retried) for trial in view.trials)
    if retried:
        parts.append(f"{retried} retried")
    if not view.started.gate.binding:
        parts.append("a measurement: decides no exit code")
    parts.append(duration(view.duration_s))
    if report:
        parts.append(f"report: {one_line(report)}")
    after = " after" if found.tone == "unfinished" else ""
    line = Text(no_wrap=True, overflow="ignore")
    return line.append(f"{found.word}{after}", style=STYLES[found.tone]).append(f" {' · '.join(parts)}")


def _scenario(view: ScenarioView) -> Text:
    scenario, state = view.scenario, view.state.value
    text = Text(no_wrap=True, overflow="ignore")
    text.append(f"{GLYPHS[state]} {one_line(scenario.scenario_id)}", style=STYLES[state])
    text.append(f"  {one_line(scenario.title)}")
    if len(view.trials) > 1:
        graded = view.verdict.graded if view.verdict else 0
        text.append(f"  {view.passed}/{graded} passed", style=STYLES["missed"] if view.flaky else "")
    text.append(f"\n  {one_line(scenario.span.file)}:{scenario.span.line}\n", style="dim")
    trial = view.worst
    if trial is None or not trial.deciding:
        return text.append(f"  {one_line(view.message)}\n")
    if len(view.trials) > 1:
        text.append(f"  {one_line(trial.trial.trial_id)}\n", style="dim")
    for check in _distinct(trial.deciding):
        text.append_text(check_words(check, trial))
    return text


def check_words(check: CheckResult, trial: TrialView) -> Text:
    """Return a check's name and place, what was expected and got, and the turns that decided, each line indented."""
    text = Text(no_wrap=True, overflow="ignore")
    style = STYLES["failed" if check.kind is None or check.verdict == "failed" else "ungradable"]
    text.append(f"    {one_line(check.expectation_id)}", style=style)
    text.append(f"  {one_line(check.span.file)}:{check.span.line}", style="dim")
    text.append("\n")
    if check.message:
        text.append(f"      {one_line(check.message)}\n")
    if check.expected and check.got not in check.message:
        text.append("      expected  ", style="dim").append(f"{one_line(check.expected)}\n")
        text.append("      got       ", style="dim").append(f"{one_line(check.got)}\n")
    for evidence in check.evidence:
        text.append_text(_evidence(evidence, check, trial))
    return text


def _evidence(evidence: Evidence, check: CheckResult, trial: TrialView) -> Text:
    """The deciding turn, quoted whole with the deciding words set off; or the words alone."""
    text = Text("      ", no_wrap=True, overflow="ignore")
    turns = next((stage.turns for stage in trial.stages if check in stage.checks), ())
    if evidence.turn is None or not 1 <= evidence.turn <= len(turns):
        if evidence.exchange is None or evidence.quote in check.message:
            return Text()
        return text.append(f"exchange {evidence.exchange}  ", style="dim").append(f"{one_line(evidence.quote)}\n")
    turn = turns[evidence.turn - 1]
    text.append(f"turn {evidence.turn} {turn.speaker}  ", style="dim")
    start, end = evidence.start or 0, evidence.end if evidence.end is not None else len(turn.text)
    before = visible(turn.text[max(0, start - _QUOTE_LIMIT // 2) : start]).replace("\n", " ")
    deciding = visible(turn.text[start:end]).replace("\n", " ")
    after = visible(turn.text[end : end + _QUOTE_LIMIT // 2]).replace("\n", " ")
    text.append("“" if start <= _QUOTE_LIMIT // 2 else "“…").append(before).append(f"«{deciding}»", style="bold")
    return text.append(after).append("”\n" if len(turn.text) <= end + _QUOTE_LIMIT // 2 else "…”\n")


def _distinct(checks: tuple[CheckResult, ...]) -> list[CheckResult]:
    """One check for each thing said: a breakdown is told once, not by every check that it stopped."""
    said = {(check.verdict, check.message or id(check)): check for check in reversed(checks)}
    return list(reversed(said.values()))


def _reruns(view: RunView, told: list[ScenarioView]) -> list[str]:
    lines = [f"  {rerun_command(view, failed)}" for failed in told[:_RERUNS]]
    more = [f"  and {len(told) - _RERUNS} more"] if len(told) > _RERUNS else []
    return ["run again:", *lines, *more] if lines else []
