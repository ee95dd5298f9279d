"""What a check is: arguments validated by pydantic, one pure method that grades, a docstring that documents it."""

from dataclasses import dataclass
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from harness.checks.context import CheckContext
from harness.model.judgement import OpinionRequest
from harness.model.values import Json
from harness.model.verdict import Evidence, FailureKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a check says of one context: a verdict, what was wanted, what was found, why, and the deciding evidence.

    `absent` marks an outcome for want of something to decide it by: under `not` it stays what it is. `detail` is what
    a reader may want to know beyond that: a traceback, or who judged.
    """

    verdict: Verdict
    expected: str
    got: str
    message: str = ""
    evidence: tuple[Evidence, ...] = ()
    value: Json = None
    kind: FailureKind | None = None
    absent: bool = False
    detail: str = ""


class Check(BaseModel):
    """The base of every check.

    A subclass sets `name` (the key in an `expect` list), declares its long form as pydantic fields, and implements
    `grade`. `short_field` names the field that a bare value fills (`status: completed` is `status: {is: completed}`);
    None where only the long form or the bare name makes sense. `whole` says that whatever is written, a mapping too,
    fills that field (`turns: {at_most: 9}`). `about_errors` is True for a check that reads a refusal
    (`error`, `http_status`): the others fail with kind `rejected` when the API refused the call. `any_answer` is True
    for a check that is judged on a refusal as on any answer, and is not about it: the refusal still fails the trial
    unless something asked for it. `reads_transcript` is True for a check of what was said, `reads_exchanges` for one of
    how it came over the wire, which a call from a file does not tell. `needs` lists what a target must be able to do
    beyond the API. The class docstring is the check's entry in docs/checks.md.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: ClassVar[str]
    short_field: ClassVar[str | None] = None
    whole: ClassVar[bool] = False
    about_errors: ClassVar[bool] = False
    any_answer: ClassVar[bool] = False
    reads_transcript: ClassVar[bool] = False
    reads_exchanges: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def from_args(cls, args: Json) -> Self:
        """Read arguments as written: None (the bare name), a short value, or a mapping of fields.

        Raises pydantic.ValidationError; its locations are paths below the check's key.
        """
        if args is None:
            return cls.model_validate({})
        if cls.short_field is None or (isinstance(args, dict) and not cls.whole):
            return cls.model_validate(args)
        return cls.model_validate({cls.short_field: args})

    def reads_errors(self) -> bool:
        """Whether a refusal by the API is something this check, as written, is about."""
        return self.about_errors

    def judges_refusals(self) -> bool:
        """Whether it is graded where the API refused: it is about that, or any answer will do."""
        return self.any_answer or self.reads_errors()

    def judges_files(self) -> bool:
        """Whether it can be graded on a call that a file tells of, with no exchange and no target."""
        return not self.reads_exchanges and not self.needs

    def opinion(self, context: CheckContext) -> OpinionRequest | None:  # noqa: ARG002  # most checks ask nothing
        """Return what must be asked of a judge or of the user's own code before this call can be graded; pure."""
        return None

    def grade(self, context: CheckContext) -> Outcome:
        """Grade one context; pure, and at worst linear in the transcript."""
        raise NotImplementedError
