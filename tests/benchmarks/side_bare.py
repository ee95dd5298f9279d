"""The bare side of run_cpu: the requests of a one-call scenario, with nothing recorded, graded or reported."""

import asyncio
import sys
import time
from collections.abc import Iterator

import httpx

from harness.model.brief import STANDARD_BRIEF
from mock_gateway.config import MockConfig
from mock_gateway.server import MockServer

WORKERS = 10


async def one_call(client: httpx.AsyncClient, url: str) -> None:
    """Make an account, sign in, call, wait by SSE, read the books."""
    account = (await client.post(f"{url}/__mock__/accounts", json={})).json()
    asked = await client.post(f"{url}/api/v2/auth/email/request", json={"email": account["email"]})
    token = asked.json()["data"]["request_token"]
    body = {"email": account["email"], "request_token": token, "code": account["code"]}
    data = (await client.post(f"{url}/api/v2/auth/email/verify", json=body)).json()["data"]
    headers = {"Authorization": f"Bearer {data['access_token']}", "X-Pine-User-Id": data["id"]}
    plan = {"call_date": "2026-03-06T09:00:00-08:00", "seed": 1, "times": 1}
    await client.post(f"{url}/__mock__/accounts/{data['id']}/plan", json=plan)
    made = await client.post(f"{url}/api/v2/voice/call", json=dict(STANDARD_BRIEF), headers=headers)
    call_id = made.json()["call_id"]
    async with client.stream("GET", f"{url}/api/v2/voice/call/{call_id}/stream", headers=headers) as stream:
        async for _ in stream.aiter_bytes():
            pass
    await client.get(f"{url}/__mock__/calls/{call_id}")


async def work(queue: Iterator[int], url: str) -> None:
    """Take calls until none is left, with a client of its own."""
    async with httpx.AsyncClient(verify=False, trust_env=False) as client:
        for _ in queue:
            await one_call(client, url)


async def main(calls: int) -> None:
    """Make the calls with a few workers."""
    async with MockServer(MockConfig(clock="instant")) as mock:
        queue = iter(range(calls))
        await asyncio.gather(*(work(queue, mock.url) for _ in range(WORKERS)))


if __name__ == "__main__":
    started = time.process_time()
    asyncio.run(main(int(sys.argv[1])))
    print(time.process_time() - started)  # noqa: T201 read by run_cpu
