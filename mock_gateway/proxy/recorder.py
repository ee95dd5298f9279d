"""What becomes of an exchange that passed: secrets leave it, it is held against the contract, and it is written."""

import asyncio
import json
from collections.abc import Callable
from urllib.parse import unquote

from harness.contract import Contract
from harness.errors import HarnessError
from harness.model.exchange import Exchange
from mock_gateway.proxy.sessions import Sessions
from mock_gateway.proxy.tapes import Tapes
from mock_gateway.visible import visible
from mock_gateway.wire_routes import call_id_of, path_of

FLUSH_SECONDS = 0.25
_LONGEST_LINE = 500
Say = Callable[[str], None]


class Recorder:
    """Keeps exchanges. Nothing that goes wrong here reaches the traffic: it is said by `say`, a line at a time."""

    def __init__(self, *, tapes: Tapes, contract: Contract, say: Say) -> None:
        self._tapes, self._contract = tapes, contract
        self._say = say
        self._sessions = Sessions()
        self._timer: asyncio.TimerHandle | None = None

    def keep(self, exchange: Exchange) -> None:
        """Check an exchange, not yet redacted, and put it on its tape, which is written a moment later."""
        session = self._sessions.of(exchange)
        redacted = session.redacted(exchange)
        told = f"{redacted.method} {path_of(redacted.url)} {redacted.status or 'without an answer'}"
        for mismatch in self._contract.check(redacted):
            self.say(f"{told}: {mismatch.kind}: {mismatch}")
        try:
            self._tapes.add(self._label(redacted, session.label), redacted)
        except HarnessError as error:
            self.say(f"{told} is not recorded: {error}")
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(FLUSH_SECONDS, self.flush)

    def say(self, line: str) -> None:
        """Say something on one line, with nothing in it that a terminal would obey."""
        whole = " ".join(visible(line).split())
        self._say(whole if len(whole) <= _LONGEST_LINE else f"{whole[: _LONGEST_LINE - 1]}…")

    def flush(self) -> None:
        """Write what is not written yet."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        try:
            self._tapes.flush()
        except HarnessError as error:
            self.say(str(error))

    def _label(self, exchange: Exchange, session: str) -> str:
        """Return the tape of an exchange: that of its call once it was placed or read, else that of its session."""
        call_id = None
        answered = exchange.status is not None and exchange.status < 400
        if exchange.route == "call_create" and answered:
            call_id = _created(exchange.response_body)
        elif exchange.route in ("call_get", "call_stream"):
            call_id = unquote(call_id_of(path_of(exchange.url)) or "")
        if call_id and (answered or f"call-{call_id}" in self._tapes):
            return f"call-{call_id}"
        return f"session-{session}"


def _created(body: str | None) -> str | None:
    try:
        found = json.loads(body or "")["call_id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, str) else None
