"""Whether somebody says the same thing again and again."""

import re
from typing import ClassVar

from pydantic import Field, field_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.meaning import turns_of_call
from harness.checks.spoken import turns_by, wire_speaker
from harness.language.sentences import read_sentences
from harness.model.call import Speaker
from harness.model.verdict import Evidence, Verdict

_WORD = re.compile(r"[a-z0-9']+")


class NoRepetition(Check):
    """The agent does not say the same sentence more than `at_most` times, 2 unless told: `no_repetition`.

    Sentences are compared by their words; those of fewer than `least_words` (5) do not count, so that "yes, please"
    may come as often as it likes. `speaker: callee` looks at the other side.
    """

    name: ClassVar[str] = "no_repetition"
    short_field: ClassVar[str | None] = "at_most"
    reads_transcript: ClassVar[bool] = True

    at_most: int = Field(default=2, ge=1)
    least_words: int = Field(default=5, ge=1)
    speaker: Speaker = "agent"

    _wire = field_validator("speaker", mode="before")(staticmethod(wire_speaker))

    def grade(self, context: CheckContext) -> Outcome:
        """Count equal sentences."""
        turns = turns_of_call(context)
        seen: dict[tuple[str, ...], list[Evidence]] = {}
        for number, turn in turns_by(turns, self.speaker):
            for sentence in read_sentences(turn.text):
                words = tuple(_WORD.findall(sentence.text))
                if len(words) >= self.least_words:
                    quote = turn.text[sentence.start : sentence.end]
                    evidence = Evidence(quote=quote, turn=number, start=sentence.start, end=sentence.end)
                    seen.setdefault(words, []).append(evidence)
        worst = max(seen.values(), key=len, default=[])
        expected = f"no sentence of the {self.speaker} more than {self.at_most} times"
        got = f"at most {len(worst)} times"
        value = {"times": len(worst)}
        if len(worst) <= self.at_most:
            return Outcome(verdict=Verdict.PASSED, expected=expected, got=got, value=value)
        message = f"the {self.speaker} says “{worst[0].quote[:80]}” {len(worst)} times"
        return Outcome(
            verdict=Verdict.FAILED, expected=expected, got=got, message=message, evidence=tuple(worst[:5]), value=value
        )
