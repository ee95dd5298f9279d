import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

COMMAND = (sys.executable, "-W", "error", "-m", "mock_gateway")


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, timeout=30, check=False)


@contextmanager
def running(*arguments: str) -> Iterator["tuple[subprocess.Popen[str], str]"]:
    """A mock of its own process, and the line that it printed."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_with_its_url_serves_and_ends_cleanly(number: int) -> None:
    """Ready when the line is there; a signal ends it with exit 0, and nothing on stderr."""
    with running() as (process, line):
        found = re.fullmatch(r".*(http://127\.0\.0\.1:\d+)\n", line)
        assert found is not None
        with urllib.request.urlopen(f"{found[1]}/__mock__/clock", timeout=10) as response:
            assert json.load(response)["mode"] == "scaled"
        process.send_signal(number)
        rest, errors = process.communicate(timeout=10)
        assert (process.returncode, rest, errors) == (0, "", "")


def test_a_signal_ends_it_while_a_stream_is_open() -> None:
    """The stream's body is complete, and nobody waits for the call."""
    with running("--clock", "stepped") as (process, line):
        url = line.split()[-1]

        def sent(path: str, body: object, **headers: str) -> object:
            request = urllib.request.Request(
                url + path, data=json.dumps(body).encode(), headers={"Content-Type": "application/json", **headers}
            )
            with urllib.request.urlopen(request, timeout=10) as response:
                return json.load(response)

        asked = sent("/api/v2/auth/email/request", {"email": "a@example.com"})
        assert isinstance(asked, dict)
        token = asked["data"]["request_token"]
        given = sent("/api/v2/auth/email/verify", {"email": "a@example.com", "request_token": token, "code": "1234"})
        assert isinstance(given, dict)
        headers = {"Authorization": f"Bearer {given['data']['access_token']}", "X-Pine-User-Id": given["data"]["id"]}
        brief = {
            "dialed_number": "+14155550142",
            "callee_name": "Dr. Smith",
            "callee_context": "A dentist office on Main Street",
            "call_objective": "Schedule a dental cleaning for Tuesday",
            "caller": "communicator",
        }
        created = sent("/api/v2/voice/call", brief, **headers)
        assert isinstance(created, dict)
        stream = urllib.request.Request(f"{url}/api/v2/voice/call/{created['call_id']}/stream", headers=headers)
        with urllib.request.urlopen(stream, timeout=10) as response:
            assert response.readline().startswith(b":")
            process.send_signal(signal.SIGTERM)
            assert response.read() == b"\n"
        process.communicate(timeout=10)
        assert process.returncode == 0


def test_a_taken_port_is_a_clear_error() -> None:
    """Exit 2, one line, no traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = run("--port", str(taken.getsockname()[1]))
    assert ended.returncode == 2
    assert ended.stderr.startswith("pine-mock: cannot listen on 127.0.0.1 port")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--assume", "minuet_rounding=up"), "did you mean 'minute_rounding'"),
        (("--assume", "minute_rounding=sideways"), "allowed: up, down, nearest, exact"),
        (("--assume", "minute_rounding"), "is not NAME=VALUE"),
        (("--port", "99999"), "port 99999"),
        (("--port", "many"), "invalid int value"),
        (("--speed", "0"), "speed 0"),
        (("--speed", "-1"), "speed -1"),
        (("--clock", "quick"), "invalid choice"),
        (("--statuses", "loud"), "invalid choice"),
        (("--host", "0.0.0.0"), "--control-token"),
        (("--host", "300.1.2.3", "--control-token", "t"), "cannot listen on 300.1.2.3"),
        (("--nonsense",), "unrecognized arguments"),
        (("explode",), "invalid choice"),
    ],
)
def test_a_wrong_argument_is_a_clear_error(arguments: tuple[str, ...], said: str) -> None:
    """Exit 2, what is wrong, no traceback."""
    ended = run(*arguments)
    assert ended.returncode == 2, ended.stderr
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("command", "holds"),
    [
        ("assumptions", "minute_rounding"),
        ("magic", "dialed_number  ends as NoAnswer"),
        ("checks", "authentication"),
        ("--version", "pine-mock 0."),
        ("--help", "--assume NAME=VALUE"),
    ],
)
def test_the_tables_are_listed(command: str, holds: str) -> None:
    """On stdout, with exit 0."""
    ended = run(command)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert holds in ended.stdout


def test_settings_reach_the_gateway() -> None:
    """Clock, speed and assumptions of the command line are those of the server."""
    with running("--clock", "scaled", "--speed", "600", "--assume", "minute_rounding=exact") as (_, line):
        url = line.split()[-1]
        with urllib.request.urlopen(f"{url}/__mock__/clock", timeout=10) as response:
            assert json.load(response)["speed"] == 600
        with urllib.request.urlopen(f"{url}/__mock__/assumptions", timeout=10) as response:
            rows = json.load(response)["assumptions"]
        assert {row["name"]: row["value"] for row in rows}["minute_rounding"] == "exact"
