"""What earlier runs dialled, from their logs: a number that was rung today counts against its limit of the day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import isfinite
from pathlib import Path
from typing import Final

from harness.errors import StoreError
from harness.model.record import DialIntended, DialSettled, Observed, RunResumed, RunStarted
from harness.store.log_index import LogIndex
from harness.store.run_log import LOG_NAME, read_records

LATELY: Final = timedelta(hours=50)
"""Longer than any day that is today somewhere: a log that nobody wrote to since tells of no call of today."""

AT_GATEWAY: Final = "gateway at "
"""How a run's head shows a target that is no mock; its base URL follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialled:
    """One dial of an earlier process that rang, or may have; `credits` is the most it can have cost.

    `call_id` is None where nobody knows it.
    """

    run_id: str
    trial_id: str
    number: str | None
    at: datetime
    credits: int
    call_id: str | None = None


def dialled_lately(reports: Path, now: datetime, here: Callable[[str], bool]) -> list[Dialled]:
    """Return the dials in the logs under a folder that may have been made today, on gateways that ring phones.

    A call that is in the log of its run and in one that merged it is one. `here` tells the base URLs of this machine,
    where no phone rings. Raises StoreError for such a log that cannot be read.
    """
    found: list[Dialled] = []
    known: set[str] = set()
    for path in sorted((*reports.glob(f"*/{LOG_NAME}"), *reports.glob("*/part-*.jsonl"))):
        if not path.parent.is_symlink() and path.stat().st_mtime >= (now - LATELY).timestamp():
            dials = [it for it in _of_log(path, here) if it.call_id is None or it.call_id not in known]
            known.update(it.call_id for it in dials if it.call_id is not None)
            found += dials
    return found


def _of_log(path: Path, here: Callable[[str], bool]) -> Iterator[Dialled]:
    head: RunStarted | None = None
    began = datetime.min  # noqa: DTZ901 (replaced by the first record, which is the run's head)
    rang: dict[tuple[str, str], list[Dialled]] = {}
    for record in LogIndex(path).records():
        if isinstance(record, RunStarted):
            head, began = record, record.started_at
            if head.regraded_from or not _rings(head, here) or _told_elsewhere(head, path.parent.parent):
                return
        elif isinstance(record, RunResumed):
            began = record.resumed_at - timedelta(seconds=record.at_s)
        elif isinstance(record, DialIntended) and head is not None:
            dial = Dialled(
                run_id=head.run_id,
                trial_id=record.trial_id,
                number=record.number,
                at=began + timedelta(seconds=record.at_s),
                credits=record.worst_credits,
            )
            rang.setdefault((record.trial_id, record.call_name), []).append(dial)
        elif isinstance(record, DialSettled):
            dials = rang.get((record.trial_id, record.call_name), [])
            last = dials.pop() if dials else None
            if last is not None and record.outcome not in ("refused", "unsent"):
                dials.append(replace(last, call_id=record.call_id))
    for dials in rang.values():
        yield from dials


def _told_elsewhere(head: RunStarted, reports: Path) -> bool:
    """Whether a run was merged of runs whose own logs are there too."""
    return bool(head.merged_from) and all((reports / run_id / LOG_NAME).is_file() for run_id in head.merged_from)


def charges_in(folder: Path) -> Mapping[str, float]:
    """Return what the calls of a run were charged, by their ids, as far as its log knows. Raises StoreError."""
    found: dict[str, float] = {}
    for record in read_records(folder / LOG_NAME):
        call = record.observation.call if isinstance(record, Observed) else None
        charged = call.credits_charged if call is not None else None
        if call is not None and charged is not None and isfinite(charged) and charged >= 0:
            found[call.call_id] = charged
    return found


def _rings(head: RunStarted, here: Callable[[str], bool]) -> bool:
    return head.target.startswith(AT_GATEWAY) and not here(head.target.removeprefix(AT_GATEWAY))


def readable(reports: Path, now: datetime, here: Callable[[str], bool]) -> tuple[list[Dialled], str]:
    """Return the dials as `dialled_lately` does, and why they are not known; empty where they are."""
    try:
        return dialled_lately(reports, now, here), ""
    except (StoreError, OSError) as error:
        return [], str(error)
