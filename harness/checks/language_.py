"""Whether the call is in English."""

from typing import ClassVar, Literal

from pydantic import Field, field_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import turns_by, wire_speaker
from harness.language.english import read_language
from harness.model.call import Speaker
from harness.model.verdict import Evidence, Verdict


class Language(Check):
    """The agent speaks English in every turn: `language: english`. `speaker: callee` looks at the other side.

    The service is English-only. Turns of a word or two, and foreign names, do not count against it.
    """

    name: ClassVar[str] = "language"
    short_field: ClassVar[str | None] = "is"
    reads_transcript: ClassVar[bool] = True

    is_: Literal["english"] = Field(default="english", alias="is")
    speaker: Speaker = "agent"

    _wire = field_validator("speaker", mode="before")(staticmethod(wire_speaker))

    def grade(self, context: CheckContext) -> Outcome:
        """Read the language of each turn."""
        expected = f"the {self.speaker} speaks English"
        foreign = [
            (Evidence(quote=turn.text[:300], turn=number), reading.looks_like)
            for number, turn in turns_by(turns_of_call(context), self.speaker)
            if (reading := read_language(turn.text)).english == "no"
        ]
        if not foreign:
            return Outcome(verdict=Verdict.PASSED, expected=expected, got="English")
        first, looks_like = foreign[0]
        message = f"turn {first.turn} is not English (it looks like {looks_like})"
        evidence = tuple(item for item, _ in foreign[:5])
        return Outcome(verdict=Verdict.FAILED, expected=expected, got=looks_like, message=message, evidence=evidence)
