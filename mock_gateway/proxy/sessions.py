"""Whose exchange it is: one redactor for each client session, which is an account that signs in or calls."""

import json
from collections import OrderedDict
from collections.abc import Mapping

from harness.model.exchange import Exchange
from harness.model.values import Json
from harness.wire.redaction import Redactor

ANONYMOUS = "anonymous"
_KEPT_SESSIONS = 1_000
_KEPT_SIGN_INS = 200


class Session:
    """One account at work. Its redactor learns the secrets of its sign-ins; after many of them a fresh one goes on."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._redactor = Redactor()
        self._sign_ins = 0

    def redacted(self, exchange: Exchange) -> Exchange:
        """Return the exchange without secrets."""
        if exchange.route == "auth_verify":
            self._sign_ins += 1
            if self._sign_ins % _KEPT_SIGN_INS == 0:
                self._redactor = Redactor()
        return self._redactor.exchange(exchange)


class Sessions:
    """Finds the session of an exchange, by email and by user id; the ones that were quiet longest are forgotten."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Session] = OrderedDict()

    def of(self, exchange: Exchange) -> Session:
        """Return the session that a not yet redacted exchange belongs to."""
        if exchange.route in ("auth_request", "auth_verify"):
            email = _text(_object(exchange.request_body), "email").lower()
            session = self._find(f"email {email}", email or ANONYMOUS)
            user_id = _text(_part(_object(exchange.response_body), "data"), "id")
            if user_id:
                self._remember(f"user {user_id}", session)
            return session
        user_id = exchange.request_headers.get("x-pine-user-id", "").strip()
        return self._find(f"user {user_id}", f"user-{user_id}" if user_id else ANONYMOUS)

    def _find(self, key: str, label: str) -> Session:
        session = self._known.get(key) or Session(label)
        self._remember(key, session)
        return session

    def _remember(self, key: str, session: Session) -> None:
        self._known[key] = session
        self._known.move_to_end(key)
        if len(self._known) > _KEPT_SESSIONS:
            self._known.popitem(last=False)


def _object(text: str | None) -> Mapping[str, Json]:
    try:
        value = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _part(value: Mapping[str, Json], name: str) -> Mapping[str, Json]:
    part = value.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: Mapping[str, Json], name: str) -> str:
    text = value.get(name)
    return text if isinstance(text, str) else ""
