"""`callee`: who picks up, where the target is the mock."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from harness.errors import HarnessError, ScenarioErrors, UnknownName
from harness.load.explain import read_form
from harness.load.forms import CalleeForm
from harness.load.loading import Loading, TakesOptions
from harness.load.problems import Spot, did_you_mean
from harness.model.values import Json

FILE_SUFFIXES: Final = (".yaml", ".yml")
"""What tells the file of a persona of one's own from the name of a shipped one."""


def read_callee(spot: Spot, loading: Loading) -> Mapping[str, Json] | None:
    """Return the callee as a plan names it; None when there are problems.

    A persona that is a file is sent whole, under `define`, as nobody else has it.
    """
    form = read_form(CalleeForm, spot, loading.problems)
    if form is None:
        return None
    if form.persona.endswith(FILE_SUFFIXES):
        return _own_callee(spot, loading)
    personas = loading.personas
    if personas is not None and form.persona not in personas:
        message = f"unknown persona {form.persona!r}; known: {', '.join(sorted(personas)) or 'none'}"
        loading.problems.at(spot.at("persona"), message, did_you_mean(form.persona, tuple(personas)))
        return None
    options = spot.get("with")
    if personas is not None and options is not None and not accepted(personas[form.persona], options, loading):
        return None
    callee: Mapping[str, Json] = spot.node.value
    return callee


def _own_callee(spot: Spot, loading: Loading) -> Mapping[str, Json] | None:
    """Read the persona file that stands beside the scenario file."""
    file = loading.library.read_beside(spot.at("persona"), "persona file")
    if file is None:
        return None
    written = Spot(node=file.node)
    node = loading.variables.fill(written).node if file.has_templates else file.node
    options = spot.get("with")
    if loading.define is not None:
        try:
            persona = loading.define(node)
        except ScenarioErrors as errors:
            for problem in errors.problems:
                loading.problems.add(problem)
            return None
        if options is not None and not accepted(persona, options, loading):
            return None
    definition: Mapping[str, Json] = node.value if node.kind == "mapping" else {}
    callee: dict[str, Json] = {"persona": definition.get("name") or PurePath(file.name).stem, "define": definition}
    return callee if options is None else {**callee, "with": options.node.value}


def accepted(taker: TakesOptions, options: Spot, loading: Loading) -> bool:
    """Try each option by itself, so that every wrong one is reported where it stands, then all of them together."""
    wrong = False
    for name, child in options.node.items():
        try:
            taker.with_options({name: child.value})
        except UnknownName as error:
            wrong = True
            loading.problems.at_key(options, name, str(error))
        except HarnessError as error:
            wrong = True
            loading.problems.at(options.at(name), str(error))
    if wrong:
        return False
    try:
        taker.with_options(options.node.value)
    except HarnessError as error:
        loading.problems.at(options, str(error))
        return False
    return True
