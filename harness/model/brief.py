"""The call brief: the body of POST /api/v2/voice/call, as the API reference names its fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from harness.model.values import Json

REQUIRED_FIELDS = ("dialed_number", "callee_name", "callee_context", "call_objective")
OPTIONAL_FIELDS = ("detailed_instructions", "caller", "voice", "max_duration_minutes", "enable_summary")
BRIEF_FIELDS = REQUIRED_FIELDS + OPTIONAL_FIELDS
CALLERS = ("negotiator", "communicator")
VOICES = ("male", "female")
DEFAULT_CALLER = "negotiator"
DEFAULT_VOICE = "female"
MIN_DURATION_MINUTES, MAX_DURATION_MINUTES = 1, 120

STANDARD_BRIEF: Mapping[str, Json] = {
    "dialed_number": "+14155550142",
    "callee_name": "Dr. Smith Office",
    "callee_context": "Local dentist office, open Mon-Fri 9am-5pm. The patient is Jane Doe, an existing patient.",
    "call_objective": "Schedule a dental cleaning appointment for Jane Doe next Tuesday afternoon",
    "detailed_instructions": "If Tuesday afternoon is full, take Wednesday or Thursday afternoon.",
    "caller": "communicator",
    "voice": "female",
    "max_duration_minutes": 10,
}
"""The complete brief that `base: standard` names. Its number is of the 555-01xx fiction range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestBody:
    """A request body to send: `value` as JSON, or `text` exactly as written (then `value` is None)."""

    value: Json = None
    text: str | None = None
    media: Literal["json", "text"] = "json"

    def field(self, name: str) -> Json:
        """Return a field of a JSON object body; None where there is no such field or the body is something else."""
        return self.value.get(name) if isinstance(self.value, dict) else None
