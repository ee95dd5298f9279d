"""A sentence about the call, judged by a model."""

from typing import ClassVar

from pydantic import Field, field_validator

from harness.checks.base import Outcome
from harness.checks.context import CheckContext
from harness.checks.opinion import OpinionCheck
from harness.model.judgement import OpinionRequest
from harness.model.verdict import FailureKind, Verdict

MAX_VOTES = 25


class Judge(OpinionCheck):
    """A model says that a sentence about the call is true: `judge: The callee read the appointment back.`

    The long form is `judge: {rubric: The agent stayed polite., votes: 3, unclear: accept, model: some-model}`. The
    judge is any server with an OpenAI-compatible API; it sees the brief, the call date and the transcript, and answers
    yes, no or unclear with a reason and quotes. `votes` is odd: what more than half of them say counts, otherwise the
    answer is unclear. Unclear fails unless `unclear: accept`, under `not` as well.

    A quote that is not in the transcript, a reply of another form, a refusal, a server that does not answer, or no
    server at all makes the check ungradable, never failed. docs/judge.md tells how a judge is set up.
    """

    name: ClassVar[str] = "judge"
    short_field: ClassVar[str | None] = "rubric"
    reads_transcript: ClassVar[bool] = True
    crash_kind: ClassVar[FailureKind] = FailureKind.JUDGE

    rubric: str = Field(min_length=1, description="a sentence that is true of a good call")
    votes: int = Field(default=1, ge=1, le=MAX_VOTES, description="how often the judge is asked; odd")
    model: str | None = Field(default=None, min_length=1, description="the judge's model, in place of the configured")

    @field_validator("rubric")
    @classmethod
    def _is_a_sentence(cls, rubric: str) -> str:
        if not rubric.strip():
            msg = "needs a sentence to judge"
            raise ValueError(msg)
        return rubric

    @field_validator("votes")
    @classmethod
    def _is_odd(cls, votes: int) -> int:
        if votes % 2 == 0:
            msg = f"{votes} votes can be split evenly; write an odd number, such as {votes + 1}"
            raise ValueError(msg)
        return votes

    def opinion(self, context: CheckContext) -> OpinionRequest | None:
        """Ask about the transcript; where there is none, there is nothing to ask."""
        if context.transcript is None:
            return None
        return OpinionRequest(
            kind="judge",
            asked=self.rubric,
            about={
                "brief": dict(context.brief),
                "call_date": context.call_date.isoformat(),
                "transcript": [{"speaker": turn.speaker, "text": turn.text} for turn in context.transcript],
            },
            votes=self.votes,
            model=self.model,
        )

    def grade(self, context: CheckContext) -> Outcome:
        """Take the judge's answer; it is not asked where there is no transcript."""
        if context.transcript is None:
            return Outcome(
                verdict=Verdict.FAILED,
                expected=self.rubric,
                got="no transcript",
                message="there is no transcript",
                absent=True,
            )
        return self.by_judgement(context, self.rubric)
