"""The mock's tables, as text for a terminal and as Markdown for docs/mock.md."""

import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_gateway.assumptions import Assumptions, assumption_table

if TYPE_CHECKING:  # see _faults
    from mock_gateway.faults.fault import Fault, Setting

_WIDTH = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table: the headings of its columns, and its rows."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def markdown(self) -> str:
        """Return the table as Markdown."""
        lines = [self.headings, tuple("---" for _ in self.headings), *self.rows]
        return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)

    def text(self) -> str:
        """Return the rows as aligned lines; where they are too wide, each as a heading with its cells below it."""
        widths = [max(len(row[at]) for row in self.rows) for at in range(len(self.headings) - 1)]
        if sum(widths) > _WIDTH // 2:
            return "\n".join(line for row in self.rows for line in (*self._lines(row), "")) + "\n"
        padded = (
            (*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]) for row in self.rows
        )
        return "".join(f"{'  '.join(cells)}\n" for cells in padded)

    def _lines(self, row: tuple[str, ...]) -> Iterable[str]:
        yield row[0]
        for heading, cell in zip(self.headings[1:], row[1:], strict=True):
            label = f"{heading}: "
            yield textwrap.fill(f"{label}{cell}", _WIDTH, initial_indent="    ", subsequent_indent="      ")


def listing(name: str, *, markdown: bool) -> str:
    """Return the table called `name`, one of LISTINGS."""
    made = LISTINGS[name]()
    return made.markdown() if markdown else made.text()


def _assumptions() -> Listing:
    entries = assumption_table().values()
    return Listing(
        headings=("name", "default", "meaning", "allowed", "why"),
        rows=tuple(
            (entry.name, _plain(entry.default), entry.meaning, entry.allowed, entry.source) for entry in entries
        ),
    )


def _magic() -> Listing:
    from mock_gateway.magic import MAGIC_CODES, MAGIC_EMAILS, MAGIC_NUMBERS

    domain = Assumptions().account_domain
    return Listing(
        headings=("input", "where", "what comes of it"),
        rows=(
            *((number.number, "dialed_number", number.meaning) for number in MAGIC_NUMBERS.values()),
            *((f"{email.local_part}@{domain}", "email", email.meaning) for email in MAGIC_EMAILS.values()),
            *((code.code, "code", code.meaning) for code in MAGIC_CODES.values()),
        ),
    )


def _checks() -> Listing:
    from mock_gateway.admission import RULES  # needs the whole gateway

    return Listing(
        headings=("stage", "what is demanded", "else"),
        rows=tuple((rule.stage.value, rule.meaning, ", ".join(rule.codes)) for rule in RULES),
    )


def _faults() -> Listing:
    from mock_gateway.faults.fault import ROUTES
    from mock_gateway.faults.table import FAULTS  # needs aiohttp

    def routes(fault: "Fault") -> str:
        return "any" if fault.routes == ROUTES else ", ".join(fault.routes) or "none: the port"

    return Listing(
        headings=("kind", "routes", "what goes wrong", "its own settings"),
        rows=tuple((fault.name, routes(fault), fault.meaning, _settings(fault)) for fault in FAULTS.values()),
    )


def _settings(fault: "Fault") -> str:
    return "; ".join(f"{setting.name}: {setting.meaning}{_choice(setting)}" for setting in fault.settings) or "none"


def _choice(setting: "Setting") -> str:
    choices = f" {', '.join(setting.choices)};" if setting.choices else ""
    if setting.default is None:
        return f" (required{choices})" if setting.required else ""
    return f" ({choices.lstrip()}{' ' if choices else ''}default {_short(setting.default)})"


def _short(value: str | float | bool) -> str:
    return f"{value:.9g}" if type(value) is float else _plain(value)


def _plain(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


LISTINGS: Mapping[str, Callable[[], Listing]] = {
    "assumptions": _assumptions,
    "magic": _magic,
    "checks": _checks,
    "faults": _faults,
}
