"""The official CLI, unmodified: the real `pine` command with a home of its own."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contracts.magic_table import MagicInput, Outcome, Step, speakers

COMMAND = str(Path(sys.executable).with_name("pine"))
_SIGN_IN_ERROR = re.compile(r'HTTP (?P<http>\d+): .*"code":"(?P<code>\w+)"')
_CALL_ERROR = re.compile(r"Error \((?P<code>\w+)\):")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pine:
    """The command on one machine: its home is where credentials are kept."""

    url: str
    home: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command to its end; COLUMNS keeps it from breaking long lines."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.home), "PINE_GATEWAY_URL": self.url,
            "COLUMNS": "1000", "TERM": "dumb", "NO_COLOR": "1", "NO_PROXY": "127.0.0.1",
        }  # fmt: skip
        return subprocess.run(
            [COMMAND, *arguments], capture_output=True, text=True, env=environment, timeout=60, check=False
        )

    def request(self, email: str) -> subprocess.CompletedProcess[str]:
        """`pine auth request`."""
        return self.run("auth", "request", "--email", email, "--base-url", self.url)

    def verify(self, email: str, token: str, code: str) -> subprocess.CompletedProcess[str]:
        """`pine auth verify`."""
        return self.run(
            "auth", "verify", "--email", email, "--request-token", token, "--code", code, "--base-url", self.url
        )

    def call(self, number: str, *options: str) -> subprocess.CompletedProcess[str]:
        """`pine voice call --json` with the dentist's brief."""
        brief = (
            "--name", "Dr. Smith Office", "--context", "Local dentist office. Open Mon-Fri 9am-5pm.",
            "--objective", "Schedule a dental cleaning for next Tuesday afternoon", "--caller", "communicator",
        )  # fmt: skip
        return self.run("voice", "call", "--to", number, *brief, "--json", *options)

    def status(self, call_id: str) -> subprocess.CompletedProcess[str]:
        """`pine voice status --json`."""
        return self.run("voice", "status", call_id, "--json")

    def sign_in(self, email: str, code: str = "1234") -> Outcome | None:
        """Sign in, and return where it was refused; None when it was not."""
        asked = self.request(email)
        if asked.returncode:
            return _refused("request_code", _SIGN_IN_ERROR, asked)
        verified = self.verify(email, read(asked)["request_token"], code)
        return _refused("verify_code", _SIGN_IN_ERROR, verified) if verified.returncode else None

    def place(self, entry: MagicInput) -> Outcome:
        """Place one call and wait for it; where reading it is refused, in two commands: the SDK waits 10 s else."""
        if entry.unreadable:
            placed = self.call(entry.number, "--no-wait")
            ended = self.status(read(placed)["call_id"]) if not placed.returncode else placed
            return _refused("result" if not placed.returncode else "create", _CALL_ERROR, ended)
        done = self.call(entry.number)
        if done.returncode:
            return _refused("create", _CALL_ERROR, done)
        result = read(done)
        return Outcome(step="result", word=result["status"], speakers=speakers(result["transcript"]))


def read(done: subprocess.CompletedProcess[str]) -> Any:
    """Return the JSON that a command printed; all of its stdout must be that."""
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def _refused(step: Step, pattern: re.Pattern[str], done: subprocess.CompletedProcess[str]) -> Outcome:
    found = pattern.search(done.stdout)
    assert found, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    http = found.groupdict().get("http")
    return Outcome(step=step, word=found["code"], http=int(http) if http else None)
