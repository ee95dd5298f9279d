"""A client that hides nothing: bytes out, bytes in, and how the connection ended."""

import asyncio
import json
from dataclasses import dataclass

from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from tests.mock_gateway.visitor import CALL, User, Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came back. `reset`: the connection ended with RST, else with FIN, after `pieces` in the order of arrival."""

    pieces: tuple[bytes, ...]
    reset: bool

    @property
    def all(self) -> bytes:
        """Everything that came."""
        return b"".join(self.pieces)

    @property
    def head(self) -> bytes:
        """The status line and headers."""
        return self.all.partition(b"\r\n\r\n")[0]

    @property
    def body(self) -> bytes:
        """What came after the headers, as it went over the wire."""
        return self.all.partition(b"\r\n\r\n")[2]


async def hear(visitor: Visitor, user: User, method: str, path: str, body: Json = None) -> Heard:
    """Send one request and listen until the connection ends."""
    host, port = visitor.mock.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    content = b"" if body is None else json.dumps(body).encode()
    headers = {
        **user.headers,
        "Host": host,
        "Connection": "close",
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + content)
    pieces: list[bytes] = []
    try:
        while piece := await reader.read(65_536):
            pieces.append(piece)
        reset = False
    except ConnectionResetError:
        reset = True
    writer.close()
    return Heard(pieces=tuple(pieces), reset=reset)


async def hear_get(visitor: Visitor, user: User, call_id: str) -> Heard:
    """Read a call's status."""
    return await hear(visitor, user, "GET", f"{CALL}/{call_id}")


async def hear_stream(visitor: Visitor, user: User, call_id: str) -> Heard:
    """Open a call's stream."""
    return await hear(visitor, user, "GET", f"{CALL}/{call_id}/stream")


async def hear_create(visitor: Visitor, user: User) -> Heard:
    """Place a call."""
    return await hear(visitor, user, "POST", CALL, dict(STANDARD_BRIEF))


async def set_fault(visitor: Visitor, kind: str, user: User | None = None, **settings: Json) -> dict[str, Json]:
    """Set a fault that must be accepted."""
    body: dict[str, Json] = {"kind": kind, **settings}
    if user is not None:
        body["user_id"] = user.user_id
    response = await visitor.http.post("/__mock__/faults", json=body)
    assert response.status_code == 201, response.text
    made: dict[str, Json] = response.json()
    return made
