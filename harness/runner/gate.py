"""Whether a run as a whole passed, in a sentence, and the exit code that says so to CI."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from harness.model.scenario import Gate
from harness.model.verdict import ScenarioVerdict, Verdict

MEASURED: Final = "measured by --repeat: the exit code does not depend on it"


class ExitCode(IntEnum):
    """The exit codes of every command; 130 is the shell's own for an interrupted program."""

    GATE_MET = 0
    GATE_NOT_MET = 1
    USAGE = 2
    COULD_NOT_JUDGE = 3
    CRASH = 4
    NOTHING_SELECTED = 5
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class GateVerdict:
    """`met` None: too much could not be judged to say."""

    met: bool | None
    exit_code: ExitCode
    reason: str


def strictest(gates: Iterable[Gate]) -> Gate:
    """Join the gates of several suites into one that meets them all; of none, the default: everything must pass."""
    found = list(gates)
    if not found:
        return Gate()
    rates = [gate.pass_rate for gate in found]
    order = ("ignore", "warn", "fail")
    flaky = max((gate.flaky for gate in found), key=order.index)
    pass_rate = None if None in rates else max(rate for rate in rates if rate is not None)
    return Gate(
        pass_rate=pass_rate,
        max_ungradable=min(gate.max_ungradable for gate in found),
        flaky=flaky,
        binding=all(gate.binding for gate in found),
    )


def judge_run(verdicts: Iterable[ScenarioVerdict], gate: Gate) -> GateVerdict:
    """Say whether the scenarios' verdicts meet the gate. A failure is certain, so it outweighs what is ungradable.

    A gate that is not binding is judged alike, and decides no exit code; that nothing could be judged still does.
    """
    found = list(verdicts)
    judged = _judge(found, gate)
    measured = any(verdict.graded or verdict.verdict is not Verdict.UNGRADABLE for verdict in found)
    if gate.binding or not measured:
        return judged
    return replace(judged, exit_code=ExitCode.GATE_MET, reason=f"{judged.reason} ({MEASURED})")


def _judge(found: Sequence[ScenarioVerdict], gate: Gate) -> GateVerdict:
    passed = sum(verdict.verdict is Verdict.PASSED for verdict in found)
    failed = sum(verdict.verdict is Verdict.FAILED for verdict in found)
    ungradable = sum(verdict.verdict is Verdict.UNGRADABLE for verdict in found)
    flaky = sum(verdict.flaky for verdict in found if verdict.verdict is not Verdict.SKIPPED)  # known issues may waver
    graded = passed + failed
    met, sentence = _rate_met(passed, graded, gate)
    if not met:
        return GateVerdict(met=False, exit_code=ExitCode.GATE_NOT_MET, reason=sentence)
    if flaky and gate.flaky == "fail":
        reason = f"{_count(flaky, 'scenario')} flaky, and the gate allows none"
        return GateVerdict(met=False, exit_code=ExitCode.GATE_NOT_MET, reason=reason)
    if ungradable > gate.max_ungradable:
        reason = f"{_count(ungradable, 'scenario')} could not be judged, {gate.max_ungradable} allowed"
        return GateVerdict(met=None, exit_code=ExitCode.COULD_NOT_JUDGE, reason=reason)
    if ungradable and not graded:
        return GateVerdict(met=None, exit_code=ExitCode.COULD_NOT_JUDGE, reason="no scenario could be judged")
    return GateVerdict(met=True, exit_code=ExitCode.GATE_MET, reason=sentence)


def _rate_met(passed: int, graded: int, gate: Gate) -> tuple[bool, str]:
    if gate.pass_rate is None:
        return passed == graded, f"{passed} of {_count(graded, 'graded scenario')} passed, all must"
    rate = passed / graded if graded else 1.0
    sentence = f"{passed} of {_count(graded, 'graded scenario')} passed, at least {gate.pass_rate:.1%} must"
    return rate >= gate.pass_rate, sentence


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
