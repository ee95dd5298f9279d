"""Where two runs of the same scenarios differ on the wire, whatever was said: did a gateway, or the mock, drift?

Exchanges are paired by scenario, trial, step and call, and by their order there; an answer that only repeats the one
before it, as polling does, is left out. What is compared is the shape of an answer and never its values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.render.drift_shape import Shape, route_of, seconds_of, shape_of, timing_class
from harness.render.tally import State
from harness.render.view import RunView, TrialView

SLOWER: Final = 4.0
"""How many times as long an answer must take, and how many seconds longer, before its timing class is told."""

SLOWER_S: Final = 1.0
ABSENT: Final = "absent"


class Aspect(StrEnum):
    """In what two answers differ; the first are told first."""

    MISSING = "exchange"
    STATUS = "status"
    CODE = "error code"
    ORDER = "order of checks"
    MEDIA = "media type"
    FIELDS = "fields"
    TYPES = "types"
    WORDS = "words"
    EVENTS = "events"
    TIMING = "timing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference on one route, with the trials that it was seen in, `scenario#1`; `where` is a field's path."""

    aspect: Aspect
    route: str
    before: str
    after: str
    where: str = ""
    trials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftView:
    """What a comparison of two runs on the wire shows; the trials that one side alone has are not compared."""

    before: str
    after: str
    trials: int
    exchanges: int
    differences: tuple[Difference, ...]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything differs."""
        return bool(self.differences)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two exchanges of the same step, None where one side has none; `shape` without what differs call by call."""

    before: Exchange | None
    after: Exchange | None


_Place = tuple[int | None, str, str]
"""A step's number, a call's name and a route; None and "" for an exchange that no step's observation names."""


@dataclass(slots=True)
class _Found:
    """The differences so far, each with its trials, in the order in which they were found."""

    trials: dict[Difference, dict[str, None]] = field(default_factory=dict)

    def add(self, difference: Difference, trial_id: str) -> None:
        """Take one."""
        self.trials.setdefault(difference, {})[trial_id] = None

    def ordered(self) -> tuple[Difference, ...]:
        """Return them by aspect, then by how many trials they are seen in."""
        rank = {aspect: place for place, aspect in enumerate(Aspect)}
        whole = (replace(difference, trials=tuple(trials)) for difference, trials in self.trials.items())
        return tuple(sorted(whole, key=lambda it: (rank[it.aspect], -len(it.trials), it.route, it.where)))


def compare_wire(before: RunView, after: RunView, notes: Sequence[str] = ()) -> DriftView:
    """Pair the trials of two runs by scenario and index, and their exchanges, and tell where they differ.

    Raises StoreError for a damaged line of a log.
    """
    first, second = _trials(before), _trials(after)
    found, exchanges = _Found(), 0
    both = [key for key in first if key in second]
    for key in both:
        for pair in _pairs(first[key], second[key]):
            exchanges += 1
            for difference in _differences(pair):
                found.add(difference, f"{key[0]}#{key[1]}")
    return DriftView(
        before=before.started.run_id,
        after=after.started.run_id,
        trials=len(both),
        exchanges=exchanges,
        differences=found.ordered(),
        only_before=tuple(dict.fromkeys(name for name, index in first if (name, index) not in second)),
        only_after=tuple(dict.fromkeys(name for name, index in second if (name, index) not in first)),
        notes=tuple(notes),
    )


def _trials(view: RunView) -> dict[tuple[str, int], TrialView]:
    """Return the trials that came to their end by scenario and index."""
    return {
        (trial.trial.scenario_id, trial.trial.index): trial
        for trial in view.trials
        if trial.state is not State.UNFINISHED
    }


def _pairs(before: TrialView, after: TrialView) -> Iterator[_Pair]:
    first, second = _by_place(before), _by_place(after)
    for place in dict.fromkeys((*first, *second)):
        for one, other in zip_longest(first.get(place, ()), second.get(place, ())):
            yield _Pair(before=one, after=other)


def _by_place(trial: TrialView) -> Mapping[_Place, list[Exchange]]:
    """Return a trial's exchanges by the step and call that they belong to, without those that only repeat."""
    places = _places(stage.seen for stage in trial.stages)
    found: dict[_Place, list[Exchange]] = {}
    for exchange in trial.exchanges:
        step, call = places.get(exchange.seq, (None, ""))
        held = found.setdefault((step, call, route_of(exchange)), [])
        if not held or shape_of(held[-1]) != shape_of(exchange):
            held.append(exchange)
    return found


def _places(observations: Iterable[Observation]) -> dict[int, tuple[int, str]]:
    places: dict[int, tuple[int, str]] = {}
    for seen in observations:
        for seq in seen.exchanges:
            places.setdefault(seq, (seen.step, seen.call_name))
    return places


def _differences(pair: _Pair) -> Iterator[Difference]:
    before, after = pair.before, pair.after
    if before is None or after is None:
        here = before or after
        assert here is not None
        told = shape_of(here).told
        yield Difference(
            aspect=Aspect.MISSING,
            route=route_of(here),
            before=told if before is not None else ABSENT,
            after=told if after is not None else ABSENT,
        )
        return
    one, other, route = shape_of(before), shape_of(after), route_of(before)
    answers = _answers(one, other)
    if answers is not None:
        yield Difference(aspect=answers, route=route, before=one.told, after=other.told)
        return
    yield from _bodies(one, other, route)
    yield from _timings(before, after, route)


def _answers(one: Shape, other: Shape) -> Aspect | None:
    """Return in what two answers differ as a whole: then their bodies are of different kinds and say nothing more."""
    if one.code is not None and other.code is not None and one.code != other.code:
        return Aspect.ORDER
    if one.status != other.status:
        return Aspect.STATUS
    return Aspect.CODE if one.code != other.code else None


def _bodies(one: Shape, other: Shape, route: str) -> Iterator[Difference]:
    if one.media_type != other.media_type:
        media = one.media_type or ABSENT, other.media_type or ABSENT
        yield Difference(aspect=Aspect.MEDIA, route=route, before=media[0], after=media[1])
    if one.kind == other.kind:
        for path in dict.fromkeys((*one.fields, *other.fields)):
            yield from _field(path, one, other, route)
    elif one.events == other.events:
        yield Difference(aspect=Aspect.TYPES, route=route, before=one.kind, after=other.kind)
    for path in one.words.keys() & other.words.keys():
        if one.words[path] != other.words[path]:
            words = one.words[path], other.words[path]
            yield Difference(aspect=Aspect.WORDS, route=route, where=path, before=words[0], after=words[1])
    if (one.events, one.results) != (other.events, other.results):
        told = _events(one), _events(other)
        yield Difference(aspect=Aspect.EVENTS, route=route, before=told[0], after=told[1])


def _field(path: str, one: Shape, other: Shape, route: str) -> Iterator[Difference]:
    if _is_within_unknown(path, one) or _is_within_unknown(path, other):
        return
    here, there = one.fields.get(path), other.fields.get(path)
    if here == there:
        return
    aspect = Aspect.FIELDS if here is None or there is None else Aspect.TYPES
    yield Difference(aspect=aspect, route=route, where=path, before=_types(here), after=_types(there))


def _is_within_unknown(path: str, shape: Shape) -> bool:
    """Whether a side cannot have a path, as it lacks what holds it, or has there an empty list: told once, or not."""
    holder = path.removesuffix("[]") if path.endswith("[]") else path.rpartition(".")[0]
    return path not in shape.fields and bool(holder) and (holder not in shape.fields or path.endswith("[]"))


def _types(kinds: frozenset[str] | None) -> str:
    return ABSENT if kinds is None else " or ".join(sorted(kinds))


def _events(shape: Shape) -> str:
    names = [name if name != "result" or shape.results == 1 else f"{shape.results} x result" for name in shape.events]
    return ", ".join(names) or "none"


def _timings(before: Exchange, after: Exchange, route: str) -> Iterator[Difference]:
    classes = timing_class(before), timing_class(after)
    if classes[0] == classes[1]:
        return
    shorter, longer = sorted((seconds_of(before), seconds_of(after)))
    if "stream" in classes or (longer - shorter >= SLOWER_S and longer >= SLOWER * shorter):
        yield Difference(aspect=Aspect.TIMING, route=route, before=classes[0], after=classes[1])
