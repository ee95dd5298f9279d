"""From arguments and settings to a run request."""

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from harness.app.driving import HTTP
from harness.app.earlier import earlier
from harness.app.naming import new_seed
from harness.app.replaying import resolved
from harness.app.report import known_formats
from harness.app.run import RunRequest
from harness.errors import UsageError
from harness.load.judge_settings import JudgeSettings
from harness.load.limits import LiveSettings
from harness.load.settings import load_settings
from harness.model.values import Json
from harness.runner.limits import Limits
from harness.runner.plan import Selection, Shard


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of the selected is run, and how often.

    `failed_from` names a run of which only what did not pass is run again, from the same paths where none are given;
    `shard` is written i/n. `formats` are the reports to write, None: those of every run;
    `baseline` the run to tell changes against, empty for none. `driver` is who speaks to the target.
    """

    failed_from: str | None = None
    shard: str | None = None
    formats: tuple[str, ...] | None = None
    baseline: str = ""
    repeat: int | None = None
    driver: str = HTTP
    limits: Limits = field(default_factory=Limits)


def requested(
    *,
    paths: Sequence[Path],
    variables: Mapping[str, str],
    words: Sequence[str],
    tags: Sequence[str],
    overrides: Mapping[str, Json],
    command: Sequence[str],
    extent: Extent = Extent(),
) -> RunRequest:
    """Resolve the settings (command line over environment over pine-harness.toml over defaults) into a request."""
    settings = load_settings(Path.cwd(), os.environ, overrides)
    settings = settings.model_copy(update={"target": resolved(settings.target, Path(settings.out))})
    before = earlier(extent.failed_from, Path(settings.out)) if extent.failed_from is not None else None
    seed = new_seed() if settings.seed is None else settings.seed
    return RunRequest(
        paths=tuple(paths) or (before.paths if before else ()),
        variables=variables,
        selection=Selection(
            words=tuple(words),
            tags=tuple(tags),
            ids=before.not_passed if before else None,
            shard=None if extent.shard is None else shard_of(extent.shard),
        ),
        target=settings.target,
        concurrency=settings.concurrency,
        reports=Path(settings.out),
        seed=seed,
        command=shlex.join(command),
        driver=extent.driver,
        settings=settings.model_dump(mode="json") | ({"driver": extent.driver} if extent.driver != HTTP else {}),
        judge=settings.judge,
        repeat=extent.repeat,
        formats=known_formats(extent.formats),
        baseline=extent.baseline,
        limits=extent.limits,
        live=settings.live,
    )


def shard_of(written: str) -> Shard:
    """Read i/n. Raises UsageError for anything but a whole number from 1 to n."""
    number, _, of = written.partition("/")
    if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
        return Shard(number=int(number), of=int(of))
    raise UsageError(f"--shard {written!r} is not i/n with i from 1 to n; the first of four parts is 1/4")


def judge_settings() -> JudgeSettings:
    """Return how the settings set the judge up."""
    return load_settings(Path.cwd(), os.environ, {}).judge


def live_settings() -> LiveSettings | None:
    """Return what the settings allow on real phones."""
    return load_settings(Path.cwd(), os.environ, {}).live


def reports_folder(out: Path | None) -> Path:
    """Return the folder that runs are kept in, as settings and `--out` say."""
    overrides = {"out": None if out is None else str(out)}
    return Path(load_settings(Path.cwd(), os.environ, overrides).out)
