"""curl, running the API reference's own commands with nothing but hosts and placeholders filled in."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contracts import reference
from tests.contracts.magic_table import MagicInput, Outcome, Step, speakers
from tests.contracts.programs import required

_SETTINGS = 'silent\nshow-error\nmax-time = 20\nwrite-out = "\\n%{http_code} %{content_type}"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What curl got."""

    http: int
    content_type: str
    body: str

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)

    @property
    def events(self) -> list[dict[str, str]]:
        """The events of a stream, each as its fields; comments are left out."""
        blocks = [block.splitlines() for block in self.body.split("\n\n")]
        fields = [[line.split(": ", 1) for line in block if line and not line.startswith(":")] for block in blocks]
        return [dict(pairs) for pairs in fields if pairs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a call needs."""

    access_token: str
    user_id: str


class Curl:
    """Commands of the reference, run by a shell. `.curlrc` makes curl print the HTTP status after the body."""

    def __init__(self, url: str, home: Path) -> None:
        required("curl")
        self._url, self._home = url, home
        (home / ".curlrc").write_text(_SETTINGS, encoding="utf-8")

    def run(self, command: str, *, stdin: str | None = None, **placeholders: str) -> Reply:
        """Run a command with its hosts and its placeholders in capitals replaced."""
        for host in (reference.AUTH_HOST, reference.VOICE_HOST):
            command = command.replace(host, self._url)
        for name, value in placeholders.items():
            command = command.replace(name, value)
        environment = {"PATH": os.environ["PATH"], "HOME": str(self._home)}
        done = subprocess.run(
            ["sh", "-c", command], input=stdin, capture_output=True, text=True, env=environment, timeout=30, check=False
        )
        assert done.returncode == 0, done.stderr
        body, _, told = done.stdout.rpartition("\n")
        http, _, content_type = told.partition(" ")
        return Reply(http=int(http), content_type=content_type, body=body)

    def sign_in(self) -> Credentials:
        """Sign in as the reference's example does."""
        token = self.run(reference.REQUEST_CODE).json["data"]["request_token"]
        verified = self.run(reference.VERIFY_CODE, REQUEST_TOKEN=token).json["data"]
        return Credentials(access_token=verified["access_token"], user_id=verified["id"])

    def as_user(self, command: str, user: Credentials, *, stdin: str | None = None, call_id: str = "CALL_ID") -> Reply:
        """Run a command that needs credentials."""
        filled = {"YOUR_ACCESS_TOKEN": user.access_token, "YOUR_USER_ID": user.user_id, "CALL_ID": call_id}
        return self.run(command, stdin=stdin, **filled)


def outcomes(curl: Curl, entry: MagicInput) -> tuple[Outcome, ...]:
    """Sign in and call with one magic input, waiting by the stream."""
    email = entry.address("curl")
    asked = curl.run(reference.REQUEST_CODE.replace("you@example.com", email))
    if asked.http != 200:
        return (_refused("request_code", asked),)
    verify = reference.VERIFY_CODE.replace("you@example.com", email).replace('"1234"', f'"{entry.code}"')
    verified = curl.run(verify, REQUEST_TOKEN=asked.json["data"]["request_token"])
    if verified.http != 200:
        return (_refused("verify_code", verified),)
    user = Credentials(access_token=verified.json["data"]["access_token"], user_id=verified.json["data"]["id"])
    return tuple(_call(curl, user, entry) for _ in range(entry.calls))


def _call(curl: Curl, user: Credentials, entry: MagicInput) -> Outcome:
    placed = curl.as_user(reference.CREATE_CALL.replace("+14155551234", entry.number), user)
    if placed.http != 200:
        return _refused("create", placed)
    streamed = curl.as_user(reference.STREAM_CALL, user, call_id=placed.json["call_id"])
    if streamed.http != 200:
        return _refused("result", streamed)
    (event,) = streamed.events
    result = json.loads(event["data"])
    return Outcome(step="result", word=result["status"], speakers=speakers(result["transcript"]))


def _refused(step: Step, reply: Reply) -> Outcome:
    return Outcome(step=step, word=reply.json["error"]["code"], http=reply.http)
