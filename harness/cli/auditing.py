"""An audit as the terminal sees it: the report, or its JSON, and the exit code."""

import asyncio
from typing import Literal

import typer

from harness.app.audit import AuditRequest, audit_scenarios
from harness.app.run import NothingSelected
from harness.cli.console import complain, out, print_rows
from harness.render.audit import as_json, details, table
from harness.runner.gate import ExitCode

_CODES = {True: ExitCode.GATE_MET, False: ExitCode.GATE_NOT_MET, None: ExitCode.COULD_NOT_JUDGE}


def audit(request: AuditRequest, output: Literal["text", "json"]) -> int:
    """Audit, report, and return the exit code."""
    try:
        report = asyncio.run(audit_scenarios(request))
    except NothingSelected as nothing:
        complain(str(nothing))
        return ExitCode.NOTHING_SELECTED
    if output == "json":
        typer.echo(as_json(report), nl=False)
        return _CODES[report.enough]
    if report.calls:
        print_rows(table(report))
        out().print()
    out().print(details(report))
    return _CODES[report.enough]
