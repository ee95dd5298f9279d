"""Words that were said, by whom."""

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from harness.checks.base import Check, Outcome
from harness.checks.context import CheckContext
from harness.checks.regex_cost import MAX_STEPS, sharing_repeats, steps
from harness.checks.text_match import MAX_SEARCHED_CHARACTERS, Pattern, Words, regex_pattern, words_pattern
from harness.model.call import WIRE_SPEAKERS, Speaker, Turn
from harness.model.values import Json
from harness.model.verdict import Evidence, FailureKind, Verdict

MAX_EVIDENCE = 5


class Says(Check):
    """Somebody says something: `says: "Tuesday"`, or `says: {speaker: agent, any_of: [...], regex: ...}`.

    Words are found whole, whatever their case and spacing; `regex` is a Python regular expression, in which case
    counts. `speaker` is `agent` or `callee` (`user`, as on the wire, is accepted); without it either may say it.
    `any_of` needs one of its texts, `all_of` every one, each in any turn.
    """

    name: ClassVar[str] = "says"
    short_field: ClassVar[str | None] = "text"
    reads_transcript: ClassVar[bool] = True

    text: Words | None = Field(default=None, min_length=1)
    any_of: tuple[Words, ...] = ()
    all_of: tuple[Words, ...] = ()
    regex: Pattern | None = None
    speaker: Speaker | None = None

    @field_validator("speaker", mode="before")
    @classmethod
    def _wire_speaker(cls, value: Json) -> Json:
        return WIRE_SPEAKERS.get(value, value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and not self.any_of and not self.all_of and self.regex is None:
            msg = "needs a text, any_of, all_of or regex"
            raise ValueError(msg)
        return self

    def grade(self, context: CheckContext) -> Outcome:
        """Look for each demand in the turns of the speaker."""
        expected = self._words()
        if context.transcript is None:
            return Outcome(
                verdict=Verdict.FAILED, expected=expected, got="no transcript", message="there is no transcript"
            )
        if self.regex is not None and (cost := self._steps(context.transcript)) > MAX_STEPS:
            return self._too_costly(expected, cost)
        found: list[Evidence] = []
        for demand in self._demands():
            evidence = self._found(demand, context.transcript)
            if not evidence:
                missing = " or ".join(pattern for pattern, _ in demand)
                message = f"{self.speaker or 'nobody'} {'never says' if self.speaker else 'says'} {missing}"
                return Outcome(verdict=Verdict.FAILED, expected=expected, got="not said", message=message)
            found += evidence
        got = f"said in turn {found[0].turn}"
        message = f"{self.speaker or 'somebody'} says “{found[0].quote}” in turn {found[0].turn}"
        return Outcome(
            verdict=Verdict.PASSED, expected=expected, got=got, message=message, evidence=tuple(found[:MAX_EVIDENCE])
        )

    def _steps(self, turns: tuple[Turn, ...]) -> int:
        """What searching the regular expression in vain can cost over the turns of the speaker."""
        searched = (turn for turn in turns if self.speaker is None or turn.speaker == self.speaker)
        return sum(steps(self.regex or "", min(len(turn.text), MAX_SEARCHED_CHARACTERS)) for turn in searched)

    def _too_costly(self, expected: str, cost: int) -> Outcome:
        message = (
            f"/{self.regex}/ could take some {cost:.0e} steps on this transcript, of at most {MAX_STEPS:.0e}: "
            f"{sharing_repeats(self.regex or '')} of its open repeats (`*`, `+`) can match the same characters; "
            "bound them (`.{0,80}`), use `text` or `all_of`, or name the speaker"
        )
        return Outcome(
            verdict=Verdict.UNGRADABLE,
            expected=expected,
            got="not searched",
            message=message,
            kind=FailureKind.UNSUPPORTED,
        )

    def _demands(self) -> Iterator[list[tuple[str, re.Pattern[str]]]]:
        """Yield what must be found; of each list, any one pattern."""
        if self.text is not None:
            yield [(f"“{self.text}”", words_pattern(self.text))]
        if self.any_of:
            yield [(f"“{text}”", words_pattern(text)) for text in self.any_of]
        for text in self.all_of:
            yield [(f"“{text}”", words_pattern(text))]
        if self.regex is not None:
            yield [(f"/{self.regex}/", regex_pattern(self.regex))]

    def _found(self, demand: list[tuple[str, re.Pattern[str]]], turns: tuple[Turn, ...]) -> list[Evidence]:
        evidence = []
        for number, turn in enumerate(turns, start=1):
            if self.speaker is not None and turn.speaker != self.speaker:
                continue
            for _, pattern in demand:
                end = MAX_SEARCHED_CHARACTERS if pattern.pattern == self.regex else len(turn.text)
                match = pattern.search(turn.text, 0, end)
                if match:
                    evidence.append(Evidence(quote=match[0], turn=number, start=match.start(), end=match.end()))
                    break
        return evidence

    def _words(self) -> str:
        demands = [" or ".join(shown for shown, _ in demand) for demand in self._demands()]
        return f"{self.speaker or 'somebody'} says {' and '.join(demands)}"
