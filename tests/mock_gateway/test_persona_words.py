"""The words that a persona brings of its own: what is wrong with them is told before anybody speaks them."""

from collections.abc import Iterator
from string import Formatter

import pytest

from harness.errors import UsageError
from harness.model.brief import STANDARD_BRIEF
from harness.runner.plan import MOCK_CALL_DATE
from harness.source import read
from mock_gateway.persona_words import ACTS, PLACES, check_words, problems_of_words
from mock_gateway.simulation import Persona, simulate
from mock_gateway.simulation.business_phrases import BUSINESS_PHRASES
from mock_gateway.simulation.callee_phrases import CALLEE_PHRASES


def places_used() -> Iterator[str]:
    """Every place that the shipped words of callees have."""
    for phrases in (CALLEE_PHRASES, BUSINESS_PHRASES):
        for templates in phrases.values():
            for template in templates:
                yield from (name for _, name, _, _ in Formatter().parse(template) if name is not None)


def test_every_place_of_the_shipped_words_is_known() -> None:
    """A template copied from the product is sound."""
    assert set(places_used()) <= set(PLACES)


@pytest.mark.parametrize("name", PLACES)
def test_every_known_place_can_be_spoken(name: str) -> None:
    """A greeting with it is said, with no brace left."""
    persona = Persona(name="a", title="b").with_options({"greeting": [f"Hello {{{name}}}."]})
    call = simulate(STANDARD_BRIEF, persona, MOCK_CALL_DATE, 1, 600.0)
    assert call.turns[0].text.startswith("Hello")
    assert "{" not in call.turns[0].text


def test_sound_words_have_no_problem() -> None:
    """Acts, a variant of an act, and the words of a mood."""
    node = read('{bye: ["Bye {client}"], request.name: Who is it?, bye@hostile: "{{bye}}"}', file="p.yaml")
    assert list(problems_of_words("says", node)) == []
    assert {"bye", "request", "greet"} <= set(ACTS)


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("greeting", '"Hi {bussiness}"', ["p.yaml:1:1: greeting", "{bussiness}", "did you mean 'business'?"]),
        ("greeting", '["Hi", "Hi {"]', ["p.yaml:1:8: greeting[1]", "a brace without its other one"]),
        ("greeting", '"Hi {}"', ["unknown place {}", "allowed: {business}"]),
        ("greeting", '"Hi {name:>99999999999}"', ["unknown place {name:>99999999999}"]),
        ("greeting", '"Hi {name.__class__}"', ["unknown place {name.__class__}"]),
        ("says", '{gret: ["Hi"]}', ["p.yaml:1:2: says.gret", "unknown act 'gret'", "did you mean 'greet'?"]),
        ("says", '{bye: ["{foo}"]}', ["p.yaml:1:8: says.bye[0]", "{foo}"]),
    ],
)
def test_what_could_not_be_spoken_is_told(key: str, text: str, told: list[str]) -> None:
    """With its place, what was found, and what is allowed."""
    [problem] = problems_of_words(key, read(text, file="p.yaml"))
    assert all(words in str(problem) for words in told), str(problem)


def test_options_are_checked_alike() -> None:
    """What a plan or `--with` sets is refused before the call begins."""
    check_words({"mood": "friendly", "greeting": "Hi {me}"})
    with pytest.raises(UsageError, match=r"unknown place \{you\}"):
        check_words({"greeting": ["Hi {you}"]})
