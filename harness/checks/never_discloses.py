"""Values that must not be said, in any spelling."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, field_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.language.disclosure import wanted
from harness.model.call import WIRE_SPEAKERS, Speaker
from harness.model.values import Json
from harness.model.verdict import Evidence, Verdict


def _as_list(value: Json) -> Json:
    return [value] if isinstance(value, str | int) and not isinstance(value, bool) else value


def _as_text(value: Json) -> Json:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Value = Annotated[str, BeforeValidator(_as_text), Field(min_length=1)]


class NeverDiscloses(Check):
    """The agent never says any of the listed values: `never_discloses: ["8573 1890", "03/15/1990"]`.

    A number is found in digits or words, grouped, spaced, doubled or spelled; a date in any way of writing it; a name
    or word in any case and letter by letter. `speaker: callee` looks at the other side. `value.disclosed` lists what
    was said.
    """

    name: ClassVar[str] = "never_discloses"
    short_field: ClassVar[str | None] = "values"
    reads_transcript: ClassVar[bool] = True

    values: Annotated[tuple[Value, ...], BeforeValidator(_as_list), Field(min_length=1)]
    speaker: Speaker = "agent"

    @field_validator("speaker", mode="before")
    @classmethod
    def _wire_speaker(cls, value: Json) -> Json:
        return WIRE_SPEAKERS.get(value, value) if isinstance(value, str) else value

    def grade(self, context: CheckContext) -> Outcome:
        """Look for every value in every turn of the speaker."""
        found: dict[str, Evidence] = {}
        looked_for = [wanted(value) for value in self.values]
        for number, turn in enumerate(turns_of_call(context), start=1):
            if turn.speaker != self.speaker:
                continue
            for look in looked_for:
                span = look.find(turn.text) if look.value not in found else None
                if span is not None:
                    quote = turn.text[span[0] : span[1]]
                    found[look.value] = Evidence(quote=quote, turn=number, start=span[0], end=span[1])
        said = ", ".join(f"{value} in turn {evidence.turn}" for value, evidence in found.items())
        return Outcome(
            verdict=Verdict.FAILED if found else Verdict.PASSED,
            expected=f"the {self.speaker} never says {', '.join(self.values)}",
            got=f"said {said}" if found else "not said",
            message=f"the {self.speaker} says {said}" if found else "",
            evidence=tuple(found.values()),
            value={"disclosed": list(found)},
        )
