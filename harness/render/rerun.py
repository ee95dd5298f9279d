"""The command that runs a scenario of a run again."""

from shlex import quote

from harness.render.view import RunView, ScenarioView
from harness.render.words import one_line


def rerun_command(view: RunView, scenario: ScenarioView) -> str:
    """Return it for a shell, on one line, with nothing in it that a terminal obeys."""
    target = view.started.settings.get("target")
    there = f" --target {quote(one_line(target))}" if isinstance(target, str) and target != "mock" else ""
    driver = view.started.settings.get("driver")
    by = f" --driver {quote(one_line(driver))}" if isinstance(driver, str) else ""
    planned = scenario.scenario
    return (
        f"pine-harness run {quote(one_line(planned.span.file))} "
        f"-k {quote(one_line(planned.scenario_id))} --seed {view.started.seed}{there}{by}"
    )
