"""What the API promises of every answer, held against each exchange of a trial."""

from collections.abc import Mapping, Sequence

from harness.contract import Mismatch
from harness.errors import Span
from harness.model.exchange import Exchange
from harness.model.observation import Observation
from harness.model.scenario import Scenario
from harness.model.verdict import CheckResult, Evidence, FailureKind, Verdict

CHECK_NAME = "contract"
FAULT_HEADER = "x-mock-fault"
"""What the mock says of an answer that a fault has touched: the fault's kind."""


def asked_about(scenario: Scenario, observations: Sequence[Observation]) -> frozenset[int]:
    """Return the seqs of the exchanges that a required `contract` expectation is graded on already."""
    steps = {one.step for one in scenario.expectations if one.required and one.check.name == CHECK_NAME}
    return frozenset(seq for seen in observations if seen.step in steps for seq in seen.exchanges)


def spoilt_as_asked(scenario: Scenario, exchanges: Mapping[int, Exchange]) -> frozenset[int]:
    """Return the seqs of the exchanges whose answers a fault that the scenario asked for has touched."""
    kinds = {fault["kind"] for fault in scenario.faults}
    return frozenset(seq for seq, one in exchanges.items() if one.response_headers.get(FAULT_HEADER) in kinds)


def broken_promises(
    mismatches: Mapping[int, tuple[Mismatch, ...]], exchanges: Mapping[int, Exchange], span: Span, *, strict: bool
) -> list[CheckResult]:
    """Return a result for each exchange that broke the contract; none where all kept it.

    `mismatches` are those of each exchange by its seq.

    A mismatch fails when `strict` (the mock must be right), else it only lowers the score: the gateway drifted. A body
    that cannot be read at all is ungradable. Unknown response fields are notes and make no result.
    """
    results = []
    for exchange in exchanges.values():
        found = [mismatch for mismatch in mismatches.get(exchange.seq, ()) if mismatch.kind != "note"]
        if not found:
            continue
        unreadable = any(mismatch.kind == "unreadable" for mismatch in found)
        first = found[0]
        where = (
            f"{exchange.method} {exchange.route}: {first.path}" if first.path else f"{exchange.method} {exchange.route}"
        )
        results.append(
            CheckResult(
                expectation_id=f"{CHECK_NAME} {exchange.seq}",
                check=CHECK_NAME,
                verdict=Verdict.UNGRADABLE if unreadable else Verdict.FAILED,
                expected=first.expected,
                got=first.got,
                message=f"{where} {first.message}",
                span=span,
                evidence=tuple(Evidence(quote=str(mismatch), exchange=exchange.seq) for mismatch in found),
                required=strict or unreadable,
                kind=FailureKind.UNREADABLE if unreadable else FailureKind.CONTRACT,
            )
        )
    return results
