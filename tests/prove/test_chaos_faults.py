"""Whatever goes wrong on whichever route, by chance: a verdict is right or says why there is none."""

import json
import random
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.app.scenarios import load_scenarios
from harness.model.values import Json
from harness.model.verdict import FailureKind, Verdict
from harness.runner.attempt import Patience
from tests.harness.app.test_faults import graded, scenario

CALLS = 400
SEED = 20260306
ROUTES = ("auth_request", "auth_verify", "create", "get", "stream")
KINDS = (
    "reset", "disconnect", "malformed_json", "truncated_json", "empty_body", "html_page", "server_error", "rate_limit",
    "wrong_content_type", "unknown_fields", "split_chunks",
)  # fmt: skip
UNJUDGED = {
    FailureKind.DIAL_UNKNOWN,
    FailureKind.GATEWAY_ERROR,
    FailureKind.SIGN_IN,
    FailureKind.TIMEOUT,
    FailureKind.UNREADABLE,
}

pytestmark = pytest.mark.prove


def drawn(chance: random.Random) -> list[Mapping[str, Json]]:
    """Faults on every route, each striking a share of the requests."""
    return [
        {"kind": chance.choice(KINDS), "route": route, "share": round(chance.uniform(0.05, 0.5), 2)} for route in ROUTES
    ]


def test_no_fault_makes_a_false_verdict(tmp_path: Path) -> None:
    """What holds is never failed, what does not is never passed, and what is not judged is of a kind that says why."""
    chance = random.Random(SEED)
    scenarios: list[Mapping[str, Json]] = []
    for number in range(CALLS):
        holds = number % 2 == 0
        faults = drawn(chance)
        scenarios.append(scenario(f"call-{number}", faults, {"status": "completed" if holds else "failed"}))
    file = tmp_path / "faults.yaml"
    file.write_text(json.dumps({"suite": "Faults", "scenarios": scenarios}), encoding="utf-8")
    loaded, _ = load_scenarios([file], {})
    found: Counter[str] = Counter()
    for number, verdict in enumerate(graded(loaded, Patience(wait_s=20.0, poll_interval_s=0.005))):
        right = Verdict.PASSED if number % 2 == 0 else Verdict.FAILED
        found[verdict.kind or verdict.verdict] += 1
        if verdict.verdict is Verdict.UNGRADABLE:
            assert verdict.kind in UNJUDGED, verdict.message
        else:
            assert verdict.verdict is right, verdict.message
    sys.stdout.write(f"{CALLS} calls with faults on every route: {dict(found)}\n")
    assert found["passed"] > CALLS / 20
    assert found["expectation"] > CALLS / 20
    assert found["dial_unknown"] > CALLS / 50
