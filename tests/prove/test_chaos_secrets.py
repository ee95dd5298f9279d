"""Secrets that are planted in a run are in nothing that it leaves: every file and every word said is searched."""

import base64
import json
import os
import re
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web

from tests.harness.cli.command import COMMAND, PATIENCE_S
from tests.harness.cli.gateways import in_a_thread
from tests.harness.targets.loopback import serving

TOKEN, REQUEST_TOKEN, CODE = "tok-Planted-9f3a71c2d8", "req-Planted-51b0c7e6aa", "73519246"
SECRETS = (TOKEN, REQUEST_TOKEN, CODE)

SUITE = """\
vars: {access_token: none}
scenarios:
  - {id: said, brief: {base: standard}, expect: {status: completed}}
  - {id: refused, brief: {base: standard}, expect: {error: NOT_FOUND}}
  - id: raw
    steps:
      - request:
          {method: POST, path: /api/v2/auth/email/verify, body: {request_token: "{{ env.HIDDEN_REQUEST }}",
           code: "{{ env.HIDDEN_CODE }}", email: "qa@example.com"}}
        expect: {http_status: 200}
      - request: {method: GET, path: /api/v2/voice/call/x, headers: {Authorization: "Bearer {{ env.HIDDEN_TOKEN }}"}}
        expect: {http_status: 200}
"""

pytestmark = pytest.mark.prove


async def talkative(request: web.Request) -> web.StreamResponse:
    """A gateway that gives back everything that it was told, in headers, bodies and streams."""
    sent = request.headers.get("Authorization", "")
    told = {"access_token": TOKEN, "request_token": REQUEST_TOKEN}
    if request.path.startswith("/__mock__/"):
        return web.Response(status=404)
    if request.path.startswith("/api/v2/auth/"):
        return web.json_response(
            {"status": "success", "data": told | {"id": "user-1", "code": CODE}}, headers={"X-Auth-Token": TOKEN}
        )
    if request.method == "POST":
        return web.json_response({"call_id": "call-1", "status": "in_progress", "debug": sent, **told})
    if request.path.endswith("/stream"):
        ended = {"call_id": "call-1", "status": "completed", "summary": f"signed in by {sent}", **told}
        text = f": {sent}\nevent: result\ndata: {json.dumps(ended)}\n\n"
        return web.Response(text=text, content_type="text/event-stream")
    return web.Response(status=500, text=f"<html>no call for {sent} {REQUEST_TOKEN}</html>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the suite, for one run in it."""
    (tmp_path / "s.yaml").write_text(SUITE, encoding="utf-8")
    return tmp_path


def said(folder: Path, *arguments: str) -> str:
    """Run a command that knows the secrets and return everything that it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PINE_")} | {
        "PINE_ACCESS_TOKEN": TOKEN,
        "PINE_USER_ID": "user-1",
        "HIDDEN_TOKEN": TOKEN,
        "HIDDEN_REQUEST": REQUEST_TOKEN,
        "HIDDEN_CODE": CODE,
        "TMPDIR": str(folder),
    }
    done = subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    return done.stdout + done.stderr


def found(folder: Path, words: str) -> list[str]:
    """Name every file that has a secret in it, in its bytes as they are or unpacked, and the words said."""
    places = [str(path) for path in folder.rglob("*") if path.is_file() and _has_secret(path.read_bytes())]
    return [*places, *(["the terminal"] if _has_secret(words.encode()) else [])]


def _has_secret(text: bytes) -> bool:
    return any(secret.encode() in piece for piece in (text, *_unpacked(text)) for secret in SECRETS)


def _unpacked(text: bytes) -> Iterator[bytes]:
    """Yield what a report carries deflated in base64."""
    for packed in re.findall(rb"[A-Za-z0-9+/=]{64,}", text):
        try:
            yield zlib.decompress(base64.b64decode(packed), -15)
        except (ValueError, zlib.error):
            continue


def test_no_secret_is_left_anywhere(folder: Path) -> None:
    """Logs, reports, JUnit and the terminal of a run, of showing it, of a resumed and of a regraded one."""
    with in_a_thread(serving(talkative)) as url:
        words = said(folder, "run", "s.yaml", "--target", url, "--var", f"access_token={TOKEN}")
        log = folder / "reports" / "latest" / "run.jsonl"
        lines = log.read_bytes().splitlines(keepends=True)
        log.write_bytes(b"".join(lines[: len(lines) * 2 // 3]))
        words += said(folder, "resume", "latest")
        words += said(folder, "show", "latest")
        words += said(folder, "show", "latest", "raw#1")
        words += said(folder, "report", "latest")
        words += said(folder, "regrade", "latest")
    assert len(list(folder.rglob("report.html"))) == 2
    assert len(list(folder.rglob("junit.xml"))) == 2
    assert b"<access_token>" in log.read_bytes()
    assert found(folder, words) == []


def test_no_secret_is_in_what_a_crash_leaves(folder: Path) -> None:
    """A log that cannot be read, a gateway that is gone and a file that is no suite: words, and no secret in them."""
    (folder / "reports" / "20260306-170000-0000").mkdir(parents=True)
    broken = folder / "reports" / "20260306-170000-0000" / "run.jsonl"
    broken.write_text('{"record": "unheard_of"}\n', encoding="utf-8")
    words = said(folder, "run", "s.yaml", "--target", "http://127.0.0.1:9")
    words += said(folder, "resume", "20260306-170000-0000")
    words += said(folder, "run", "reports")
    assert "Traceback" not in words
    assert found(folder, words) == []


def test_the_search_finds_what_is_there(folder: Path) -> None:
    """A secret that a file has is found: the search can fail."""
    (folder / "leak.txt").write_text(f"x{TOKEN}y", encoding="utf-8")
    assert found(folder, "") == [str(folder / "leak.txt")]
