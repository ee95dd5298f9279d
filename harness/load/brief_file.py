"""A brief in a file of its own: the body of POST /api/v2/voice/call, as YAML or as JSON."""

import json
from collections.abc import Mapping

from harness.errors import Problem, ScenarioErrors, SourceError, UsageError
from harness.load.explain import read_form
from harness.load.forms import BriefForm
from harness.load.merge import merge
from harness.load.problems import Problems, Spot, did_you_mean, shown
from harness.load.variables import Variables
from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from harness.source import Node, Reading, decode, place, scan


def scan_brief(content: bytes, *, file: str) -> Reading:
    """Read the text of a brief. Raises ScenarioErrors where it is neither YAML nor JSON.

    Nearly all JSON is YAML; what is not (a character beyond U+FFFF escaped as two halves) is read as JSON, and then
    everything stands at the file's top.
    """
    try:
        text = decode(content, file=file)
    except SourceError as error:
        raise ScenarioErrors([error.problem]) from None
    try:
        reading = scan(text, file=file)
    except SourceError as error:
        as_json = _json(text, file)
        if as_json is None:
            raise ScenarioErrors([error.problem]) from None
        return as_json
    return (_json(text, file) or reading) if reading.problems else reading


def _json(text: str, file: str) -> Reading | None:
    if not text.lstrip().startswith("{"):
        return None
    try:
        value = json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return None
    return Reading(node=place(file).with_value(value), problems=())


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Take an object whose keys differ; of one that has a key twice, YAML tells the place."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def read_brief(reading: Reading, *, variables: Mapping[str, str], environment: Mapping[str, str]) -> Node:
    """Return a brief with `base` and templates carried out; each field remembers where it stands.

    Raises ScenarioErrors with every problem, UsageError for a `--var` that the brief does not ask for.
    """
    problems = Problems()
    for problem in reading.problems:
        problems.add(problem)
    used: set[str] = set()
    written = Variables({}, variables, environment, problems, used).fill(Spot(node=reading.node))
    _check_shape(written, problems)
    if len(problems):
        raise ScenarioErrors(problems.sorted())
    for name in variables:
        if name not in used:
            hint = did_you_mean(name, tuple(used)) or f"it asks for: {', '.join(sorted(used)) or 'none'}"
            raise UsageError(f"--var {name}: the brief {reading.node.file} has no {{{{ {name} }}}}; {hint}")
    base = written.node.get("base")
    under = written.node.with_value(dict(STANDARD_BRIEF) if base is not None and base.value == "standard" else {})
    merged = merge(under, written.node)
    return merged.with_fields({key: field for key, field in (merged.fields or {}).items() if key != "base"})


def _check_shape(brief: Spot, problems: Problems) -> None:
    if brief.node.kind != "mapping":
        fix = "write callee_name: ..., call_objective: ... and so on, one a line"
        message = f"found {shown(brief.node.value)}; allowed: a mapping of the brief's fields"
        problems.add(Problem(span=brief.node.span, message=message, fix=fix))
        return
    read_form(BriefForm, brief, problems)
