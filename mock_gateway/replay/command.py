"""The command `pine-mock replay`."""

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction

MEANING = "serve recorded exchanges back, the same every time"
_DEFAULT_PORT = 8765


def add_to(commands: "_SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's parser."""
    parser = commands.add_parser("replay", help=MEANING, description=f"{MEANING[0].upper()}{MEANING[1:]}.")
    parser.add_argument("directory", type=Path, metavar="DIR", help="a directory that `pine-mock proxy` recorded in")
    parser.add_argument(
        "--port",
        dest="listen_port",
        type=int,
        default=_DEFAULT_PORT,
        help="port on 127.0.0.1; 0 picks a free one (default: %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Serve what was recorded until a signal says stop."""
    from mock_gateway.replay.server import ReplayServer  # aiohttp is slow to import: not for --help
    from mock_gateway.serve import until_stopped

    server = ReplayServer(options.directory, port=options.listen_port)
    count = f"{server.recorded} exchange{'' if server.recorded == 1 else 's'}"
    told = f"pine-mock replay is listening on {{url}} with {count} of {options.directory}"
    return asyncio.run(until_stopped(server, told))
