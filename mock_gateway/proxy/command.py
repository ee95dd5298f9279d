"""The command `pine-mock proxy`."""

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from mock_gateway.proxy.config import ProxyConfig

if TYPE_CHECKING:
    from argparse import _SubParsersAction

MEANING = "stand between a client and a gateway: check what passes, and record it"
_DEFAULT_PORT = 8766


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = commands.add_parser("proxy", help=MEANING, description=f"{MEANING[0].upper()}{MEANING[1:]}.")
    parser.add_argument("--upstream", required=True, metavar="URL", help="base URL of the gateway")
    parser.add_argument("--record", required=True, type=Path, metavar="DIR", help="where cassettes are written")
    parser.add_argument(
        "--auth-upstream", default="", metavar="URL", help="base URL of the auth API (default: that of --upstream)"
    )
    parser.add_argument(
        "--port",
        dest="listen_port",
        type=int,
        default=_DEFAULT_PORT,
        help="port on 127.0.0.1; 0 picks a free one (default: %(default)s)",
    )
    parser.add_argument(
        "--allow-live",
        action="store_true",
        help="allow an upstream that is not this machine: calls there can ring real phones and spend real credits",
    )


def run(options: argparse.Namespace) -> int:
    """Pass on and record until a signal says stop."""
    config = ProxyConfig(
        upstream=options.upstream,
        auth_upstream=options.auth_upstream,
        directory=options.record,
        port=options.listen_port,
        allow_live=options.allow_live,
    )
    from mock_gateway.proxy.server import ProxyServer  # aiohttp and jsonschema are slow to import: not for --help
    from mock_gateway.serve import until_stopped

    told = f"passes on to {config.upstream} and records in {config.directory}"
    return asyncio.run(until_stopped(ProxyServer(config), f"pine-mock proxy is listening on {{url}}, {told}"))
