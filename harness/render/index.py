"""The calls of a run as a list in the terminal: what `show RUN` prints."""

from rich.console import Group
from rich.table import Column, Table
from rich.text import Text

from harness.render.terminal import STYLES, last_line
from harness.render.view import RunView
from harness.render.words import GLYPHS, duration, one_line


def index(view: RunView) -> Group:
    """Return every call of a run with its verdict and what decided it, those that did not pass first."""
    table = Table("", Column("call", overflow="fold"), "took", Column("why", overflow="fold"), box=None, pad_edge=False)
    for scenario in view.ranked:
        for trial in scenario.trials:
            mark = Text(GLYPHS[trial.state], style=STYLES[trial.state])
            message = trial.verdict.message if trial.verdict else "did not end"
            table.add_row(mark, one_line(trial.trial.trial_id), duration(trial.duration_s), one_line(message))
        if not scenario.trials:
            mark = Text(GLYPHS[scenario.state], style=STYLES[scenario.state])
            table.add_row(mark, one_line(scenario.scenario.scenario_id), "", one_line(scenario.message))
    return Group(table, Text(), last_line(view))
