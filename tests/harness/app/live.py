"""A gateway that passes for live: it is on this machine, and the run is told that it is not. It counts what comes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aiohttp import web

from harness.app.resuming import ResumeRequest, resume_run
from harness.app.run import RunOutcome, RunRequest, run_scenarios
from harness.load.limits import WEEKDAYS, LiveSettings
from harness.model.values import Json
from tests.harness.targets.loopback import serving

NUMBER = "+14155550142"
ANYTIME = LiveSettings(
    allow_numbers=(NUMBER,),
    max_calls=10,
    max_credits=10_000,
    max_calls_per_number_per_day=10,
    hours="00:00-24:00",
    weekdays=WEEKDAYS,
    poll_interval_s=0.01,
)
"""Allows what the tests call, at whatever hour they run."""

ONE = """\
scenarios:
  - id: one
    brief: {base: standard}
    expect: {status: completed}
"""


def nowhere(_url: str) -> bool:
    """Tell that no URL is on this machine."""
    return False


@dataclass
class LiveGateway:
    """Starts calls, each ended when its result is asked for. `answers` are given to POSTs before any call starts."""

    charged: float = 70.0
    answers: list[web.Response] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    numbers: list[Json] = field(default_factory=list)
    going_on: set[str] = field(default_factory=set)
    most_at_once: int = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request of any route."""
        self.seen.append(f"{request.method} {request.path}")
        if request.method == "POST":
            return await self._start(request)
        call_id = request.path.split("/")[5]
        self.going_on.discard(call_id)
        body = {"call_id": call_id, "status": "completed", "transcript": [], "credits_charged": self.charged}
        return web.json_response({**body, "duration_seconds": 60})

    async def _start(self, request: web.Request) -> web.StreamResponse:
        if self.answers:
            return self.answers.pop(0)
        self.numbers.append((await request.json()).get("dialed_number"))
        call_id = f"c-{len(self.numbers)}"
        self.going_on.add(call_id)
        self.most_at_once = max(self.most_at_once, len(self.going_on))
        await asyncio.sleep(0)
        return web.json_response({"call_id": call_id, "status": "in_progress"})


def request_in(folder: Path, suite: str = ONE, live: LiveSettings | None = ANYTIME) -> RunRequest:
    """Return a confirmed request to run a suite; its target is still to be said."""
    path = folder / "s.yaml"
    path.write_text(suite, encoding="utf-8")
    return RunRequest(paths=[path], reports=folder / "reports", seed=1, live=live, confirmed=True, here=nowhere)


def run_on(gateway: LiveGateway, request: RunRequest) -> RunOutcome:
    """Run a request on the gateway."""

    async def main() -> RunOutcome:
        async with serving(gateway.answer) as url:
            return await run_scenarios(replace(request, target=url, settings={"target": url}))

    return asyncio.run(main())


def resume_on(gateway: LiveGateway, request: RunRequest, url: str) -> RunOutcome:
    """Carry the latest run on, whose gateway was at that URL and is there again."""
    again = ResumeRequest(run="latest", reports=request.reports, live=request.live, here=request.here)

    async def main() -> RunOutcome:
        async with serving(gateway.answer, port=int(url.rpartition(":")[2])):
            return (await resume_run(again)).outcome

    return asyncio.run(main())


def posts(seen: Sequence[str]) -> int:
    """Count the calls that were asked for."""
    return sum(it.startswith("POST ") for it in seen)
