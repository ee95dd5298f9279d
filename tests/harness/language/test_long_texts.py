"""What a reader costs grows with the text, whatever is in it."""

import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import harness.language
from harness.language.disclosure import wanted
from harness.language.money import read_money
from tests.harness.language.long_texts import READERS

MOST = 120
"""Seconds after which a reader is taken to hang; all of them together need some five."""


def test_no_reader_takes_more_than_linear_time() -> None:
    """In a process of its own, which a reader that hangs cannot outlast."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.harness.language.long_texts"],
        capture_output=True,
        text=True,
        timeout=MOST,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_every_public_reader_is_tried() -> None:
    """A reader that is added comes into the table."""
    modules = [
        import_module(f"harness.language.{module.name}") for module in pkgutil.iter_modules(harness.language.__path__)
    ]
    public = {
        name for module in modules for name, _ in inspect.getmembers(module, callable) if name.startswith("read_")
    }
    assert public - READERS.keys() == set()


@pytest.mark.parametrize("gap", ["", " ", " \n\t ", " - ", "-"])
def test_an_amount_and_its_unit_may_stand_apart(gap: str) -> None:
    """However little or much white space there is."""
    assert [(m.amount, m.currency) for m in read_money(f"It is 45{gap}dollars.")] == [(45.0, "USD")]


@pytest.mark.parametrize("value", ["J. . . Doe", "J - Doe", "J. -- Doe"])
def test_marks_alone_are_no_words_of_a_value(value: str) -> None:
    """The marks between two words may be left out, and be any."""
    assert wanted(value).find("It's for J. Doe.") == (9, 15)
