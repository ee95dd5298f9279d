from collections.abc import Callable

import pytest

from harness.errors import Problem, SourceError
from harness.source import read


@pytest.fixture
def refusal_of() -> Callable[[str], Problem]:
    """Return a function that reads a text which must be refused, and returns the problem."""

    def refusal(text: str) -> Problem:
        with pytest.raises(SourceError) as caught:
            read(text, file="f.yaml")
        assert caught.value.problem.span.file == "f.yaml"
        return caught.value.problem

    return refusal
