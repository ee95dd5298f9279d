"""What a check is: arguments validated by pydantic, one pure method that grades, a docstring that documents it."""

from dataclasses import dataclass
from typing import ClassVar, Self

from pydantic import BaseModel, ConfigDict

from harness.checks.context import CheckContext
from harness.model.values import Json
from harness.model.verdict import Evidence, FailureKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a check says of one context: a verdict, what was wanted, what was found, why, and the deciding evidence.

    `absent` marks a failure because there was nothing to look at: its opposite does not hold either.
    """

    verdict: Verdict
    expected: str
    got: str
    message: str = ""
    evidence: tuple[Evidence, ...] = ()
    value: Json = None
    kind: FailureKind | None = None
    absent: bool = False


class Check(BaseModel):
    """The base of every check.

    A subclass sets `name` (the key in an `expect` list), declares its long form as pydantic fields, and implements
    `grade`. `short_field` names the field that a bare value fills (`status: completed` is `status: {is: completed}`);
    None where only the long form or the bare name makes sense. `whole` says that whatever is written, a mapping too,
    fills that field (`turns: {at_most: 9}`). `about_errors` is True for a check that reads a refusal
    (`error`, `http_status`): the others fail with kind `rejected` when the API refused the call. `reads_transcript` is
    True for a check of what was said. `needs` lists what a target must be able to do beyond the API. The class
    docstring is the check's entry in docs/checks.md.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: ClassVar[str]
    short_field: ClassVar[str | None] = None
    whole: ClassVar[bool] = False
    about_errors: ClassVar[bool] = False
    reads_transcript: ClassVar[bool] = False
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

    def grade(self, context: CheckContext) -> Outcome:
        """Grade one context; pure, and at worst linear in the transcript."""
        raise NotImplementedError
