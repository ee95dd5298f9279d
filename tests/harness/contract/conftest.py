from importlib.resources import files
from typing import Any

import pytest

from harness.contract import Contract
from harness.source import read


@pytest.fixture(scope="session")
def document() -> Any:
    """The API document that the package ships."""
    text = files("harness.contract").joinpath("openapi.yaml").read_text(encoding="utf-8")
    return read(text, file="openapi.yaml").value


@pytest.fixture(scope="session")
def contract(document: Any) -> Contract:
    return Contract(document)
