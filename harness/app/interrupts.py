"""Ctrl-C during a run: the first ends it in good order, with its report; the third leaves at once."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")

STOPPING = "stopping; the report of what was done comes next (Ctrl-C leaves at once, without it)"


async def until_interrupted(work: Coroutine[Any, Any, T], tell: Callable[[str], None]) -> T:
    """Await `work`, cancelling it once at the first Ctrl-C; what it returns then is returned.

    asyncio's own way with a second Ctrl-C is an exception wherever the program happens to be: it can leave a task that
    never wakes up, and a run's log without its end. Here the second is answered in words, handed to `tell`, and from
    then on the system's own default holds. Where a loop takes no signal handlers (on Windows, or beside the main
    thread) asyncio's way stays.
    """
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    presses = 0

    def pressed() -> None:
        nonlocal presses
        presses += 1
        if presses == 1:
            task.cancel()
            return
        tell(STOPPING)
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with suppress(NotImplementedError, RuntimeError, ValueError):
        loop.add_signal_handler(signal.SIGINT, pressed)
    try:
        return await task
    finally:
        with suppress(NotImplementedError):
            loop.remove_signal_handler(signal.SIGINT)
