"""The bare side of the mock's measurements: an aiohttp app that answers constants and looks at nothing."""

import asyncio
import json

from aiohttp import web

from harness.model.brief import STANDARD_BRIEF

CALL_ID = "a1b2c3d4-e5f6-4890-abcd-ef1234567890"
CREATED = json.dumps({"call_id": CALL_ID, "status": "in_progress"}).encode()
RUNNING = json.dumps({"call_id": CALL_ID, "status": "in_progress", "duration_seconds": 4.0}).encode()
RESULT = json.dumps(
    {
        "call_id": CALL_ID,
        "status": "completed",
        "duration_seconds": 74.0,
        "transcript": [{"speaker": "agent", "text": str(STANDARD_BRIEF["callee_context"])}] * 14,
        "credits_charged": 90,
    }
).encode()
_JSON = {"Content-Type": "application/json"}
_EVENTS = {"Content-Type": "text/event-stream", "Cache-Control": "no-cache"}


async def create(_: web.Request) -> web.Response:
    """Answer as if a call had been placed."""
    return web.Response(body=CREATED, headers=_JSON)


async def read(_: web.Request) -> web.Response:
    """Answer as if the call were running."""
    return web.Response(body=RUNNING, headers=_JSON)


async def read_ended(_: web.Request) -> web.Response:
    """Answer as if the call had ended."""
    return web.Response(body=RESULT, headers=_JSON)


class Streams:
    """Streams that wait until they are all released."""

    def __init__(self) -> None:
        self._released = asyncio.Event()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Hold the connection until the release, then send one event."""
        response = web.StreamResponse(headers=_EVENTS)
        await response.prepare(request)
        await response.write(b": waiting for the call to end\n\n")
        await self._released.wait()
        await response.write(b"event: result\ndata: %b\n\n" % RESULT)
        await response.write_eof()
        return response

    async def release(self, _: web.Request) -> web.Response:
        """Let every stream go on."""
        self._released.set()
        self._released = asyncio.Event()
        return web.Response(body=b"{}", headers=_JSON)


async def main() -> None:
    """Serve on a free port until the process is ended."""
    streams = Streams()
    app = web.Application()
    app.router.add_post("/api/v2/voice/call", create)
    app.router.add_get("/api/v2/voice/ended/{call_id}", read_ended)
    app.router.add_get("/api/v2/voice/call/{call_id}", read)
    app.router.add_get("/api/v2/voice/call/{call_id}/stream", streams.stream)
    app.router.add_post("/__mock__/clock", streams.release)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
    await site.start()
    port = runner.addresses[0][1]
    print(f"listening on http://127.0.0.1:{port}", flush=True)  # noqa: T201 read by served
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
