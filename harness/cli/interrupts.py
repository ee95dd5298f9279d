"""Ctrl-C during a run: the first ends it in good order, with its report; the third leaves at once."""

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from rich.console import Console

T = TypeVar("T")

_STOPPING = "pine-harness: stopping; the report of what was done comes next (Ctrl-C leaves at once, without it)"


async def until_interrupted(work: Coroutine[Any, Any, T], console: Console) -> T:
    """Await `work`, cancelling it once at the first Ctrl-C; what it returns then is returned.

    asyncio's own way with a second Ctrl-C is an exception wherever the program happens to be, which would leave the
    run's log without its end. Here the second is answered in words, and from then on the system's own default holds.
    Where the loop takes no signal handlers (Windows) asyncio's way stays.
    """
    task = asyncio.ensure_future(work)
    presses = 0

    def pressed() -> None:
        nonlocal presses
        presses += 1
        if presses == 1:
            task.cancel()
            return
        console.show_cursor(True)
        console.print(_STOPPING)
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, pressed)
    return await task
