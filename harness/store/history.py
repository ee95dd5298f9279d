"""The runs kept under a folder, in short. The logs own what is known; an index beside them only saves reading again."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from harness.errors import StoreError
from harness.model.values import Json
from harness.render.digest import digest
from harness.render.past import PastRun, PastScenario
from harness.render.view import RunView
from harness.store.log_index import LogIndex
from harness.store.run_log import LOG_NAME, run_ids

INDEX = ".history.json"
_VERSION = 1


def past_runs(reports: Path, newest: int | None = None) -> list[PastRun]:
    """Return the runs under a folder, or the `newest` of them, oldest first; a log that cannot be read is left out.

    The index is used where a log's size and time are as it says, and written anew where anything changed; that it
    cannot be read or written harms nothing.
    """
    index = _read(reports / INDEX)
    kept: dict[str, Json] = {}
    runs: list[PastRun] = []
    found = run_ids(reports)
    for run_id in found if newest is None else found[-newest:]:
        log = reports / run_id / LOG_NAME
        try:
            stamp = [log.stat().st_size, log.stat().st_mtime_ns]
            entry = index.get(run_id)
            run = _decoded(entry["run"]) if entry is not None and entry.get("stamp") == stamp else _digested(log)
        except (OSError, StoreError, KeyError, TypeError, ValueError):
            continue
        kept[run_id] = {"stamp": stamp, "run": _encoded(run)}
        runs.append(run)
    older = {run_id: entry for run_id, entry in index.items() if run_id in found and run_id not in kept}
    if kept.keys() - index.keys() or any(index[run_id] != entry for run_id, entry in kept.items()):
        _write(reports / INDEX, {**older, **kept})
    return sorted(runs, key=lambda run: (run.started_at, run.run_id))


def _digested(log: Path) -> PastRun:
    index = LogIndex(log)
    return digest(RunView.of(index.records(), index))


def _read(path: Path) -> Mapping[str, Json]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    known = isinstance(found, dict) and found.get("version") == _VERSION and isinstance(found.get("runs"), dict)
    return found["runs"] if known else {}


def _write(path: Path, runs: Mapping[str, Json]) -> None:
    fresh = path.with_suffix(".new")
    try:
        fresh.write_text(json.dumps({"version": _VERSION, "runs": runs}), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return  # a folder that takes no index is read without one


def _encoded(run: PastRun) -> Json:
    return {
        "run_id": run.run_id,
        "started_at": run.started_at.isoformat(),
        "target": run.target,
        "gate_met": run.gate_met,
        "ended": run.ended,
        "seconds": run.seconds,
        "scenarios": {name: [it.state, it.passed, it.graded] for name, it in run.scenarios.items()},
    }


def _decoded(value: Json) -> PastRun:
    return PastRun(
        run_id=value["run_id"],
        started_at=datetime.fromisoformat(value["started_at"]),
        target=value["target"],
        gate_met=value["gate_met"],
        ended=value["ended"],
        seconds=value["seconds"],
        scenarios={
            name: PastScenario(state=state, passed=passed, graded=graded)
            for name, (state, passed, graded) in value["scenarios"].items()
        },
    )
