"""GitHub annotations: one workflow command for each check that failed a scenario, on its line of YAML."""

from harness.render.marks import words_of
from harness.render.tally import State
from harness.render.view import RunView, ScenarioView
from harness.render.words import one_line

_LEVELS = {State.FAILED: "error", State.UNGRADABLE: "warning"}


def render(view: RunView) -> str:
    """Return the commands, one a line; what GitHub reads as syntax is escaped in every value."""
    return "".join(f"{line}\n" for it in view.ranked if it.state in _LEVELS for line in _of(it))


def _of(view: ScenarioView) -> list[str]:
    level, trial = _LEVELS[view.state], view.worst
    if trial is None or not trial.deciding:
        return [_command(level, view.scenario.span.file, view.scenario.span.line, _title(view), view.message)]
    return [
        _command(level, check.span.file, check.span.line, f"{_title(view)}: {check.expectation_id}", words_of(check))
        for check in trial.deciding
    ]


def _title(view: ScenarioView) -> str:
    repeats = f" ({view.passed} of {len(view.trials)} passed)" if len(view.trials) > 1 else ""
    return f"{view.scenario.scenario_id}{repeats}"


def _command(level: str, file: str, line: int, title: str, message: str) -> str:
    return f"::{level} file={_property(file)},line={line},title={_property(title)}::{_data(message)}"


def _data(text: str) -> str:
    return one_line(text, 1000).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
