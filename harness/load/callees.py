"""`callee`: who picks up, where the target is the mock."""

from collections.abc import Mapping

from harness.load.explain import read_form
from harness.load.forms import CalleeForm
from harness.load.loading import Loading
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
    callee: Mapping[str, Json] = spot.node.value
    return callee
