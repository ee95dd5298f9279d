"""A graded call as one line of JSON, for programs."""

import json

from harness.grade import GRADER_VERSION
from harness.model.values import Json
from harness.model.verdict import CheckResult, Evidence, TrialVerdict, Verdict


def verdict_line(name: str | int, verdict: TrialVerdict) -> str:
    """Return `{id, verdict, score, checks, grader}` without a line end; `score` is null where it is not known."""
    checks = [check_values(result) for result in verdict.checks]
    return _line(
        {
            "id": name,
            "verdict": verdict.verdict,
            "score": verdict.score,
            "checks": checks,
            "grader": GRADER_VERSION,
        }
    )


def ungradable_line(name: str | int, message: str) -> str:
    """Return the line of a call that could not be read: it is ungradable, has no checks, and says why."""
    return _line(
        {
            "id": name,
            "verdict": Verdict.UNGRADABLE,
            "score": None,
            "checks": [],
            "message": message,
            "grader": GRADER_VERSION,
        }
    )


def check_values(result: CheckResult) -> Json:
    """Return `{check, verdict, value, evidence, message}` of one check."""
    return {
        "check": result.check,
        "verdict": result.verdict,
        "value": result.value,
        "evidence": [_evidence(evidence) for evidence in result.evidence],
        "message": result.message,
    }


def _evidence(evidence: Evidence) -> Json:
    return {"quote": evidence.quote, "turn": evidence.turn, "start": evidence.start, "end": evidence.end}


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
