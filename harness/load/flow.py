"""A flow while it is read: what is known of its calls, and what every step's reader needs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from harness.load.expectations import Draft
from harness.load.loading import Loading
from harness.load.problems import Spot, did_you_mean
from harness.model.scenario import StartCall, Step
from harness.model.steps import Save
from harness.runner.saved import SAVED, names_in

CALL_NAME: Final = "call"
"""What a call is called that its author gave no name."""


@dataclass(slots=True, kw_only=True)
class Flow:
    """A flow while it is read. `layers` are what a start_call's body begins from, `callee` what its callee does.

    `broken` is set once a step cannot be read: a call that later steps name may have been its.
    """

    loading: Loading
    layers: Sequence[Spot]
    callee: Spot | None
    steps: list[Step] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    broken: bool = False

    @property
    def calls(self) -> list[str]:
        """The names of the calls started so far."""
        return [step.name for step in self.steps if isinstance(step, StartCall)]

    @property
    def saved(self) -> list[str]:
        """The names under which something was saved so far."""
        return [name for step in self.steps if isinstance(step, Save) for name in step.values]

    def known_call(self, spot: Spot, name: str | None) -> str | None:
        """Return the name of a call that was started; without a name, that of the last one."""
        problems, known = self.loading.problems, self.calls
        if self.broken and name not in known:
            return None
        if name is None:
            if not known:
                problems.at(spot, "no call is started before this step", "put a start_call above it")
                return None
            return known[-1]
        if name in known:
            return name
        fix = did_you_mean(name, known) or "a call started above has the name its `as` gives it, else 'call'"
        problems.at(spot.at("call"), f"no call {name!r} is started above; known: {', '.join(known) or 'none'}", fix)
        return None

    def check_saved(self, step: Step, spot: Spot) -> None:
        """Report what a step takes of what was saved, and no step above it saves."""
        known = self.saved
        for name in dict.fromkeys(names_in(step)):
            if name in known or self.broken:
                continue
            place = next(_asking_for(name, spot), spot)
            fix = did_you_mean(name, known) or f"put it above: - save: {{{name}: JMESPATH}}"
            message = f"no step above saves {name!r}; known: {', '.join(known) or 'none'}"
            self.loading.problems.at(place, message, fix)


def long_form(spot: Spot, field_name: str) -> Spot:
    """Return a step's value as a mapping: a bare text or number stands for `field_name`, nothing for an empty one."""
    value = spot.node.value
    if value is None:
        return Spot(node=spot.node.with_value({}), key=spot.key)
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return Spot(node=spot.node.with_value({field_name: value}), key=spot.key)
    return spot


def _asking_for(name: str, spot: Spot) -> Iterator[Spot]:
    node = spot.node
    if isinstance(node.value, str) and name in SAVED.findall(node.value):
        yield spot
    for _, entry in spot.entries():
        yield from _asking_for(name, entry)
    for element in spot.elements():
        yield from _asking_for(name, element)
