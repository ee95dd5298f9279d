import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.errors import StoreError
from harness.model.observation import Observation
from harness.model.record import Observed, Record, RunEnded, Trial, TrialStarted
from harness.wire.records import decode, encode

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
FLOATS = st.floats(allow_nan=False)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    Any: JSON,
    type(None): st.none(),
    bool: st.booleans(),
    int: st.integers(),
    float: FLOATS,
    str: TEXT,
    datetime: st.datetimes(timezones=OFFSETS),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Make every value that a type hint of the model allows."""
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint):
        assert isinstance(hint, type)
        return st.builds(hint, **{name: values_of(field) for name, field in get_type_hints(hint).items()})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(arguments)
    if get_origin(hint) in {Union, UnionType}:
        return st.one_of([values_of(argument) for argument in arguments])
    if get_origin(hint) is tuple:
        return st.lists(values_of(arguments[0]), max_size=3).map(tuple)
    assert get_origin(hint) is Mapping, hint
    return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=3)


@pytest.mark.parametrize("kind", get_args(Record), ids=lambda kind: kind.__name__)
def test_every_record_reads_back_exactly(kind: type[Record]) -> None:
    """Whatever a record holds (every step kind, enums, offsets, JSON of any depth) comes back equal, on one line."""

    @settings(deadline=None)
    @given(record=values_of(kind))
    def round_trip(record: Record) -> None:
        line = encode(record)
        again = decode(line)
        assert again == record
        assert "\n" not in line

    round_trip()


def test_a_call_date_keeps_its_offset() -> None:
    """09:00-08:00 comes back as written, not as the same instant elsewhere."""
    moment = datetime(2026, 3, 6, 9, tzinfo=timezone(timedelta(hours=-8)))
    record = TrialStarted(trial=Trial(scenario_id="a", index=1, seed=7, call_date=moment), at_s=0.0)
    again = decode(encode(record))
    assert isinstance(again, TrialStarted)
    assert again.trial.call_date.isoformat() == "2026-03-06T09:00:00-08:00"


def observed(books: Any) -> Observed:
    return Observed(trial_id="a#1", observation=Observation(step=0, call_name="call", books=books))


@pytest.mark.parametrize("books", [{"a": "x\ud800"}, {"a\udfff": 1}, {"a": [{"b": "\ud800\udc00\ud800"}]}])
def test_half_a_surrogate_pair_does_not_lose_the_record(books: Any) -> None:
    """A transcript with a broken escape is kept, with U+FFFD where no character was."""
    line = encode(observed(books))
    line.encode("utf-8")
    assert "\ufffd" in line
    assert isinstance(decode(line), Observed)


def test_a_record_of_broken_text_keeps_its_dates() -> None:
    """The slow path for broken text spells dates as the usual one does."""
    trial = Trial(scenario_id="a\ud800", index=1, seed=7, call_date=datetime(2026, 3, 6, tzinfo=UTC))
    again = decode(encode(TrialStarted(trial=trial, at_s=1.0)))
    assert isinstance(again, TrialStarted)
    assert again.trial == dataclasses.replace(trial, scenario_id="a\ufffd")


@pytest.mark.parametrize("books", [{"a": object()}, {"b": "\ud800", "a": object()}])
def test_a_value_that_is_not_json_is_refused(books: Any) -> None:
    """An object in a JSON field is an error at writing, not something unreadable in the log."""
    with pytest.raises(StoreError, match=r"record cannot .*object"):
        encode(observed(books))


ENDED = '{"at_s":1.0,"exit_code":0,"gate_met":true,"reason":"","interrupted":false,"record":"run_ended"}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(ENDED[:40], r"EOF while parsing .* begins with '{\"at_s\":1.0", id="torn"),
        pytest.param("", "EOF while parsing", id="empty"),
        pytest.param("[]", "should be an object", id="not an object"),
        pytest.param(ENDED.replace("run_ended", "run_over"), "'run_over' .* 'run_ended'", id="unknown kind"),
        pytest.param("{}", "record", id="no kind"),
        pytest.param(
            ENDED.replace("reason", "because"), "run_ended.reason: Field required", id="unknown and missing field"
        ),
        pytest.param(ENDED.replace("true", '"perhaps"'), "run_ended.gate_met: .*boolean", id="wrong type"),
        pytest.param(ENDED.replace(":0,", ':"0",'), "run_ended.exit_code: .*integer", id="a number in quotes"),
        pytest.param('{"record":"run_started","x":1}', "and [0-9]+ more", id="many problems"),
    ],
)
def test_a_bad_line_is_an_error_that_says_what_is_wrong(line: str, said: str) -> None:
    """A torn, foreign or newer line never becomes a record, and never an anonymous traceback."""
    with pytest.raises(StoreError, match=said):
        decode(line)


def test_a_whole_line_is_read() -> None:
    """The line that the bad ones are made from is good."""
    assert decode(ENDED) == RunEnded(at_s=1.0, exit_code=0, gate_met=True, reason="")
