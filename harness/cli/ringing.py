"""Before real phones ring: what a run would ring and spend at the worst, and the question whether it may."""

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace

from harness.app.guarding import Foreseen
from harness.app.run import RunRequest, preview
from harness.app.target import may_ring
from harness.cli.console import err
from harness.errors import TargetRefused

YES = frozenset({"y", "yes"})


def ask() -> bool | None:
    """Ask the person at the terminal; None where there is none."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    err().print("Ring them? [y/N]", end=" ")
    return sys.stdin.readline().strip().lower() in YES


def agreed(request: RunRequest, asked: Callable[[], bool | None] = ask) -> RunRequest:
    """Return the request as it is where no phone rings, and confirmed where a person agreed to ring them.

    Without a terminal nobody is asked, and the run itself refuses what nobody confirmed. Raises TargetRefused for a no.
    """
    if not may_ring(request.target, request.live, request.here):
        return request
    seen = asyncio.run(preview(request))
    if seen.foreseen is None or seen.foreseen.refusals or not seen.foreseen.planned.calls:
        return request
    err().print(foreseen_text(seen.foreseen, seen.shown))
    if request.confirmed or (answer := asked()) is None:
        return request
    if not answer:
        raise TargetRefused("not confirmed: no phone rang, and nothing was sent")
    return replace(request, confirmed=True)


def foreseen_text(foreseen: Foreseen, shown: str) -> str:
    """Return what a run comes to on real phones, in a few lines."""
    planned = foreseen.planned
    numbers = ", ".join(f"{number} ({_times(calls)})" for number, calls in planned.numbers.items())
    return "\n".join(
        (
            f"on {shown}, real phones:",
            f"  calls    {planned.calls}",
            f"  numbers  {numbers or 'none'}",
            f"  credits  {planned.credits} at the worst",
            f"  minutes  {planned.minutes} at the worst",
        )
    )


def _times(calls: int) -> str:
    return "once" if calls == 1 else f"{calls} times"
