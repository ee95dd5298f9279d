"""Repeats and variants as the report shows them."""

import pytest

from harness.render.repeated import repeated
from harness.render.varied import varied
from tests.harness.render.outcomes_run import outcomes


def test_repeats_tell_how_sure_a_pass_is() -> None:
    """pass^k for each k that the repeats can tell, without bias; steady scenarios are only counted."""
    found = repeated(outcomes({"steady": (5, 5), "wavers": (4, 5), "never": (0, 5), "once": (1, 1)}))
    assert [it.scenario.scenario.scenario_id for it in found.rows] == ["wavers"]
    assert dict(found.rows[0].all_of) == {1: pytest.approx(0.8), 2: pytest.approx(0.6), 3: pytest.approx(0.4), 5: 0}
    assert (found.always_passed, found.never_passed) == (1, 1)


def test_what_flipped_is_named_with_a_call_of_each_kind() -> None:
    """The check that held in some and failed in others, and two calls to read beside each other."""
    (row,) = repeated(outcomes({"steady": (5, 5), "wavers": (4, 5)})).rows
    (flipped,) = row.flipped
    assert (flipped.name, flipped.passed, flipped.failed) == ("says", 4, 1)
    assert row.pair is not None
    assert [trial.state.value for trial in row.pair] == ["passed", "failed"]


def test_each_variant_is_compared_with_the_first() -> None:
    """Three variants make two comparisons; scenarios without variants make none."""
    run = outcomes({"a/x": (1, 5), "a/y": (5, 5), "a/z": (2, 5), "b/x": (0, 5), "b/y": (5, 5), "c": (1, 1)})
    found = varied(run)
    assert [(it.view.before, it.view.after) for it in found] == [("x", "y"), ("x", "z")]
    assert [row.label for row in found[1].drawn.rows] == ["a"]
    assert not varied(outcomes({"c": (1, 1)}))
