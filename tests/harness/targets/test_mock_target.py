"""The target for a mock: an account for each trial, callees planned and books read over its control plane."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from harness.errors import TargetUnreachable
from harness.model.exchange import Exchange
from harness.model.observation import Breakdown
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.targets.mock import MockTarget, mock_clock_at
from tests.harness.runner.stage import FRIDAY, CountingClock
from tests.harness.targets.loopback import TRIAL, Handler, closed_port, serving

ACCOUNT = {"user_id": "42", "email": "a@example.com", "code": "1234"}


def drop(_: Exchange) -> None:
    """Keep nothing."""


def answering(answers: dict[str, Json], asked: list[tuple[str, str, Json]] | None = None) -> Handler:
    """A control plane that answers each path with a JSON value, or a (status, value) pair; 404 for others."""

    async def control(request: web.Request) -> web.Response:
        body = await request.text()
        if asked is not None:
            asked.append((request.method, request.raw_path, json.loads(body) if body else None))
        answer = answers.get(request.path, (404, {"error": {"code": "NOT_FOUND", "message": "nothing here"}}))
        status, value = answer if isinstance(answer, tuple) else (200, answer)
        return web.json_response(value, status=status)

    return control


def on_mock(handler: Handler, use: Callable[[MockTarget], Awaitable[None]]) -> None:
    """Let `use` work with a target of a served control plane."""

    async def main() -> None:
        async with serving(handler) as url:
            target = MockTarget(url + "/", CountingClock())
            try:
                await use(target)
            finally:
                await target.close()

    asyncio.run(main())


def test_each_trial_gets_an_account_as_the_scenario_says() -> None:
    """The account's state is posted as written, {} where there is none."""
    asked: list[tuple[str, str, Json]] = []

    async def use(target: MockTarget) -> None:
        for account in ({"token": "expired"}, None):
            assert not isinstance(await target.open(TRIAL, account, drop), Breakdown)

    on_mock(answering({"/__mock__/accounts": ACCOUNT}, asked), use)
    assert asked == [("POST", "/__mock__/accounts", {"token": "expired"}), ("POST", "/__mock__/accounts", {})]


def test_callees_are_planned_with_the_trials_date_and_seed() -> None:
    """Persona, number of calls, call_date and seed reach the mock; without a callee there is no such key."""
    asked: list[tuple[str, str, Json]] = []

    async def use(target: MockTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert await session.prepare_call({"persona": "x"}, 5) is None
        assert await session.prepare_call(None, 1) is None

    on_mock(answering({"/__mock__/accounts": ACCOUNT, "/__mock__/accounts/42/plan": {}}, asked), use)
    head = {"call_date": FRIDAY.isoformat(), "seed": 99}
    assert [body for _, _, body in asked[1:]] == [
        head | {"times": 5, "callee": {"persona": "x"}},
        head | {"times": 1},
    ]


def test_faults_are_set_for_the_trials_account_alone() -> None:
    """In their order, drawn by the trial's seed unless they bring their own; the first that is refused is told."""
    asked: list[tuple[str, str, Json]] = []
    faults: list[dict[str, Json]] = [{"kind": "reset", "times": 2}, {"kind": "crlf", "seed": 5}]

    async def use(target: MockTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert await session.set_faults(faults) is None

    async def refused(target: MockTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        broken = await session.set_faults(faults)
        assert broken is not None
        assert (broken.kind, broken.message) == (
            FailureKind.GATEWAY_ERROR,
            "the mock's control plane refused faults: no",
        )

    on_mock(answering({"/__mock__/accounts": ACCOUNT, "/__mock__/faults": (201, {})}, asked), use)
    assert [body for _, _, body in asked[1:]] == [
        {"seed": 99, "kind": "reset", "times": 2, "user_id": "42"},
        {"seed": 5, "kind": "crlf", "user_id": "42"},
    ]
    answer = (400, {"error": {"code": "INVALID_REQUEST", "message": "no"}})
    on_mock(answering({"/__mock__/accounts": ACCOUNT, "/__mock__/faults": answer}), refused)


def test_books_are_read_by_call() -> None:
    """A call's books are those of the control plane; none is None; a call that it does not know is a breakdown."""

    async def use(target: MockTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert await session.read_books("c-1") == {"booked": True}
        assert await session.read_books("c-2") is None
        assert isinstance(await session.read_books("c-3"), Breakdown)

    calls: dict[str, Json] = {
        "/__mock__/calls/c-1": {"books": {"booked": True}},
        "/__mock__/calls/c-2": {"books": None},
    }
    on_mock(answering({"/__mock__/accounts": ACCOUNT} | calls), use)


@pytest.mark.parametrize("call_id", ["a/b", "../accounts", "a b", "\x00", "\ud83d"])
def test_the_books_of_a_strangely_named_call(call_id: str) -> None:
    """Whatever a call is called, reading its books asks for that call and never raises."""
    asked: list[tuple[str, str, Json]] = []

    async def use(target: MockTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        assert isinstance(await session.read_books(call_id), Breakdown)

    on_mock(answering({"/__mock__/accounts": ACCOUNT}, asked), use)
    assert asked[-1][1].startswith("/__mock__/calls/")
    assert asked[-1][1].count("/") == 3


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        ((400, {"error": {"code": "X", "message": "unknown tokn"}}), FailureKind.GATEWAY_ERROR, "unknown tokn"),
        ((500, "oops"), FailureKind.GATEWAY_ERROR, "HTTP 500"),
        ([], FailureKind.GATEWAY_ERROR, "accounts"),
        ({}, FailureKind.GATEWAY_ERROR, "email"),
        ({"email": "a@example.com", "code": "1"}, FailureKind.GATEWAY_ERROR, "user_id"),
    ],
)  # fmt: skip
def test_an_account_that_is_not_made_is_a_breakdown(answer: Json, kind: FailureKind, words: str) -> None:
    """Whatever the control plane answers in place of an account, there is no session, and the words say why."""

    async def use(target: MockTarget) -> None:
        opened = await target.open(TRIAL, None, drop)
        assert isinstance(opened, Breakdown)
        assert opened.kind is kind
        assert words in opened.message

    on_mock(answering({"/__mock__/accounts": answer}), use)


def test_a_persona_that_is_refused_is_a_breakdown() -> None:
    """The control plane's own words come through."""

    async def use(target: MockTarget) -> None:
        session = await target.open(TRIAL, None, drop)
        assert not isinstance(session, Breakdown)
        refused = await session.prepare_call({"persona": "nobody"}, 1)
        assert isinstance(refused, Breakdown)
        assert "nothing here" in refused.message

    on_mock(answering({"/__mock__/accounts": ACCOUNT}), use)


def test_a_mock_that_is_gone_is_unreachable() -> None:
    """A control plane at which nothing listens makes no session, and does not raise."""

    async def main() -> None:
        target = MockTarget(await closed_port(), CountingClock())
        opened = await target.open(TRIAL, None, drop)
        await target.close()
        assert isinstance(opened, Breakdown)
        assert opened.kind is FailureKind.UNREACHABLE

    asyncio.run(main())


def clock_of(handler: Handler) -> Json:
    """What `mock_clock_at` says of a served gateway."""

    async def main() -> Json:
        async with serving(handler) as url:
            return await mock_clock_at(url)

    return asyncio.run(main())


def test_a_mock_is_known_by_its_clock() -> None:
    """A mock says how its clock goes."""
    assert clock_of(answering({"/__mock__/clock": {"mode": "instant"}})) == {"mode": "instant"}


@pytest.mark.parametrize("answer", [(404, {}), (500, {"mode": "real"}), {}, [], "mode", None])
def test_other_gateways_are_not_a_mock(answer: Json) -> None:
    """A gateway that answers anything else there is some other gateway."""
    assert clock_of(answering({"/__mock__/clock": answer})) is None


def test_a_page_is_not_a_mock() -> None:
    """HTML is no clock."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<h1>hello</h1>", content_type="text/html")

    assert clock_of(page) is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:99999", "http://[::1", "ftp://127.0.0.1/", "http://127.0.0.1:x"])
def test_a_url_that_is_none_is_unreachable(url: str) -> None:
    """What cannot be asked at all is unreachable, with the URL in the words."""
    with pytest.raises(TargetUnreachable) as error:
        asyncio.run(mock_clock_at(url))
    assert url in str(error.value)


def test_nothing_listening_is_unreachable() -> None:
    """A port at which nothing listens is unreachable."""

    async def main() -> None:
        await mock_clock_at(await closed_port())

    with pytest.raises(TargetUnreachable, match="nothing answers at"):
        asyncio.run(main())
