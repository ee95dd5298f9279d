"""Ctrl-C and SIGTERM during a run.

Where calls ring nobody's phone the first ends the run in good order, with its report, and the third leaves at once.
Where they ring real phones the first lets the calls in flight end, and the second leaves at once.
"""

import asyncio
import os
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Final, TypeVar

from harness.runner.gate import ExitCode

T = TypeVar("T")

STOPPING = "stopping; the report of what was done comes next (Ctrl-C leaves at once, without it)"
SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def leave_at_once() -> None:
    """End this process here: what is in the log is all that is left, and a run can be resumed from it."""
    os._exit(ExitCode.INTERRUPTED)


class Brake:
    """What a press reaches: nothing until it is fitted to a run that rings real phones."""

    def __init__(self) -> None:
        self._pull: Callable[[], str] | None = None
        self._left = ""

    def fit(self, pull: Callable[[], str], left: str) -> None:
        """Have the first press call `pull`, which says what happens now; `left` is said when the second leaves."""
        self._pull, self._left = pull, left

    def loosen(self) -> None:
        """Have presses cancel again: no call is made any more."""
        self._pull = None

    def pull(self) -> str | None:
        """Stop in good order and say how; None where the work is to be cancelled."""
        return None if self._pull is None else self._pull()

    @property
    def left(self) -> str:
        """What to say when the run is left at once, empty where it is not to be left."""
        return self._left if self._pull is not None else ""


class _Presses:
    """Counts them and acts."""

    def __init__(
        self,
        task: "asyncio.Task[Any]",
        tell: Callable[[str], None],
        brake: Brake,
        leave: Callable[[], None],
    ) -> None:
        self._task, self._tell, self._brake, self._leave = task, tell, brake, leave
        self._count = 0

    def __call__(self, pressed: signal.Signals) -> None:
        """React to one more; a SIGTERM after the first says nothing new."""
        if self._count and pressed is signal.SIGTERM:
            return
        self._count += 1
        if self._count == 1:
            words = self._brake.pull()
            if words is None:
                self._task.cancel()
            else:
                self._tell(words)
        elif self._brake.left:
            self._tell(self._brake.left)
            self._leave()
        else:
            self._tell(STOPPING)
            signal.signal(signal.SIGINT, signal.SIG_DFL)


async def until_interrupted(
    work: Coroutine[Any, Any, T],
    tell: Callable[[str], None],
    brake: Brake | None = None,
    leave: Callable[[], None] = leave_at_once,
) -> T:
    """Await `work`, cancelling it once at the first Ctrl-C or SIGTERM; what it returns then is returned.

    Where `brake` is fitted the first press only pulls it, and the second says how to go on and calls `leave`.

    asyncio's own way with a second Ctrl-C is an exception wherever the program happens to be: it can leave a task that
    never wakes up, and a run's log without its end. Here the second is answered in words, handed to `tell`, and from
    then on the system's own default holds. Where a loop takes no signal handlers (on Windows, or beside the main
    thread) asyncio's way stays.
    """
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    presses = _Presses(task, tell, brake or Brake(), leave)
    for pressed in SIGNALS:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(pressed, presses, pressed)
    try:
        return await task
    finally:
        for pressed in SIGNALS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(pressed)
