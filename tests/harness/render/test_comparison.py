"""Two runs, or two variants, beside each other."""

import re

import pytest

from harness.render import comparison_html, comparison_text
from harness.render.comparison import Change, ComparisonView, Side, compare_sides
from harness.render.forest import forest
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.outcomes_run import outcomes

BEFORE = {"a": (5, 5), "b": (5, 5), "c": (0, 5), "d": (2, 5), "gone": (1, 1)}
AFTER = {"a": (5, 5), "b": (1, 5), "c": (5, 5), "d": (2, 5), "new": (1, 1)}


def _compared() -> ComparisonView:
    before, after = outcomes(BEFORE, "run-before"), outcomes(AFTER, "run-after")
    return compare_sides(Side.of_run(before), Side.of_run(after), seed=5)


def test_every_scenario_has_its_change() -> None:
    """Worst first: newly failing, still failing, fixed, only on one side, still passing."""
    assert [(row.key, row.change) for row in _compared().rows] == [
        ("b", Change.NEWLY_FAILING),
        ("d", Change.STILL_FAILING),
        ("c", Change.FIXED),
        ("gone", Change.ONLY_BEFORE),
        ("new", Change.ONLY_AFTER),
        ("a", Change.STILL_PASSING),
    ]


def test_the_rate_is_over_what_both_sides_graded() -> None:
    """Four scenarios are on both sides; the one that is gone and the one that is new count in no rate."""
    overall = _compared().overall
    assert overall is not None
    assert (overall.scenarios, overall.calls_before, overall.calls_after) == (4, 20, 20)
    assert overall.difference == pytest.approx((0 - 0.8 + 1 + 0) / 4)
    assert (overall.wins, overall.losses, overall.ties) == (1, 1, 2)


def test_figures_are_compared_too() -> None:
    """Prices, call durations and credits as means of the scenarios' means, with an interval."""
    measures = {measure.name: measure for measure in _compared().measures}
    assert measures["agreed price"].before == measures["agreed price"].after == 62.5
    assert measures["call duration"].scenarios == 4
    assert measures["credits"].interval is not None


def test_variants_of_one_run_pair_by_their_scenario() -> None:
    """Each scenario's variant is compared with its other variant; one without it is left out."""
    run = outcomes(
        {"bill/plain": (1, 5), "bill/lever": (5, 5), "rent/plain": (2, 5), "rent/lever": (4, 5), "x": (1, 1)}
    )
    view = compare_sides(Side.of_variant(run, "plain"), Side.of_variant(run, "lever"), seed=1)
    assert {row.key for row in view.rows} == {"bill", "rent"}
    assert view.overall is not None
    assert view.overall.difference == pytest.approx(0.6)


def test_too_few_calls_are_told_with_how_many_would_do() -> None:
    """No difference is claimed where chance explains it."""
    words = comparison_text.overall_words(_compared().overall)
    assert re.search(r"Not enough calls to tell: about \d[\d,]* on each side", words)
    assert "20 and 20 calls" in words


def test_the_plot_leaves_out_what_does_not_differ() -> None:
    """Rows lie on a scale from -100 to +100 points; equal rates are counted, one-sided scenarios are not drawn."""
    drawn = forest(_compared())
    assert {row.label: row.at for row in drawn.rows} == {"b": 10.0, "c": 100.0}
    assert drawn.alike == 2
    assert drawn.whole is not None
    assert drawn.whole.at == 52.5


def test_the_briefs_are_compared_word_by_word() -> None:
    """What a variant adds stands beside what it takes away."""
    run = outcomes({"bill/plain": (1, 5), "bill/lever": (5, 5)})
    drawn = forest(compare_sides(Side.of_variant(run, "plain"), Side.of_variant(run, "lever"), seed=1))
    ((key, (field,)),) = drawn.briefs
    assert (key, field.name) == ("bill", "detailed_instructions")
    assert [(piece.kind, piece.text) for piece in field.pieces] == [
        ("same", "Go for "),
        ("gone", "plain."),
        ("new", "lever."),
    ]


def test_the_terminal_says_what_broke_first_and_all_in_the_last_line() -> None:
    """Newly failing scenarios with their counts and checks; the last line counts every change."""
    lines = comparison_text.terminal(_compared()).plain.splitlines()
    assert lines[3:5] == ["NEWLY FAILING 1", "  b  5/5 -> 1/5  says"]
    assert lines[-1] == "1 newly failing, 1 still failing, 1 fixed, 1 only before, 1 only after"


def test_markdown_keeps_foreign_text_in_its_cell() -> None:
    """No id or message breaks the table or becomes markup."""
    hostile = RunView.of(hostile_run())
    made = comparison_text.markdown(compare_sides(Side.of_run(hostile), Side.of_run(hostile), seed=1))
    rows = [line for line in made.splitlines() if line.startswith("|")]
    assert rows
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {7}
    assert "<script" not in made


def test_the_page_is_one_file_that_loads_nothing() -> None:
    """Its policy forbids everything but its own style and script, and foreign text is text."""
    hostile = RunView.of(hostile_run())
    page = comparison_html.render(compare_sides(Side.of_run(hostile), Side.of_run(hostile), seed=1))
    assert "default-src &#39;none&#39;" in page
    assert "<script>alert" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:,)""", page)
