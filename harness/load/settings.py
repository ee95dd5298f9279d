"""Settings of a run: command line over environment over pine-harness.toml over defaults."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import Field, ValidationError

from harness.errors import Problem, Span, UsageError
from harness.load.explain import explain, keys_of
from harness.load.forms import Form, Text
from harness.load.problems import Problems, Spot, did_you_mean
from harness.source import Field as Entry
from harness.source import Node, NumberError, place, resolve

FILE_NAME: Final = "pine-harness.toml"
PREFIX: Final = "PINE_HARNESS_"


class Settings(Form):
    """How runs are made where nothing else is said. `seed` None: each run draws one and records it."""

    target: Annotated[Text, Field(description="mock, or the URL of a gateway.")] = "mock"
    concurrency: Annotated[int, Field(ge=1, le=1000, description="How many trials run at once.")] = 10
    out: Annotated[Text, Field(description="The folder that runs are written to.")] = "reports"
    seed: Annotated[int | None, Field(ge=0, description="What every random draw begins from.")] = None


def load_settings(cwd: Path, environment: Mapping[str, str], overrides: Mapping[str, Any]) -> Settings:
    """Return the settings for a command that runs in `cwd`; an override that is None says nothing.

    The file is the pine-harness.toml in `cwd` or the nearest folder above it; its `out` is relative to its folder.
    Environment variables are PINE_HARNESS_ and a setting's name in capitals. Raises UsageError with every problem.
    """
    problems = Problems()
    file = find_settings_file(cwd)
    values: dict[str, Any] = {}
    if file is not None:
        values |= _from_file(file, cwd, problems)
    values |= _from_environment(environment, problems)
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
    _validate(_located(values, text, name), problems)
    if isinstance(values.get("out"), str):
        values["out"] = str(Path(file.parent, values["out"])) if file.parent != cwd else values["out"]
    return values


def _located(values: Mapping[str, Any], text: str, name: str) -> Node:
    """Return the file's values with the lines of their keys: a TOML key begins its line."""
    top = place(name)
    lines = text.splitlines()
    fields: dict[str, Entry] = {}
    for key, value in values.items():
        starts = (number for number, line in enumerate(lines, 1) if line.lstrip("[ \t\"'").startswith(key))
        line = next(starts, 1)
        at = Node(value=None, file=name, line=line, column=1, end_line=line)
        fields[key] = Entry(line, 1, at.with_value(_plain(value)))
    return top.with_fields(fields)


def _plain(value: Any) -> Any:
    """Return a TOML value with its dates and times as text."""
    return value if isinstance(value, str | bool | int | float | list | dict) else str(value)


def _from_environment(environment: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in sorted(environment):
        if name.startswith(PREFIX) and environment[name] != "":
            values[name.removeprefix(PREFIX).lower()] = _typed(name, environment[name])
    known = tuple(PREFIX + key.upper() for key in keys_of(Settings))
    for key in [key for key in values if key not in set(keys_of(Settings))]:
        name = PREFIX + key.upper()
        message = f"unknown environment variable {name!r}; allowed: {', '.join(known)}"
        span = Span(file="the environment", line=1, column=1)
        problems.add(Problem(span=span, key=name, message=message, fix=did_you_mean(name, known)))
        del values[key]
    return _checked(values, "the environment", problems)


def _typed(name: str, text: str) -> str | int | float | bool | None:
    if name.removeprefix(PREFIX).lower() not in ("concurrency", "seed"):
        return text
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
