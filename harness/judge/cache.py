"""Replies of judges on disk, by the hash of all that was asked: the same question costs nothing the second time."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply as it came, with the tokens it took; None where the server did not count them."""

    content: str
    input_tokens: int | None = None
    output_tokens: int | None = None


class VerdictCache:
    """A folder of replies. Nothing in it is trusted, and none of its failures ends a run: each is a note."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries = TypeAdapter(KeptReply)

    def find(self, key: str) -> tuple[KeptReply | None, str]:
        """Return the reply kept under a key, and a note where there is one that cannot be read."""
        path = self._path(key)
        try:
            return self._entries.validate_json(path.read_bytes()), ""
        except FileNotFoundError:
            return None, ""
        except OSError as error:
            return None, f"{path} cannot be read: {error.strerror or error}"
        except ValidationError:
            return None, f"{path} is no reply of a judge and was ignored"

    def keep(self, key: str, reply: KeptReply) -> str:
        """Keep a reply, whole or not at all; return a note where it cannot be kept."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, fresh = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(asdict(reply), file)
                Path(fresh).replace(path)
            except BaseException:
                Path(fresh).unlink(missing_ok=True)
                raise
        except OSError as error:
            return f"{path} cannot be written: {error.strerror or error}"
        return ""

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
