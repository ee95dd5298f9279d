"""Trying a brief: what counts as which outcome, which facts were missing, and when no call is simulated at all."""

from collections.abc import Mapping

import pytest

from harness.app.brief_source import Source
from harness.app.callees import options_of
from harness.app.trying import TryRequest, call_date_of, try_brief
from harness.errors import ScenarioErrors, UnknownName, UsageError
from harness.model.brief import STANDARD_BRIEF
from harness.model.values import Json
from harness.render.simulated import Outcome, SimulatedCall
from harness.source import place
from mock_gateway.simulation.options import FACTS
from mock_gateway.simulation.voice import fact_words

BILL: Mapping[str, Json] = {
    "dialed_number": "+14155550142",
    "callee_name": "Internet Provider Support",
    "callee_context": "Current plan: 200 Mbps at $89.99/mo. Competitor offer: same speed at $49.99/mo.",
    "call_objective": "Negotiate the monthly bill down from $89.99 to $60/mo or less",
    "detailed_instructions": "Target: $60/mo. Acceptable range: up to $65/mo. Mention competitor offer as leverage.",
    "caller": "negotiator",
}


def request(brief: Mapping[str, Json], persona: str | None = None, runs: int = 1, **options: Json) -> TryRequest:
    """Ask for calls of a brief, from seed 1 on."""
    source = Source(name="b.yaml", brief=place("b.yaml").with_value(dict(brief)))
    return TryRequest(source=source, persona=persona, options=options, call_date=None, seeds=range(1, runs + 1))


def called(brief: Mapping[str, Json], persona: str | None = None, **options: Json) -> SimulatedCall:
    """Simulate one call."""
    [call] = try_brief(request(brief, persona, **options)).calls
    return call


@pytest.mark.parametrize(
    ("brief", "persona", "options", "outcome"),
    [
        (STANDARD_BRIEF, None, {}, Outcome.BOOKED),
        (BILL, None, {"base": 1, "floor_share": 0.5}, Outcome.AGREED),
        (BILL, None, {"floor": 88}, Outcome.REFUSED),
        (STANDARD_BRIEF, "decliner", {}, Outcome.REFUSED),
        (STANDARD_BRIEF, "no_answer", {}, Outcome.NOT_REACHED),
        (STANDARD_BRIEF, "ivr_dead_end", {}, Outcome.NOT_REACHED),
        (STANDARD_BRIEF, "voicemail", {}, Outcome.MESSAGE),
        ({**STANDARD_BRIEF, "call_objective": "Ask whether they take new patients"}, None, {}, Outcome.TOLD),
        ({**STANDARD_BRIEF, "call_objective": "Cancel the dental appointment of Jane Doe"}, None, {}, Outcome.DONE),
    ],
)
def test_the_books_decide_the_outcome(
    brief: Mapping[str, Json], persona: str | None, options: dict[str, Json], outcome: Outcome
) -> None:
    """Whatever the status says."""
    assert called(brief, persona, **options).outcome is outcome


def test_a_call_costs_what_is_published() -> None:
    """50 credits and 20 for each begun minute, and nothing where nobody answered."""
    call = called(STANDARD_BRIEF)
    minutes = -(-call.duration_seconds // 60)
    assert call.credits == 50 + 20 * minutes
    assert called(STANDARD_BRIEF, "no_answer").status == "failed"


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact != "name"])
@pytest.mark.parametrize("insists", [True, False])
def test_every_fact_that_the_brief_lacks_is_told(fact: str, insists: bool) -> None:
    """Once, in words, with whether the callee went on without it; over all the agent's ways to say so."""
    tried = try_brief(request(STANDARD_BRIEF, "front_desk", runs=12, asks_for=[fact], insists=insists, mood="friendly"))
    for call in tried.calls:
        assert [(it.words, it.decisive) for it in call.missing] == [(fact_words(fact), insists)]
        [missing] = call.missing
        assert missing.at_seconds in {turn.at_seconds for turn in call.turns if turn.speaker == "agent"}


def test_a_fact_that_the_brief_has_is_not_missing() -> None:
    """The same callee, and the date of birth in the context."""
    context = "Local dentist office. The patient is Jane Doe, born 03/15/1990."
    call = called({**STANDARD_BRIEF, "callee_context": context}, insists=True)
    assert (call.missing, call.outcome) == ((), Outcome.BOOKED)


def test_a_missing_party_size_is_told() -> None:
    """It ends the call of a restaurant that insists on one."""
    brief = {
        **STANDARD_BRIEF,
        "callee_name": "The Italian Place",
        "callee_context": "Italian restaurant on Main Street.",
        "call_objective": "Make a dinner reservation under Jane Doe next Tuesday at 7pm",
        "detailed_instructions": "",
    }
    calls = try_brief(request(brief, "restaurant_host", runs=5, needs_party_size=True)).calls
    assert all("party size" in {fact.words for fact in call.missing} for call in calls)


def test_the_brief_chooses_who_picks_up() -> None:
    """And the words that did it are told; without any, somebody answers who does what is asked."""
    setting = try_brief(request(BILL)).setting
    assert (setting.persona, setting.chosen) == ("retention_agent", True)
    assert "bill" in setting.why
    plain = {**STANDARD_BRIEF, "callee_name": "Acme", "callee_context": "A shop on Main Street selling lamps."}
    asked = try_brief(request({**plain, "call_objective": "Ask whether the blue lamp is still available"})).setting
    assert asked.persona == "front_desk"
    assert "suit no other" in asked.why


def test_a_magic_number_chooses_who_picks_up() -> None:
    """As it does on the mock; a named persona wins over it."""
    magic = {**STANDARD_BRIEF, "dialed_number": "+14155550121"}
    assert try_brief(request(magic)).setting.persona == "voicemail"
    assert try_brief(request(magic, "garage")).setting.persona == "garage"


def test_the_same_seed_is_the_same_call() -> None:
    """And another seed another one."""
    first, again = try_brief(request(BILL, runs=2)).calls, try_brief(request(BILL, runs=2)).calls
    assert first == again
    assert first[0].turns != first[1].turns


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"dialed_number": "4155550142"}, "dialed_number: INVALID_PHONE: "),
        ({"dialed_number": "911"}, "dialed_number: POLICY_VIOLATION: "),
        ({"dialed_number": "+14155550150"}, "dialed_number: AUTH_REQUIRED: the magic number"),
        ({"call_objective": "Call them"}, "call_objective: INSUFFICIENT_DETAIL: "),
        ({"caller": "negotiater"}, "caller: INVALID_REQUEST: caller must be one of negotiator, communicator"),
        ({"max_duration_minutes": 121}, "max_duration_minutes must be at most 120, and is 121"),
        ({"callee_name": None}, "callee_name: INVALID_REQUEST: callee_name is missing"),
    ],
)
def test_a_brief_that_the_api_refuses_is_not_simulated(changes: dict[str, Json], told: str) -> None:
    """It is told in the API's words and with its code."""
    brief = {key: value for key, value in {**STANDARD_BRIEF, **changes}.items() if value is not None}
    with pytest.raises(ScenarioErrors) as caught:
        called(brief)
    assert told in str(caught.value)


def test_wrong_personas_and_options_are_told() -> None:
    """With the nearest name."""
    with pytest.raises(UnknownName, match="did you mean 'garage'"):
        called(STANDARD_BRIEF, "garrage")
    with pytest.raises(UnknownName, match="did you mean 'insists'"):
        called(STANDARD_BRIEF, insist=True)
    with pytest.raises(UsageError, match="--with insists is 5; allowed: true or false"):
        called(STANDARD_BRIEF, insists=5)
    with pytest.raises(UsageError, match=r"unknown place \{foo\}"):
        called(STANDARD_BRIEF, greeting="{foo}")


def test_options_are_read_as_yaml() -> None:
    """A list, a number, a truth value, a text, and times that stay texts."""
    written = ['openings=["tue 15:30"]', "floor=57", "insists=true", "mood=rushed", "hours=15:30", "refuses="]
    assert options_of(written) == {
        "openings": ["tue 15:30"],
        "floor": 57,
        "insists": True,
        "mood": "rushed",
        "hours": "15:30",
        "refuses": "",
    }


@pytest.mark.parametrize("written", ["floor", "=5", "refuses=a: b: c", "openings=["])
def test_options_that_are_no_pairs_are_told(written: str) -> None:
    """Before anything is simulated."""
    with pytest.raises(UsageError, match="--with"):
        options_of([written])


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-07", "2026-03-07T09:00:00-08:00"),
        ("2026-03-07T18:30", "2026-03-07T18:30:00-08:00"),
        ("2026-03-07T18:30+01:00", "2026-03-07T18:30:00+01:00"),
    ],
)
def test_call_dates(written: str, moment: str) -> None:
    """A day is nine in the morning, and without an offset it is the mock's."""
    found = call_date_of(written)
    assert found is not None
    assert found.isoformat() == moment


def test_a_call_date_that_is_none_is_told() -> None:
    """With what is allowed."""
    assert call_date_of(None) is None
    with pytest.raises(UsageError, match="allowed: a day or a time"):
        call_date_of("tomorrow")
