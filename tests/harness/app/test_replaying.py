"""`--target replay:…`: what an earlier run or a proxy recorded, in place of a gateway."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.app.replaying import resolved
from harness.app.run import RunRequest, run_scenarios
from harness.app.target import ready_target
from harness.errors import UsageError
from harness.model.record import Exchanged, Record, TrialGraded
from harness.runner.plan import Selection
from harness.store.run_log import read_records
from mock_gateway.config import MockConfig
from mock_gateway.proxy.config import ProxyConfig
from mock_gateway.proxy.server import ProxyServer
from mock_gateway.server import MockServer

SHIPPED = Path(__file__).parents[3] / "scenarios"
SHOWN_MESSAGE = 200

BROKEN = """\
defaults: {brief: {base: standard}, expect: {status: completed}}
scenarios:
  - {id: reset-at-sign-in, faults: [{route: auth_request, kind: reset}]}
  - {id: dial-unknown, faults: [{route: create, kind: reset}]}
  - {id: dial-refused-by-a-proxy, faults: [{route: create, kind: html_page}]}
  - {id: gateway-error, faults: [{route: create, kind: server_error, status: 503}]}
  - {id: half-an-answer, faults: [{route: create, kind: truncated_json}]}
  - {id: polls-fail, faults: [{route: stream, kind: server_error}, {route: get, kind: reset}]}
  - {id: tried-again, retries: 1, faults: [{route: auth_verify, kind: reset}]}
  - {id: fails, expect: [{status: failed}, {says: {speaker: agent, text: unobtainium}}]}
  - {id: skipped, skip: not today}
  - {id: on-live-only, runs_on: [live]}
"""
"""Every way in which a trial breaks down, fails or does not run."""


def run(request: RunRequest) -> Path:
    """Run scenarios and return the run's folder."""
    return asyncio.run(run_scenarios(request)).folder


def request(target: str, *paths: Path, reports: Path, words: tuple[str, ...] = ()) -> RunRequest:
    """Return a request for a run with a seed of its own on each target."""
    return RunRequest(
        paths=paths,
        target=resolved(target, reports),
        reports=reports,
        seed=len(target),
        selection=Selection(words=words),
        formats=("json",),
    )


def verdicts(folder: Path) -> Mapping[str, Any]:
    """Return what every trial and scenario came to, with each check and its words."""
    found: dict[str, Any] = {}
    for record in read_records(folder / "run.jsonl"):
        if isinstance(record, TrialGraded):
            found[record.trial_id] = (record.verdict, record.retried)
        elif record.record == "scenario_graded":
            found[record.scenario_id] = record.verdict
    return found


def exchanges(folder: Path) -> dict[str, list[Any]]:
    """Return the exchanges of each trial."""
    found: dict[str, list[Any]] = {}
    records: list[Record] = list(read_records(folder / "run.jsonl"))
    for record in records:
        if isinstance(record, Exchanged):
            found.setdefault(record.trial_id, []).append(record.exchange)
    return found


@pytest.mark.parametrize("suite", ["quickstart", "faults", "errors"])
def test_a_replayed_run_has_the_verdicts_of_the_first(suite: str, tmp_path: Path) -> None:
    """Every check says the same in the same words, with another seed and no gateway; exchanges keep their times."""
    path = SHIPPED / f"{suite}.yaml"
    first = run(request("mock", path, reports=tmp_path))
    again = run(request(f"replay:{first.name}", path, reports=tmp_path))
    assert verdicts(again) == verdicts(first)
    assert exchanges(again) == exchanges(first)


def test_what_broke_down_breaks_down_alike(tmp_path: Path) -> None:
    """A dial of which nobody knows, an answer in half, a retry: each is judged as it was."""
    path = tmp_path / "broken.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    first = run(request("mock", path, reports=tmp_path / "out"))
    again = run(request(f"replay:{first}", path, reports=tmp_path / "out"))
    assert verdicts(again) == verdicts(first)
    kinds = {str(verdict.kind) for verdict, _ in (it for it in verdicts(first).values() if isinstance(it, tuple))}
    assert kinds >= {"dial_unknown", "gateway_error", "expectation"}


def test_a_replay_is_replayed(tmp_path: Path) -> None:
    """The log of a replayed run is a run's log like any other."""
    path = SHIPPED / "quickstart.yaml"
    first = run(request("mock", path, reports=tmp_path))
    second = run(request(f"replay:{first.name}", path, reports=tmp_path))
    third = run(request(f"replay:{second.name}", path, reports=tmp_path))
    assert verdicts(third) == verdicts(first)
    head = next(read_records(third / "run.jsonl"))
    assert getattr(head, "target", "") == f"replay of {second.name} on embedded mock"


def test_latest_means_the_run_before(tmp_path: Path) -> None:
    """A name that moves is settled before the new run takes it."""
    path = SHIPPED / "quickstart.yaml"
    first = run(request("mock", path, reports=tmp_path))
    assert Path(resolved("replay:latest", tmp_path).removeprefix("replay:")).resolve() == first.resolve()


def test_a_request_that_nothing_answers_names_the_nearest(tmp_path: Path) -> None:
    """A brief that was changed since cannot be judged, and is told what differs; it is not a failure."""
    path = tmp_path / "one.yaml"
    text = "scenarios:\n  - {id: one, brief: {base: standard, callee_name: CALLEE}, expect: {status: completed}}\n"
    path.write_text(text, encoding="utf-8")
    first = run(request("mock", path, reports=tmp_path / "out"))
    path.write_text(text.replace("CALLEE", "Somebody Else"), encoding="utf-8")
    again = run(request(f"replay:{first}", path, reports=tmp_path / "out"))
    verdict, _ = verdicts(again)["one#1"]
    assert (str(verdict.verdict), str(verdict.kind)) == ("ungradable", "unreachable")
    assert "no recorded exchange answers POST /api/v2/voice/call" in verdict.message
    assert 'body.callee_name is "Somebody Else" and was recorded as "CALLEE"' in verdict.message
    assert exchanges(again)["one#1"][-1].error in verdict.message


def test_a_trial_that_the_log_has_not_is_answered_by_what_it_asks(tmp_path: Path) -> None:
    """A scenario under another id is answered by the exchanges of the same brief."""
    path = tmp_path / "one.yaml"
    text = "scenarios:\n  - {id: one, brief: {base: standard}, expect: {status: completed}}\n"
    path.write_text(text, encoding="utf-8")
    first = run(request("mock", path, reports=tmp_path / "out"))
    path.write_text(text.replace("id: one", "id: two"), encoding="utf-8")
    again = run(request(f"replay:{first}", path, reports=tmp_path / "out"))
    assert str(verdicts(again)["two#1"][0].verdict) == "passed"


def record_cassettes(suite: Path, reports: Path, cassettes: Path) -> Path:
    """Run a suite through the recording proxy and return the run's folder."""

    async def through_the_proxy() -> Path:
        async with MockServer(MockConfig(clock="instant")) as mock:
            config = ProxyConfig(upstream=mock.url, directory=cassettes)
            async with ProxyServer(config) as proxy:
                return (await run_scenarios(request(proxy.url, suite, reports=reports))).folder

    return asyncio.run(through_the_proxy())


def test_cassettes_answer_as_the_run_that_made_them(tmp_path: Path) -> None:
    """What a proxy recorded replays a suite; books, which are not on the wire, skip their scenario."""
    suite = tmp_path / "suite.yaml"
    suite.write_text(
        "scenarios:\n"
        "  - {id: books-it, brief: {base: standard}, expect: [{status: completed}, {confirmed: {day: tuesday}}]}\n"
        '  - {id: refused, brief: {base: standard, dialed_number: "5550142"}, expect: {error: INVALID_PHONE}}\n'
        "  - {id: reads-books, brief: {base: standard}, expect: {books: {booked: true}}}\n",
        encoding="utf-8",
    )
    first = record_cassettes(suite, tmp_path / "out", tmp_path / "cassettes")
    again = run(request(f"replay:{tmp_path / 'cassettes'}", suite, reports=tmp_path / "out"))
    then, now = verdicts(first), verdicts(again)
    assert [str(now[name].verdict) for name in ("books-it", "refused", "reads-books")] == [
        "passed",
        "passed",
        "skipped",
    ]
    assert str(then["reads-books"].verdict) == "passed"
    assert "it uses books" in now["reads-books"].message


@pytest.mark.parametrize(
    ("target", "told"),
    [("replay:", "which run"), ("replay:nowhere", "no run called 'nowhere'"), ("replay:latest", "no run called")],
)
def test_a_recording_that_is_not_there_is_a_usage_error(target: str, told: str, tmp_path: Path) -> None:
    """Nothing is run, and the message says what is there."""
    with pytest.raises(UsageError, match=told):
        resolved(target, tmp_path)


def test_a_replay_of_live_calls_rings_nobody(tmp_path: Path) -> None:
    """What a real gateway said is replayed as such, with its own day, and without a guard that counts calls."""
    first = run(request("mock", SHIPPED / "quickstart.yaml", reports=tmp_path))
    log = first / "run.jsonl"
    head, *rest = log.read_text(encoding="utf-8").splitlines(keepends=True)
    changed = {**json.loads(head), "target": "gateway at https://voice.example", "strict": False}
    moved = "".join(rest).replace("2026-03-06T09:00", "2027-01-02T09:00")
    log.write_text(json.dumps(changed) + "\n" + moved, encoding="utf-8")

    async def opened() -> None:
        async with ready_target(resolved(f"replay:{first}", tmp_path), _Noon()) as ready:
            assert (ready.ground.kind, ready.rings, ready.fence) == ("live", False, None)
            assert ready.ground.call_date.isoformat().startswith("2027-01-02T09:00")

    asyncio.run(opened())


class _Noon:
    def now_s(self) -> float:
        return 0.0
