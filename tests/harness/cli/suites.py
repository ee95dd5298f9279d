"""Small suites that the commands are tried on, and the log of a run."""

import json
from pathlib import Path
from typing import Any

REFUSED = """\
suite: Refusals
scenarios:
  - id: refused
    title: A number without its country
    tags: [numbers]
    brief: {base: standard, dialed_number: "4155550142"}
    expect: {error: INVALID_PHONE}
"""
"""One scenario that passes, by the shortest way there is."""

MIXED = """\
suite: Mixed
scenarios:
  - id: passes
    title: Books as asked
    tags: [good, quick]
    brief: {base: standard}
    expect: {status: completed}
  - id: fails
    title: Says what nobody says
    tags: [bad]
    brief: {base: standard}
    expect:
      - status: completed
      - says: {speaker: agent, text: unobtainium}
  - id: left-out
    title: Not today
    skip: the office is closed
    brief: {base: standard}
    expect: {status: completed}
"""

LIVE = """\
scenarios:
  - id: anywhere
    brief: {base: standard}
    expect: {status: completed}
"""
"""A scenario that needs nothing of the mock."""

HELD = """\
scenarios:
  - {id: quick, brief: {base: standard, dialed_number: "4155550142"}, expect: {error: INVALID_PHONE}}
  - {id: held, brief: {base: standard}, callee: {persona: holds_the_line}, expect: {status: completed}}
  - {id: later, brief: {base: standard}, callee: {persona: holds_the_line}, expect: {status: completed}}
"""
"""On a real clock: one trial that ends at once, two that do not end."""


def log_of(reports: Path) -> list[dict[str, Any]]:
    """Return the records of the newest run under a folder."""
    lines = (reports / "latest" / "run.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def only_run(reports: Path) -> Path:
    """Return the folder of the one run under a folder."""
    [run] = [entry for entry in reports.iterdir() if entry.is_dir() and not entry.is_symlink()]
    return run


def conversations(reports: Path) -> list[list[tuple[str, str]]]:
    """Return the final transcripts of the newest run, in the order of its trials' ids."""
    found = {}
    for record in log_of(reports):
        call = record.get("observation", {}).get("call") or {}
        if call.get("transcript"):
            found[record["trial_id"]] = [(turn["speaker"], turn["text"]) for turn in call["transcript"]]
    return [found[trial_id] for trial_id in sorted(found)]
