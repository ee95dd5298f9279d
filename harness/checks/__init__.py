"""One expectation kind per file; CHECKS is the one table of them."""

from harness.checks.base import Check
from harness.checks.not_ import Not
from harness.checks.table import PLAIN_CHECKS
from harness.registry import Registry

CHECKS: Registry[type[Check]] = Registry("check", (*PLAIN_CHECKS.values(), Not), name_of=lambda check: check.name)
