"""Arguments and options that more than one command takes."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="PATHS", help="Scenario files, or folders of them [scenarios]")
]
Words = Annotated[list[str] | None, typer.Option("-k", metavar="WORD", help="Only ids or titles with WORD; repeatable")]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only scenarios with this tag; repeatable")
]
Variables = Annotated[
    list[str] | None, typer.Option("--var", metavar="NAME=VALUE", help="Set {{ NAME }}; wins over vars")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FOLDER", help="The folder that runs are kept in [reports]")]

Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format", metavar="NAME", help="A report to write: html, junit, json, jsonl, markdown, csv, github, text"
    ),
]

Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="RUN", help="Tell what changed against a run, or latest-green")
]

Target = Annotated[
    str | None,
    typer.Option(
        metavar="mock|live|URL|replay:RUN", help="mock, live, the base URL of a gateway, or an earlier run [mock]"
    ),
]
Driver = Annotated[str, typer.Option(metavar="http|sdk", help="Who makes the calls: http, or the official sdk")]
Seed = Annotated[int | None, typer.Option(metavar="N", help="What every random draw begins from; drawn when absent")]

LastFailed = Annotated[
    bool, typer.Option("--last-failed", help="Only what did not pass in the latest run, from its paths unless told")
]
FailedFrom = Annotated[
    str | None, typer.Option("--failed-from", metavar="RUN", help="Only what did not pass in that run")
]
Repeat = Annotated[
    int | None, typer.Option("--repeat", metavar="N", min=1, help="Run each scenario N times, to measure: exit code 0")
]
MaxFailures = Annotated[
    int | None, typer.Option("--max-failures", metavar="N", min=1, help="Begin no call after N have failed")
]
Timeout = Annotated[
    float | None, typer.Option("--timeout", metavar="SECONDS", min=0, help="Begin no call after so long")
]
ShardOption = Annotated[
    str | None, typer.Option("--shard", metavar="I/N", help="Only the Ith of N parts, the same on every machine")
]
Yes = Annotated[bool, typer.Option("--yes", help="Ring real phones without asking; the limits of [live] hold")]
LoginTarget = Annotated[
    str, typer.Option("--target", metavar="live|URL", help="Whose account: live, or the base URL of a gateway")
]

DEFAULT_PATH = Path("scenarios")


def paths_or_default(paths: list[Path] | None) -> list[Path]:
    """Return the paths given, else the folder `scenarios`."""
    return paths or [DEFAULT_PATH]
