"""`faults`: what goes wrong between the runner and the mock, on purpose, for each trial's account."""

from collections.abc import Mapping

from harness.load.callees import accepted
from harness.load.explain import read_form
from harness.load.forms import FaultForm
from harness.load.loading import Loading
from harness.load.problems import Spot, did_you_mean, shown
from harness.model.values import Json

KIND = "kind"


def read_faults(spot: Spot, loading: Loading) -> tuple[Mapping[str, Json], ...]:
    """Return the faults as they are written, without those that have problems."""
    if spot.node.value is None:
        return ()
    if spot.node.elements is None:
        loading.problems.at(spot, f"found {shown(spot.node.value)}; allowed: a list of faults")
        return ()
    return tuple(fault for item in spot.elements() if (fault := _read(item, loading)) is not None)


def _read(spot: Spot, loading: Loading) -> Mapping[str, Json] | None:
    form = read_form(FaultForm, spot, loading.problems)
    if form is None:
        return None
    kinds = loading.faults
    if kinds is not None and form.kind not in kinds:
        message = f"unknown fault {form.kind!r}; known: {', '.join(sorted(kinds)) or 'none'}"
        loading.problems.at(spot.at(KIND), message, did_you_mean(form.kind, tuple(kinds)))
        return None
    settings = {name: field for name, field in (spot.node.fields or {}).items() if name != KIND}
    rest = Spot(node=spot.node.with_fields(settings), key=spot.key)
    if kinds is not None and not accepted(kinds[form.kind], rest, loading):
        return None
    fault: Mapping[str, Json] = spot.node.value
    return fault
