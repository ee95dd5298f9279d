"""One call as a chat in the terminal, with its checks and its verdict: what `show RUN ID` prints."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.errors import UsageError
from harness.registry import nearest
from harness.render.marks import Mark, MarkedTurn, mark_of, marked_turns, words_of
from harness.render.terminal import STYLES
from harness.render.view import RunView, Stage, TrialView
from harness.render.words import GLYPHS, NO_DATA, duration, number, one_line, visible

SPEAKER_STYLES = {"agent": "cyan", "callee": "bold", "system": "dim italic"}


def chat(view: RunView, trial_id: str) -> Group:
    """Return a call as a rich renderable. Raises UsageError, with the nearest id, when the run has no such call."""
    trial = view.find(trial_id)
    if trial is None:
        known = [known.trial.trial_id for known in view.trials]
        near = nearest(trial_id, known)
        hint = f"did you mean {near!r}?" if near else f"its first is {known[0]!r}" if known else "it has no call at all"
        raise UsageError(f"the run {view.started.run_id} has no call {trial_id!r}; {hint}")
    return Group(*_parts(view, trial))


def _parts(view: RunView, trial: TrialView) -> Iterator[RenderableType]:
    scenario = next(found.scenario for found in view.scenarios if trial in found.trials)
    head = Text()
    head.append(f"{GLYPHS[trial.state]} {one_line(trial.trial.trial_id)}", style=STYLES[trial.state])
    head.append(f"  {one_line(scenario.title)}")
    yield head
    where = f"{scenario.span.file}:{scenario.span.line} · seed {trial.trial.seed} · {duration(trial.duration_s)}"
    yield Text(f"{one_line(where)} · call date {trial.trial.call_date:%a %d %b %Y}", style="dim")
    for reason in trial.retried:
        yield Text(f"retried after: {one_line(reason)}", style="dim")
    for stage in trial.stages:
        yield Text()
        yield _stage_line(stage)
        if stage.turns:
            yield Padding(_transcript(stage, trial), (1, 0, 0, 0))
    yield Text()
    yield from _checks(trial)
    yield Text()
    yield _verdict(trial)


def _stage_line(stage: Stage) -> Text:
    seen = stage.seen
    words = [seen.call_name or ("request" if seen.exchanges else "no request")]
    if seen.call:
        words.append(f"status {seen.call.status}")
        if seen.call.raw_status != seen.call.status:
            words[-1] += f" ({seen.call.raw_status})"
        if seen.call.ended:
            words.append(f"{number(seen.call.duration_seconds)} s")
            words.append(f"{number(seen.call.credits_charged)} credits")
    if seen.delivered_by:
        words.append(f"delivered by {seen.delivered_by}")
    if seen.error:
        words.append(f"refused: HTTP {seen.error.http_status} {seen.error.code or NO_DATA}: {seen.error.message}")
    if seen.breakdown:
        words.append(f"{seen.breakdown.kind}: {seen.breakdown.message}")
    return Text(f"── {stage.label}: {one_line(' · '.join(words))}", style="dim")


def _transcript(stage: Stage, trial: TrialView) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for turn in marked_turns(stage, trial):
        speaker = Text(turn.speaker, style=SPEAKER_STYLES[turn.speaker])
        grid.add_row(str(turn.number), speaker, _turn_text(turn))
    return grid


def _turn_text(turn: MarkedTurn) -> Text:
    text = Text(style="dim italic" if turn.speaker == "system" else "")
    for segment in turn.segments:
        style = f"{STYLES[segment.mark]} reverse" if segment.mark and segment.mark is not Mark.PASSED else ""
        text.append(visible(segment.text), style="underline" if segment.mark is Mark.PASSED else style)
    for note in turn.notes:
        if note.mark is not Mark.PASSED:
            line = f"\n{GLYPHS[note.mark]} {one_line(note.name)}: {one_line(note.words)}"
            text.append(line, style=f"not italic {STYLES[note.mark]}")
    return text


def _checks(trial: TrialView) -> Iterator[RenderableType]:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_column(overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    for check in trial.checks:
        mark = mark_of(check)
        where = f"{check.span.file}:{check.span.line}"
        name = check.expectation_id if check.required else f"{check.expectation_id} (optional)"
        symbol = Text(GLYPHS[mark], style=STYLES[mark])
        grid.add_row(symbol, Text(one_line(name)), Text(one_line(words_of(check))), Text(one_line(where)))
    yield grid


def _verdict(trial: TrialView) -> Text:
    text = Text(trial.state.value.upper(), style=STYLES[trial.state])
    if trial.verdict and trial.verdict.message:
        text.append(f"  {one_line(trial.verdict.message)}")
    return text
