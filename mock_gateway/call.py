"""One call as the gateway keeps it, from its creation to its end and after."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from harness.model.values import Json
from mock_gateway.accounts import Account
from mock_gateway.casting import Cast
from mock_gateway.machine import Course

if TYPE_CHECKING:  # see casting: the simulation is slow to import
    from mock_gateway.simulation import Conversation

_CALL_BYTES = 8_000


class Call:
    """One call. `ahead_seconds` is how far it was moved past the clock; `gets` how often its status was read.

    `conversation` and `course` are made when they are first needed: a call that nobody asks about costs no simulation.
    `size` is about how many bytes the call keeps in memory once it was simulated.
    `spoken` is what of the result the conversation alone decides, written ahead of the end. `ended_at` is None while
    the call is in progress.
    """

    __slots__ = (
        "account",
        "ahead_seconds",
        "brief",
        "call_id",
        "cast",
        "conversation",
        "course",
        "created_at",
        "credits_charged",
        "ended_at",
        "gets",
        "result",
        "set_up_seconds",
        "size",
        "spoken",
        "timer",
        "waiters",
    )

    def __init__(
        self,
        *,
        call_id: str,
        account: Account,
        brief: Mapping[str, Json],
        cast: Cast,
        created_at: float,
        set_up_seconds: float,
    ) -> None:
        self.call_id = call_id
        self.account, self.brief, self.cast = account, brief, cast
        self.created_at, self.set_up_seconds = created_at, set_up_seconds
        self.ahead_seconds = 0.0
        self.gets = 0
        self.conversation: Conversation | None = None
        self.course: Course | None = None
        self.ended_at: float | None = None
        self.credits_charged: float | None = None
        self.spoken: bytes | None = None
        self.result: bytes | None = None
        self.waiters: list[asyncio.Future[bool]] = []
        self.timer: asyncio.TimerHandle | None = None
        self.size = _CALL_BYTES + sum([len(text) for text in brief.values() if type(text) is str])
