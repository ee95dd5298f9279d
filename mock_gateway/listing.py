"""The mock's tables as text for a terminal."""

import textwrap
from collections.abc import Iterable

from mock_gateway.assumptions import Assumptions, assumption_table

_WIDTH = 110


def listing(name: str) -> str:
    """Return the table `assumptions`, `magic` or `checks` as text."""
    if name == "assumptions":
        return "\n".join(_assumptions())
    return "\n".join(_magic() if name == "magic" else _checks()) + "\n"


def _assumptions() -> Iterable[str]:
    for entry in assumption_table().values():
        yield f"{entry.name} = {_plain(entry.default)}"
        for label, text in (("", entry.meaning), ("allowed: ", entry.allowed), ("why: ", entry.source)):
            yield textwrap.fill(label + text, _WIDTH, initial_indent="    ", subsequent_indent="      ")
        yield ""


def _magic() -> Iterable[str]:
    from mock_gateway.magic import MAGIC_CODES, MAGIC_EMAILS, MAGIC_NUMBERS

    yield "numbers (dialed_number)"
    for number in MAGIC_NUMBERS.values():
        yield f"  {number.number}  {number.meaning}"
    yield f"emails (at {Assumptions().account_domain}; +anything may follow the name)"
    for email in MAGIC_EMAILS.values():
        yield f"  {email.local_part:<12}  {email.meaning}"
    yield "codes (at sign-in)"
    for code in MAGIC_CODES.values():
        yield f"  {code.code:<12}  {code.meaning}"


def _checks() -> Iterable[str]:
    from mock_gateway.admission import RULES  # needs the whole gateway

    for rule in RULES:
        yield f"{rule.stage.value:<16}{rule.meaning}  [{', '.join(rule.codes)}]"


def _plain(value: str | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
