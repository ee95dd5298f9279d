"""The reference of the checks, made from their docstrings and fields."""

import inspect
from collections.abc import Iterator

from harness.checks import CHECKS
from harness.checks.base import Check


def reference(name: str | None = None) -> str:
    """Return the Markdown of one check, or the whole page. Raises UnknownName for a check that is not there."""
    if name is not None:
        return "\n".join(_entry(CHECKS.find(name))) + "\n"
    head = [
        "# Checks",
        "",
        "What an `expect` list can demand. Each item has one check key, and may have `weight`, `required` and `id`.",
        "This page is written by `pine-harness checks --all`.",
        "",
        " · ".join(f"[{check}](#{check})" for check in CHECKS),
        "",
    ]
    return "\n".join([*head, *(line for check in CHECKS.values() for line in _entry(check))]).rstrip() + "\n"


def summaries() -> list[tuple[str, str]]:
    """Return each check's name and the first sentence of its documentation."""
    return [(name, _paragraphs(check)[0].replace("\n", " ")) for name, check in CHECKS.items()]


def _entry(check: type[Check]) -> Iterator[str]:
    yield f"## {check.name}"
    yield ""
    for paragraph in _paragraphs(check):
        yield paragraph
        yield ""
    fields = [field.alias or name for name, field in check.model_fields.items()]
    if len(fields) > 1:
        yield f"Fields: {', '.join(f'`{field}`' for field in fields)}."
        yield ""
    if check.needs:
        yield f"Only where the target has {', '.join(check.needs)}: elsewhere the scenario is skipped."
        yield ""


def _paragraphs(check: type[Check]) -> list[str]:
    return inspect.cleandoc(check.__doc__ or "").split("\n\n")
