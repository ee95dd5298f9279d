"""One thing in an answer that the API does not promise."""

from dataclasses import dataclass
from typing import Literal

MismatchKind = Literal["mismatch", "note", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Where an answer differs from the contract.

    `note`: allowed, but worth knowing (a field that the contract does not name). `unreadable`: a body that is not the
    JSON it should be, so that nothing can be said of its content. `path` is `status`, `headers.content-type`,
    `body.transcript[3].speaker` or `events[2].data.status`; `message` continues it to a sentence.
    """

    kind: MismatchKind
    path: str
    message: str
    expected: str = ""
    got: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.message}"
