"""What the page shows, read from the gateway: the newest of everything, already in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.model.values import Json
from harness.wire.redaction import Redactor
from mock_gateway.accounts import Message
from mock_gateway.call import Call
from mock_gateway.gateway import Gateway
from mock_gateway.journal import JournalEntry
from mock_gateway.machine import Phase
from mock_gateway.page.words import clock_time, moment, plain_number

CALLS, REQUESTS, MESSAGES, TURNS = 30, 60, 20, 400
"""How much the page shows; the control plane knows the rest."""

_PHASES = {Phase.SET_UP: "being set up", Phase.RINGING: "ringing", Phase.TALKING: "talking", Phase.ENDED: "ended"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRow:
    """One turn of a conversation. `side` is "agent", "callee" or "system"."""

    side: str
    at: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call. `tone` is its documented status; `how` the raw status, or the phase while it is in progress."""

    call_id: str
    email: str
    tone: str
    status: str
    how: str
    number: str
    callee_name: str
    persona: str
    duration: str
    credits: str | None
    objective: str
    summary: str | None
    turns: tuple[TurnRow, ...]
    more_turns: int
    books: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request of a client. `tone` is "good" or "bad"."""

    number: int
    at: str
    method: str
    path: str
    status: int
    code: str | None
    tone: str
    took: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRow:
    """One email with a code."""

    key: str
    at: str
    email: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The page's moving part. `clock` says how time passes; the counts are of everything that is remembered.

    `control_open`: the control plane can be read by following a link, for it asks for no token.
    """

    address: str
    clock: str
    accounts: int
    calls: tuple[CallRow, ...]
    all_calls: int
    requests: tuple[RequestRow, ...]
    all_requests: int
    messages: tuple[MailRow, ...]
    account_domain: str
    sign_in_code: str
    control_open: bool


def page_view(gateway: Gateway, address: str) -> PageView:
    """Return what the page shows now; `address` is where the reader found it."""
    calls = gateway.calls.newest(CALLS)
    requests = gateway.journal.newest(REQUESTS)
    messages = list(gateway.accounts.inbox)[-MESSAGES:]
    return PageView(
        address=address,
        clock=_clock(gateway),
        accounts=len(gateway.accounts),
        calls=tuple(_call(gateway, call) for call in calls),
        all_calls=len(gateway.calls),
        requests=tuple(map(_request, requests)),
        all_requests=len(gateway.journal),
        messages=tuple(_message(one) for one in reversed(messages)),
        account_domain=gateway.assumptions.account_domain,
        sign_in_code=gateway.assumptions.sign_in_code,
        control_open=gateway.config.control_token is None,
    )


def _clock(gateway: Gateway) -> str:
    clock = gateway.clock
    match clock.mode:
        case "instant":
            return "instant: a call lasts until somebody waits for it"
        case "stepped":
            return f"stepped, at {clock_time(clock.now())}: only /__mock__/clock moves it"
        case "scaled":
            return f"scaled: a minute of a call takes {plain_number(60 / clock.speed)} s"
        case "real":
            return "real: a minute of a call takes a minute"


def _call(gateway: Gateway, call: Call) -> CallRow:
    phase = gateway.calls.phase(call)
    ended = phase is Phase.ENDED
    ending = gateway.calls.course(call).ending
    talked = gateway.calls.elapsed(call) - gateway.calls.course(call).answered_at
    conversation = gateway.calls.conversation(call)
    heard = [turn for turn in conversation.turns if ended or turn.at_seconds + turn.seconds <= talked]
    return CallRow(
        call_id=call.call_id,
        email=call.account.email,
        tone=ending.documented if ended else "in_progress",
        status=gateway.calls.status(call).replace("_", " "),
        how=ending.raw if ended else _PHASES[phase],
        number=str(call.brief["dialed_number"]),
        callee_name=str(call.brief["callee_name"]),
        persona=gateway.casting.persona_of(call.cast, call.brief),
        duration=clock_time(gateway.calls.duration_seconds(call)),
        credits=None if call.credits_charged is None else plain_number(call.credits_charged),
        objective=str(call.brief["call_objective"]),
        summary=conversation.summary if ended and call.brief.get("enable_summary") else None,
        turns=tuple(
            TurnRow(
                side="callee" if turn.speaker == "user" else turn.speaker,
                at=clock_time(turn.at_seconds),
                text=turn.text,
            )
            for turn in heard[:TURNS]
        ),
        more_turns=max(0, len(heard) - TURNS),
        books=dict(_books(conversation.books)) if ended else {},
    )


def _books(books: Mapping[str, Json]) -> Iterable[tuple[str, str]]:
    for name, value in books.items():
        if value is True or value is False:
            yield name, "yes" if value else "no"
        elif value is not None and value not in ("", [], {}):
            yield name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _request(entry: JournalEntry) -> RequestRow:
    redactor = Redactor()
    query = f"?{redactor.text(entry.query)}" if entry.query else ""
    return RequestRow(
        number=entry.number,
        at=moment(entry.at),
        method=entry.method,
        path=redactor.text(entry.path) + query,
        status=entry.status,
        code=entry.code,
        tone="good" if entry.status < 400 else "bad",
        took=f"{entry.milliseconds:,.0f} ms" if entry.milliseconds < 10_000 else f"{entry.milliseconds / 1000:,.0f} s",
    )


def _message(message: Message) -> MailRow:
    return MailRow(
        key=message.request_token_id or f"{message.sent_at}",
        at=moment(message.sent_at),
        email=message.email,
        code=message.code,
    )
