"""Simulated calls as the terminal sees them: one as a chat, many as a distribution, either as JSON."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import typer

from harness.app.brief_source import read_source
from harness.app.callees import options_of
from harness.app.trying import TryRequest, call_date_of, try_brief
from harness.cli.console import print_page
from harness.render.simulated_call import simulated_call
from harness.render.simulated_calls import simulated_calls
from harness.render.simulated_json import call_json, calls_json


@dataclass(frozen=True, slots=True, kw_only=True)
class TryArguments:
    """The arguments of `try` as they were written, but for what typer has read already."""

    brief: str
    persona: str | None
    options: Sequence[str]
    seeds: range
    call_date: str | None
    as_json: bool
    variables: Mapping[str, str]


def run_try(arguments: TryArguments) -> None:
    """Simulate, and print."""
    request = TryRequest(
        options=options_of(arguments.options),
        call_date=call_date_of(arguments.call_date),
        source=read_source(arguments.brief, arguments.variables, sys.stdin.buffer),
        persona=arguments.persona,
        seeds=arguments.seeds,
    )
    tried = try_brief(request)
    setting, calls = tried.setting, tried.calls
    if len(calls) == 1:
        if arguments.as_json:
            typer.echo(call_json(setting, calls[0]), nl=False)
        else:
            print_page(simulated_call(setting, calls[0]))
    elif arguments.as_json:
        typer.echo(calls_json(setting, calls), nl=False)
    else:
        print_page(simulated_calls(setting, calls))
