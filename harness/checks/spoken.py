"""Texts in an order, as the checks of words write them."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from harness.checks.text_match import MAX_SEARCHED_CHARACTERS, words_pattern
from harness.model.call import WIRE_SPEAKERS, Speaker, Turn
from harness.model.values import Json
from harness.model.verdict import Evidence


def wire_speaker(value: Json) -> Json:
    """Read `user`, the wire's word, as `callee`."""
    return WIRE_SPEAKERS.get(value, value) if isinstance(value, str) else value


class Spoken(BaseModel):
    """A text that somebody says: `"Tuesday"`, or `{text: Tuesday, speaker: callee}`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    speaker: Speaker | None = None

    _wire = field_validator("speaker", mode="before")(staticmethod(wire_speaker))

    def __str__(self) -> str:
        return f"“{self.text}”" + (f" by the {self.speaker}" if self.speaker else "")


def _from_text(value: Json) -> Json:
    return {"text": value} if isinstance(value, str) else value


SpokenText = Annotated[Spoken, BeforeValidator(_from_text, json_schema_input_type=str | Spoken)]
"""A Spoken that may also be written as a plain text."""


def first_said(turns: tuple[Turn, ...], spoken: Spoken, *, turn: int = 1, at: int = 0) -> Evidence | None:
    """Return where a text is first said from character `at` of turn `turn` on."""
    pattern = words_pattern(spoken.text)
    for number in range(turn, len(turns) + 1):
        said = turns[number - 1]
        if spoken.speaker is not None and said.speaker != spoken.speaker:
            continue
        start = at if number == turn else 0
        match = pattern.search(said.text, start, start + MAX_SEARCHED_CHARACTERS)
        if match:
            return Evidence(quote=match[0], turn=number, start=match.start(), end=match.end())
    return None


def turns_by(turns: tuple[Turn, ...], speaker: Speaker) -> Iterable[tuple[int, Turn]]:
    """Yield the turns of one speaker with their numbers."""
    return ((number, turn) for number, turn in enumerate(turns, start=1) if turn.speaker == speaker)
