"""Secrets leave an exchange here, before it is kept: access tokens, request tokens, verification codes, credentials.

Bodies are treated as text, so that a body keeps its own spelling byte for byte around a secret, and so that one which
is cut off in the middle, or is JSON inside JSON, is treated too. E-mail addresses and phone numbers stay.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import quote

from harness.model.exchange import Exchange, StreamEvent

MIN_GLOBAL_LENGTH = 8
"""A shorter secret (a verification code such as 1234) is not looked for in the text of calls: it would be found in
phone numbers and prices there. It is replaced where its field names it, and as a word of its own in other exchanges."""

_NAME = r"(?P<name>[A-Za-z0-9_]*_token|[a-z]+Token|code)"
_FIELD = re.compile(
    rf'(?P<head>"{_NAME}"\s*:\s*)(?:"(?P<text>(?:[^"\\]|\\(?:.|\Z))*)|(?P<number>-?[0-9][0-9.eE+-]*))', re.DOTALL
)
_NESTED_FIELD = re.compile(rf'(?P<head>\\+"{_NAME}\\+"\s*:\s*\\+")(?P<text>[^"\\]+)')
_PARAMETER = re.compile(rf"(?P<head>(?:^|[?&#\s]){_NAME}=)(?P<text>[^&#\s\"<]+)")
_PLACEHOLDER_NAMES = {
    name.replace("_", ""): name for name in ("access_token", "request_token", "refresh_token", "id_token", "code")
}
_NEVER = re.compile(r"(?!)")
_ERROR_CODE = re.compile(r"[A-Z][A-Z_]*|[45][0-9][0-9]")
_ANY = re.compile(r".*", re.DOTALL)
_BEARER = re.compile(r"(?P<head>\bbearer\s+)(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{8,}", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*")
_URL_CREDENTIALS = re.compile(r"(?<=://)[^/@\s]+:[^/@\s]*(?=@)")
_PLACEHOLDER = re.compile(r"<[a-z_-]+>")
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_CALL_ROUTES = frozenset({"call_create", "call_get", "call_stream"})


class Redactor:
    """Replaces the secrets of one session by placeholders such as `<access_token>`, the same way every time.

    A value is learnt when a field, a header or `learn` names it, and from then on is replaced wherever it stands. A
    `code` in an answer stays when it looks like an error code, and in an answer about a call always. Redacting twice
    changes nothing more.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._short: dict[str, tuple[re.Pattern[str], str]] = {}

    def learn(self, value: str, name: str) -> None:
        """Take `value` for a secret called `name`, as it stands and as JSON and URLs spell it."""
        if value in self._known or value in self._short or not value.strip() or _PLACEHOLDER.search(value):
            return
        if len(value) < MIN_GLOBAL_LENGTH:
            if value.isalnum():
                self._short[value] = (re.compile(rf"(?<![\w+]){value}(?!\w)"), f"<{name}>")
            return
        spellings = {value, json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1], quote(value, safe="")}
        known = self._known | dict.fromkeys(spellings, f"<{name}>")
        self._known = {spelling: known[spelling] for spelling in sorted(known, key=lambda text: (-len(text), text))}

    def text(self, text: str) -> str:
        """Redact any text that is not part of an exchange: a message, a setting."""
        return self._values(self._fields(text, keep=_ERROR_CODE), short=True)

    def headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        """Redact header values; names are lower-case."""
        learnt = {name: self._header(name, value) for name, value in headers.items()}
        whole = "\n".join(learnt.values())
        if self._values(whole, short=False) == whole:  # the usual case, at a sixth of the cost
            return learnt
        return {name: self._values(value, short=False) for name, value in learnt.items()}

    def exchange(self, exchange: Exchange) -> Exchange:
        """Return the exchange without secrets, those included that only a later part of it names."""
        about_call = exchange.route in _CALL_ROUTES
        keep = _ANY if about_call else _ERROR_CODE
        sent = exchange.request_body and self._fields(exchange.request_body, keep=_NEVER)
        received = exchange.response_body and self._fields(exchange.response_body, keep=keep)
        data = [self._fields(event.data, keep=keep) for event in exchange.events]
        url = self._fields(exchange.url, keep=_NEVER)
        if "@" in url:
            url = _URL_CREDENTIALS.sub("<credentials>", url)
        request_headers, response_headers = (
            self.headers(exchange.request_headers),
            self.headers(exchange.response_headers),
        )
        short = not about_call
        return replace(
            exchange,
            url=self._values(url, short=False),
            request_headers=request_headers,
            request_body=sent and self._values(sent, short=short),
            response_headers=response_headers,
            response_body=received and self._values(received, short=short),
            events=tuple(map(partial(self._event, short=short), exchange.events, data)),
            error=exchange.error and self._values(exchange.error, short=short),
        )

    def _event(self, event: StreamEvent, data: str, *, short: bool) -> StreamEvent:
        data = self._values(data, short=short)
        comment = event.comment and self._values(event.comment, short=False)
        unchanged = data == event.data and comment == event.comment
        return event if unchanged else replace(event, data=data, comment=comment)

    def _header(self, name: str, value: str) -> str:
        if name not in _SECRET_HEADERS and not name.endswith(("-token", "-secret", "api-key")):
            return value
        scheme, credential = "", value
        if name.endswith("authorization"):
            scheme, space, credential = value.partition(" ") if " " in value else ("", "", value)
            scheme += space
        if not credential.strip():
            return value
        secret = "access_token" if scheme.lower() == "bearer " else name
        self.learn(credential, secret)
        return f"{scheme}<{secret}>"

    def _fields(self, text: str, *, keep: re.Pattern[str]) -> str:
        if "oken" in text or "code" in text:
            field = partial(self._field, keep=keep)
            text = _FIELD.sub(field, text)
            if "\\" in text:
                text = _NESTED_FIELD.sub(field, text)
            if "=" in text:
                text = _PARAMETER.sub(field, text)
        return text

    def _field(self, match: re.Match[str], *, keep: re.Pattern[str]) -> str:
        name, text = match["name"], match["text"]
        number = match["number"] if text is None else None
        found = text if number is None else number
        if not found or (name == "code" and keep.fullmatch(found)):
            return match[0]
        if number == "0":
            return match[0]
        name = _PLACEHOLDER_NAMES.get(name.replace("_", "").lower(), "token")
        if '"' not in (value := _unescaped(found)):  # else broken JSON: a piece of the body, not a token
            self.learn(value, name)
        if number is not None:
            return f"{match['head']}0"
        quoted = '"' if match.re is _FIELD else ""
        return f"{match['head']}{quoted}<{name}>"

    def _values(self, text: str, *, short: bool) -> str:
        for value, placeholder in self._known.items():
            if value in text:
                text = text.replace(value, placeholder)
        if short:
            for pattern, placeholder in self._short.values():
                text = pattern.sub(placeholder, text)
        if "eyJ" in text:
            text = _JWT.sub("<token>", text)
        if "earer " in text:
            text = _BEARER.sub(r"\g<head><access_token>", text)
        return text


def _unescaped(text: str) -> str:
    """Return what a JSON string literal's inside stands for; the text itself where it is cut off or none."""
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return text
