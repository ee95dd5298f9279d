"""One expectation on one call: the check it names, made ready once, and its border, where a crash becomes a result."""

import traceback
from dataclasses import replace

from harness.checks import CHECKS
from harness.checks.base import Check
from harness.checks.context import CheckContext
from harness.grade.results import graded, refused, ungradable
from harness.model.judgement import OpinionRequest
from harness.model.scenario import Expectation
from harness.model.verdict import CheckResult, FailureKind


class ReadyChecks:
    """Checks with their arguments read, each made once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], Check] = {}

    def find(self, expectation: Expectation) -> Check:
        """Return the check of an expectation. Raises UnknownName or pydantic.ValidationError where there is none."""
        # The place alone is not enough: files that include the same expectation may fill it in differently.
        key = (expectation.check.name, repr(expectation.check.args))
        if key not in self._made:
            self._made[key] = CHECKS.find(expectation.check.name).from_args(expectation.check.args)
        return self._made[key]

    def opinion(self, expectation: Expectation, context: CheckContext) -> OpinionRequest | None:
        """Return what must be asked before an expectation can be graded on a call; never raises."""
        try:
            check = self.find(expectation)
            if context.observation.error is not None and not check.judges_refusals():
                return None
            return check.opinion(replace(context, written_in=expectation.check.span.file))
        except Exception:  # the same border as `judge`, which reports the crash
            return None

    def judge(self, expectation: Expectation, context: CheckContext) -> CheckResult:
        """Grade one call by one expectation; never raises."""
        observation = context.observation
        try:
            check = self.find(expectation)
            if observation.error is not None and not check.judges_refusals():
                return refused(expectation, observation, observation.error)
            if context.document is not None and not check.judges_files():
                message = f"{expectation.check.name} reads what only a run has; this call comes from a file"
                return ungradable(expectation, observation, FailureKind.UNSUPPORTED, message)
            outcome = check.grade(replace(context, written_in=expectation.check.span.file))
        except Exception:  # a check is a plugin border: its crash is a result, never the run's end
            detail = traceback.format_exc()
            message = f"the check crashed: {detail.strip().splitlines()[-1]}"
            return ungradable(expectation, observation, FailureKind.CHECK_CRASHED, message, detail)
        return graded(expectation, observation, outcome)
