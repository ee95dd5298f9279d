"""`pine-harness try`."""

from typing import Annotated

import typer

from harness.cli.options import Variables

MAX_RUNS = 100_000


def try_brief(
    brief: Annotated[
        str, typer.Argument(metavar="BRIEF", help="A brief as YAML or JSON, SUITE.yaml#SCENARIO, or - for stdin")
    ],
    persona: Annotated[
        str | None, typer.Option("--persona", metavar="NAME|FILE", help="Who picks up; absent: whom the brief suits")
    ] = None,
    with_: Annotated[
        list[str] | None, typer.Option("--with", metavar="KEY=VALUE", help="Set an option of the persona; repeatable")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="What chance begins from; the first of many runs")] = 1,
    runs: Annotated[
        int, typer.Option(min=1, max=MAX_RUNS, metavar="N", help="How many calls; many: how often what")
    ] = 1,
    call_date: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the call is placed: 2026-03-06, or with time and offset")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
    variables: Variables = None,
) -> None:
    """Simulate what would come of a brief, at no cost.

    Prints the call as a chat with what was booked or agreed, and which facts the brief does not say. With --runs, how
    often each outcome came. No gateway is asked, and nobody is called.
    """
    from harness.app.arguments import variables_of  # imported when called, for a quick start
    from harness.cli.trying import TryArguments, run_try

    run_try(
        TryArguments(
            brief=brief,
            persona=persona,
            options=with_ or (),
            seeds=range(seed, seed + runs),
            call_date=call_date,
            as_json=as_json,
            variables=variables_of(variables),
        )
    )
