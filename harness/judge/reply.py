"""What a judge said -> a vote. A reply of another form, a refusal or an invented quote is no vote, and says so."""

from collections.abc import Iterable, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from harness.language.quotations import find_quotation
from harness.model.judgement import Vote
from harness.model.values import Json
from harness.model.verdict import Evidence

_SHOWN = 200


class Reply(BaseModel):
    """The form of a reply, as prompt.REPLY_SCHEMA demands it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    answer: Literal["yes", "no", "unclear"]
    reason: str
    quotes: list[str]


def read_vote(content: str, texts: Sequence[str]) -> Vote:
    """Read a reply about a transcript of which `texts` are the turns."""
    try:
        reply = Reply.model_validate_json(content)
    except ValidationError as error:
        problems = "; ".join(_problem(found["loc"], found["msg"]) for found in error.errors(include_url=False)[:3])
        return Vote(answer=None, error=f"the judge's reply cannot be read: {problems}; it is {shown(content)}")
    try:
        evidence = tuple(_evidence(texts, reply.quotes))
    except LookupError as error:
        return Vote(answer=None, error=f"the judge quotes what nobody said: {shown(str(error.args[0]))}")
    return Vote(answer=reply.answer, reason=reply.reason.strip(), evidence=evidence)


def shown(text: str) -> str:
    """Return a text as an error message quotes it: on one line, and not at any length."""
    text = " ".join(text.split())
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\u2026")


def transcript_texts(about: Json) -> list[str]:
    """Return the turns' texts of what a judge was asked about."""
    return [turn["text"] for turn in about.get("transcript") or ()]


def _evidence(texts: Sequence[str], quotes: Iterable[str]) -> Iterable[Evidence]:
    """Yield where the quotes stand; blank ones say nothing. Raises LookupError with one that stands nowhere."""
    for quote in quotes:
        if not quote.strip():
            continue
        found = find_quotation(texts, quote)
        if found is None:
            raise LookupError(quote)
        words = texts[found.turn - 1][found.start : found.end]
        yield Evidence(quote=words, turn=found.turn, start=found.start, end=found.end)


def _problem(where: Iterable[int | str], message: str) -> str:
    path = ".".join(map(str, where))
    return f"{path}: {message}" if path else message
