"""Gateways that are not there, are none, or break off: said in words, never graded as a failed scenario."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import web

from tests.harness.cli.command import Command
from tests.harness.cli.gateways import ENDED, Answer, Fake, created, html, torn_answer
from tests.harness.cli.suites import LIVE, MIXED, log_of

Write = Callable[[str, str], Path]

TOKEN = "a-very-secret-token"


@pytest.fixture(autouse=True)
def _account(monkeypatch: pytest.MonkeyPatch) -> None:
    """An account for gateways that are not the mock."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", TOKEN)
    monkeypatch.setenv("PINE_USER_ID", "user-1")


def breaking_off(events: list[bytes]) -> Answer:
    """Answer each opening of the stream with the next bytes, then close the connection half way."""
    left = iter(events)

    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(next(left))
        assert request.transport is not None
        request.transport.close()
        return response

    return answer


def test_a_gateway_that_is_not_there_is_exit_code_3(pine: Command, write: Write) -> None:
    """Nothing is judged where nothing answers; the address is named, and no run is begun."""
    write("s.yaml", LIVE)
    said = pine("run", "s.yaml", "--target", "http://127.0.0.1:9")
    assert "nothing answers at http://127.0.0.1:9" in said.err
    assert (said.code, said.out) == (3, "")
    assert not Path("reports").exists()


def test_a_gateway_without_an_account_says_what_to_set(
    pine: Command, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What answers but is not the mock needs credentials: their names are told, and no call is made."""
    monkeypatch.delenv("PINE_USER_ID")
    write("s.yaml", LIVE)
    fake = Fake(create=html, stream=html)
    with fake.serving() as url:
        said = pine("run", "s.yaml", "--target", url)
    assert f"{url} answers, but it is not pine-mock" in said.err
    assert "set PINE_ACCESS_TOKEN and PINE_USER_ID" in said.err
    assert (said.code, fake.asked) == (2, [])


def test_a_gateway_that_answers_html_could_not_be_judged(pine: Command, write: Write) -> None:
    """The POST is sent once, the answer is quoted, the exit code is 3 and the report is there."""
    write("s.yaml", LIVE)
    fake = Fake(create=html, stream=html)
    with fake.serving() as url:
        said = pine("run", "s.yaml", "--target", url, "--seed", "5")
    assert "the call may have been placed: HTTP 200 came with a body that is not JSON" in said.out
    assert "<!doctype html><h1>Welcome</h1>" in said.out
    assert said.last_line.startswith("COULD NOT JUDGE 1 of 1 calls")
    assert f"pine-harness run s.yaml -k anywhere --seed 5 --target {url}\n" in said.out
    assert (said.code, fake.asked) == (3, ["POST /api/v2/voice/call"])
    assert Path("reports/latest/report.html").is_file()


def test_an_answer_that_breaks_off_could_not_be_judged(pine: Command, write: Write) -> None:
    """A POST whose answer never came whole may have rung a phone: it is not sent again, and not failed."""
    write("s.yaml", LIVE)
    fake = Fake(create=torn_answer, stream=html)
    with fake.serving() as url:
        said = pine("run", "s.yaml", "--target", url)
    assert "the call may have been placed: its answer never came" in said.out
    assert (said.code, fake.asked) == (3, ["POST /api/v2/voice/call"])
    [graded] = [record for record in log_of(Path("reports")) if record["record"] == "scenario_graded"]
    assert (graded["verdict"]["verdict"], graded["verdict"]["kind"]) == ("ungradable", "dial_unknown")


def test_a_stream_that_breaks_off_is_opened_again_where_it_was(pine: Command, write: Write) -> None:
    """A result that comes at the second opening, with the last event's id, counts as any other."""
    write("s.yaml", LIVE)
    result = f"event: result\ndata: {json.dumps(ENDED)}\n\n".encode()
    fake = Fake(create=created, stream=breaking_off([b"id: 7\nevent: note\ndata: {}\n\nevent: resu", result]))
    with fake.serving() as url:
        said = pine("run", "s.yaml", "--target", url)
    stream = "GET /api/v2/voice/call/call-1/stream"
    assert fake.asked == ["POST /api/v2/voice/call", stream, f"{stream} 7"]
    assert (said.code, said.last_line[:6]) == (0, "PASSED")


def test_no_secret_is_in_anything_written(pine: Command, write: Write) -> None:
    """The access token is sent, and is neither printed nor in the log or a report."""
    write("s.yaml", LIVE)
    with Fake(create=html, stream=html).serving() as url:
        said = pine("run", "s.yaml", "--target", url)
    files = [path for path in Path("reports/latest").iterdir() if path.is_file()]
    assert len(files) == 4
    assert [path.name for path in files if TOKEN in path.read_text(encoding="utf-8")] == []
    assert TOKEN not in said.out + said.err


def test_what_needs_the_mock_is_skipped_elsewhere(pine: Command, write: Write) -> None:
    """Elsewhere a scenario that names a callee is skipped with the reason, not run against whoever answers."""
    write("s.yaml", MIXED.replace("{base: standard}", "{base: standard}\n    callee: {persona: voicemail}"))
    fake = Fake(create=html, stream=html)
    with fake.serving() as url:
        said = pine("run", "s.yaml", "--target", url, "--dry-run")
    assert "it uses callee, which only the mock has" in said.out
    assert fake.asked == []
