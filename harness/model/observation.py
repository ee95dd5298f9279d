"""What a step saw of one call: all that its expectations are graded on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from harness.model.brief import RequestBody
from harness.model.call import Call
from harness.model.values import Json
from harness.model.verdict import FailureKind

DIAL_ADVICE = "look at the account's call log and credits before dialling again"
"""What is to be done about a call that may have been placed, of which nobody knows."""

DeliveredBy = Literal["stream", "poll", "get"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiError:
    """An error answer. `code` is None where the body was not the documented envelope.

    `may_have_dialled`: it answered a request for a call, and does not prove that no phone rang.
    """

    http_status: int
    code: str | None
    message: str
    exchange: int
    may_have_dialled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Why a step could not be carried out: a kind of the ungradable group, and the words for a person."""

    kind: FailureKind
    message: str
    exchange: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One call (or one raw request) after step `step` (0-based).

    `call_name` is the call's name in the flow, empty for a raw request. `exchanges` are the seqs that belong to it so
    far, in order. `call` is the last that was read of it; `error` the API's refusal; `breakdown` what went wrong
    short of an answer. `books` is the callee's own record, only on a target that has one.
    """

    step: int
    call_name: str
    body: RequestBody | None = None
    exchanges: tuple[int, ...] = ()
    call: Call | None = None
    error: ApiError | None = None
    breakdown: Breakdown | None = None
    delivered_by: DeliveredBy | None = None
    books: Mapping[str, Json] | None = None
