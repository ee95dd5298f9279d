import pytest

from harness.errors import UnknownName, UsageError
from mock_gateway.assumptions import Assumptions, assumption_table, resolve


def test_every_default_is_a_value_that_the_entry_itself_allows() -> None:
    """What the table prints as a default can be given back to it."""
    for entry in assumption_table().values():
        assert entry.parse(str(entry.default)) == entry.default, entry.name


def test_every_entry_says_what_it_means_and_why() -> None:
    """No entry is without a meaning, a reason and its allowed values."""
    for entry in assumption_table().values():
        assert entry.meaning, entry.name
        assert entry.source, entry.name
        assert entry.allowed, entry.name


def test_nothing_assumed_gives_the_defaults() -> None:
    """An empty mapping changes nothing."""
    assert resolve({}) == Assumptions()


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("minute_rounding", "down", "down"),
        ("wrong_code_limit", "3", 3),
        ("setup_seconds", "0.5", 0.5),
        ("account_checks_on_read", "yes", True),
        ("account_checks_on_read", "false", False),
        ("account_domain", "example.org", "example.org"),
    ],
)
def test_a_value_is_read_as_its_entry_s_type(name: str, text: str, value: object) -> None:
    """Text from the command line becomes the type that the code reads."""
    assert getattr(resolve({name: text}), name) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("minute_rounding", "sideways"),
        ("wrong_code_limit", "-1"),
        ("wrong_code_limit", "2.5"),
        ("setup_seconds", "inf"),
        ("setup_seconds", "nan"),
        ("setup_seconds", "soon"),
        ("account_checks_on_read", "maybe"),
        ("account_domain", "not a domain"),
        ("sign_in_code", "12"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_what_is(name: str, text: str) -> None:
    """The message names the entry and what it allows."""
    with pytest.raises(UsageError, match=f"assumption {name} cannot be .*; allowed: "):
        resolve({name: text})


def test_a_misspelt_name_gives_the_nearest() -> None:
    """A typo costs one look."""
    with pytest.raises(UnknownName, match="did you mean 'minute_rounding'"):
        resolve({"minuet_rounding": "up"})
