"""A run as Markdown: for a pull request, or for `$GITHUB_STEP_SUMMARY`."""

from collections.abc import Iterator

from harness.model.verdict import CheckResult
from harness.render.headline import headline
from harness.render.marks import words_of
from harness.render.rerun import rerun_command
from harness.render.tally import State
from harness.render.view import RunView, ScenarioView, TrialView
from harness.render.words import GLYPHS, duration, interval_words, one_line, percent, plural

MOST = 50
_QUOTE = 160
_MARKUP = {ord(character): f"&#{ord(character)};" for character in "\\`*_[]<>|#~!@&"}


def render(view: RunView) -> str:
    """Return the summary: what it came to, what broke with its evidence, and how to run that again."""
    return "\n".join(_lines(view)) + "\n"


def escaped(text: str, limit: int = 0) -> str:
    """Write foreign text so that Markdown shows it as it is, on one line, within a table's cell."""
    return one_line(text, limit).translate(_MARKUP).replace("://", "&#58;//")


def code(text: str) -> str:
    """Write foreign text as code within a table's cell."""
    return "`" + one_line(text).replace("`", "'").replace("|", "\\|") + "`"


def _lines(view: RunView) -> Iterator[str]:
    found, calls = headline(view), view.call_tally
    yield f"## {GLYPHS[found.tone]} {found.title}"
    yield ""
    rate = f"{percent(calls.rate)} (95 % CI {interval_words(calls.interval)})" if calls.graded else "no rate"
    counts = [
        f"{calls.passed} of {plural(calls.graded, 'graded call')} passed, {rate}",
        f"{calls.flaky} flaky",
        f"{calls.ungradable} could not be judged",
        f"{view.scenario_tally.skipped} skipped",
        duration(view.duration_s),
    ]
    yield f"{escaped(found.gate)}. {' · '.join(counts)} · {code(view.started.run_id)} on {escaped(view.started.target)}"
    broken = [it for it in view.ranked if it.state in (State.FAILED, State.UNGRADABLE)]
    if not broken:
        return
    yield ""
    yield "| scenario | repeats | decided by | what was found |"
    yield "|---|---:|---|---|"
    yield from (_row(it) for it in broken[:MOST])
    if len(broken) > MOST:
        yield f"\nand {len(broken) - MOST} more"
    yield "\n<details><summary>Run again</summary>\n\n```sh"
    yield from (rerun_command(view, it) for it in broken[:10])
    yield "```\n</details>"


def _row(view: ScenarioView) -> str:
    scenario, trial = view.scenario, view.worst
    place = f"{scenario.span.file}:{scenario.span.line}"
    check = trial.deciding[0] if trial is not None and trial.deciding else None
    title = f"{GLYPHS[view.state]} {escaped(scenario.title or scenario.scenario_id, 120)}<br>{code(place)}"
    repeats = f"{view.passed}/{len(view.trials)}" if view.trials else ""
    if trial is None or check is None:
        return f"| {title} | {repeats} | | {escaped(view.message, 300)} |"
    return f"| {title} | {repeats} | {code(check.expectation_id)} | {_found(check, trial)} |"


def _found(check: CheckResult, trial: TrialView) -> str:
    words = escaped(words_of(check), 300)
    turns = next((stage.turns for stage in trial.stages if any(check is held for held in stage.checks)), ())
    for evidence in check.evidence:
        if evidence.turn is not None and 1 <= evidence.turn <= len(turns):
            speaker = turns[evidence.turn - 1].speaker
            return f"{words}<br>turn {evidence.turn}, {speaker}: “{escaped(evidence.quote, _QUOTE)}”"
    return words
