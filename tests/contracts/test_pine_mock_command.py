"""The `pine-mock` command itself: one line, clear refusals, a clean end."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from tests.contracts.pine_mock import COMMAND, ended

LINE = re.compile(r"pine-mock is listening on (http://127\.0\.0\.1:\d+)\n")


@pytest.fixture
def started() -> Iterator[subprocess.Popen[str]]:
    """The command on a free port, under a clock that stands still; killed if a test has not ended it."""
    arguments = [COMMAND, "--port", "0", "--clock", "stepped"]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        yield process
        if process.poll() is None:
            process.kill()


def url_of(process: subprocess.Popen[str]) -> str:
    """Return the URL that the command printed."""
    assert process.stdout is not None
    line = process.stdout.readline()
    found = LINE.fullmatch(line)
    assert found, line
    return found[1]


def test_it_prints_one_line_with_its_url(started: subprocess.Popen[str]) -> None:
    """`--port 0` picks a free port; the URL answers at once, and nothing else is ever printed."""
    url = url_of(started)
    reply = httpx.post(f"{url}/api/v2/auth/email/request", json={"email": "you@example.com"})

    started.terminate()
    printed, complaints = started.communicate(timeout=20)

    assert reply.status_code == 200
    assert (printed, complaints) == ("", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_exit_code_0(started: subprocess.Popen[str], number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C end it quietly."""
    url_of(started)

    started.send_signal(number)
    _, complaints = started.communicate(timeout=20)

    assert (started.returncode, complaints) == (0, "")


def test_its_end_closes_open_streams_cleanly(started: subprocess.Popen[str]) -> None:
    """A client that waits for a call sees its stream end without a result, and not break."""
    url = url_of(started)
    with httpx.Client(base_url=url) as client:
        headers = signed_in(client)
        call_id = placed(client, headers)
        with client.stream("GET", f"/api/v2/voice/call/{call_id}/stream", headers=headers) as stream:
            chunks = stream.iter_text()
            first = next(chunks)
            started.terminate()
            rest = "".join(chunks)

    started.communicate(timeout=20)
    assert first.startswith(":")
    assert "event: result" not in rest
    assert started.returncode == 0


def signed_in(client: httpx.Client) -> dict[str, str]:
    """Return the headers of an account."""
    address = {"email": "you@example.com"}
    token = client.post("/api/v2/auth/email/request", json=address).json()["data"]["request_token"]
    body = {**address, "request_token": token, "code": "1234"}
    user = client.post("/api/v2/auth/email/verify", json=body).json()["data"]
    return {"Authorization": f"Bearer {user['access_token']}", "X-Pine-User-Id": user["id"]}


def placed(client: httpx.Client, headers: dict[str, str]) -> str:
    """Return the id of a new call."""
    body = {
        "dialed_number": "+14155551234",
        "callee_name": "Dr. Smith Office",
        "callee_context": "Local dentist office, open Mon-Fri 9am-5pm",
        "call_objective": "Schedule a dental cleaning appointment for next Tuesday afternoon",
        "caller": "communicator",
    }
    call_id: str = client.post("/api/v2/voice/call", json=body, headers=headers).json()["call_id"]
    return call_id


def test_a_taken_port_is_refused() -> None:
    """A port that somebody has is a usage error that names it and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        done = ended("--port", str(port))

    assert (done.returncode, done.stdout) == (2, "")
    assert f"cannot listen on 127.0.0.1 port {port}" in done.stderr
    assert "--port 0" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_open_address_needs_a_control_token() -> None:
    """Other machines may reach it only when they cannot control it."""
    done = ended("--host", "0.0.0.0", "--port", "0")

    assert (done.returncode, done.stdout) == (2, "")
    assert "0.0.0.0" in done.stderr
    assert "--control-token" in done.stderr


@pytest.mark.parametrize(
    ("assume", "said"),
    [
        ("minute_roundin=up", "minute_rounding"),
        ("minute_rounding=sideways", "up, down, nearest, exact"),
        ("wrong_code_limit=-1", "a whole number of at least 0"),
        ("minute_rounding", "NAME=VALUE"),
    ],
)
def test_a_wrong_assumption_is_explained(assume: str, said: str) -> None:
    """A name that is not there brings the nearest one, a wrong value what is allowed."""
    done = ended("--port", "0", "--assume", assume)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("assumptions", ["minute_rounding", "another_users_call", "default: NOT_FOUND"]),
        ("magic", ["+14155550160", "nocredits", "0410"]),
        ("checks", ["authentication", "RATE_LIMITED"]),
    ],
)
def test_its_tables_are_listed(command: str, said: list[str]) -> None:
    """`assumptions`, `magic` and `checks` print their tables and end."""
    done = ended(command)

    assert (done.returncode, done.stderr) == (0, "")
    assert [text for text in said if text not in done.stdout] == []


def test_it_runs_as_a_module() -> None:
    """`python -m mock_gateway` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "mock_gateway", "--version"], capture_output=True, text=True, timeout=20, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, ended("--version").stdout, "")
    assert done.stdout.startswith("pine-mock ")
