"""`callee`: who picks up, where the target is the mock."""

from collections.abc import Mapping

from harness.errors import HarnessError, UnknownName
from harness.load.explain import read_form
from harness.load.forms import CalleeForm
from harness.load.loading import Loading, TakesOptions
from harness.load.problems import Spot, did_you_mean
from harness.model.values import Json


def read_callee(spot: Spot, loading: Loading) -> Mapping[str, Json] | None:
    """Return the callee as it is written; None when there are problems."""
    form = read_form(CalleeForm, spot, loading.problems)
    if form is None:
        return None
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
