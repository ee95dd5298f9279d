"""`pine-harness run`."""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from harness.app.arguments import variables_of
from harness.cli.options import (
    Baseline,
    Driver,
    FailedFrom,
    Formats,
    LastFailed,
    MaxFailures,
    Out,
    Paths,
    Repeat,
    Seed,
    ShardOption,
    Tags,
    Target,
    Timeout,
    Variables,
    Words,
    Yes,
    paths_or_default,
)
from harness.errors import UsageError


def run(
    paths: Paths = None,
    words: Words = None,
    tags: Tags = None,
    variables: Variables = None,
    target: Target = None,
    driver: Driver = "http",
    concurrency: Annotated[int | None, typer.Option(metavar="N", help="How many trials run at once [10]")] = None,
    out: Out = None,
    seed: Seed = None,
    last_failed: LastFailed = False,
    failed_from: FailedFrom = None,
    repeat: Repeat = None,
    max_failures: MaxFailures = None,
    timeout: Timeout = None,
    shard: ShardOption = None,
    baseline: Baseline = None,
    formats: Formats = None,
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would run; send nothing")] = False,
) -> None:
    """Run scenarios, grade them, write reports."""
    # The application is imported when the command is called: it costs half a second that --version need not pay.
    from harness.app.requests import Extent, requested
    from harness.cli import running
    from harness.runner.limits import Limits

    before = _before(failed_from, last=last_failed)
    request = requested(
        paths=paths_or_default(paths) if before is None else paths or (),
        variables=variables_of(variables),
        words=words or (),
        tags=tags or (),
        overrides={"target": target, "concurrency": concurrency, "out": out and str(out), "seed": seed},
        command=["pine-harness", *sys.argv[1:]],
        extent=Extent(
            failed_from=before,
            shard=shard,
            formats=tuple(formats) if formats else None,
            baseline=baseline or "",
            repeat=repeat,
            driver=driver,
            limits=Limits(max_failures=max_failures, timeout_s=timeout),
        ),
    )
    raise typer.Exit(running.dry_run(request) if dry_run else running.run(replace(request, confirmed=yes)))


def _before(failed_from: str | None, *, last: bool) -> str | None:
    """Return the run of which only what did not pass is run again, None for none."""
    if last and failed_from is not None:
        raise UsageError("--last-failed stands beside --failed-from; allowed: one of them")
    return "latest" if last else failed_from
