"""What the API promises of every answer, held against each exchange of a trial."""

from collections.abc import Mapping

from harness.contract import Contract
from harness.errors import Span
from harness.model.exchange import Exchange
from harness.model.verdict import CheckResult, Evidence, FailureKind, Verdict

CHECK_NAME = "contract"


def broken_promises(
    contract: Contract, exchanges: Mapping[int, Exchange], span: Span, *, strict: bool
) -> list[CheckResult]:
    """Return a result for each exchange that broke the contract; none where all kept it.

    A mismatch fails when `strict` (the mock must be right), else it only lowers the score: the gateway drifted. A body
    that cannot be read at all is ungradable. Unknown response fields are notes and make no result.
    """
    results = []
    for exchange in exchanges.values():
        found = [mismatch for mismatch in contract.check(exchange) if mismatch.kind != "note"]
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
