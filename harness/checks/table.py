"""The table of the checks that stand alone; a new check is one file and one line here."""

from harness.checks.base import Check
from harness.checks.books import Books
from harness.checks.credits_charged import CreditsCharged
from harness.checks.delivered_by import DeliveredBy
from harness.checks.duration_seconds import DurationSeconds
from harness.checks.error import Error
from harness.checks.http_status import HttpStatus
from harness.checks.says import Says
from harness.checks.status import Status
from harness.checks.summary import Summary
from harness.registry import Registry

PLAIN_CHECKS: Registry[type[Check]] = Registry(
    "check",
    (
        Status,
        Error,
        HttpStatus,
        DeliveredBy,
        Books,
        CreditsCharged,
        DurationSeconds,
        Summary,
        Says,
    ),
    name_of=lambda check: check.name,
)
