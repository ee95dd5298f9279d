"""Whole HTTP requests that nobody should send: case number N is the same in every run, but for tokens and call ids.

A `framed` request is one that any server reads to its end and answers once, whatever it says, so that it can go over a
connection that is used again. The others break the framing itself: each goes over a connection of its own.
"""

from collections.abc import Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from tests.prove.odd_values import odd_body

SEED = 20260306
CALL = "/api/v2/voice/call"
_UNFRAMED_SHARE, _OVERSIZED_SHARE = 0.1, 0.001
_OVERSIZED = 1_100_000  # the mock takes 1 MiB

_GOOD: Mapping[str, Mapping[str, Json]] = MappingProxyType(
    {
        CALL: STANDARD_BRIEF,
        "/api/v2/auth/email/request": {"email": "you@example.com"},
        "/api/v2/auth/email/verify": {"email": "you@example.com", "request_token": "x.y.z", "code": "1234"},
        "/__mock__/accounts": {
            "email": "me@example.com",
            "credits": 100,
            "token": "valid",
            "do_not_call": ["+14155550142"],
        },
        "/__mock__/accounts/1234567890/plan": {"callee": {"persona": "voicemail", "with": {}}, "seed": 1, "times": 1},
    }
)
_PATHS = (
    "/",
    "//",
    "/openapi.json",
    f"{CALL}/",
    f"{CALL}//stream",
    f"{CALL}/%00",
    f"{CALL}/..%2f..%2fetc%2fpasswd",
    f"{CALL}/{'a' * 3_000}",
    f"{CALL}/%ff%fe?x=%zz&&=",
    "/api/v2/voice/call/none/stream/stream",
    "/api/v2/auth/email/verify?code=1234",
    "/../../etc/passwd",
    "/__mock__/magic",
    "/__mock__/accounts/nobody",
    "/__mock__/calls/none",
    "/__mock__/requests/count?status=abc&path=*",
    "*",
    "http://other.example/api/v2/voice/call",
)
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "BREW", "PROPFIND")
_MEDIA = ("application/json", "application/json", "application/json", "application/json; charset=utf-16")
_OTHER_MEDIA = ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "/", "a" * 500, "\xff")
_HEADERS = (
    "Authorization: Bearer",
    "Authorization: Bearer ",
    "Authorization: Basic eDp5",
    "Authorization: Bearer a.b.c",
    "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
    "Authorization: Bearer \xff\xfe",
    "X-Pine-User-Id: ",
    "X-Pine-User-Id: 0",
    "X-Pine-User-Id: \xe9\xa8",
    "Accept: nothing/at-all",
    "Accept: \xff",
    "Accept-Encoding: gzip, br, zstd, nonsense",
    "Content-Encoding: gzip",
    "Content-Encoding: nonsense",
    "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
    "Cookie: a=b; ; ;=",
    "Last-Event-Id: \xff",
    "Range: bytes=0-",
    "If-None-Match: *",
    "X-Forwarded-For: 127.0.0.1",
    "X-HTTP-Method-Override: DELETE",
    "Origin: null",
    "Referer: " + "r" * 4_000,
)
_BROKEN = (
    "Content-Length: -1",
    "Content-Length: +5",
    "Content-Length: 0x10",
    "Content-Length: 99999999999999999999999",
    "Content-Length: 5\r\nContent-Length: 6",
    "Transfer-Encoding: nonsense",
    "Transfer-Encoding: chunked, chunked",
    "Transfer-Encoding: chunked\r\nContent-Length: 3",
    "Expect: nonsense",
    "Connection: Upgrade\r\nUpgrade: websocket",
    "Bad Header: x",
    ": x",
    "X-Null: a\x00b",
    "X-Bare: a\rb",
    "X-Folded: a\r\n b",
    "X-Long: " + "x" * 20_000,
    "No colon at all",
    "\xff\xff: x",
    "Host: a\r\nHost: b",
)
_LINES = (
    "GET / HTTP/9.9",
    "GET / HTTP/1.0",
    "GET /",
    "PRI * HTTP/2.0",
    "GET  /  HTTP/1.1",
    "\x16\x03\x01\x02\x00\x01",
    "GET /\x00 HTTP/1.1",
    "CONNECT example.com:443 HTTP/1.1",
    "G\xcbT / HTTP/1.1",
    "GET /" + "a" * 20_000 + " HTTP/1.1",
    "",
)


class Case(NamedTuple):
    """One request as it goes over the wire."""

    number: int
    sent: bytes
    framed: bool

    @property
    def bodiless(self) -> bool:
        """Whether its answer has headers alone, whatever their Content-Length says (`HEAD *` cannot be read at all)."""
        return self.sent.startswith((b"HEAD /", b"HEAD http"))


def case(number: int, credentials: Sequence[Mapping[str, str]], call_ids: Sequence[str]) -> Case:
    """Return case `number`; some are sent with credentials, and some ask for calls that exist."""
    random = Random(SEED * 1_000_000 + number)
    if random.random() < _UNFRAMED_SHARE:
        return Case(number, _unframed(random), framed=False)
    method, path = _asked(random, call_ids)
    body = (
        b"a" * _OVERSIZED if random.random() < _OVERSIZED_SHARE else odd_body(random, _GOOD.get(path, STANDARD_BRIEF))
    )
    if method == "GET" and random.random() < 0.8:
        body = b""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if random.random() < 0.7:
        lines += [f"{name}: {value}" for name, value in random.choice(credentials).items()]
    lines += random.sample(_HEADERS, random.choice((0, 0, 0, 1, 2, 5)))
    lines.append(f"Content-Type: {random.choice(_MEDIA if random.random() < 0.9 else _OTHER_MEDIA)}")
    random.shuffle(tail := lines[2:])
    if random.random() < 0.1:
        return Case(
            number, _head([*lines[:2], *tail, "Transfer-Encoding: chunked"]) + _chunked(random, body), framed=True
        )
    return Case(number, _head([*lines[:2], *tail, f"Content-Length: {len(body)}"]) + body, framed=True)


def _asked(random: Random, call_ids: Sequence[str]) -> tuple[str, str]:
    """Return a method and a path; mostly ones that exist, and belong together."""
    if random.random() < 0.65:
        return "POST", random.choice(list(_GOOD))
    if random.random() < 0.5 and call_ids:
        return "GET", f"{CALL}/{random.choice(call_ids)}{random.choice(('', '/stream'))}"
    return random.choice(_METHODS), random.choice([*_PATHS, *_GOOD])


def _chunked(random: Random, body: bytes) -> bytes:
    written, left = b"", body
    while left:
        size = random.randrange(1, max(2, len(body)))
        part, left = left[:size], left[size:]
        written += b"%x\r\n%b\r\n" % (len(part), part)
    return written + b"0\r\n\r\n"


def _unframed(random: Random) -> bytes:
    """Return bytes that may not be HTTP, or more than one request; the last of them asks to close the connection."""
    kind = random.randrange(4)
    body = odd_body(random, STANDARD_BRIEF)[:2_000]
    if kind == 0:
        broken = _head([random.choice(_LINES), "Host: a"])
    elif kind == 1:
        broken = _head([f"POST {CALL} HTTP/1.1", "Host: a", *random.sample(_BROKEN, random.choice((1, 1, 2)))]) + body
    elif kind == 2:
        chunks = random.choice(
            (b"zz\r\n", b"5\r\nab\r\n0\r\n\r\n", b"-1\r\n", b"ffffffffffffffffff\r\n", b"3;x=\x00\r\nabc\r\n0\r\n\r\n")
        )
        broken = _head([f"POST {CALL} HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"]) + chunks
    else:
        broken = random.randbytes(random.randrange(1, 300))
    return broken + _head(["GET /nowhere HTTP/1.1", "Host: a", "Connection: close"])


def _head(lines: Sequence[str]) -> bytes:
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
