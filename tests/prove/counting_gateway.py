"""A gateway that passes for a real one: it counts what it is asked, and every call ends well a moment later."""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from aiohttp import web

from tests.harness.cli.gateways import in_a_thread
from tests.harness.targets.loopback import serving

CALL = "/api/v2/voice/call"


@dataclass
class CountingGateway:
    """`dialled` counts the calls that were asked for, by number; `placed` names the number of each call's id."""

    seed: int
    setup_s: float = 0.02
    lasts_s: float = 0.03
    dialled: Counter[str] = field(default_factory=Counter)
    placed: dict[str, str] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        if request.method == "POST" and request.path == CALL:
            return await self._create(request)
        call_id = request.path.removeprefix(f"{CALL}/").removesuffix("/stream")
        if call_id not in self.placed:
            error = {"code": "NOT_FOUND", "message": "no such call"}
            return web.json_response({"error": error}, status=404)
        if not request.path.endswith("/stream"):
            return web.json_response(self._ended(call_id))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await asyncio.sleep(self._random.uniform(0, self.lasts_s))
        text = web.json_response(self._ended(call_id)).text
        with suppress(ConnectionResetError):  # whoever asked has been killed
            await response.write(f"event: result\ndata: {text}\n\n".encode())
        return response

    async def _create(self, request: web.Request) -> web.Response:
        """Ring at once, answer when the call is set up."""
        number = str((await request.json())["dialed_number"])
        self.dialled[number] += 1
        call_id = f"call-{next(self._ids)}"
        self.placed[call_id] = number
        await asyncio.sleep(self._random.uniform(0, self.setup_s))
        return web.json_response({"call_id": call_id, "status": "in_progress"})

    def _ended(self, call_id: str) -> dict[str, object]:
        number = self.placed[call_id]
        turns = [{"speaker": "agent", "text": f"Hello, is this {number}?"}, {"speaker": "user", "text": "Yes, it is."}]
        return {
            "call_id": call_id,
            "status": "completed",
            "duration_seconds": 31.5,
            "credits_charged": 70,
            "transcript": turns,
        }

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve, and yield the base URL."""
        with in_a_thread(serving(self.answer)) as url:
            yield url
