"""What audits of several scenarios come to, and whether that is enough."""

from dataclasses import dataclass

from harness.grade.audit import CallAudit
from harness.stats.intervals import Interval, wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAudited:
    """A scenario without an audit, and why. `unjudged`: it should have had one, and no call of it passed."""

    scenario_id: str
    reason: str
    unjudged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditReport:
    """Every call audited and every scenario that was not; `source` says where the calls are from.

    `min_caught` is the share that must be caught, None where any will do.
    """

    source: str
    calls: tuple[CallAudit, ...]
    not_audited: tuple[NotAudited, ...]
    min_caught: float | None = None

    @property
    def broken(self) -> int:
        """How many broken calls were graded."""
        return sum(len(call.mutants) for call in self.calls)

    @property
    def caught(self) -> int:
        """How many of them were caught."""
        return sum(call.caught for call in self.calls)

    @property
    def share(self) -> float | None:
        """The share caught, None where there was nothing to catch."""
        return self.caught / self.broken if self.broken else None

    @property
    def interval(self) -> Interval | None:
        """The share's 95 % Wilson interval."""
        return wilson(self.caught, self.broken)

    @property
    def enough(self) -> bool | None:
        """Whether the least share was met; None where that could not be judged. Too little is certain."""
        if self.share is not None and self.min_caught is not None and self.share < self.min_caught:
            return False
        if self.share is None or any(one.unjudged for one in self.not_audited):
            return None
        return True
