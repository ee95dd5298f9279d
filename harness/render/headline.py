"""A run in one word and one sentence: the report's title and the first word of the terminal's last line."""

from dataclasses import dataclass
from typing import Literal

from harness.render.view import RunView
from harness.render.words import plural

Tone = Literal["passed", "failed", "ungradable", "unfinished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """`word` is what the run came to, `title` the same as a sentence, `gate` the gate and what it said."""

    tone: Tone
    word: str
    title: str
    gate: str


def headline(view: RunView) -> Headline:
    """Say what a run came to."""
    tone, word = _tone(view)
    gate = view.ended.reason if view.ended else "The run log stops before the end: nothing was said of the gate."
    return Headline(tone=tone, word=word, title=_title(view, tone), gate=gate)


def _tone(view: RunView) -> tuple[Tone, str]:
    if view.ended is None:
        return "unfinished", "UNFINISHED"
    if view.ended.interrupted:
        return "unfinished", "INTERRUPTED"
    if view.ended.halted and view.ended.gate_met is None:
        return "unfinished", "STOPPED"
    if view.ended.exit_code == 5:
        return "ungradable", "NOTHING SELECTED"
    if view.ended.gate_met is None:
        return "ungradable", "COULD NOT JUDGE"
    return ("passed", "PASSED") if view.ended.gate_met else ("failed", "FAILED")


def _title(view: RunView, tone: Tone) -> str:
    tally = view.scenario_tally
    counted = tally.total - tally.skipped
    failed = f"{tally.failed} of {plural(counted, 'scenario')} failed"
    unjudged = f"{tally.ungradable} of {plural(counted, 'scenario')} could not be judged"
    if tone == "unfinished":
        done = sum(trial.verdict is not None for trial in view.trials)
        cut = "Unfinished" if view.ended is None else "Interrupted" if view.ended.interrupted else "Stopped"
        so_far = f", {failed} so far" if tally.failed else ""
        return f"{cut} after {done} of {plural(view.started.trials, 'call')}{so_far}"
    if not counted:
        return "Nothing was run"
    if tone == "passed" and tally.passed < counted:
        return f"Passed: {tally.passed} of {plural(counted, 'scenario')} did"
    if tone == "passed":
        return "The one scenario passed" if counted == 1 else f"All {plural(counted, 'scenario')} passed"
    if tally.failed:
        return failed
    return unjudged if tally.ungradable else "Not passed: the gate was not met"
