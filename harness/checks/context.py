"""The one thing a check reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from harness.contract import Mismatch
from harness.model.call import Call, Turn
from harness.model.exchange import Exchange
from harness.model.judgement import Judgement
from harness.model.observation import Observation
from harness.model.values import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """One call after one step: its observation, its exchanges in order, and what "today" is for it.

    `mismatches` holds, by the seq of an exchange, in what its answer differs from the API's contract; nothing for one
    that kept it. `document` is the call's JSON as a file told it, None where exchanges tell of the call. `judgements`
    are the opinions that were fetched for this trial, by the key of their requests; `written_in` is the scenario file
    that the check stands in.
    """

    observation: Observation
    exchanges: tuple[Exchange, ...]
    call_date: datetime
    mismatches: Mapping[int, tuple[Mismatch, ...]] = field(default_factory=dict)
    document: Json = None
    judgements: Mapping[str, Judgement] = field(default_factory=dict)
    written_in: str = ""

    @property
    def call(self) -> Call | None:
        """What was last read of the call, None where there is none."""
        return self.observation.call

    @property
    def transcript(self) -> tuple[Turn, ...] | None:
        """The final transcript, None before the end."""
        return self.call.transcript if self.call else None

    @property
    def last_exchange(self) -> int | None:
        """The seq of the last exchange, None where there was none."""
        return self.exchanges[-1].seq if self.exchanges else None

    @property
    def brief(self) -> Mapping[str, Json]:
        """The brief's JSON object; empty where the body was none."""
        body = self.observation.body
        return body.value if body is not None and isinstance(body.value, dict) else {}
