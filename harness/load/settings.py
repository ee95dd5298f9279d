"""Settings of a run: command line over environment over pine-harness.toml over defaults."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError

from harness.errors import Problem, Span, UsageError
from harness.load.explain import explain, keys_of
from harness.load.forms import Form, Text
from harness.load.judge_settings import API_KEY, JudgeSettings, refuse_key
from harness.load.judge_settings import PREFIX as JUDGE_PREFIX
from harness.load.judge_settings import TEXTS as JUDGE_TEXTS
from harness.load.limits import LiveSettings
from harness.load.problems import Problems, Spot, did_you_mean
from harness.source import Field as Entry
from harness.source import Node, NumberError, place, resolve

FILE_NAME: Final = "pine-harness.toml"
PREFIX: Final = "PINE_HARNESS_"
TEXTS: Final = frozenset({"target", "out"})
_TABLES: Final = frozenset({"judge", "live"})
"""The tables of the file. No variable of the environment loosens what may be rung."""


class Settings(Form):
    """How runs are made where nothing else is said. `seed` None: each run draws one and records it."""

    target: Annotated[Text, Field(description="mock, live, or the URL of a gateway.")] = "mock"
    concurrency: Annotated[int, Field(ge=1, le=1000, description="How many trials run at once.")] = 10
    out: Annotated[Text, Field(description="The folder that runs are written to.")] = "reports"
    seed: Annotated[int | None, Field(ge=0, description="What every random draw begins from.")] = None
    judge: Annotated[JudgeSettings, Field(description="The server that judge checks ask.")] = JudgeSettings()
    live: Annotated[LiveSettings | None, Field(description="What real phones may be rung; none: none.")] = None


def load_settings(cwd: Path, environment: Mapping[str, str], overrides: Mapping[str, Any]) -> Settings:
    """Return the settings for a command that runs in `cwd`; an override that is None says nothing.

    The file is the pine-harness.toml in `cwd` or the nearest folder above it; its `out` and the judge's `cache` are
    relative to its folder. Environment variables are PINE_HARNESS_ and a setting's name in capitals, PINE_JUDGE_ and
    one of the judge's. Raises UsageError with every problem.
    """
    problems = Problems()
    file = find_settings_file(cwd)
    values: dict[str, Any] = {}
    if file is not None:
        values |= _from_file(file, cwd, problems)
    values |= _from_environment(environment, problems)
    judge = _judge_from_environment(environment, problems)
    if judge:
        values["judge"] = {**(values["judge"] if isinstance(values.get("judge"), dict) else {}), **judge}
    values |= _checked({key: it for key, it in overrides.items() if it is not None}, "the command line", problems)
    if len(problems):
        raise UsageError("\n".join(str(problem) for problem in problems.sorted()))
    return Settings.model_validate(values)


def find_settings_file(cwd: Path) -> Path | None:
    """Return the pine-harness.toml that applies in `cwd`: its own or the nearest above, within the repository."""
    for folder in (cwd, *cwd.parents):
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
        if (folder / ".git").exists():
            return None
    return None


def _from_file(file: Path, cwd: Path, problems: Problems) -> dict[str, Any]:
    name = str(file.relative_to(cwd)) if file.is_relative_to(cwd) else str(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{name} is not TOML: {error}") from None
    located = _located(values, text.splitlines(), place(name))
    if isinstance(values.get("judge"), dict):
        judge = refuse_key(Spot(node=located["judge"], key="judge"), problems).node
        located = located.with_fields({**(located.fields or {}), "judge": Entry(judge.line, 1, judge)})
    _validate(located, problems)
    for table, key in ((values, "out"), (values.get("judge"), "cache")):
        if isinstance(table, dict) and isinstance(table.get(key), str) and file.parent != cwd:
            table[key] = str(Path(file.parent, table[key]))
    return values


def _located(values: Mapping[str, Any], lines: Sequence[str], at: Node) -> Node:
    """Return a table's values with the lines of their keys, from where it stands: a TOML key begins its line."""
    fields: dict[str, Entry] = {}
    for key, value in values.items():
        starts = (number for number, line in enumerate(lines, 1) if line.lstrip("[ \t\"'").startswith(key))
        line = next((number for number in starts if number >= at.line), at.line)
        here = Node(value=None, file=at.file, line=line, column=1, end_line=line)
        node = _located(value, lines, here) if isinstance(value, dict) else here.with_value(_plain(value))
        fields[key] = Entry(line, 1, node)
    return at.with_fields(fields)


def _plain(value: Any) -> Any:
    """Return a TOML value with its dates and times as text."""
    return value if isinstance(value, str | bool | int | float | list | dict) else str(value)


def _from_environment(environment: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    keys = [key for key in keys_of(Settings) if key not in _TABLES]
    values = _variables(environment, PREFIX, keys, TEXTS, problems)
    return _checked(values, "the environment", problems)


def _judge_from_environment(environment: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    keys = [*keys_of(JudgeSettings), API_KEY.removeprefix(JUDGE_PREFIX).lower()]
    values = _variables(environment, JUDGE_PREFIX, keys, JUDGE_TEXTS, problems)
    values.pop(keys[-1], None)  # known, and read by whoever makes the judge: settings are shown in reports
    _checked({"judge": values}, "the environment", problems)
    return values


def _variables(
    environment: Mapping[str, str], prefix: str, keys: Sequence[str], texts: Collection[str], problems: Problems
) -> dict[str, Any]:
    """Return what variables of a prefix say of `keys`; all but `texts` are read as numbers where they are some."""
    values: dict[str, Any] = {}
    known = tuple(prefix + key.upper() for key in keys)
    for name in sorted(environment):
        key = name.removeprefix(prefix).lower()
        if not name.startswith(prefix) or environment[name] == "":
            continue
        if key in keys:
            values[key] = environment[name] if key in texts else _number(environment[name])
            continue
        message = f"unknown environment variable {name!r}; allowed: {', '.join(known)}"
        span = Span(file="the environment", line=1, column=1)
        problems.add(Problem(span=span, key=name, message=message, fix=did_you_mean(name, known)))
    return values


def _number(text: str) -> str | int | float | bool | None:
    try:
        return resolve(text)
    except NumberError:
        return text


def _checked(values: dict[str, Any], origin: str, problems: Problems) -> dict[str, Any]:
    _validate(place(origin).with_value(values), problems)
    return values


def _validate(node: Node, problems: Problems) -> None:
    try:
        Settings.model_validate(node.value)
    except ValidationError as error:
        explain(error, Settings, Spot(node=node), problems)
