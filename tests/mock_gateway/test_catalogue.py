"""The persona files: all of them load, and a broken one says all that is wrong with it."""

from importlib import resources

import pytest

from harness.errors import ScenarioErrors
from mock_gateway.catalogue import load_personas, read_persona
from mock_gateway.simulation.terms import KINDS


def test_every_file_is_in_the_table_under_its_own_name() -> None:
    """A persona is called what its file is called."""
    files = {entry.name.removesuffix(".yaml") for entry in (resources.files("mock_gateway") / "personas").iterdir()}
    assert set(load_personas()) == files - {"__init__.py", "__pycache__"}


def test_the_catalogue_covers_every_kind_of_callee_that_picks_up() -> None:
    """At least twenty personas, and one of each kind but the line that cannot be dialled."""
    personas = load_personas().values()
    assert len(personas) >= 20
    assert {persona.kind for persona in personas} == set(KINDS) - {"dial_failed"}


def test_a_persona_is_read_from_its_text() -> None:
    """Times of day stay texts, as YAML 1.2 has it."""
    persona = read_persona('name: desk\ntitle: A desk\nopenings: [tue 15:30, "19:30"]\nfloor: 57\n', file="desk.yaml")
    assert [opening.start for opening in persona.openings or ()] == [930, 1170]
    assert persona.prices is not None
    assert persona.prices.floor == 57


def test_all_problems_of_a_file_are_reported_with_their_places() -> None:
    """A missing title, a typo and a wrong value are three problems, each on its line."""
    text = "name: desk\nopening: [tue 15:30]\nmood: angry\n"
    with pytest.raises(ScenarioErrors) as caught:
        read_persona(text, file="desk.yaml")
    places = [(str(problem.span), problem.key) for problem in caught.value.problems]
    assert places == [("desk.yaml:1:1", "title"), ("desk.yaml:2:1", "opening"), ("desk.yaml:3:7", "mood")]
    assert "did you mean 'openings'" in str(caught.value)


@pytest.mark.parametrize("text", ["[a, b]", "just words", "", "name: [", "name: a\nname: b"])
def test_what_is_no_persona_at_all_is_refused(text: str) -> None:
    """A list, a scalar, nothing, broken YAML and a duplicate key are errors and not crashes."""
    with pytest.raises(ScenarioErrors):
        read_persona(text, file="bad.yaml")


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('openings: [tue 15:30, "tuesdayish", "25:00"]', "p.yaml:3:23", "openings[1]: 'tuesdayish' is not an opening"),
        ('openings: [tue 15:30, "tuesdayish", "25:00"]', "p.yaml:3:37", "openings[2]: '25:00' is not a time of day"),
        ("asks_for: [name, date_of_brth]", "p.yaml:3:18", "did you mean 'date_of_birth'?"),
        ("moved_by: {tenure: 2}", "p.yaml:3:20", "moved_by.tenure: found 2; allowed: a number from 0 to 1"),
        ("knows: {hours: 5}", "p.yaml:3:16", "knows.hours: found 5; allowed: a text"),
        ("hold_seconds: [5]", "p.yaml:3:15", "hold_seconds: found [5]; allowed: seconds, or two of them"),
        ("bill: -5", "p.yaml:3:7", "bill: found -5; allowed: a number"),
        ('greeting: "{bussiness}"', "p.yaml:3:11", "did you mean 'business'?"),
        ("title: again", "p.yaml:3:1", "'title' is written twice"),
    ],
)
def test_a_wrong_part_is_told_at_its_own_place(line: str, place: str, words: str) -> None:
    """Not at the list or mapping that it is a part of."""
    with pytest.raises(ScenarioErrors) as caught:
        read_persona(f"name: a\ntitle: b\n{line}\n", file="p.yaml")
    told = [str(problem) for problem in caught.value.problems]
    assert [text for text in told if text.startswith(f"{place}: ") and words in text], told
