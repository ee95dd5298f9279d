"""Text that tries to break out of a report, and a run that has it in every field of every record."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar

from harness.errors import Span
from harness.model.record import Record
from harness.model.scenario import FilledIn
from tests.harness.render.sample_run import sample_run

PAYLOADS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "</style><script>window.hacked=3</script>",
    "<img src=x onerror=window.hacked=4>",
    "<svg onload=window.hacked=5><animate onbegin=window.hacked=5 attributeName=x>",
    '" onmouseover="window.hacked=6" autofocus onfocus="window.hacked=6" x="',
    "' style='position:fixed;inset:0;background:red' x='",
    "<style>*{display:none!important}</style>",
    "{{ 7*7 }}{% raw %}{{ cycler.__init__.__globals__ }}",
    '<meta http-equiv="refresh" content="0;url=https://example.com/">',
    '<base href="https://example.com/"><link rel=stylesheet href=//example.com/x.css>',
    "<iframe srcdoc='<script>parent.hacked=7</script>'></iframe>",
    "javascript:window.hacked=8",
    "]]><!-- --><![CDATA[ &lt;b&gt; &#x1b; &nosuch;",
    "\u202egnp.exe \u2066hidden\u2069 \u200f",
    "nul\x00 esc\x1b[2J\x1b]8;;https://example.com\x07link\x1b]8;;\x07 c1\x9b31m bs\x08\x08 cr\rover",
    "lone \ud800 astral \U0001f600 combining a\u0301\u0301",
    "[bold red]markup[/] [link=https://example.com]x[/link]",
    '=HYPERLINK("https://example.com")',
    "long" * 400,
)
_KEPT = frozenset({"kind", "record", "status", "raw_status", "speaker", "route", "media", "delivered_by", "flaky"})
T = TypeVar("T")


class _Poison:
    """Gives payloads in turn; identities (scenario and trial ids) get the same one each time."""

    def __init__(self, payloads: Sequence[str], first: int) -> None:
        self._payloads, self._next = payloads, first
        self._known: dict[str, str] = {}

    def word(self) -> str:
        """The next payload."""
        self._next += 1
        return self._payloads[self._next % len(self._payloads)]

    def name(self, name: str) -> str:
        """A payload that stands for this name everywhere."""
        if name not in self._known:
            self._known[name] = f"{self.word()} {len(self._known)}"
        return self._known[name]


def hostile_run(payloads: Sequence[str] = PAYLOADS, first: int = 0) -> list[Record]:
    """The sample run with a payload in place of every text that comes from outside, taken in turn from `first` on."""
    poison = _Poison(payloads, first)
    return [_poisoned(record, poison) for record in sample_run()]


def _poisoned(value: T, poison: _Poison, key: str = "") -> T:
    if isinstance(value, Enum) or key in _KEPT:
        return value
    if isinstance(value, str):
        return _text(value, poison, key)  # type: ignore[return-value]  # a text for a text
    if key == "filled":
        return {poison.word(): (FilledIn(name=poison.word(), start=0, end=3),)}  # type: ignore[return-value]  # as it is in a scenario
    if isinstance(value, tuple | list):
        return type(value)(_poisoned(item, poison, key) for item in value)
    if isinstance(value, Mapping):
        return {name: _poisoned(item, poison) for name, item in value.items()} | {poison.word(): poison.word()}  # type: ignore[return-value]  # a mapping for a mapping
    if isinstance(value, Span):
        return replace(value, file=poison.word())
    if is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: _poisoned(getattr(value, field.name), poison, field.name) for field in fields(value)}
        return replace(value, **changes)
    return value


def _text(value: str, poison: _Poison, key: str) -> str:
    if key == "scenario_id":
        return poison.name(value)
    if key == "trial_id":
        scenario, _, index = value.rpartition("#")
        return f"{poison.name(scenario)}#{index}"
    return poison.word() if value else value
