"""The table of commands."""

import typer

from harness import __version__
from harness.cli import (
    audit,
    checks,
    compare,
    grade,
    history,
    init,
    list_,
    login,
    logout,
    merge,
    personas,
    regrade,
    report,
    resume,
    run,
    schema,
    show,
    try_,
    validate,
    whoami,
)

application = typer.Typer(
    name="pine-harness",
    help="Run YAML scenarios of Pine Voice calls against the bundled mock or a gateway, and grade what was said.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"pine-harness {__version__}")
        raise typer.Exit


@application.callback()
def _top(
    version: bool = typer.Option(
        False, "--version", "-V", is_eager=True, callback=_show_version, help="Show the version."
    ),
) -> None:
    """Exit codes: 0 gate met, 1 not met, 2 usage or scenario errors, 3 could not judge, 4 crash, 5 nothing selected,
    130 interrupted."""


application.command("run")(run.run)
application.command("validate")(validate.validate)
application.command("list")(list_.list_scenarios)
application.command("show")(show.show)
application.command("audit")(audit.audit)
application.command("resume")(resume.resume)
application.command("report")(report.report)
application.command("merge")(merge.merge)
application.command("compare")(compare.compare)
application.command("history")(history.history)
application.command("grade")(grade.grade)
application.command("regrade")(regrade.regrade)
application.command("checks")(checks.checks)
application.command("try")(try_.try_brief)
application.command("personas")(personas.personas)
application.command("login")(login.login)
application.command("logout")(logout.logout)
application.command("whoami")(whoami.whoami)
application.command("schema")(schema.schema)
application.command("init")(init.init)
