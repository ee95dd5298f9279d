"""A call as the API shows it. Sources: API reference "Get Call Status", wire-facts "Calls"."""

from dataclasses import dataclass
from typing import Literal

from harness.model.values import Json

Speaker = Literal["agent", "callee", "system"]
WIRE_SPEAKERS: dict[str, Speaker] = {"agent": "agent", "user": "callee", "callee": "callee", "system": "system"}

FOLDED_STATUS: dict[str, str] = {
    "in_progress": "in_progress",
    **dict.fromkeys(
        ("completed", "Completed", "HungupByPeer", "HungupByLocal", "Timeout", "TooLongSilence"), "completed"
    ),
    **dict.fromkeys(("failed", "Failed", "InternalError", "DialFailed", "NoAnswer", "Declined"), "failed"),
    **dict.fromkeys(("cancelled", "Cancelled"), "cancelled"),
}
"""Every status the gateway is known to answer, folded to the reference's four."""

TERMINAL_STATUSES = frozenset({"completed", "failed", "cancelled"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of a transcript; turn numbers shown to people are 1-based positions."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What the API last said of one call.

    `status` is folded to the reference's four words, `raw_status` is as received. `duration_seconds` and
    `credits_charged` are None where the answer had none. `transcript` is None until a terminal answer brought one.
    """

    call_id: str
    status: str
    raw_status: str
    duration_seconds: float | None = None
    summary: str | None = None
    transcript: tuple[Turn, ...] | None = None
    credits_charged: float | None = None

    @property
    def ended(self) -> bool:
        """Whether the call reached a terminal status."""
        return self.status in TERMINAL_STATUSES


def number_or_none(value: Json) -> float | None:
    """Return a JSON number, or None for anything else (booleans are not numbers)."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def turns_of(value: Json) -> tuple[Turn, ...] | None:
    """Read a wire transcript, `[{"speaker", "text"}]`; None when it is not a list of such objects."""
    if not isinstance(value, list):
        return None
    turns = []
    for item in value:
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            return None
        turns.append(Turn(speaker=WIRE_SPEAKERS.get(str(item.get("speaker")).lower(), "system"), text=item["text"]))
    return tuple(turns)


def call_from_body(body: Json) -> Call | None:
    """Read a POST, GET or `result` body; None when it is not an object with `call_id` and `status`."""
    if not isinstance(body, dict):
        return None
    call_id, status = body.get("call_id"), body.get("status")
    if not isinstance(call_id, str) or not isinstance(status, str):
        return None
    summary = body.get("summary")
    return Call(
        call_id=call_id,
        status=FOLDED_STATUS.get(status, status),
        raw_status=status,
        duration_seconds=number_or_none(body.get("duration_seconds")),
        summary=summary if isinstance(summary, str) else None,
        transcript=turns_of(body.get("transcript")),
        credits_charged=number_or_none(body.get("credits_charged")),
    )
