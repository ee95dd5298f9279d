"""Ctrl-C while something is awaited, as this very process gets it."""

import asyncio
import signal
import threading

import pytest

from harness.app.interrupts import STOPPING, until_interrupted


async def pressed(times: int, told: list[str]) -> str:
    """Press Ctrl-C so many times while work is awaited that takes a while to end, and return what comes of it."""
    ending = asyncio.Event()

    async def work() -> str:
        signal.raise_signal(signal.SIGINT)
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            for _ in range(times - 1):
                signal.raise_signal(signal.SIGINT)
            asyncio.get_running_loop().call_later(0.01, ending.set)
            await ending.wait()
        return "ended in good order"

    return await until_interrupted(work(), told.append)


@pytest.mark.parametrize(("times", "words"), [(1, []), (2, [STOPPING])], ids=["once", "twice"])
def test_the_work_ends_in_good_order(times: int, words: list[str]) -> None:
    """The first press cancels it, and what it returns then counts; the second only brings words."""
    told: list[str] = []
    assert asyncio.run(pressed(times, told)) == "ended in good order"
    assert told == words


def test_work_that_gives_up_is_told_as_cancelled() -> None:
    """Work that has nothing to return when it is stopped ends as cancelled."""

    async def work() -> None:
        signal.raise_signal(signal.SIGINT)
        await asyncio.Event().wait()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(until_interrupted(work(), lambda _: None))


def test_afterwards_ctrl_c_is_pythons_again() -> None:
    """Whoever comes next gets a KeyboardInterrupt, as before."""
    asyncio.run(pressed(2, []))
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_beside_the_main_thread_it_only_awaits() -> None:
    """A loop of another thread takes no signal handlers; the work is done all the same."""
    done: list[int] = []

    async def work() -> int:
        return 7

    def run() -> None:
        done.append(asyncio.run(until_interrupted(work(), lambda _: None)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(10)
    assert done == [7]
