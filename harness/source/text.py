"""Bytes and characters before YAML reads them: only UTF-8, only characters that YAML allows."""

import re
from typing import Final

from harness.errors import Problem, SourceError, Span

_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufeff\uff00-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_OTHER_ENCODINGS: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decode(content: bytes, *, file: str) -> str:
    """Return a file's text. Raises SourceError at the first byte that is not UTF-8."""
    for mark, name in _OTHER_ENCODINGS:
        if content.startswith(mark):
            problem = Problem(
                span=Span(file=file, line=1, column=1), message=f"the file is {name}", fix="save it as UTF-8"
            )
            raise SourceError(problem)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        message = f"byte 0x{content[error.start]:02X} is not UTF-8"
        raise SourceError(Problem(span=_end_of(before, file), message=message, fix="save the file as UTF-8")) from None


def clean(text: str, *, file: str) -> str:
    """Return `text` without a byte order mark. Raises SourceError at a character that YAML forbids (NUL, controls)."""
    text = text.removeprefix("\ufeff")
    found = _NOT_PRINTABLE.search(text)
    if found is None:
        return text
    message = f"character U+{ord(found.group()):04X} is not allowed in YAML"
    fix = 'remove it, or write it as an escape in double quotes ("\\x07")'
    raise SourceError(Problem(span=_end_of(text[: found.start()], file), message=message, fix=fix))


def lines_of(text: str) -> list[str]:
    """Split a text as YAML counts lines, so that `lines_of(text)[node.line - 1]` is the line a node begins on."""
    return _BREAK.split(text.removeprefix("\ufeff"))


def _end_of(before: str, file: str) -> Span:
    lines = lines_of(before)
    return Span(file=file, line=len(lines), column=len(lines[-1]) + 1)
