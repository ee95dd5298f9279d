"""An opinion that a check needs and cannot form itself: what is asked, and what was answered."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from harness.model.values import Json
from harness.model.verdict import Evidence

OpinionKind = Literal["judge", "python"]
OpinionAnswer = Literal["yes", "no", "unclear"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRequest:
    """A question, as data. `asked` is a judge's rubric, or the `module:function` of the user's own code.

    `about` is all that the one who answers gets to see of the call. `args` and `file` go with user code: its arguments,
    and the scenario file beside which the module stands. `votes` and `model` go with a judge; `model` None is the
    configured one.
    """

    kind: OpinionKind
    asked: str
    about: Mapping[str, Json]
    args: Mapping[str, Json] = field(default_factory=dict)
    file: str = ""
    votes: int = 1
    model: str | None = None

    @property
    def key(self) -> str:
        """The hash of the content, under which the answer is kept: the same question of the same call has it again."""
        content = {
            "kind": self.kind,
            "asked": self.asked,
            "about": self.about,
            "args": self.args,
            "file": self.file,
            "votes": self.votes,
            "model": self.model,
        }
        text = json.dumps(_canonical(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        # A run log has U+FFFD for the half of a surrogate pair: a call read back from it must have the same key.
        plain = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One answer of a judge; None where there was none that counts, `error` then says why."""

    answer: OpinionAnswer | None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What came of one request. `answer` None: nobody could answer, and `error` says why; `detail` is a traceback.

    `evidence` are the words of the call that were quoted for the answer. `temperature` None was left to the server.
    Tokens and `cost_usd` are what this judgement was charged now: 0 for what came from the cache, None where the server
    did not say or no price is configured. `cached`: no vote was asked for now. `notes` are what went wrong beside it.
    """

    key: str
    kind: OpinionKind
    answer: OpinionAnswer | None
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    votes: tuple[Vote, ...] = ()
    model: str = ""
    temperature: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_usd: float | None = None
    cached: bool = False
    notes: tuple[str, ...] = ()
    error: str = ""
    detail: str = ""

    @property
    def agreeing(self) -> int:
        """How many votes are of the answer that was given."""
        return sum(vote.answer == self.answer for vote in self.votes) if self.answer is not None else 0


def _canonical(value: Json) -> Json:
    """Return a value in which 30.0 is 30, as a reader of JSON may have turned one into the other."""
    if isinstance(value, Mapping):
        return {str(key): _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
