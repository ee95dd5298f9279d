"""The bundled API document, read once a process."""

from functools import cache
from importlib.resources import files

from harness.contract import Contract
from harness.source import read

DOCUMENT = "openapi.yaml"


@cache
def load_contract() -> Contract:
    """Return the contract of the API reference."""
    text = files("harness.contract").joinpath(DOCUMENT).read_text(encoding="utf-8")
    return Contract(read(text, file=DOCUMENT).value)
