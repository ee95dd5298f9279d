"""What audits come to together."""

import pytest

from harness.grade.audit_report import AuditReport, NotAudited
from tests.harness.grade.audited import GOOD, STATUS, audited

WITHOUT = NotAudited(scenario_id="s", reason="its call did not pass", unjudged=True)
ABOUT_ERRORS = NotAudited(scenario_id="e", reason="no transcript to break")


@pytest.mark.parametrize(
    ("expectations", "not_audited", "min_caught", "enough"),
    [
        ((STATUS,), (), None, True),
        ((STATUS,), (), 0.9, False),
        ((STATUS,), (WITHOUT,), 0.9, False),
        (GOOD, (), 0.9, True),
        (GOOD, (), 1.0, True),
        (GOOD, (ABOUT_ERRORS,), 0.9, True),
        (GOOD, (WITHOUT,), 0.9, None),
    ],
)
def test_enough(
    expectations: tuple[object, ...],
    not_audited: tuple[NotAudited, ...],
    min_caught: float | None,
    enough: bool | None,
) -> None:
    """Too few caught is certain; else a scenario that should have been audited and was not leaves it open."""
    calls = (audited(*expectations),)  # type: ignore[arg-type]  # one table for all
    report = AuditReport(source="", calls=calls, not_audited=not_audited, min_caught=min_caught)
    assert report.enough is enough


def test_nothing_audited_is_nothing_judged() -> None:
    """Without a broken call there is no share, not one of 0 or 1."""
    report = AuditReport(source="", calls=(), not_audited=(ABOUT_ERRORS,))
    assert (report.share, report.interval, report.enough) == (None, None, None)


def test_the_share_is_of_all_broken_calls() -> None:
    """Scenarios count by their broken calls."""
    report = AuditReport(source="", calls=(audited(STATUS), audited(*GOOD)), not_audited=())
    assert (report.caught, report.broken, report.share) == (9, 18, 0.5)
