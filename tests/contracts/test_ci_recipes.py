"""The recipes of docs/ci.md are what their CI servers read, and every command in them is one that the product takes."""

import re
import shlex
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
import typer
import yaml

from harness.app.report import known_formats
from harness.app.requests import shard_of
from harness.cli.application import application

PAGE = Path(__file__).parents[2] / "docs" / "ci.md"
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
EXPRESSION = re.compile(r"\$\{\{.*?\}\}|\$\{?\w+\}?")
"""A value that the CI server or its shell puts in: a number in every recipe here."""

GROOVY_COMMAND = re.compile(r"\bsh '''(?P<long>.*?)'''|\bsh '(?P<short>[^']*)'", re.DOTALL)
INLINE = re.compile(r"`(pine-harness [^`]*)`")


def blocks(kind: str) -> list[str]:
    """Return the page's fenced blocks of a kind."""
    return [found["text"] for found in FENCE.finditer(PAGE.read_text(encoding="utf-8")) if found["kind"] == kind]


def github() -> Mapping[Any, Any]:
    """Return the workflow."""
    return next(it for it in map(yaml.safe_load, blocks("yaml")) if "jobs" in it)


def gitlab() -> Mapping[str, Any]:
    """Return the pipeline."""
    return next(it for it in map(yaml.safe_load, blocks("yaml")) if "stages" in it)


def jenkinsfile() -> str:
    """Return the pipeline's text."""
    [text] = blocks("groovy")
    return text


def scripts() -> dict[str, list[str]]:
    """Return the shell scripts of each recipe."""
    workflow = (step["run"] for job in github()["jobs"].values() for step in job["steps"] if "run" in step)
    jobs = (job for job in gitlab().values() if isinstance(job, dict))
    groovy = (found["long"] or found["short"] for found in GROOVY_COMMAND.finditer(jenkinsfile()))
    return {
        "GitHub Actions": list(workflow),
        "GitLab CI": list(chain.from_iterable([*job.get("before_script", []), *job.get("script", [])] for job in jobs)),
        "Jenkins": [script.replace("\\\\", "\\") for script in groovy],
        "the page": [*blocks("sh"), *INLINE.findall(PAGE.read_text(encoding="utf-8"))],
    }


def commands(script: str) -> Iterator[list[str]]:
    """Yield the arguments of every pine-harness in a script."""
    for line in EXPRESSION.sub("1", script).replace("\\\n", " ").splitlines():
        for simple in re.split(r"\|\||&&|;", line):
            words = shlex.split(simple)
            if words and Path(words[0]).name == "pine-harness":
                yield words[1:]


def parsed(arguments: list[str]) -> tuple[str, dict[str, Any]]:
    """Parse a command line as the product does, and return the command and its values; raises click's UsageError."""
    group = typer.main.get_command(application)
    assert isinstance(group, click.Group | typer.core.TyperGroup)
    name, *rest = arguments
    command = group.commands[name]
    return name, command.make_context(name, rest).params


@pytest.mark.parametrize("recipe", ["GitHub Actions", "GitLab CI", "Jenkins", "the page"])
def test_every_command_is_one_that_the_product_takes(recipe: str) -> None:
    """Commands, options and their values are known; each recipe runs shards and merges them."""
    names = set()
    for script in scripts()[recipe]:
        for arguments in commands(script):
            name, values = parsed(arguments)
            names.add(name)
            known_formats(values.get("formats"))
            if values.get("shard"):
                shard_of(values["shard"])
    assert {"run", "merge"} <= names


@pytest.mark.parametrize("arguments", [["run", "--shards", "1/2"], ["run", "--seed", "x"], ["merge"]])
def test_a_command_that_does_not_exist_would_be_found(arguments: list[str]) -> None:
    """The parser that the recipes are held against refuses what the product does."""
    with pytest.raises(Exception, match=r"No such option|valid integer|Missing parameter"):
        parsed(arguments)


@pytest.mark.parametrize("recipe", ["GitHub Actions", "GitLab CI", "Jenkins"])
def test_every_shard_of_a_recipe_has_the_same_seed(recipe: str) -> None:
    """Shards without a seed of the build could not be merged, and a red shard must not keep the gate from its turn."""
    runs = [script for script in scripts()[recipe] if "pine-harness run" in script]
    assert runs
    for script in runs:
        assert re.search(r"--seed (\$\{\{ github\.run_number \}\}|\$CI_PIPELINE_IID|\$BUILD_NUMBER)", script)
        assert "|| test $? = 1 -o $? = 3" in script


def test_the_workflow_is_one() -> None:
    """Jobs run somewhere, need jobs that exist, and each step does one thing; the gate runs after a red shard too."""
    workflow = github()
    jobs = workflow["jobs"]
    assert True in workflow  # YAML 1.1 reads the key `on` so; GitHub does not
    for job in jobs.values():
        assert job["runs-on"]
        assert all(("uses" in step) != ("run" in step) for step in job["steps"])
        assert set([job["needs"]] if "needs" in job else []) <= set(jobs)
    shards = jobs["shard"]["strategy"]["matrix"]["shard"]
    assert shards == list(range(1, len(shards) + 1))
    assert f"--shard ${{{{ matrix.shard }}}}/{len(shards)} " in "".join(scripts()["GitHub Actions"])
    assert (jobs["gate"]["needs"], jobs["gate"]["if"]) == ("shard", "always()")


def test_the_pipeline_is_one() -> None:
    """Every job has a script and a stage that exists, and needs jobs that exist."""
    pipeline = gitlab()
    jobs = {name: job for name, job in pipeline.items() if isinstance(job, dict) and name != "default"}
    for job in jobs.values():
        assert job["script"]
        assert job["stage"] in pipeline["stages"]
        assert set(job.get("needs", [])) <= set(jobs)
    assert (jobs["shard"]["parallel"], jobs["gate"]["when"]) == (4, "always")


def test_the_jenkinsfile_is_balanced_and_counts_its_shards() -> None:
    """Braces and brackets close, and the matrix, the commands and what is unstashed agree on how many there are."""
    text = re.sub(r"'''.*?'''|'[^']*'|\"[^\"]*\"", "''", jenkinsfile(), flags=re.DOTALL)
    open_ones: list[str] = []
    for sign in re.findall(r"[{}()\[\]]", text):
        if sign in "{([":
            open_ones.append({"{": "}", "(": ")", "[": "]"}[sign])
        else:
            assert open_ones.pop() == sign
    assert open_ones == []
    assert jenkinsfile().startswith("pipeline {")
    counted = re.findall(r"values ('1'[^}]*?) }|\[('1'.*?)\]", jenkinsfile())
    assert {one or other for one, other in counted} == {"'1', '2', '3', '4'"}
    assert len(counted) == 2
    assert "--shard $SHARD/4 " in jenkinsfile()
