from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.errors import UsageError
from harness.load import Settings, load_settings


def settings_in(
    folder: Path, toml: str | None = None, environment: Mapping[str, str] | None = None, **overrides: Any
) -> Settings:
    if toml is not None:
        (folder / "pine-harness.toml").write_text(toml, encoding="utf-8")
    return load_settings(folder, environment or {}, overrides)


def test_the_defaults(tmp_path: Path) -> None:
    """Without file, environment or options: the mock, ten at once, reports, a new seed each run."""
    assert settings_in(tmp_path) == Settings(target="mock", concurrency=10, out="reports", seed=None)


def test_the_command_line_wins_over_the_environment_over_the_file(tmp_path: Path) -> None:
    """Each source wins over those below it, setting by setting; an option that was not given says nothing."""
    settings = settings_in(
        tmp_path,
        'target = "http://file"\nconcurrency = 2\nout = "file"\nseed = 1\n',
        {"PINE_HARNESS_CONCURRENCY": "3", "PINE_HARNESS_OUT": "env", "PINE_HARNESS_SEED": "", "HOME": "/"},
        out="cli",
        seed=None,
    )
    assert settings == Settings(target="http://file", concurrency=3, out="cli", seed=1)


def test_the_file_of_a_folder_above_applies(tmp_path: Path) -> None:
    """The nearest pine-harness.toml counts, and its `out` is beside it."""
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "pine-harness.toml").write_text('seed = 1\nout = "runs"\n')
    assert load_settings(below, {}, {}) == Settings(seed=1, out=str(tmp_path / "runs"))
    (tmp_path / "a" / "pine-harness.toml").write_text("seed = 2\n")
    assert load_settings(below, {}, {}).seed == 2


def test_the_search_ends_at_the_repository(tmp_path: Path) -> None:
    """A file above the repository's own folder is another project's."""
    (tmp_path / "pine-harness.toml").write_text("seed = 1\n")
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert load_settings(tmp_path / "repo", {}, {}).seed is None


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            "seed = 1\nconcurency = 2\n",
            "pine-harness.toml:2:1: concurency: unknown key 'concurency'; allowed: target, ",
        ),
        ("concurency = 2\n", "did you mean 'concurrency'?"),
        ('\nconcurrency = "many"\n', "pine-harness.toml:2:1: concurrency: found text 'many'; allowed: a whole number"),
        ("concurrency = 0\n", "a number of at least 1"),
        ("seed = 2026-03-06\n", "found text '2026-03-06'"),
        ("out = [1]\n", "found a list; allowed: text"),
        ("[run]\nseed = 1\n", "unknown key 'run'"),
        ("seed = \n", "pine-harness.toml is not TOML"),
    ],
)
def test_a_mistake_in_the_file_is_located(tmp_path: Path, toml: str, message: str) -> None:
    """File, line, key, what is allowed and the nearest name; a broken file says where TOML breaks."""
    with pytest.raises(UsageError) as caught:
        settings_in(tmp_path, toml)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"PINE_HARNESS_TARGT": "x"}, "did you mean 'PINE_HARNESS_TARGET'?"),
        ({"PINE_HARNESS_SEED": "x"}, "seed: found text 'x'; allowed: a whole number"),
        ({"PINE_HARNESS_CONCURRENCY": "1.5"}, "concurrency: found number 1.5; allowed: a whole number"),
        ({"PINE_HARNESS_SEED": ".nan"}, "found text '.nan'"),
    ],
)
def test_a_mistake_in_the_environment_is_told(tmp_path: Path, environment: dict[str, str], message: str) -> None:
    """Unknown PINE_HARNESS_ names and wrong values are told, not ignored."""
    with pytest.raises(UsageError) as caught:
        settings_in(tmp_path, environment=environment)
    assert message in str(caught.value)


def test_text_in_the_environment_stays_text(tmp_path: Path) -> None:
    """Only the numbers among the settings are read as numbers."""
    assert settings_in(tmp_path, environment={"PINE_HARNESS_OUT": "2026"}).out == "2026"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """File, environment and options together."""
    with pytest.raises(UsageError) as caught:
        settings_in(tmp_path, "sed = 1\n", {"PINE_HARNESS_OT": "x"}, concurrency=0)
    assert len([line for line in str(caught.value).splitlines() if not line.startswith(" ")]) == 3
