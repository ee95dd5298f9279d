"""`pine-harness resume`: a run that did not come to its end, carried on from its log."""

import asyncio
import fcntl
import json
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiohttp import web

from tests.harness.cli.command import COMMAND, PATIENCE_S, Command
from tests.harness.cli.gateways import ENDED, Fake
from tests.harness.cli.suites import LIVE, MIXED, log_of
from tests.harness.cli.test_interrupting import wait_for

Write = Callable[[str, str], Path]

TWO = """\
scenarios:
  - {id: first, brief: {base: standard}, expect: {status: completed}}
  - {id: second, brief: {base: standard, dialed_number: "+14155550143"}, expect: {status: completed}}
"""


async def placed(request: web.Request) -> web.StreamResponse:
    """Place a call whose id tells its number."""
    number = (await request.json())["dialed_number"]
    return web.json_response({"call_id": f"call-{number[-4:]}", "status": "in_progress"})


async def result(request: web.Request) -> web.StreamResponse:
    """Deliver the call's end."""
    call_id = request.path.split("/")[-2]
    text = json.dumps(ENDED | {"call_id": call_id})
    return web.Response(text=f"event: result\ndata: {text}\n\n", content_type="text/event-stream")


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Fake, str]]:
    """A gateway that passes for a real one, and its URL."""
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "a-token-of-no-account")
    monkeypatch.setenv("PINE_USER_ID", "user-1")
    fake = Fake(create=placed, stream=result)
    with fake.serving() as url:
        yield fake, url


def cut(before: str, *, times: int = 1, torn: bytes = b"") -> Path:
    """Cut the newest log before the `times`th line of a kind, as a kill there leaves it."""
    log = Path("reports/latest/run.jsonl")
    kept: list[bytes] = []
    for line in log.read_bytes().splitlines(keepends=True):
        times -= json.loads(line)["record"] == before
        if times == 0:
            break
        kept.append(line)
    log.write_bytes(b"".join(kept) + torn)
    return log


def newest() -> Path:
    """The folder of the newest run."""
    return Path("reports") / Path("reports/latest").readlink()


def verdicts() -> dict[str, tuple[str, str | None]]:
    """Each scenario's one verdict and its kind."""
    graded = [record for record in log_of(Path("reports")) if record["record"] == "scenario_graded"]
    found = {record["scenario_id"]: (record["verdict"]["verdict"], record["verdict"]["kind"]) for record in graded}
    assert len(found) == len(graded)
    return found


def posts(fake: Fake) -> int:
    """How many calls were dialled."""
    return sum(asked.startswith("POST") for asked in fake.asked)


def test_a_call_with_an_id_is_collected(pine: Command, write: Write, gateway: tuple[Fake, str]) -> None:
    """It is not dialled again: its result is fetched, under the same run id, and the report is written."""
    fake, url = gateway
    write("s.yaml", LIVE)
    pine("run", "s.yaml", "--target", url)
    run = newest()
    cut("dial_settled")
    (run / "report.html").unlink()
    said = pine("resume", "latest")
    assert (said.code, posts(fake), verdicts()) == (0, 1, {"anywhere": ("passed", None)})
    assert (run / "report.html").exists()
    assert newest() == run
    assert "0 calls had ended, 1 were collected, 0 begun" in said.err


def test_a_dial_without_an_answer_is_never_sent_again(pine: Command, write: Write, gateway: tuple[Fake, str]) -> None:
    """Nobody knows whether it rang: ungradable, with what to do; what was never dialled is."""
    fake, url = gateway
    write("s.yaml", TWO)
    pine("run", "s.yaml", "--target", url, "--concurrency", "1")
    cut("exchanged")
    said = pine("resume")
    assert verdicts() == {"first": ("ungradable", "dial_unknown"), "second": ("passed", None)}
    assert posts(fake) == 3  # two of the run, and the one that its log no longer knows of
    assert "counted at its worst case, 250 credits: look at the account's call log and credits" in said.out
    assert said.code == 3


@pytest.mark.parametrize("before", ["trial_graded", "scenario_graded", "run_ended"])
def test_what_the_log_has_is_not_asked_for_again(
    pine: Command, write: Write, gateway: tuple[Fake, str], before: str
) -> None:
    """Killed after the result came: the verdict is given without a request."""
    fake, url = gateway
    write("s.yaml", LIVE)
    pine("run", "s.yaml", "--target", url)
    cut(before)
    asked = len(fake.asked)
    said = pine("resume")
    assert (said.code, len(fake.asked), verdicts()) == (0, asked, {"anywhere": ("passed", None)})


def test_a_complete_run_is_not_resumed(pine: Command, write: Write, gateway: tuple[Fake, str]) -> None:
    """Nothing is sent, and the log stays as it is; so does one that was resumed to its end."""
    fake, url = gateway
    write("s.yaml", LIVE)
    pine("run", "s.yaml", "--target", url)
    cut("dial_settled")
    pine("resume")
    before, asked = Path("reports/latest/run.jsonl").read_bytes(), len(fake.asked)
    said = pine("resume")
    assert f"run {newest().name} is complete, there is nothing to resume" in said.err
    assert (said.code, len(fake.asked)) == (2, asked)
    assert Path("reports/latest/run.jsonl").read_bytes() == before


def test_a_torn_last_line_is_dropped_and_named(pine: Command, write: Write, gateway: tuple[Fake, str]) -> None:
    """What a power cut leaves of a line is no record."""
    write("s.yaml", LIVE)
    pine("run", "s.yaml", "--target", gateway[1])
    cut("dial_settled", torn=b'{"trial_id":"anyw')
    said = pine("resume")
    assert said.code == 0
    assert "the last line of the log was cut off (17 bytes) and is dropped" in said.err
    [resumed] = [record for record in log_of(Path("reports")) if record["record"] == "run_resumed"]
    assert resumed["torn"] == 17


def test_a_run_that_another_process_writes_is_left_alone(
    pine: Command, write: Write, gateway: tuple[Fake, str]
) -> None:
    """While the log is held nothing is sent."""
    fake, url = gateway
    write("s.yaml", LIVE)
    pine("run", "s.yaml", "--target", url)
    log, asked = cut("dial_settled"), len(fake.asked)
    with log.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        said = pine("resume")
    assert "another process is still writing this run" in said.err
    assert (said.code, len(fake.asked)) == (2, asked)


def test_a_run_without_a_plan_is_started_again(pine: Command, write: Write, gateway: tuple[Fake, str]) -> None:
    """Killed before the plan was in the log: no call was made."""
    write("s.yaml", LIVE)
    pine("run", "s.yaml", "--target", gateway[1])
    cut("trials_planned")
    said = pine("resume")
    assert "ended before it was planned: no call was made; start it again" in said.err
    assert said.code == 2


def test_on_the_embedded_mock_unfinished_trials_are_made_anew(pine: Command, write: Write) -> None:
    """Nobody's phone rings there; verdicts that stand are not given twice."""
    write("s.yaml", MIXED)
    pine("run", "s.yaml", "--concurrency", "1")
    cut("exchanged", times=6)
    said = pine("resume")
    assert verdicts() == {
        "passes": ("passed", None),
        "fails": ("failed", "expectation"),
        "left-out": ("skipped", "by_author"),
    }
    assert said.code == 1
    started = [record for record in log_of(Path("reports")) if record["record"] == "trial_started"]
    assert len(started) == 2


SECRET = """\
scenarios:
  - id: hidden
    steps:
      - request: {method: GET, path: /api/v2/voice/call/none, headers: {Authorization: "Bearer {{ env.MINE }}"}}
        expect: {http_status: 200}
"""


def test_secrets_are_read_from_the_file_again(
    pine: Command, write: Write, gateway: tuple[Fake, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log has none; a file that says something else now is an error that names it."""
    fake, url = gateway
    monkeypatch.setenv("MINE", "a-very-secret-token-0815")
    write("s.yaml", SECRET)
    pine("run", "s.yaml", "--target", url)
    assert "a-very-secret-token-0815" not in Path("reports/latest/run.jsonl").read_text(encoding="utf-8")
    cut("trial_started")
    write("s.yaml", SECRET.replace("call/none", "call/other"))
    asked = len(fake.asked)
    said = pine("resume")
    assert "hidden: the log keeps no secrets, so the scenario is read from s.yaml again" in said.err
    assert (said.code, len(fake.asked)) == (2, asked)
    write("s.yaml", SECRET)
    assert pine("resume").code != 2
    assert len(fake.asked) > asked


class Held:
    """A gateway whose calls end when they are let go."""

    def __init__(self) -> None:
        self.free = threading.Event()

    async def result(self, request: web.Request) -> web.StreamResponse:
        """Deliver the call's end once it may."""
        await asyncio.to_thread(self.free.wait, PATIENCE_S)
        return await result(request)


@contextmanager
def under_way(url: str) -> Iterator["subprocess.Popen[str]"]:
    """A run of two calls, one at a time, once the first is placed; killed if it does not end."""
    command = [COMMAND, "run", "s.yaml", "--target", url, "--concurrency", "1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            wait_for('"dial_settled"', process, Path("reports"))
            yield process
        finally:
            if process.poll() is None:
                process.kill()


@pytest.mark.parametrize("pressed", [signal.SIGINT, signal.SIGTERM])
def test_the_first_press_collects_the_call_in_flight(
    write: Write, gateway: tuple[Fake, str], pressed: signal.Signals
) -> None:
    """No other call is made, the report is written, and the last words say how to go on."""
    fake, url = gateway
    held = Held()
    fake.stream = held.result
    write("s.yaml", TWO)
    with under_way(url) as process:
        process.send_signal(pressed)
        assert process.stderr is not None
        told = next(line for line in process.stderr if "no new calls" in line)
        held.free.set()
        _, err = process.communicate(timeout=PATIENCE_S)
    assert "those in flight (1) are waited for: they ring on, as the API has no cancel" in told
    assert process.returncode == 130
    assert posts(fake) == 1
    assert verdicts() == {"first": ("passed", None), "second": ("ungradable", "not_run")}
    run = newest()
    assert f"pine-harness resume {run.name} goes on from there" in err
    assert (run / "report.html").exists()


def test_the_second_press_leaves_at_once(pine: Command, write: Write, gateway: tuple[Fake, str]) -> None:
    """The call rings on; the words say how to collect it, and that is what resume does, with the call left."""
    fake, url = gateway
    held = Held()
    fake.stream = held.result
    write("s.yaml", TWO)
    with under_way(url) as process:
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        next(line for line in process.stderr if "no new calls" in line)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=PATIENCE_S)
    run = newest()
    assert process.returncode == 130
    assert f"To collect them and go on: pine-harness resume {run.name}" in err
    assert not (run / "report.html").exists()
    held.free.set()
    said = pine("resume", run.name)
    assert (said.code, posts(fake)) == (0, 2)
    assert verdicts() == {"first": ("passed", None), "second": ("passed", None)}
