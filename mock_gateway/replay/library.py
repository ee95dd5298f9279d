"""All recorded exchanges of a directory, and which of them answers a request."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.errors import HarnessError, UsageError
from harness.model.exchange import Exchange
from harness.wire.cassette import decode
from mock_gateway.replay.asking import Asked, asked_of, differences
from mock_gateway.wire_routes import call_id_of

_STICKY = frozenset({"call_get", "call_stream"})
_SHOWN_PROBLEMS = 10
_SHOWN_DIFFERENCES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One recorded exchange. `call_id` is the call that it is about, "" for none; `told` names it to a reader."""

    exchange: Exchange
    asked: Asked
    call_id: str
    told: str


def load(directory: Path) -> tuple[Recorded, ...]:
    """Read every cassette of a directory, in the order in which the exchanges began.

    Raises UsageError for a directory without cassettes, naming each file that is none.
    """
    if not directory.is_dir():
        raise UsageError(
            f"{directory} is not a directory with cassettes: `pine-mock proxy --record {directory}` makes one"
        )
    found: list[Recorded] = []
    problems = []
    for path in sorted(directory.glob("*.json")):
        try:
            found += [_recorded(exchange, path.name) for exchange in decode(json.loads(path.read_bytes()))]
        except (OSError, ValueError, RecursionError, HarnessError) as error:
            problems.append(f"{path}: {error}")
    if problems:
        more = f"\nand {len(problems) - _SHOWN_PROBLEMS} more" if len(problems) > _SHOWN_PROBLEMS else ""
        raise UsageError("\n".join(problems[:_SHOWN_PROBLEMS]) + more)
    if not found:
        raise UsageError(f"{directory} holds no cassette: `pine-mock proxy --record {directory}` writes them")
    return tuple(sorted(found, key=lambda one: one.exchange.sent_s))


class Library:
    """Answers requests with recorded exchanges, by the request alone and how often it came.

    The same request recorded several times is answered in the recorded order, and from the beginning again after the
    last. Reads of a call stay at its last answer instead, until the call is placed again.
    """

    def __init__(self, recorded: Sequence[Recorded]) -> None:
        self._recorded = tuple(recorded)
        self._by_target: dict[tuple[str, str], list[int]] = {}
        for index, one in enumerate(self._recorded):
            self._by_target.setdefault((one.asked.method, one.asked.path), []).append(index)
        self._served: dict[tuple[int, ...], int] = {}

    def __len__(self) -> int:
        return len(self._recorded)

    def answer(self, asked: Asked) -> Exchange | None:
        """Return the exchange whose answer this request gets now; None when nothing that was recorded answers it."""
        fitting = [
            index
            for index in self._by_target.get((asked.method, asked.path), ())
            if not differences(self._recorded[index].asked, asked)
        ]
        if not fitting:
            return None
        same_user = [index for index in fitting if self._recorded[index].asked.user_id == asked.user_id]
        group = tuple(same_user or fitting)
        count = self._served.get(group, 0)
        self._served[group] = count + 1
        sticky = self._recorded[group[0]].exchange.route in _STICKY
        chosen = self._recorded[group[min(count, len(group) - 1) if sticky else count % len(group)]]
        if chosen.exchange.route == "call_create" and chosen.call_id:
            self._begin_again(chosen.call_id)
        return chosen.exchange

    def why_not(self, asked: Asked) -> str:
        """Say which recorded request comes nearest to one that nothing answers, and in what it differs."""
        told = f"no recorded exchange answers {asked.method} {asked.path}"
        missed = [(differences(one.asked, asked), one) for one in self._recorded]
        found, nearest = min(missed, key=lambda pair: (_distance(pair[1].asked, asked), len(pair[0])))
        shown = "; ".join(found[:_SHOWN_DIFFERENCES])
        more = f"; and {len(found) - _SHOWN_DIFFERENCES} more differences" if len(found) > _SHOWN_DIFFERENCES else ""
        return f"{told}; the nearest is {nearest.told}: {shown}{more}"

    def _begin_again(self, call_id: str) -> None:
        for group in [group for group in self._served if self._is_read_of(group, call_id)]:
            del self._served[group]

    def _is_read_of(self, group: tuple[int, ...], call_id: str) -> bool:
        first = self._recorded[group[0]]
        return first.call_id == call_id and first.exchange.route in _STICKY


def _distance(recorded: Asked, asked: Asked) -> int:
    """How far apart two requests are before their bodies are looked at: another route is further than another call."""
    if recorded.path != asked.path:
        shape = (
            recorded.path.count("/") != asked.path.count("/")
            or recorded.path.split("/")[:5] != asked.path.split("/")[:5]
        )
        return 2 + 2 * shape + (recorded.method != asked.method)
    return int(recorded.method != asked.method)


def _recorded(exchange: Exchange, file: str) -> Recorded:
    asked = asked_of(exchange)
    call_id = _placed(exchange) if exchange.route == "call_create" else call_id_of(asked.path)
    told = f"exchange {exchange.seq} of {file} ({exchange.method} {asked.path})"
    return Recorded(exchange=exchange, asked=asked, call_id=call_id or "", told=told)


def _placed(exchange: Exchange) -> str | None:
    try:
        found = json.loads(exchange.response_body or "")["call_id"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if isinstance(found, str) else None
