"""From arguments and settings to a run request."""

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.app.naming import new_seed
from harness.app.run import RunRequest
from harness.load.judge_settings import JudgeSettings
from harness.load.settings import load_settings
from harness.model.values import Json
from harness.runner.plan import Selection


def requested(
    *,
    paths: Sequence[Path],
    variables: Mapping[str, str],
    words: Sequence[str],
    tags: Sequence[str],
    overrides: Mapping[str, Json],
    command: Sequence[str],
) -> RunRequest:
    """Resolve the settings (command line over environment over pine-harness.toml over defaults) into a request."""
    settings = load_settings(Path.cwd(), os.environ, overrides)
    seed = new_seed() if settings.seed is None else settings.seed
    return RunRequest(
        paths=tuple(paths),
        variables=variables,
        selection=Selection(words=tuple(words), tags=tuple(tags)),
        target=settings.target,
        concurrency=settings.concurrency,
        reports=Path(settings.out),
        seed=seed,
        command=shlex.join(command),
        settings=settings.model_dump(mode="json"),
        judge=settings.judge,
    )


def judge_settings() -> JudgeSettings:
    """Return how the settings set the judge up."""
    return load_settings(Path.cwd(), os.environ, {}).judge


def reports_folder(out: Path | None) -> Path:
    """Return the folder that runs are kept in, as settings and `--out` say."""
    overrides = {"out": None if out is None else str(out)}
    return Path(load_settings(Path.cwd(), os.environ, overrides).out)
