"""Simulated calls per CPU second, over every persona and mixed briefs, beside a fixed workload of plain Python.

Each call has a brief of its own wording, so that what the readers of the language keep from one call to the next is not
what is measured. The workload makes the figure comparable between machines: how many of it fit into one call.
"""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from statistics import median
from types import MappingProxyType

from harness.model.values import Json
from mock_gateway.catalogue import load_personas
from mock_gateway.simulation import simulate

ROUNDS = 3
CALLS = 600
WANTED = 300
AT = datetime.fromisoformat("2026-03-06T09:00-08:00")
BRIEFS: tuple[MappingProxyType[str, Json], ...] = tuple(
    MappingProxyType(fields)
    for fields in (
        {
            "callee_name": "Dr. Smith Office",
            "callee_context": "Local dentist office, open Mon-Fri 9am-5pm. Patient Jane Doe, born 03/15/1990.",
            "call_objective": "Schedule a dental cleaning appointment for next Tuesday afternoon",
            "detailed_instructions": "If Tuesday is full, take Wednesday after 2pm. Ask if parking is free.",
            "caller": "communicator",
        },
        {
            "callee_name": "Internet Provider Support",
            "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
            "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
            "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo. Mention the competitor's offer.",
            "caller": "negotiator",
        },
        {
            "callee_name": "The Italian Place",
            "callee_context": "Italian restaurant on Main Street.",
            "call_objective": "Make a dinner reservation for 4 people tonight at 7pm",
            "detailed_instructions": "If 7pm is not available, try 7:30 or 8pm. Prefer a booth if possible.",
            "caller": "communicator",
        },
        {
            "callee_name": "FitLife Gym",
            "callee_context": "Member Paul Chen, member ID FL-20931.",
            "call_objective": "Cancel my gym membership effective immediately",
            "detailed_instructions": "Reason: moving to Denver. Get a written confirmation.",
            "caller": "communicator",
        },
        {
            "callee_name": "Walgreens Pharmacy",
            "callee_context": "Omar Haddad, born 04/12/1985.",
            "call_objective": "Check whether my prescription is ready for pickup",
            "caller": "communicator",
        },
    )
)


def measure() -> Iterator[str]:
    """Yield one line: calls per CPU second, and CPU of a call as a multiple of the workload's."""
    personas = list(load_personas().values())

    def calls() -> None:
        for index in range(CALLS):
            brief = {**BRIEFS[index % len(BRIEFS)]}
            brief["callee_context"] = f"{brief['callee_context']} Ticket {index}."
            brief["call_objective"] = f"{brief['call_objective']}, please, as number {index}"
            simulate(brief, personas[index % len(personas)], AT, index, 7200.0)

    calls()
    pairs = [(_cpu_s(calls) / CALLS, _cpu_s(_workload)) for _ in range(ROUNDS)]
    per_call, plain = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[0] / pair[1] for pair in pairs)
    yield (
        f"simulation: {1 / per_call:,.0f} calls per CPU second, {per_call * 1000:.2f} ms a call, {ratio:.2f} of the "
        f"plain-Python workload of {plain * 1000:.2f} ms (n={ROUNDS}; at least {WANTED} calls wanted)"
    )


def _cpu_s(work: Callable[[], None]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def _workload() -> None:
    """Split, match, count and join words: what the simulation spends its time on, in a fixed amount."""
    text = "The quick brown fox pays $89.99 a month and jumps over 27 lazy dogs on Tuesday at 7pm. " * 40
    counts: dict[str, int] = {}
    for match in re.finditer(r"\w+", text):
        word = match[0].lower()
        counts[word] = counts.get(word, 0) + 1
    " ".join(sorted(counts, key=lambda word: (-counts[word], word)))
