"""`pine-mock`: the mock gateway alone, and the tables that explain it."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from harness.errors import HarnessError, UsageError
from mock_gateway.config import CLOCK_MODES, DEFAULT_SPEED, STATUS_SPELLINGS, MockConfig
from mock_gateway.proxy import command as proxy
from mock_gateway.replay import command as replay

_EXIT_USAGE = 2
_DEFAULT_PORT = 8765
_LISTINGS = {
    "assumptions": "list the open points of the reference and how the mock decides them",
    "magic": "list the magic numbers, emails and codes",
    "checks": "list the order in which a call request is checked",
    "faults": "list what can be made to go wrong, and how it is set",
}
_SERVING = {"proxy": proxy.run, "replay": replay.run}


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and leave with its exit code: 0 for a clean end, 2 for what cannot be done as asked."""
    try:
        sys.exit(_run(_parser().parse_args(arguments)))
    except HarnessError as error:
        sys.stderr.write(f"pine-mock: {error}\n")
        sys.exit(_EXIT_USAGE)
    except KeyboardInterrupt:
        sys.exit(0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pine-mock",
        description="A simulated Pine Voice gateway: the whole API on one port, with its own accounts and callees.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s, this machine only)"
    )
    parser.add_argument(
        "--port", type=int, default=_DEFAULT_PORT, help="port; 0 picks a free one (default: %(default)s)"
    )
    parser.add_argument("--clock", choices=CLOCK_MODES, default="scaled", help="how time passes (default: %(default)s)")
    parser.add_argument(
        "--speed",
        type=float,
        default=DEFAULT_SPEED,
        help="simulated seconds a second, of the scaled clock (default: 60)",
    )
    parser.add_argument(
        "--statuses", choices=STATUS_SPELLINGS, default="documented", help="spelling of terminal statuses"
    )
    parser.add_argument(
        "--assume",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="decide an open point of the reference otherwise; `pine-mock assumptions` lists them",
    )
    parser.add_argument(
        "--done-at-get", type=int, metavar="N", help="end each call at its Nth GET, whatever the clock says"
    )
    parser.add_argument("--control-token", help="demanded on /__mock__/; needed when --host is not this machine only")
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, meaning in _LISTINGS.items():
        table = commands.add_parser(name, help=meaning)
        table.add_argument("--markdown", action="store_true", help="as a Markdown table")
    proxy.add_to(commands)
    replay.add_to(commands)
    return parser


def _run(options: argparse.Namespace) -> int:
    if options.version:
        from harness import __version__

        sys.stdout.write(f"pine-mock {__version__}\n")
        return 0
    if options.command in _SERVING:
        _refuse_foreign_options(options)
        return _SERVING[options.command](options)
    if options.command:
        from mock_gateway.listing import listing

        sys.stdout.write(listing(options.command, markdown=options.markdown))
        return 0
    from mock_gateway.serve import serve  # aiohttp takes 0.3 s to import: not for --help

    return serve(_config(options))


def _refuse_foreign_options(options: argparse.Namespace) -> None:
    """Raise UsageError for an option of the mock before another server's name: it would be ignored in silence."""
    for name, default in vars(_parser().parse_args([])).items():
        if name != "command" and getattr(options, name) != default:
            option = f"--{name.replace('_', '-')}"
            raise UsageError(
                f"{option} before {options.command} is of the mock itself; see pine-mock {options.command} -h"
            )


def _config(options: argparse.Namespace) -> MockConfig:
    return MockConfig(
        host=options.host,
        port=options.port,
        clock=options.clock,
        speed=options.speed,
        statuses=options.statuses,
        assume=dict(_pair(text) for text in options.assume),
        done_at_get=options.done_at_get,
        control_token=options.control_token,
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"--assume {text!r} is not NAME=VALUE")
    return name.strip(), value


if __name__ == "__main__":
    main()
