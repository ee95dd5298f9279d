"""How a judge is set up: the table [judge], and PINE_JUDGE_ variables over it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.load.judge_settings import JudgeSettings
from harness.load.settings import load_settings

WHOLE = """\
seed = 1

[judge]
base_url = "https://judge.example/v1"
model = "m"
temperature = 0.7
timeout_s = 5
retries = 0
at_once = 2
input_price = 2.5
output_price = 10
cache = "kept"
"""


def judge_in(folder: Path, toml: str = "", environment: Mapping[str, str] | None = None) -> JudgeSettings:
    """The judge's settings for a command that runs in a folder."""
    (folder / "pine-harness.toml").write_text(toml, encoding="utf-8")
    return load_settings(folder, environment or {}, {}).judge


def refused(folder: Path, toml: str = "", environment: Mapping[str, str] | None = None) -> str:
    """What is said of wrong settings."""
    with pytest.raises(UsageError) as caught:
        judge_in(folder, toml, environment)
    return str(caught.value)


def test_without_settings_there_is_no_judge(tmp_path: Path) -> None:
    """No server is asked that nobody named; replies are kept in .pine-cache."""
    judge = judge_in(tmp_path)
    assert (judge.base_url, judge.model, judge.temperature, judge.cache) == (None, None, 0.0, ".pine-cache/judge")


def test_the_table(tmp_path: Path) -> None:
    """Every setting has its key."""
    assert judge_in(tmp_path, WHOLE) == JudgeSettings(
        base_url="https://judge.example/v1", model="m", temperature=0.7, timeout_s=5, retries=0, at_once=2,
        input_price=2.5, output_price=10, cache="kept",
    )  # fmt: skip


def test_the_environment_wins_setting_by_setting(tmp_path: Path) -> None:
    """A variable replaces its own setting; empty ones, and the key, say nothing here."""
    environment = {
        "PINE_JUDGE_MODEL": "other",
        "PINE_JUDGE_TEMPERATURE": "server",
        "PINE_JUDGE_TIMEOUT_S": "1.5",
        "PINE_JUDGE_RETRIES": "",
        "PINE_JUDGE_API_KEY": "sk-secret",
    }
    settings = load_settings(_with(tmp_path, WHOLE), environment, {})
    judge = settings.judge
    assert (judge.base_url, judge.model, judge.temperature) == ("https://judge.example/v1", "other", "server")
    assert (judge.timeout_s, judge.retries) == (1.5, 0)
    assert "sk-secret" not in settings.model_dump_json()


def test_a_model_called_like_a_number_is_text(tmp_path: Path) -> None:
    """Texts are taken as they are."""
    assert judge_in(tmp_path, environment={"PINE_JUDGE_MODEL": "4"}).model == "4"


def test_the_cache_of_a_file_above_is_beside_it(tmp_path: Path) -> None:
    """As its `out` is: whoever runs in a folder below finds the same replies."""
    below = _with(tmp_path, WHOLE) / "below"
    below.mkdir()
    assert load_settings(below, {}, {}).judge.cache == str(tmp_path / "kept")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[judge]\nmodel = "m"\nmodl = "x"\n', "pine-harness.toml:3:1: judge.modl: unknown key 'modl'; allowed: base"),
        ('[judge]\ntemperature = 3\n', "pine-harness.toml:2:1: judge.temperature: found number 3; allowed: "),
        ('[judge]\ntemperature = "hot"\n', "judge.temperature: found text 'hot'; allowed: "),
        ('[judge]\nbase_url = "judge.example"\n', "'judge.example' is no base URL; write it as https://host/v1"),
        ('[judge]\nbase_url = "https://me:pw@judge.example/v1"\n', "set PINE_JUDGE_API_KEY"),
        ('[judge]\napi_key = "sk-1"\n', "toml:2:1: judge.api_key: a file that is shared is no place for a key"),
        ("[judge]\nretries = -1\n", "judge.retries: found number -1; allowed: a number of at least 0"),
        ('judge = "m"\n', "judge: found text 'm'; allowed: a mapping"),
        ('model = "m"\n[judge]\nmodel = 1\n', "pine-harness.toml:3:1: judge.model: found number 1; allowed: text"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_table_is_located(tmp_path: Path, toml: str, message: str) -> None:
    """File, the line of the key within the table, what was found and what is allowed."""
    assert message in refused(tmp_path, toml)


def test_a_key_in_a_file_is_not_repeated(tmp_path: Path) -> None:
    """The error that refuses it does not show it."""
    assert "sk-1" not in refused(tmp_path, '[judge]\napi_key = "sk-1"\n')


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"PINE_JUDGE_MODLE": "m"}, "did you mean 'PINE_JUDGE_MODEL'?"),
        ({"PINE_JUDGE_TIMEOUT_S": "soon"}, "judge.timeout_s: found text 'soon'; allowed: a number"),
        ({"PINE_JUDGE_AT_ONCE": "0"}, "judge.at_once: found number 0; allowed: a number of at least 1"),
        ({"PINE_JUDGE_BASE_URL": "localhost"}, "'localhost' is no base URL"),
        ({"PINE_HARNESS_JUDGE": "m"}, "unknown environment variable 'PINE_HARNESS_JUDGE'"),
    ],
)
def test_a_mistake_in_the_environment_is_told(tmp_path: Path, environment: dict[str, str], message: str) -> None:
    """Unknown PINE_JUDGE_ names and wrong values are told, not ignored."""
    assert message in refused(tmp_path, environment=environment)


def _with(folder: Path, toml: str) -> Path:
    (folder / "pine-harness.toml").write_text(toml, encoding="utf-8")
    return folder
