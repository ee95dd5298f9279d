"""The log's lines of a call, made shorter than deflating alone can: what the page's script undoes in trial.js.

Most of a call's lines is the same in every call but for numbers. So the call's id is written once; a result that came
by stream does not repeat the transcript that the observation has; and of short lines only the numbers are written, with
the text around them once for all calls. The marks are control characters, which JSON text never holds.
"""

import re
from collections.abc import Iterator, Sequence

ID, TRANSCRIPT, NUMBER = "\x03", "\x01", "\x02"
MOST = 1200
"""The longest line whose numbers are set apart: longer ones are mostly text, and their own."""

_CALL_ID = re.compile(r'"call_id":"([^"\\]+)"')
_OF_TRIAL = re.compile(r'\{"trial_id":"(?:[^"\\]|\\.)*",')
_NUMBERS = re.compile(r"(\d[\d.]*)")
_TRANSCRIPT = re.compile(r'"transcript":(\[\{.*?\}\])', re.DOTALL)


class Squeeze:
    """Shortens the lines of one call after another; a template is written before it is first used."""

    def __init__(self) -> None:
        self._templates: dict[str, int] = {}

    def call_id(self, lines: Sequence[str]) -> str:
        """Return the id that is written once, empty where there is none."""
        found = next((match for line in lines if (match := _CALL_ID.search(line))), None)
        return found[1] if found else ""

    def lines(self, lines: Sequence[str], call_id: str) -> Iterator[str]:
        """Yield a call's lines without their trial id; `call_id` stands in the call's head."""
        told = as_sent(lines)
        for line in lines:
            short = _OF_TRIAL.sub("{", line, count=1)
            if told and told in short:
                short = short.replace(told, TRANSCRIPT)
            if call_id:
                short = short.replace(call_id, ID)
            if len(short) > MOST:
                yield short
                continue
            parts = _NUMBERS.split(short)
            template = NUMBER.join(parts[::2])
            number = self._templates.get(template)
            if number is None:
                number = self._templates[template] = len(self._templates)
                yield f"T{template}"
            yield f"{number}:{','.join(parts[1::2])}"


def as_sent(lines: Sequence[str]) -> str:
    """Return the transcript of the first observation that has one, as it stands within a stream event's data."""
    for line in lines:
        found = _TRANSCRIPT.search(line)
        if found and '"observation":' in line:
            sent = found[1].replace('"speaker":"callee"', '"speaker":"user"')
            return sent.replace("\\", "\\\\").replace('"', '\\"')
    return ""
