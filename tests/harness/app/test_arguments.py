"""NAME=VALUE pairs, as --var takes them."""

import pytest

from harness.app.arguments import variables_of
from harness.errors import UsageError


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (None, {}),
        (["a=1"], {"a": "1"}),
        (["a=b=c"], {"a": "b=c"}),
        (["a="], {"a": ""}),
        ([" a =  x "], {"a": "  x "}),
        (["a=1", "a=2"], {"a": "2"}),
    ],
)
def test_pairs_are_read(written: list[str] | None, read: dict[str, str]) -> None:
    """The first `=` divides; a value is taken as it is, also an empty one; the last of one name wins."""
    assert variables_of(written) == read


@pytest.mark.parametrize("written", ["", "a", "=1", " =1"])
def test_what_is_no_pair_is_refused(written: str) -> None:
    """A pair without a name or without `=` is a usage error that quotes it."""
    with pytest.raises(UsageError, match="is not NAME=VALUE"):
        variables_of([written])
