"""Runs that shards of one suite made on several machines, joined into one run with one report and one gate.

No log is held in memory: each is read once for what it is about, and its lines are then copied as they stand.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from harness import __version__
from harness.app.history import resolved_baseline, with_history
from harness.app.naming import new_run_id
from harness.app.parts import Source, sources_of, surveyed
from harness.app.report import DEFAULT_FORMATS, view_of, write_reports
from harness.app.run import RunOutcome
from harness.errors import UsageError
from harness.model.record import RunEnded, RunStarted
from harness.model.scenario import Gate
from harness.runner.conclusions import Conclusions
from harness.runner.gate import strictest
from harness.store.run_log import LOG_NAME, RunLogFile, point_latest_at, raw_lines

SHOWN: Final = 10
"""How many scenarios that clash are named."""

_END: Final = b'"record":"run_ended"}\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRequest:
    """Which runs to merge: ids, folders or logs, or folders that hold runs; `reports` is where the merged run goes."""

    runs: Sequence[str]
    reports: Path
    command: str = ""
    formats: tuple[str, ...] = DEFAULT_FORMATS
    baseline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of it; `notes` name the shards that are missing and the runs that did not come to their end."""

    outcome: RunOutcome
    notes: tuple[str, ...]


def merge_runs(request: MergeRequest) -> Merged:
    """Merge runs into a run of its own and write its reports.

    Raises UsageError for a run that is not there, and for runs that do not belong together, with every reason;
    StoreError for a log that cannot be read or written.
    """
    baseline = resolved_baseline(request.baseline, request.reports)
    sources = [surveyed(log) for name in request.runs for log in sources_of(name, request.reports)]
    _refuse_mixed(sources)
    sources.sort(key=lambda it: (it.head.part.number if it.head.part else 0, it.head.started_at))
    notes = (*_missing(sources), *_unfinished(sources))
    folder = request.reports / new_run_id()
    gate = strictest(it.head.gate for it in sources)
    with RunLogFile(folder / LOG_NAME) as log:
        log.write(_head(request, sources, gate, folder.name))
        for source in sources:
            for line in _lines(source.log):
                log.copy(line)
        ended = _end(sources, log, gate, notes)
    point_latest_at(folder)
    view = with_history(view_of(folder), request.reports, baseline)
    reports = tuple(write_reports(view, folder, request.formats))
    return Merged(outcome=RunOutcome(folder=folder, ended=ended, view=view, reports=reports), notes=notes)


def _lines(log: Path) -> Iterator[bytes]:
    """Yield the lines that belong into a merged log: all but the run's end, and a line that a crash tore."""
    for _, line in raw_lines(log):
        if line.endswith(b"\n") and not line.endswith(_END):
            yield line


def _head(request: MergeRequest, sources: Sequence[Source], gate: Gate, run_id: str) -> RunStarted:
    heads = [source.head for source in sources]
    first = min(heads, key=lambda head: head.started_at)
    names = dict.fromkeys(name for head in heads for name in head.environment)
    return replace(
        first,
        run_id=run_id,
        version=__version__,
        command=request.command,
        gate=gate,
        trials=sum(head.trials or len(source.trials) for head, source in zip(heads, sources, strict=True)),
        environment={name: _each(head.environment.get(name, "unknown") for head in heads) for name in names},
        part=None,
        merged_from=tuple(dict.fromkeys(head.run_id for head in heads)),
    )


def _end(sources: Sequence[Source], log: RunLogFile, gate: Gate, notes: Sequence[str]) -> RunEnded:
    """Write verdicts of scenarios that have none yet, and the end. Where a part is missing, the run does not pass."""
    conclusions = Conclusions(log)
    for source in sources:
        for scenario_id, verdict in source.verdicts.items():
            conclusions.recall(scenario_id, verdict)
        for scenario_id, scenario in source.unconcluded.items():
            conclusions.expect(scenario, source.planned.get(scenario_id, scenario.runs))
            for trial_verdict in source.trials_of(scenario_id):
                conclusions.add(scenario_id, trial_verdict)
    at_s = max(source.last_s for source in sources)
    return conclusions.end(gate, at_s=at_s, interrupted=False, halted="; ".join(notes))


def _missing(sources: Sequence[Source]) -> Iterator[str]:
    part = sources[0].head.part
    if part is None:
        return
    there = {source.head.part.number for source in sources if source.head.part is not None}
    missing = [f"{number}/{part.of}" for number in part.filled if number not in there]
    if missing:
        yield f"shard{'' if len(missing) == 1 else 's'} {', '.join(missing)} missing"


def _unfinished(sources: Sequence[Source]) -> Iterator[str]:
    for source in sources:
        ended = source.ended
        if ended is None and not source.is_part_of_a_run:
            yield f"run {source.name} did not come to its end (pine-harness resume, then merge again)"
        elif ended is not None and (ended.interrupted or ended.halted):
            yield f"run {source.name} was stopped: {ended.halted or 'it was interrupted'}"


def _refuse_mixed(sources: Sequence[Source]) -> None:
    """Raise UsageError with every reason why these runs are not parts of one."""
    problems = [*_alone(sources), *_differing(sources), *_twice(sources)]
    if problems:
        count = f"{len(sources)} run{'' if len(sources) == 1 else 's'}"
        raise UsageError("\n  ".join((f"these {count} cannot be merged:", *problems)))


def _alone(sources: Sequence[Source]) -> Iterator[str]:
    for source in sources:
        if source.head.merged_from:
            yield f"run {source.name} was merged already, of {', '.join(source.head.merged_from)}: name those"


_SAME: Final[Mapping[str, Callable[[Source], str]]] = {
    "paths": lambda it: " ".join(it.head.paths) or "none",
    "suites (the scenarios of all shards, by digest)": lambda it: it.head.part.suite if it.head.part else "no shard",
    "numbers of shards": lambda it: str(it.head.part.of) if it.head.part else "no shard",
    "targets": lambda it: it.head.target,
    "drivers": lambda it: str(it.head.settings.get("driver") or "http"),
    "seeds": lambda it: str(it.head.seed),
    "versions of pine-harness": lambda it: it.version,
    "graders": lambda it: ", ".join(sorted(it.graders)),
    "rules for an answer that breaks the contract": lambda it: "it fails" if it.head.strict else "it is noted",
    "kinds of run": lambda it: _kind(it.head),
}
"""What all parts of one run have in common, and how it is read of one; nothing read is nothing to compare."""


def _kind(head: RunStarted) -> str:
    return "a regrade" if head.regraded_from else "a test" if head.gate.binding else "a measurement (--repeat)"


def _differing(sources: Sequence[Source]) -> Iterator[str]:
    for what, read in _SAME.items():
        found: dict[str, list[str]] = {}
        for source in sources:
            if value := read(source):
                found.setdefault(value, []).append(source.name)
        if len(found) > 1:
            told = "; ".join(f"{value} in {', '.join(names)}" for value, names in found.items())
            hint = "; give every shard the same --seed" if what == "seeds" else ""
            yield f"they have different {what}: {told}{hint}"


def _twice(sources: Sequence[Source]) -> Iterator[str]:
    """Say which scenarios are in two runs: differently written, or with the same trials."""
    first: dict[str, Source] = {}
    clashes: list[tuple[str, Source, Source]] = []
    for source in sources:
        for scenario_id in source.scenarios:
            other = first.setdefault(scenario_id, source)
            if other is not source:
                clashes.append((scenario_id, other, source))
    for scenario_id, one, other in clashes[:SHOWN]:
        yield _clash(scenario_id, one, other)
    if len(clashes) > SHOWN:
        yield f"and {len(clashes) - SHOWN} more scenarios are in two runs"


def _clash(scenario_id: str, one: Source, other: Source) -> str:
    if one.scenarios[scenario_id] != other.scenarios[scenario_id]:
        return f"scenario {scenario_id} is not the same in {one.name} and {other.name}"
    trials = sorted(one.trials_named(scenario_id) & other.trials_named(scenario_id))
    more = f" and {len(trials) - 1} more of its trials are" if len(trials) > 1 else " is"
    subject = f"trial {trials[0]}{more}" if trials else f"scenario {scenario_id} is"
    return f"{subject} in both {one.name} and {other.name}"


def _each(values: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(values))
