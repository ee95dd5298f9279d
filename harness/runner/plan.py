"""What a run will do, decided before it does anything: trials, their order and seeds, and what is skipped."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from harness.model.record import Part, ScenarioPlanned, Trial
from harness.model.scenario import PassRule, Scenario
from harness.model.verdict import FailureKind
from harness.wire.planned import without_secrets
from harness.wire.records import encode

MOCK_CALL_DATE = datetime(2026, 3, 6, 9, 0, tzinfo=timezone(timedelta(hours=-8)))
"""What "today" is for a call on the mock whose scenario names no call_date: a Friday, so that runs repeat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """The `number`th (from 1) of `of` parts of a suite, which has all variants and cells of a scenario or none.

    Which part a scenario is in depends on its id alone: not on what else is there, nor on any order.
    """

    number: int
    of: int

    def takes(self, scenario: Scenario) -> bool:
        """Whether a scenario is in this part."""
        return self.number_of(scenario) == self.number

    def number_of(self, scenario: Scenario) -> int:
        """Return the number of the part that a scenario is in."""
        digest = hashlib.sha256(scenario.family_id.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.of + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which scenarios to run: any of `words` in the id or title (case ignored), and any of `tags`; empty: all.

    Of those, the ones in `ids`, where that is not None, and in `shard`.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ids: frozenset[str] | None = None
    shard: Shard | None = None

    def takes(self, scenario: Scenario) -> bool:
        """Whether a scenario is selected."""
        text = f"{scenario.scenario_id} {scenario.title}".lower()
        named = not self.words or any(word.lower() in text for word in self.words)
        tagged = not self.tags or any(tag in scenario.tags for tag in self.tags)
        listed = self.ids is None or scenario.scenario_id in self.ids
        return named and tagged and listed and (self.shard is None or self.shard.takes(scenario))


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A selected scenario that will not run, and why."""

    scenario: Scenario
    kind: FailureKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The trials in the order in which they start, and the skips; `part` is the shard that they are, None: all."""

    scenarios: tuple[Scenario, ...]
    trials: tuple[Trial, ...]
    skips: tuple[Skip, ...]
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What the plan must know of the target: its kind ("mock", "live"), what it can do, and what today is on it.

    `inexpressible` says why the driver cannot make a scenario's requests, empty where it can; None: it can make any.
    """

    kind: str
    can: Collection[str]
    call_date: datetime
    inexpressible: Callable[[Scenario], str] | None = None


def trial_seed(run_seed: int, scenario_id: str, variant: str, index: int) -> int:
    """Draw a trial's seed from its identity alone, so that selection, order and shards change nothing."""
    text = "\0".join((str(run_seed), scenario_id, variant, str(index)))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def make_plan(scenarios: Iterable[Scenario], selection: Selection, ground: Ground, run_seed: int) -> Plan:
    """Plan the selected scenarios; repeats are interleaved, so that a slow minute hits every scenario alike."""
    scenarios = tuple(scenarios)
    selected = [scenario for scenario in scenarios if selection.takes(scenario)]
    skips = [skip for scenario in selected if (skip := _skip(scenario, ground)) is not None]
    skipped = {skip.scenario.scenario_id for skip in skips}
    running = [scenario for scenario in selected if scenario.scenario_id not in skipped]
    return Plan(
        scenarios=tuple(running),
        trials=_interleaved(running, ground, run_seed),
        skips=tuple(skips),
        part=_part(scenarios, selection),
    )


def repeated(scenario: Scenario, times: int) -> Scenario:
    """Return a scenario that runs so many times, whatever its `runs`: to measure it.

    A count of trials that must pass becomes the share that it was.
    """
    rule = scenario.pass_when
    if rule.kind == "at_least":
        rule = PassRule(kind="rate", value=(rule.value or 0.0) / scenario.runs)
    return replace(scenario, runs=times, pass_when=rule)


def _part(scenarios: Sequence[Scenario], selection: Selection) -> Part | None:
    """Describe the shard among all: every machine describes its own alike, where all of them read the same suite."""
    shard = selection.shard
    if shard is None:
        return None
    everywhere = replace(selection, shard=None)
    found = [scenario for scenario in scenarios if everywhere.takes(scenario)]
    suite = hashlib.sha256()
    for scenario in found:
        suite.update(encode(ScenarioPlanned(scenario=without_secrets(scenario))).encode())
    filled = tuple(sorted({shard.number_of(scenario) for scenario in found}))
    return Part(number=shard.number, of=shard.of, filled=filled, suite=suite.hexdigest()[:16])


def _interleaved(scenarios: Sequence[Scenario], ground: Ground, run_seed: int) -> tuple[Trial, ...]:
    rounds = max((scenario.runs for scenario in scenarios), default=0)
    return tuple(
        Trial(
            scenario_id=scenario.scenario_id,
            index=index,
            seed=trial_seed(run_seed, scenario.cell_id, scenario.variant, index),
            call_date=scenario.call_date or ground.call_date,
        )
        for index in range(1, rounds + 1)
        for scenario in scenarios
        if index <= scenario.runs
    )


def _skip(scenario: Scenario, ground: Ground) -> Skip | None:
    if scenario.skip is not None:
        return Skip(scenario=scenario, kind=FailureKind.BY_AUTHOR, reason=scenario.skip)
    if scenario.runs_on is not None and ground.kind not in scenario.runs_on:
        reason = f"runs_on is {', '.join(scenario.runs_on)}, and the target is {ground.kind}"
        return Skip(scenario=scenario, kind=FailureKind.UNSUPPORTED, reason=reason)
    missing = [need for need in scenario.needs if need not in ground.can]
    if missing:
        reason = f"it uses {', '.join(missing)}, which only the mock has"
        return Skip(scenario=scenario, kind=FailureKind.UNSUPPORTED, reason=reason)
    reason = ground.inexpressible(scenario) if ground.inexpressible is not None else ""
    return Skip(scenario=scenario, kind=FailureKind.UNSUPPORTED, reason=reason) if reason else None
