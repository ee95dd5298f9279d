"""A run on a gateway that passes for live, once its plan was admitted: what stops it, slows it, and resumes it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from harness.app.run import RunOutcome
from harness.errors import TargetRefused
from harness.model.record import RunStarted
from harness.model.verdict import FailureKind
from harness.store.run_log import read_records
from tests.harness.app.live import ANYTIME, NUMBER, LiveGateway, posts, request_in, resume_on, run_on

SECRET = "very-secret-access-token"


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An account in the environment, and none that is kept on this machine."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", SECRET)
    monkeypatch.setenv("PINE_USER_ID", "1234567890")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def repeated(runs: int, expect: str = "{status: completed}") -> str:
    """Return a suite whose one scenario runs so often."""
    return f"scenarios:\n  - {{id: one, brief: {{base: standard}}, expect: {expect}, runs: {runs}}}\n"


def limited(retry_after: str | None = "0") -> web.Response:
    """Return a 429."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return web.json_response({"error": {"code": "RATE_LIMITED", "message": "slow"}}, status=429, headers=headers)


def kinds(outcome: RunOutcome) -> list[str]:
    """Return what the records of a run are."""
    return [record.record for record in read_records(outcome.folder / "run.jsonl")]


def test_a_spent_budget_ends_the_run_with_what_remains_listed(tmp_path: Path) -> None:
    """Charges beyond the published price leave nothing for the next call: it is not made, and is in the log."""
    gateway = LiveGateway(charged=9_900)
    request = replace(request_in(tmp_path, repeated(4)), concurrency=1)
    outcome = run_on(gateway, request)
    assert posts(gateway.seen) == 1
    assert "the budget is spent: 9900 credits" in outcome.ended.halted
    assert "max_credits is 10000" in outcome.ended.halted
    assert outcome.ended.exit_code == 3
    assert kinds(outcome).count("trial_not_run") == 2  # the second was begun, and its call refused
    assert [it.verdict.kind for it in outcome.view.scenarios if it.verdict] == [FailureKind.NOT_RUN]


def test_a_run_that_stopped_goes_on_within_the_limits_of_then(tmp_path: Path) -> None:
    """What is left is judged like any plan, with what the run has rung and spent already; and is called once."""
    gateway = LiveGateway(charged=9_900)
    request = replace(request_in(tmp_path, repeated(4)), concurrency=1)
    stopped = run_on(gateway, request)
    head = next(it for it in read_records(stopped.folder / "run.jsonl") if isinstance(it, RunStarted))
    url = head.target.removeprefix("gateway at ")
    gateway.charged, gateway.seen = 70.0, []
    wide = ANYTIME.model_copy(update={"max_credits": 20_000})
    for live, told in (
        (wide.model_copy(update={"max_calls": 3}), r"3 calls \(after 1 before\); allowed: max_calls = 3"),
        (ANYTIME, r"allowed: max_credits = 10000\n.* max_credits = 10650"),
    ):
        with pytest.raises(TargetRefused, match=told):
            resume_on(gateway, replace(request, live=live), url)
    assert gateway.seen == []
    ended = resume_on(gateway, replace(request, live=wide), url)
    assert (ended.ended.exit_code, posts(gateway.seen), len(gateway.numbers)) == (0, 3, 4)


@pytest.mark.parametrize(("at_once", "runs"), [(1, 4), (3, 9)])
def test_no_more_calls_go_on_than_may(tmp_path: Path, at_once: int, runs: int) -> None:
    """However many trials a run may carry out at once."""
    gateway = LiveGateway()
    request = request_in(tmp_path, repeated(runs), ANYTIME.model_copy(update={"max_concurrent": at_once}))
    outcome = run_on(gateway, replace(request, concurrency=50))
    assert outcome.ended.exit_code == 0
    assert len(gateway.numbers) == runs
    assert gateway.most_at_once <= at_once


def test_a_limit_is_waited_out(tmp_path: Path) -> None:
    """A 429 says that no phone rang, so the call is asked for again after its Retry-After, and counts once."""
    gateway = LiveGateway(answers=[limited(), limited()])
    live = ANYTIME.model_copy(update={"max_calls": 1, "max_calls_per_number_per_day": 1})
    outcome = run_on(gateway, request_in(tmp_path, repeated(1), live))
    assert (posts(gateway.seen), gateway.numbers) == (3, [NUMBER])
    assert outcome.ended.exit_code == 0
    assert (kinds(outcome).count("dial_intended"), kinds(outcome).count("dial_settled")) == (1, 1)


def test_a_gateway_that_asks_for_too_much_is_not_waited_for(tmp_path: Path) -> None:
    """A limit that outlasts the run is its answer."""
    gateway = LiveGateway(answers=[limited("86400")])
    outcome = run_on(gateway, request_in(tmp_path, repeated(1)))
    assert posts(gateway.seen) == 1
    assert outcome.ended.exit_code == 3


def test_who_tests_the_limit_sees_it(tmp_path: Path) -> None:
    """A scenario that expects RATE_LIMITED gets the answer at once."""
    gateway = LiveGateway(answers=[limited("0")])
    outcome = run_on(gateway, request_in(tmp_path, repeated(1, "{error: RATE_LIMITED}")))
    assert posts(gateway.seen) == 1
    assert outcome.ended.exit_code == 0


def test_a_token_that_expired_tells_how_to_log_in(tmp_path: Path) -> None:
    """No further call is made, and the reason names the command."""
    expired = web.json_response({"error": {"code": "TOKEN_EXPIRED", "message": "old"}}, status=401)
    gateway = LiveGateway(answers=[expired])
    outcome = run_on(gateway, replace(request_in(tmp_path, repeated(3)), concurrency=1))
    assert posts(gateway.seen) == 1
    assert "pine-harness login" in outcome.ended.halted


def test_the_token_is_in_nothing_that_a_run_leaves(tmp_path: Path) -> None:
    """Neither in the log, where requests are kept, nor in a report."""
    outcome = run_on(LiveGateway(), request_in(tmp_path, repeated(1)))
    written = [path for path in outcome.folder.iterdir() if path.is_file()]
    assert len(written) > 1
    assert [path.name for path in written if SECRET in path.read_text(encoding="utf-8")] == []
    assert "<access_token>" in (outcome.folder / "run.jsonl").read_text(encoding="utf-8")


def test_a_log_says_where_its_calls_were_made(tmp_path: Path) -> None:
    """By this a later run counts them."""
    outcome = run_on(LiveGateway(), request_in(tmp_path, repeated(1)))
    head = json.loads((outcome.folder / "run.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert head["target"].startswith("gateway at http://127.0.0.1:")
