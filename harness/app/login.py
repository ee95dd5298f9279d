"""Signing in to a gateway by hand: the two-step email flow, and where its account is kept from then on."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace

from harness.app.clock import RunClock
from harness.app.hosts import hosts_of
from harness.app.requests import live_settings
from harness.app.tokens import Kept, Tokens, account_of, from_environment
from harness.errors import TargetUnreachable, UsageError
from harness.model.exchange import Exchange
from harness.model.verdict import FailureKind
from harness.runner.attempt import Progress, sign_in
from harness.runner.commands import Answered, Command, Event, RequestCode, VerifyCode
from harness.runner.flow import drive
from harness.targets.gateway import Credentials, EmailLogin, GatewaySession, Hosts
from harness.targets.transport import Transport, new_client
from harness.wire.redaction import Redactor

_HINTS = {
    "TOKEN_EXPIRED": "the code came too late: run pine-harness login again for a new one",
    "AUTH_REQUIRED": "check the code; pine-harness login sends a new one",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """Whose account is kept for which gateway, and where."""

    user_id: str
    gateway: str
    where: str


def target_hosts(target: str) -> Hosts:
    """Return the hosts that a command's --target means. Raises UsageError for what is none."""
    return hosts_of(target, live_settings(), os.environ)


async def log_in(hosts: Hosts, email: str, ask_code: Callable[[], str], tokens: Tokens) -> LoggedIn:
    """Sign in by email and keep the account; `ask_code` is called when the code was sent.

    Raises UsageError with the gateway's words when it refuses, TargetUnreachable when it does not answer.
    """
    credentials = await _credentials(hosts, email, ask_code)
    where = tokens.keep(hosts.voice_url, credentials)
    return LoggedIn(user_id=credentials.user_id, gateway=hosts.voice_url, where=where)


async def _credentials(hosts: Hosts, email: str, ask_code: Callable[[], str]) -> Credentials:
    found: list[Credentials] = []
    redactor = Redactor()
    async with new_client(verify=not hosts.plain, trust_env=not hosts.plain) as client:
        transport = Transport(client, RunClock(), _keep_nothing)
        session = GatewaySession(hosts, transport, EmailLogin(email=email, code=""), _nothing, RunClock())

        async def perform(command: Command) -> Event:
            if isinstance(command, VerifyCode):
                code = ask_code()
                redactor.learn(code, "code")
                redactor.learn(command.request_token, "request_token")
                command = replace(command, code=code)
            event = await session.perform(command)
            if isinstance(command, RequestCode | VerifyCode) and isinstance(event, Answered):
                found.extend(_in(event))
            return event

        progress = await drive(sign_in(Progress(name="sign-in")), perform)
    if progress.error is not None or progress.breakdown is not None or not found:
        raise _refusal(hosts, progress, redactor)
    return found[-1]


def _in(event: Answered) -> list[Credentials]:
    inner = event.body.get("data") if isinstance(event.body, dict) else None
    user_id, token = (inner.get("id"), inner.get("access_token")) if isinstance(inner, dict) else (None, None)
    if not isinstance(user_id, str) or not isinstance(token, str):
        return []
    return [Credentials(access_token=token, user_id=user_id)]


def _refusal(hosts: Hosts, progress: Progress, redactor: Redactor) -> UsageError | TargetUnreachable:
    error, breakdown = progress.error, progress.breakdown
    if breakdown is not None:
        words = redactor.text(breakdown.message)
        if breakdown.kind is FailureKind.UNREACHABLE:
            return TargetUnreachable(f"nothing answers at {hosts.auth_url}: {words}")
        return TargetUnreachable(f"{hosts.auth_url} did not sign in: {words}")
    if error is None:
        return TargetUnreachable(f"{hosts.auth_url} did not sign in: its answer has no account")
    hint = _HINTS.get(error.code or "", "check the email address and the code")
    said = redactor.text(f"{error.code or ''} {error.message}".strip())
    return UsageError(f"{hosts.auth_url} refused: HTTP {error.http_status} {said}; {hint}")


def _keep_nothing(_: Exchange) -> None:
    """Signing in by hand leaves no log."""


def _nothing() -> None:
    """The client is closed by who made it."""


def log_out(hosts: Hosts, tokens: Tokens) -> bool:
    """Forget the account of a gateway; returns whether there was one. Raises UsageError where it cannot be."""
    return tokens.forget(hosts.voice_url)


def who_am_i(hosts: Hosts) -> Kept | None:
    """Return the account that a run on a gateway would use, None where nobody is logged in."""
    return account_of(hosts.voice_url, os.environ)


def environment_wins() -> bool:
    """Whether the environment names an account, over any that is kept."""
    return from_environment(os.environ) is not None
