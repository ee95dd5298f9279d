"""What a gateway saw: its request journal and its calls, by the control plane. For asserting, never for arranging."""

from typing import Any

import httpx


def answers(url: str, path: str, **query: str) -> Any:
    """Return what the control plane answers to a GET."""
    reply = httpx.get(f"{url}/__mock__/{path}", params=query)
    reply.raise_for_status()
    return reply.json()


def requests_of(url: str, call_id: str) -> list[str]:
    """Return the requests about a call, in the order of their ends, as method and the last word of the path."""
    rows = answers(url, "requests", call_id=call_id, limit="1000000")["requests"]
    return [f"{row['method']} {row['path'].rpartition('/')[2].replace(call_id, 'CALL_ID')}" for row in rows]
