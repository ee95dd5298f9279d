"""Every guard of real phones, before a gateway that passes for live: what breaks a rule sends nothing at all."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree

import pytest
from aiohttp import web

from harness.app.dialled import dialled_lately
from harness.app.run import RunRequest
from harness.errors import TargetRefused
from harness.load.limits import LiveSettings
from harness.model.verdict import Verdict
from tests.harness.app.live import ANYTIME, NUMBER, ONE, LiveGateway, nowhere, posts, request_in, run_on


@pytest.fixture(autouse=True)
def account(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An account in the environment, and none that is kept on this machine."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "very-secret-access-token")
    monkeypatch.setenv("PINE_USER_ID", "1234567890")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def suite(brief: str = "{base: standard}", more: str = "") -> str:
    """Return a suite of one scenario."""
    return f"scenarios:\n  - id: one\n    brief: {brief}\n    expect: {{status: completed}}\n{more}"


def flow(*steps: str) -> str:
    """Return a suite of one flow."""
    lines = "".join(f"      - {step}\n" for step in steps)
    return f"scenarios:\n  - id: one\n    steps:\n{lines}        expect: {{http_status: 200}}\n"


def limits(**changed: object) -> LiveSettings:
    """Return the limits with some changed."""
    return ANYTIME.model_copy(update=changed)


@dataclass(frozen=True)
class Guarded:
    """What a guard refuses, and what it says."""

    suite: str
    live: LiveSettings | None
    told: tuple[str, ...]


GUARDS = {
    "no table": Guarded(ONE, None, ("no table [live]", f'allow_numbers = ["{NUMBER}"]', "max_credits = 250")),
    "a number that is not listed": Guarded(
        ONE,
        limits(allow_numbers=("+14155550199",)),
        (
            "s.yaml:2:5: one: +14155550142 is not on the allow-list; allowed: +14155550199",
            f'"{NUMBER}", "+14155550199"',
        ),
    ),
    "an empty list": Guarded(ONE, limits(allow_numbers=()), ("not on the allow-list; allowed: none",)),
    "too many calls": Guarded(
        suite(more="    runs: 3\n"), limits(max_calls=2), ("3 calls; allowed: max_calls = 2", "max_calls = 3")
    ),
    "retries count as calls": Guarded(
        suite(more="    retries: 2\n"), limits(max_calls=2), ("3 calls; allowed: max_calls = 2",)
    ),
    "too many credits": Guarded(
        ONE, limits(max_credits=249), ("250 credits at the worst; allowed: max_credits = 249", "max_credits = 250")
    ),
    "one number too often": Guarded(
        suite(more="    runs: 2\n"),
        limits(max_calls_per_number_per_day=1),
        (f"{NUMBER}: 2 calls; allowed: max_calls_per_number_per_day = 1",),
    ),
    "a closed day": Guarded(ONE, limits(weekdays=()), ("in America/Los_Angeles", "allowed: 00:00-24:00 on no day")),
    "several time zones": Guarded(
        suite('{base: standard, dialed_number: "+18005551234"}'),
        limits(allow_numbers=("+18005551234",)),
        ("+18005551234 may be in", "callee_timezone: America/New_York"),
    ),
    "no time zone": Guarded(
        suite('{base: standard, dialed_number: "4155550142"}'),
        limits(allow_numbers=("4155550142",)),
        ("nobody knows the time zone of 4155550142", "callee_timezone"),
    ),
    "no duration of its own": Guarded(
        suite("{base: standard, max_duration_minutes: null}"),
        ANYTIME,
        ("no max_duration_minutes of its own", "max_duration_minutes: 10"),
    ),
    "too many at once": Guarded(
        flow("start_call: {as: held, times: 6, brief: {base: standard}}"),
        ANYTIME,
        ("6 calls at once; allowed: max_concurrent = 5",),
    ),
    "a raw request to a number that is not listed": Guarded(
        flow('request: {method: POST, path: /api/v2/voice/call, body: {dialed_number: "+14155550111"}}'),
        ANYTIME,
        ("+14155550111 is not on the allow-list",),
    ),
    "a raw request in disguise": Guarded(
        flow('request: {method: PUT, path: //api/v2/x/..//voice/c%61ll, body: {dialed_number: "+14155550111"}}'),
        ANYTIME,
        ("+14155550111 is not on the allow-list",),
    ),
    "a raw text that is JSON": Guarded(
        suite().replace("brief: {base: standard}", """body_text: '{"dialed_number": "+14155550111"}'"""),
        ANYTIME,
        ("+14155550111 is not on the allow-list",),
    ),
    "a raw text that is no JSON": Guarded(
        suite().replace("brief: {base: standard}", f'body_text: \'{{"dialed_number": "{NUMBER}"\''),
        ANYTIME,
        ("its body is not JSON",),
    ),
    "a raw text with a field twice": Guarded(
        suite().replace(
            "brief: {base: standard}",
            f"""body_text: '{{"dialed_number": "+14155550111", "dialed_number": "{NUMBER}"}}'""",
        ),
        ANYTIME,
        ("names dialed_number twice",),
    ),
    "a number that is no text": Guarded(
        suite().replace("brief: {base: standard}", "body: {dialed_number: 14155550111}"),
        ANYTIME,
        ("its dialed_number is 14155550111, not text",),
    ),
    "a list of briefs": Guarded(
        suite().replace("brief: {base: standard}", 'body: [{dialed_number: "+14155550111"}]'),
        ANYTIME,
        ("no object with fields",),
    ),
}


@pytest.mark.parametrize("name", GUARDS)
def test_what_breaks_a_rule_sends_nothing(tmp_path: Path, name: str) -> None:
    """The refusal says where, what was found, what is allowed and how to mend it; the gateway sees no request."""
    guarded, gateway = GUARDS[name], LiveGateway()
    with pytest.raises(TargetRefused) as refused:
        run_on(gateway, request_in(tmp_path, guarded.suite, guarded.live))
    said = str(refused.value)
    assert [words for words in guarded.told if words not in said] == []
    assert "real phones" in said
    assert gateway.seen == []
    assert not (tmp_path / "reports").exists()


REQUESTS: dict[str, tuple[dict[str, object], str]] = {
    "nobody said yes": ({"confirmed": False}, "1 call would ring real phones, and nobody said yes"),
    "two processes": ({"workers": 2}, "2 processes would share one account; allowed: one process"),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_how_a_run_is_made_is_guarded(tmp_path: Path, name: str) -> None:
    """Without a yes, and with several workers, nothing is sent."""
    changed, told = REQUESTS[name]
    gateway = LiveGateway()
    request: RunRequest = replace(request_in(tmp_path), **changed)  # type: ignore[arg-type] # a table of any fields
    with pytest.raises(TargetRefused, match=told):
        run_on(gateway, request)
    assert gateway.seen == []


def test_nobody_logged_in_is_told_with_the_other_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All broken rules are told at once, and which command mends each."""
    monkeypatch.delenv("PINE_ACCESS_TOKEN")
    gateway = LiveGateway()
    with pytest.raises(TargetRefused) as refused:
        run_on(gateway, request_in(tmp_path, live=limits(max_calls=0, max_credits=0, allow_numbers=())))
    said = str(refused.value)
    assert "4 rules broken" in said
    assert "pine-harness login" in said
    assert gateway.seen == []


def test_a_number_from_the_environment_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What {{ env.X }} stands for is what must be allowed."""
    monkeypatch.setenv("DESK", "+14155550111")
    gateway = LiveGateway()
    with pytest.raises(TargetRefused, match=r"\+14155550111 is not on the allow-list"):
        run_on(gateway, request_in(tmp_path, suite('{base: standard, dialed_number: "{{ env.DESK }}"}')))
    assert gateway.seen == []


def test_what_is_allowed_is_called(tmp_path: Path) -> None:
    """A plan that keeps every rule rings the number once, and its verdict is as anywhere."""
    gateway = LiveGateway()
    outcome = run_on(gateway, request_in(tmp_path))
    assert gateway.numbers == [NUMBER]
    assert outcome.ended.exit_code == 0
    assert [it.verdict.verdict for it in outcome.view.scenarios if it.verdict] == [Verdict.PASSED]


def test_a_named_time_zone_settles_where_the_callee_is(tmp_path: Path) -> None:
    """A toll-free number is called where the scenario says that it is."""
    gateway = LiveGateway()
    named = suite('{base: standard, dialed_number: "+18005551234"}', "    callee_timezone: America/New_York\n")
    assert run_on(gateway, request_in(tmp_path, named, limits(allow_numbers=("+18005551234",)))).ended.exit_code == 0
    assert posts(gateway.seen) == 1


def test_todays_calls_of_earlier_runs_count(tmp_path: Path) -> None:
    """A second run of the day would ring the number again: it is refused, and told why; a refused call rang nobody."""
    once = request_in(tmp_path, live=limits(max_calls_per_number_per_day=1))
    busy = LiveGateway(answers=[web.json_response({"error": {"code": "DND_BLOCKED", "message": "no"}}, status=403)])
    run_on(busy, once)
    run_on(LiveGateway(), once)
    gateway = LiveGateway()
    with pytest.raises(TargetRefused, match=r"1 call after 1 in earlier runs today"):
        run_on(gateway, once)
    assert gateway.seen == []


def test_only_calls_that_rang_a_phone_count(tmp_path: Path) -> None:
    """What a gateway of this machine was asked is no call of a real phone."""
    run_on(LiveGateway(), request_in(tmp_path))
    reports, now = tmp_path / "reports", datetime.now(UTC)
    assert [it.number for it in dialled_lately(reports, now, nowhere)] == [NUMBER]
    assert dialled_lately(reports, now, lambda _: True) == []


def test_a_call_that_two_logs_tell_of_is_one(tmp_path: Path) -> None:
    """As where runs were merged."""
    run = run_on(LiveGateway(), request_in(tmp_path)).folder
    copytree(run, run.with_name("merged"))
    assert len(dialled_lately(tmp_path / "reports", datetime.now(UTC), nowhere)) == 1


def test_logs_of_other_days_are_not_read(tmp_path: Path) -> None:
    """A log that nobody wrote to for more than two days tells of no call of today."""
    run_on(LiveGateway(), request_in(tmp_path))
    assert dialled_lately(tmp_path / "reports", datetime.now(UTC) + timedelta(days=3), nowhere) == []


def test_an_earlier_log_that_cannot_be_read_is_no_empty_one(tmp_path: Path) -> None:
    """Nobody knows then which numbers were rung today, so none is."""
    request = request_in(tmp_path)
    run_on(LiveGateway(), request)
    log = next((tmp_path / "reports").glob("2*/run.jsonl"))
    log.write_bytes(b"{broken}\n" + log.read_bytes())
    gateway = LiveGateway()
    with pytest.raises(TargetRefused, match="which numbers were called today"):
        run_on(gateway, request)
    assert gateway.seen == []
