"""The model's types are values: frozen, slotted, keyword-only."""

import dataclasses
import inspect
from enum import StrEnum
from importlib import import_module

import pytest

from harness.model.verdict import FailureKind, Verdict

NAMES = ("brief", "call", "exchange", "judgement", "observation", "record", "scenario", "verdict")


def dataclasses_of_the_model() -> list[type]:
    """Every dataclass that a module of the model defines."""
    modules = [import_module(f"harness.model.{name}") for name in NAMES]
    return [
        found
        for module in modules
        for _, found in inspect.getmembers(module, inspect.isclass)
        if found.__module__ == module.__name__ and dataclasses.is_dataclass(found)
    ]


@pytest.mark.parametrize("kind", dataclasses_of_the_model(), ids=lambda kind: str(kind.__name__))
def test_a_value_is_frozen_slotted_and_keyword_only(kind: type) -> None:
    """No attribute can be set or added later, and no field is given by position."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # every dataclass has it
    assert "__slots__" in vars(kind)
    assert all(field.kw_only for field in dataclasses.fields(kind))


@pytest.mark.parametrize("kind", [FailureKind, Verdict])
def test_closed_lists_are_written_as_their_words(kind: type[StrEnum]) -> None:
    """Each member is its own name in lower case, so that log, report and code say the same."""
    assert all(member.value == member.name.lower() for member in kind)


def test_records_are_told_apart_by_their_name() -> None:
    """Each kind of record has a name of its own, which is what a reader of the log goes by."""
    kinds = [kind for kind in dataclasses_of_the_model() if kind.__module__.endswith(".record")]
    names = [field.default for kind in kinds for field in dataclasses.fields(kind) if field.name == "record"]
    assert len(names) == len(set(names)) == 14
