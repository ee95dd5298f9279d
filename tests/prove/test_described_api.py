"""schemathesis, unmodified, reads /openapi.json from the mock and asks whatever it can think of, all its checks on."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.contracts.pine_mock import pine_mock
from tests.prove.signed_in import credentials

SEED = 20260306
CASES = 2_000
_PROGRAM = str(Path(sys.executable).with_name("schemathesis"))
_SETTINGS = Path(__file__).with_name("schemathesis.toml")
_NO_LIMIT = ("--assume", "concurrent_calls=0")  # or all but five calls would be refused, and nothing behind them seen

pytestmark = pytest.mark.prove


@pytest.mark.parametrize(("who", "examples", "at_least"), [("signed in", 190, CASES), ("nobody", 40, 300)])
def test_nothing_but_documented_answers(
    who: str, examples: int, at_least: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """No 5xx, no status, header or body beside the description: to a user with credentials and to one without."""
    with pine_mock("--clock", "instant", *_NO_LIMIT) as url:
        headers = credentials(url, "you@example.com") if who == "signed in" else {}
        report = _asked(url, headers, examples, tmp_path)
    cases = report["test_cases"]
    told = f"schemathesis ({who}): {cases['generated']} cases, seed {SEED}"
    record_property("proof", told)
    print(told)  # noqa: T201 for `pytest -s`, and beside a failure
    assert report["failures"] == []
    assert report["errors"] == []
    assert (report["operations"]["tested"], report["complete"]) == (report["operations"]["total"], True)
    assert cases["generated"] >= at_least


def _asked(url: str, headers: Mapping[str, str], examples: int, folder: Path) -> dict[str, Any]:
    """Run schemathesis to its end and return its own report."""
    command = [_PROGRAM, "--config-file", str(_SETTINGS), "run", f"{url}/openapi.json", "--checks", "all"]
    command += ["--seed", str(SEED), "--max-examples", str(examples), "--no-color"]
    command += ["--report", "json", "--report-json-path", "report.json"]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-6_000:] + done.stderr[-2_000:]
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report
