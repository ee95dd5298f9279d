"""`pine-harness login`."""

import asyncio
import sys
from getpass import getpass
from typing import Annotated

import typer

from harness.cli.options import LoginTarget


def login(
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Whose; asked for unless given")] = None,
    code: Annotated[
        str | None, typer.Option(metavar="CODE", help="The code, where it is known beforehand, as on a mock")
    ] = None,
    target: LoginTarget = "live",
) -> None:
    """Sign in by email, and keep the account for live runs.

    A code is sent to the address and asked for. The token is kept in the system's keyring where there is one, else in a
    file that only you can read, and shown nowhere.
    """
    # Imported when called, for a quick start.
    from harness.app.login import environment_wins, log_in, target_hosts
    from harness.app.tokens import own_tokens
    from harness.cli.console import err, out
    from harness.errors import UsageError

    hosts = target_hosts(target)
    address = email if email is not None else _line("Email: ")
    if not address:
        raise UsageError("no email address was given; name one with --email")

    def ask() -> str:
        given = code if code is not None else _secret(f"Code that was sent to {address}: ")
        if not given:
            raise UsageError("no code was given; run pine-harness login again for a new one")
        return given

    done = asyncio.run(log_in(hosts, address, ask, own_tokens()))
    out().print(f"logged in as user {done.user_id} at {done.gateway}; the token is kept in {done.where}")
    if environment_wins():
        err().print("PINE_ACCESS_TOKEN and PINE_USER_ID are set, and win over it")


def _line(prompt: str) -> str:
    if sys.stdin.isatty():
        sys.stderr.write(prompt)
        sys.stderr.flush()
    return sys.stdin.readline().strip()


def _secret(prompt: str) -> str:
    """Ask without showing what is typed; a pipe is read as it comes."""
    return getpass(prompt).strip() if sys.stdin.isatty() else sys.stdin.readline().strip()
