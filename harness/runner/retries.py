"""Whether a trial that could not be judged is begun anew: `retries` of the scenario language."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from harness.model.observation import Observation
from harness.model.record import Trial
from harness.model.verdict import FailureKind, TrialVerdict, Verdict

INFRASTRUCTURE: Final = frozenset(
    {
        FailureKind.UNREACHABLE,
        FailureKind.GATEWAY_ERROR,
        FailureKind.UNREADABLE,
        FailureKind.TIMEOUT,
        FailureKind.SIGN_IN,
    }
)
"""What the network or the gateway did to a trial. A crashed check or an unreachable judge is none of a call's doing."""


def next_try(
    trial: Trial, retries: int, verdict: TrialVerdict, seen: Iterable[Observation], *, rings_nobody: bool
) -> Trial | None:
    """Return the trial that takes its place, None where the verdict stands.

    A trial that failed or passed is never begun anew. Nor is one that may have rung a phone: a call that has an id, or
    a POST of which nobody knows, is tried again only where `rings_nobody`, and the latter not even there.
    """
    if verdict.verdict is not Verdict.UNGRADABLE or verdict.kind not in INFRASTRUCTURE or trial.retry >= retries:
        return None
    observed = list(seen)
    if any(it.breakdown is not None and it.breakdown.kind is FailureKind.DIAL_UNKNOWN for it in observed):
        return None
    if not rings_nobody and any(map(_may_have_rung, observed)):
        return None
    return begun_anew(trial)


def begun_anew(trial: Trial) -> Trial:
    """Return the next try of a trial."""
    return replace(trial, retry=trial.retry + 1, seed=_seed_again(trial))


def _seed_again(trial: Trial) -> int:
    """Draw a seed from that of the try before: on the mock the same one would meet the same fault again."""
    digest = hashlib.sha256(f"{trial.seed}\0retry".encode()).digest()
    return int.from_bytes(digest[:6], "big")


def _may_have_rung(seen: Observation) -> bool:
    return seen.call is not None or (seen.error is not None and seen.error.may_have_dialled)
