"""What a request asks for, and in what two requests differ: the one recorded and the one that came."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from harness.model.exchange import Exchange
from harness.model.values import Json
from mock_gateway.wire_routes import path_of

_PLACEHOLDER = re.compile(r"<(?:[a-z_-]*token|code|credentials)>")
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A redacted request: everything of it that decides which answer it gets.

    Of its headers that is whether it carries credentials, and whose. `body` is its JSON, or its text where it is none.
    """

    method: str
    path: str
    query: str
    body: Json
    authorized: bool
    user_id: str


def asked_of(exchange: Exchange) -> Asked:
    """Return what a redacted exchange asked for."""
    parts = urlsplit(exchange.url)
    return Asked(
        method=exchange.method,
        path=unquote(path_of(exchange.url)),
        query="&".join(sorted(filter(None, parts.query.split("&")))),
        body=_body(exchange.request_body),
        authorized=bool(exchange.request_headers.get("authorization", "").strip()),
        user_id=exchange.request_headers.get("x-pine-user-id", "").strip(),
    )


def differences(recorded: Asked, asked: Asked) -> list[str]:
    """Return in what a request differs from a recorded one, as words; empty when the recorded answer is its answer.

    A placeholder in the recording stands for any text. Another user id alone is no difference.
    """
    found = [
        f"{name} is {_shown(here)} and was recorded as {_shown(there)}"
        for name, there, here in (
            ("the method", recorded.method, asked.method),
            ("the path", recorded.path, asked.path),
            ("the query", recorded.query, asked.query),
        )
        if not _same_text(there, here)
    ]
    for name, there, here in (
        ("an Authorization header", recorded.authorized, asked.authorized),
        ("an X-Pine-User-Id header", bool(recorded.user_id), bool(asked.user_id)),
    ):
        if there != here:
            found.append(f"it has {name}, and the recorded one had none" if here else f"{name} is missing")
    found += _differing(recorded.body, asked.body, "body")
    return found


def _differing(recorded: Json, asked: Json, path: str) -> Iterator[str]:
    if isinstance(recorded, dict) and isinstance(asked, dict):
        for name in sorted({*recorded, *asked}):
            if name not in asked:
                yield f"{path}.{name} is missing, and was recorded as {_shown(recorded[name])}"
            elif name not in recorded:
                yield f"{path}.{name} is {_shown(asked[name])}, and was not there when it was recorded"
            else:
                yield from _differing(recorded[name], asked[name], f"{path}.{name}")
    elif isinstance(recorded, list) and isinstance(asked, list) and len(recorded) == len(asked):
        for position, (there, here) in enumerate(zip(recorded, asked, strict=True)):
            yield from _differing(there, here, f"{path}[{position}]")
    elif not _same(recorded, asked):
        yield f"{path} is {_shown(asked)} and was recorded as {_shown(recorded)}"


def _same(recorded: Json, asked: Json) -> bool:
    """Whether two JSON values are equal: 10 and 10.0 are, and NaN and NaN; 1 and true are not."""
    if isinstance(recorded, str) and isinstance(asked, str):
        return _same_text(recorded, asked)
    if isinstance(recorded, bool) or isinstance(asked, bool):
        return recorded is asked
    both_nan = recorded != recorded and asked != asked  # the one value that is not equal to itself
    return both_nan or bool(recorded == asked)


def _same_text(recorded: str, asked: str) -> bool:
    if recorded == asked:
        return True
    first, *rest = _PLACEHOLDER.split(recorded)
    if not rest or not asked.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1]:
        at = asked.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return asked.endswith(rest[-1]) and len(asked) - len(rest[-1]) >= at


def _body(text: str | None) -> Json:
    if not text:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _shown(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
