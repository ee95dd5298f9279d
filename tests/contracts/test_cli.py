"""The official CLI, unmodified: `pine auth` and `pine voice` with PINE_GATEWAY_URL and a home of its own."""

import json
from pathlib import Path

import pytest

from tests.contracts.cli_client import Pine, read

FIELDS = {"call_id", "status", "duration_seconds", "summary", "credits_charged", "transcript"}


@pytest.fixture(scope="module")
def pine(gateway: str, tmp_path_factory: pytest.TempPathFactory) -> Pine:
    """The command in a home that is signed in."""
    pine = Pine(url=gateway, home=tmp_path_factory.mktemp("home"))
    assert pine.sign_in("cli@example.com") is None
    return pine


def test_signing_in_saves_credentials(gateway: str, tmp_path: Path) -> None:
    """`auth request` prints a request token; `auth verify` takes it with the code and keeps the credentials."""
    pine = Pine(url=gateway, home=tmp_path)

    asked = read(pine.request("cli@example.com"))
    verified = read(pine.verify("cli@example.com", asked["request_token"], "1234"))

    kept = json.loads((pine.home / ".pine" / "config.json").read_text())
    assert asked["email"] == "cli@example.com"
    assert verified == {"status": "authenticated", "email": "cli@example.com", "user_id": kept["user_id"]}
    assert kept["access_token"].startswith("eyJ")
    assert kept["base_url"] == pine.url


def test_a_call_is_placed_and_waited_for(pine: Pine) -> None:
    """`voice call --json` prints the result with its transcript, and its summary when asked for."""
    result = read(pine.call("+14155551234", "--summary", "--max-duration", "10"))

    assert set(result) == FIELDS
    assert result["status"] == "completed"
    assert {turn["speaker"] for turn in result["transcript"]} == {"agent", "user"}
    assert len(result["summary"]) > 20
    assert result["credits_charged"] >= 70


def test_a_call_is_placed_and_asked_about(pine: Pine) -> None:
    """`--no-wait` prints the id; `voice status --json` shows the call in progress, and then its result."""
    placed = read(pine.call("+14155551234", "--no-wait"))
    running = read(pine.status(placed["call_id"]))
    ended = read(pine.status(placed["call_id"]))

    assert placed == running == {"call_id": placed["call_id"], "status": "in_progress"}
    assert set(ended) == FIELDS
    assert (ended["call_id"], ended["status"]) == (placed["call_id"], "completed")


def test_a_refusal_is_shown_with_its_code(pine: Pine) -> None:
    """A refused call ends with exit code 1 and the gateway's code and message."""
    refused = pine.call("+18765551234")

    assert refused.returncode == 1
    assert refused.stdout.startswith("Error (INVALID_PHONE): ")
