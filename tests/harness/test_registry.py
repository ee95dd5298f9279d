"""The one table type: ordered, fixed, without duplicates, and helpful with a typo."""

import pytest

from harness.errors import DuplicateName, HarnessError, UnknownName
from harness.registry import Registry, nearest

COLOURS = Registry("colour", ["red", "green", "blue"], name_of=str)


def test_entries_are_found_by_name_in_order() -> None:
    """A table is a mapping from name to entry, in the order given."""
    assert COLOURS.find("green") == COLOURS["green"] == "green"
    assert (list(COLOURS), len(COLOURS), "red" in COLOURS) == (["red", "green", "blue"], 3, True)


def test_two_entries_of_one_name_are_refused() -> None:
    """A second entry never silently replaces the first."""
    with pytest.raises(DuplicateName, match="two colour entries are called 'red'"):
        Registry("colour", ["red", "blue", "red"], name_of=str)


@pytest.mark.parametrize(("typo", "meant"), [("gren", "green"), ("GREEN", "green"), ("bule", "blue")])
def test_a_typo_names_the_nearest(typo: str, meant: str) -> None:
    """An unknown name that is close to one says so, and carries everything allowed."""
    with pytest.raises(UnknownName, match=f"unknown colour '{typo}'; did you mean '{meant}'?") as error:
        COLOURS.find(typo)
    assert (error.value.nearest, error.value.allowed) == (meant, ("red", "green", "blue"))


@pytest.mark.parametrize("name", ["", "xyz", "0"])
def test_a_name_far_from_all_lists_them(name: str) -> None:
    """Where nothing is close, all names are listed."""
    with pytest.raises(UnknownName, match="known: red, green, blue"):
        COLOURS.find(name)


def test_an_unknown_name_is_no_key_error() -> None:
    """`find` raises an error of our own tree; plain indexing stays a mapping's."""
    with pytest.raises(HarnessError):
        COLOURS.find("x")
    with pytest.raises(KeyError):
        COLOURS["x"]


def test_a_table_cannot_be_written_to() -> None:
    """There is no way to add or change an entry later."""
    with pytest.raises(TypeError):
        COLOURS["white"] = "white"  # type: ignore[index]  # what must not work


def test_an_empty_table_knows_nothing() -> None:
    """Nothing is near where nothing is."""
    assert nearest("red", ()) is None
    with pytest.raises(UnknownName):
        Registry[str]("colour", [], name_of=str).find("red")


@pytest.mark.parametrize(
    ("name", "names", "found"),
    [
        ("Status", ("status", "says"), "status"),
        ("complete", ("completed", "Completed"), "completed"),
        ("callee_nme", ("caller", "callee_name"), "callee_name"),
        ("zzz", ("status",), None),
    ],
)
def test_nearest(name: str, names: tuple[str, ...], found: str | None) -> None:
    """Case does not count; the first spelling of two that differ in case alone wins."""
    assert nearest(name, names) == found
