"""The table of faults, and the settings that each takes."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import mock_gateway.faults
from harness.errors import UnknownName, UsageError
from mock_gateway.faults.fault import ROUTES, Fault
from mock_gateway.faults.table import FAULTS

NO_FAULTS = {"__init__", "book", "fault", "seam", "strike", "table"}
FILES = sorted(path.stem for path in Path(mock_gateway.faults.__file__ or "").parent.glob("*.py"))


@pytest.mark.parametrize("name", sorted(set(FILES) - NO_FAULTS))
def test_every_file_is_in_the_table(name: str) -> None:
    """A fault is added by a file and a line of the table; the file has its name."""
    module: Any = import_module(f"mock_gateway.faults.{name}")
    assert FAULTS[name] is module.FAULT


def test_the_table_holds_nothing_else() -> None:
    """Each fault has a file of its own."""
    assert set(FAULTS) == set(FILES) - NO_FAULTS


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_defaults_of_a_fault_are_settings_it_takes(fault: Fault) -> None:
    """What is shown as a default can be written as well."""
    required = {setting.name: setting.least for setting in fault.settings if setting.required}
    defaults = {name: value for name, value in fault.with_options(required).items() if value is not None}
    assert fault.with_options(defaults) == fault.with_options(required)


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_strikes_known_routes_or_is_about_the_port(fault: Fault) -> None:
    """Only connection_refused strikes no request."""
    assert set(fault.routes) <= set(ROUTES)
    assert bool(fault.routes) is (fault.strike is not None) is (fault.name != "connection_refused")


@pytest.mark.parametrize(
    ("kind", "settings", "message"),
    [
        ("latency", {"second": 1}, "unknown setting of latency 'second'; did you mean 'seconds'?"),
        ("latency", {"seconds": -1}, "latency: seconds must be at least 0, and is -1"),
        ("latency", {"seconds": "1"}, "latency: seconds must be a number, and is a string"),
        ("crlf", {"route": "get"}, 'crlf: route must be one of any, stream, and is "get"'),
        ("reset", {"route": "steam"}, "and is \"steam\" (did you mean 'stream'?)"),
        ("reset", {"times": 0}, "reset: times must be at least 1, and is 0"),
        ("reset", {"share": 1.5}, "reset: share must be at most 1, and is 1.5"),
        ("connection_refused", {}, "connection_refused: seconds is missing"),
        ("connection_refused", {"seconds": 1, "times": 1}, "unknown setting of connection_refused 'times'"),
        ("disconnect", {"at": "befor"}, "did you mean 'before'?"),
    ],
)
def test_a_wrong_setting_says_what_is_allowed(kind: str, settings: dict[str, Any], message: str) -> None:
    """One sentence, with the nearest name where one is near."""
    with pytest.raises((UsageError, UnknownName)) as caught:
        FAULTS[kind].with_options(settings)
    assert message in str(caught.value)


@pytest.mark.parametrize(("long", "short"), [("call_create", "create"), ("call_get", "get"), ("call_stream", "stream")])
def test_the_routes_have_the_names_of_reports_too(long: str, short: str) -> None:
    """call_stream is stream."""
    assert FAULTS["reset"].with_options({"route": long})["route"] == short
