"""One JSON text against one promise: can it be read, and is it what was promised?"""

import json
from typing import NoReturn

from harness.contract.document import Promise
from harness.contract.mismatch import Mismatch
from harness.model.values import Json

_SHOWN_TEXT = 60


def parsed(text: str | None, path: str, error: str | None) -> tuple[Json, tuple[Mismatch, ...]]:
    """Read JSON text that stands at `path`; the second value says why that was not possible.

    `error` is why the connection broke off, None when it did not.
    """
    try:
        return json.loads(text or "", parse_constant=_no_constant), ()
    except (ValueError, RecursionError) as failure:
        got = _shown_text(text)
        why = f"broke off ({error})" if error is not None else f"cannot be read as JSON ({_why(failure)})"
        message = f"{why}: {got}"
        return None, (Mismatch(kind="unreadable", path=path, message=message, expected="JSON", got=got),)


def _why(failure: Exception) -> str:
    return "nested too deeply" if isinstance(failure, RecursionError) else str(failure)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _shown_text(text: str | None) -> str:
    if not text:
        return "nothing"
    return repr(text if len(text) <= _SHOWN_TEXT else f"{text[:_SHOWN_TEXT]}…")


def judged(promise: Promise, value: Json, path: str) -> tuple[Mismatch, ...]:
    """Return what is wrong with a value that stands at `path`, then the fields that the contract does not name."""
    unknown = [
        Mismatch(kind="note", path=field, message="is a field that the contract does not name")
        for field in promise.fields.unknown_in(value, path)
    ]
    if promise.accepts(value):
        return tuple(unknown) if unknown else ()
    wrong = [
        Mismatch(
            kind="mismatch",
            path=f"{path}{reason.path}",
            message=reason.message,
            expected=reason.expected,
            got=reason.got,
        )
        for reason in promise.reasons(value)
    ]
    return (*wrong, *unknown)
