"""The same inputs give the same bytes, in every process and every Python that the product runs on."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from harness.source import read

ROOT = Path(__file__).parents[3]
BRIEFS: list[dict[str, Any]] = [
    {
        "callee_name": "Dr. Smith Office",
        "callee_context": "Patient Jane Doe, born 03/15/1990, insured with Delta Dental PPO.",
        "call_objective": "Schedule a dental cleaning for next Tuesday afternoon",
        "detailed_instructions": "If Tuesday is full, take Wednesday or Thursday after 2pm. Ask if parking is free.",
        "caller": "communicator",
    },
    {
        "callee_name": "Internet Provider Support",
        "callee_context": "Paul Chen, account number AB-99213, customer for 8 years. Now $89.99/mo.",
        "call_objective": "Negotiate the monthly bill down to $60/mo",
        "detailed_instructions": "Accept up to $65. A competitor offers $49.99. I will switch otherwise.",
        "caller": "negotiator",
    },
    {
        "callee_name": "Harbor View Hotel",
        "call_objective": "Book a room from March 20 to March 23 for Ana Souza",
        "detailed_instructions": "Max $180 per night. Guest phone 415-555-0134. Get a confirmation number.",
        "caller": "communicator",
    },
    {"callee_name": "Anna", "call_objective": "Tell Anna that I will be 20 minutes late"},
]
SCRIPT = """
import json, sys
from datetime import datetime
from hashlib import sha256
from mock_gateway.simulation import Persona, simulate
briefs, personas = json.load(sys.stdin)
at = datetime.fromisoformat("2026-03-06T09:00-08:00")
calls = [
    simulate(brief, Persona(name=name, title="A callee").with_options(options), at, seed, 900.0)
    for brief in briefs for name, options in personas for seed in (1, 2, 3)
]
print(sha256(repr(calls).encode()).hexdigest())
"""


def personas() -> list[tuple[str, dict[str, Any]]]:
    """Return the shipped personas as plain values, so that a bare interpreter needs no YAML to have them."""
    folder = resources.files("mock_gateway") / "personas"
    found = []
    for entry in sorted(folder.iterdir(), key=lambda it: it.name):
        if entry.name.endswith(".yaml"):
            options: dict[str, Any] = read(entry.read_text(encoding="utf-8"), file=entry.name).value
            found.append((entry.name, {key: value for key, value in options.items() if key not in ("name", "title")}))
    return found


def digest(interpreter: str, hash_seed: str) -> str:
    done = subprocess.run(
        [interpreter, "-c", SCRIPT],
        input=json.dumps([BRIEFS, personas()]),
        env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_hashing_decides_nothing() -> None:
    """String hashes, and with them the order of sets, differ between processes; calls do not."""
    digests = {digest(sys.executable, hash_seed) for hash_seed in ("0", "1", "4294967295")}
    assert len(digests) == 1
    assert digests != {sha256(b"[]").hexdigest()}


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_every_python_holds_the_same_calls(version: str) -> None:
    """A seed is a promise: it names the same call wherever it is drawn."""
    interpreter = shutil.which(f"python{version}")
    if interpreter is None:
        pytest.skip(f"there is no python{version} on PATH")
    asked = subprocess.run([interpreter, "-c", "import sys"], capture_output=True, text=True, check=False)
    if asked.returncode:
        pytest.skip(f"python{version} does not start: {asked.stderr.strip()[:200]}")
    assert digest(interpreter, "7") == digest(sys.executable, "8")
