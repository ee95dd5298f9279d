"""One request on its way through the gateway: what is known of it so far."""

from collections.abc import Callable, Mapping

from aiohttp import StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError

from harness.model.values import Json
from mock_gateway.accounts import Account
from mock_gateway.bodies import malformed
from mock_gateway.call import Call
from mock_gateway.tokens import Claims

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Visit:
    """A request, and what the rules and routes found out about it; the journal reads it when it is answered.

    `body` is None until it was read, and stays None when it is larger than allowed (`too_large`). `path` has no
    query, and `path_id` is the part of it that a route leaves open. `open_stream` makes the response of a stream from
    its headers; a `fault` that strikes the request may put its own in place.
    """

    __slots__ = (
        "_account",
        "body",
        "brief",
        "call",
        "claims",
        "code",
        "fault",
        "method",
        "open_stream",
        "path",
        "path_id",
        "query",
        "request",
        "too_large",
        "user_id",
    )

    def __init__(self, request: web.BaseRequest, path: str, query: str) -> None:
        self.request, self.path, self.query, self.method = request, path, query, request.method
        self.body: bytes | None = None
        self.path_id = ""
        self.too_large = False
        self.brief: dict[str, Json] = {}
        self.call: Call | None = None
        self.claims: Claims | None = None
        self.code: str | None = None
        self.user_id: str | None = None
        self.fault: str | None = None
        self.open_stream: Callable[[Mapping[str, str]], web.StreamResponse] = _new_stream
        self._account: Account | None = None

    @property
    def account(self) -> Account:
        """The account that the request is made for; only after authentication."""
        if self._account is None:
            raise LookupError("no account yet: the authentication rules come first")
        return self._account

    @account.setter
    def account(self, account: Account) -> None:
        self._account, self.user_id = account, account.user_id

    async def read_body(self, limit: int) -> None:
        """Read the body, up to `limit` bytes; beyond it, none of it is kept. Reading it again changes nothing."""
        if self.body is not None or self.too_large:
            return
        request = self.request
        length = request.content_length
        if length is not None and length > limit:
            self.too_large = True
            return
        if "Expect" in request.headers:
            await request.writer.write(_CONTINUE)
            request.writer.output_size = 0
        try:
            body = await _read(request.content, limit)
        except (web.RequestPayloadError, HttpProcessingError) as error:
            raise malformed(f"the body cannot be read: {error}") from None
        self.body, self.too_large = body, body is None


def _new_stream(headers: Mapping[str, str]) -> web.StreamResponse:
    return web.StreamResponse(headers=headers)


async def _read(content: StreamReader, limit: int) -> bytes | None:
    """Return a whole body, None when it is larger than `limit`."""
    if content.is_eof():  # all of it came with the headers, as most bodies do
        body = content.read_nowait()
        return body if len(body) <= limit else None
    chunks, size = [], 0
    async for chunk in content.iter_any():
        size += len(chunk)
        if size > limit:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
