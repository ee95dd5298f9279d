"""`--target replay:RUN-OR-DIR`: the log of an earlier run, or cassettes of `pine-mock proxy`, in place of a gateway."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import cycle
from pathlib import Path
from typing import Final

from harness.app.dialled import AT_GATEWAY
from harness.errors import StoreError, UsageError
from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.model.record import Exchanged, Observed, RunStarted, ScenarioPlanned, Trial, TrialStarted
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Patience
from harness.runner.plan import MOCK_CALL_DATE, Ground
from harness.store.log_index import LogIndex
from harness.store.run_log import LOG_NAME, find_run
from harness.targets.gateway import Credentials, EmailLogin
from harness.targets.mock import MOCK_ABILITIES
from harness.targets.replay import Recorded, ReplayTarget
from harness.wire.records import decode
from mock_gateway.assumptions import Assumptions
from mock_gateway.replay.asking import asked_of
from mock_gateway.replay.library import Library, load
from mock_gateway.replay.library import Recorded as Entry
from mock_gateway.wire_routes import call_id_of

REPLAY: Final = "replay:"
SHOWN: Final = "replay of "
CASSETTE_ABILITIES: Final = frozenset({"account", "callee", "faults"})
"""What a recording stands for: the state of the account and who picked up were prepared when it was made."""

ANY_CODE: Final = "<code>"
ANY_TOKEN: Final = "<access_token>"  # noqa: S105 - the placeholder that stands for every token in a recording


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """A target made of recordings, and what a plan must know of it."""

    target: ReplayTarget
    ground: Ground
    patience: Patience
    shown: str


def is_replay(target: str) -> bool:
    """Whether a target is a recording."""
    return target.startswith(REPLAY)


def resolved(target: str, reports: Path) -> str:
    """Return a target with the folder that it means now: `latest` will be another run once there is one more.

    Raises UsageError for a run or a directory that is not there; what is no replay is returned as it is.
    """
    if not is_replay(target):
        return target
    name = target.removeprefix(REPLAY)
    if not name:
        raise UsageError(f"--target {target}: which run? Allowed: {REPLAY}RUN, or {REPLAY}DIR with cassettes")
    if _has_cassettes(Path(name)):
        return target
    return f"{REPLAY}{find_run(name, reports)}"


def replay_of(target: str, embedded: Patience) -> Replay:
    """Open a recording; `embedded` is how long an embedded mock is waited on, as this run's may have been.

    Raises UsageError where there is none, StoreError for a log that cannot be read.
    """
    folder = Path(target.removeprefix(REPLAY))
    if (folder / LOG_NAME).is_file():
        return _RunRecording(folder / LOG_NAME).replay(embedded)
    return _of_cassettes(folder)


def _has_cassettes(folder: Path) -> bool:
    return folder.is_dir() and not (folder / LOG_NAME).is_file() and any(folder.glob("*.json"))


class _Held:
    """A library of exchanges, asked by exchanges that have no answer yet."""

    def __init__(self, entries: Sequence[Entry], where: str) -> None:
        self._library, self._where = Library(entries), where

    def answer(self, asked: Exchange) -> Exchange | None:
        return self._library.answer(asked_of(asked))

    def why_not(self, asked: Exchange) -> str:
        if not len(self._library):
            return f"nothing answers {asked.method} {asked_of(asked).path}: {self._where} holds no request at all"
        return self._library.why_not(asked_of(asked))


class _RunRecording:
    """The log of a run. A trial that it has is answered by its own exchanges, another by those of all trials."""

    def __init__(self, log: Path) -> None:
        self._index = LogIndex(log)
        self._log = log
        self._trials: dict[str, Trial] = {}
        dated: set[str] = set()
        records = self._index.records()
        head = next(records, None)
        if not isinstance(head, RunStarted):
            raise StoreError(f"{log}: not a run: it does not begin with run_started")
        for record in records:
            if isinstance(record, TrialStarted):
                self._trials[record.trial.trial_id] = record.trial
            elif isinstance(record, ScenarioPlanned) and record.scenario.call_date is not None:
                dated.add(record.scenario.scenario_id)
        self._head = head
        self._undated = [trial.call_date for trial in self._trials.values() if trial.scenario_id not in dated]

    def replay(self, embedded: Patience) -> Replay:
        """Make the target: it is of the kind of the run's, and its day is the run's."""
        kind = "mock" if self._on_mock else "live"
        can = MOCK_ABILITIES if self._on_mock else frozenset()
        default = Patience(poll_interval_s=_poll_interval_s(self._head.settings))
        return Replay(
            target=ReplayTarget(kind, can, self.find),
            ground=Ground(kind=kind, can=can, call_date=self._call_date),
            patience=embedded if self._head.target.endswith("embedded mock") else default,
            shown=f"{SHOWN}{self._head.run_id} on {self._head.target.rpartition(' on ')[2]}",
        )

    def find(self, trial: Trial) -> Recorded:
        """Return what a trial is replayed from."""
        if trial.trial_id not in self._trials:
            return Recorded(answers=self._everything, account=self._account(self._all_exchanges))
        exchanges, observations = self._left_by(trial.trial_id)
        first = observations[0] if observations else None
        never_opened = not exchanges and first is not None and first.step == 0 and not first.call_name
        return Recorded(
            answers=_Held([_entry(it, f"trial {trial.trial_id}") for it in exchanges], f"trial {trial.trial_id}"),
            account=self._account(exchanges),
            kinds=_kinds(observations),
            books=_books(observations),
            opening=first.breakdown if never_opened and first is not None else None,
        )

    @property
    def _on_mock(self) -> bool:
        return not self._head.target.startswith(AT_GATEWAY) if self._head.strict is None else self._head.strict

    @property
    def _call_date(self) -> datetime:
        return self._undated[0] if self._undated else MOCK_CALL_DATE

    @cached_property
    def _everything(self) -> _Held:
        """All exchanges of the log: read only where a trial is asked for that the log does not have."""
        entries = [_entry(it, f"trial {name}") for name in self._trials for it in self._left_by(name)[0]]
        return _Held(entries, str(self._log))

    @cached_property
    def _all_exchanges(self) -> tuple[Exchange, ...]:
        return tuple(exchange for name in self._trials for exchange in self._left_by(name)[0])

    def _left_by(self, trial_id: str) -> tuple[list[Exchange], list[Observation]]:
        exchanges: list[Exchange] = []
        observations: list[Observation] = []
        for line in self._index.lines(trial_id):
            record = decode(line)
            if isinstance(record, Exchanged):
                exchanges.append(record.exchange)
            elif isinstance(record, Observed):
                observations.append(record.observation)
        return sorted(exchanges, key=lambda it: it.seq), observations

    def _account(self, exchanges: Iterable[Exchange]) -> Credentials | EmailLogin:
        """Return the account that signed a trial's requests: on a mock one that was made for it."""
        found = list(exchanges)
        emails = _emails(found)
        own = f"@{Assumptions().account_domain}"
        made = [email for email in emails if email.startswith("account-") and email.endswith(own)]
        if self._on_mock and emails:
            return EmailLogin(email=(made or emails)[0], code=ANY_CODE)
        return _credentials(found)


def _of_cassettes(folder: Path) -> Replay:
    entries = load(folder)
    held = _Held(entries, str(folder))
    exchanges = [entry.exchange for entry in entries]
    emails = cycle(_emails(exchanges))

    def find(_: Trial) -> Recorded:
        email = next(emails, None)
        account = _credentials(exchanges) if email is None else EmailLogin(email=email, code=ANY_CODE)
        return Recorded(answers=held, account=account)

    return Replay(
        target=ReplayTarget("replay", CASSETTE_ABILITIES, find),
        ground=Ground(kind="replay", can=CASSETTE_ABILITIES, call_date=MOCK_CALL_DATE),
        patience=Patience(),
        shown=f"{SHOWN}cassettes in {folder}",
    )


def _entry(exchange: Exchange, where: str) -> Entry:
    asked = asked_of(exchange)
    placed = _json(exchange.response_body).get("call_id") if exchange.route == "call_create" else None
    call_id = placed if isinstance(placed, str) else call_id_of(asked.path)
    told = f"exchange {exchange.seq} of {where} ({exchange.method} {asked.path})"
    return Entry(exchange=exchange, asked=asked, call_id=call_id or "", told=told)


def _kinds(observations: Iterable[Observation]) -> dict[int, FailureKind]:
    """Return by the exchange's seq why steps broke down."""
    broken = (it.breakdown for it in observations)
    return {it.exchange: it.kind for it in broken if it is not None and it.exchange is not None}


def _books(observations: Iterable[Observation]) -> dict[str, Mapping[str, Json]]:
    return {it.call.call_id: it.books for it in observations if it.call is not None and it.books is not None}


def _emails(exchanges: Iterable[Exchange]) -> list[str]:
    """Return the addresses that codes were asked for, each once, in their order."""
    bodies = [_json(it.request_body) for it in exchanges if it.route == "auth_request"]
    found = [body.get("email") for body in bodies]
    return list(dict.fromkeys(email for email in found if isinstance(email, str)))


def _credentials(exchanges: Iterable[Exchange]) -> Credentials:
    ids = (it.request_headers.get("x-pine-user-id", "") for it in exchanges)
    return Credentials(access_token=ANY_TOKEN, user_id=next(filter(None, ids), "replayed"))


def _json(text: str | None) -> Mapping[str, Json]:
    try:
        found = json.loads(text or "")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _poll_interval_s(settings: Mapping[str, Json]) -> float:
    live = settings.get("live")
    found = live.get("poll_interval_s") if isinstance(live, dict) else None
    return float(found) if isinstance(found, int | float) and found > 0 else Patience().poll_interval_s
