"""What the readers of English make of words: money, days, times, people, digits, numbers, identities."""

from datetime import date, time

import pytest

from harness.language.counts import read_counts
from harness.language.dates import read_dates
from harness.language.digits import read_digit_runs
from harness.language.identities import read_identities
from harness.language.money import read_money
from harness.language.numbers import read_numbers
from harness.language.times import read_times

FRIDAY = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two hundred and five", [205]),
        ("twenty-five thousand three hundred", [25300]),
        ("eighty nine ninety nine", [89, 99]),
        ("twelve hundred", [1200]),
        ("a hundred", [100]),
        ("half a dozen", [6]),
        ("one two three", [1, 2, 3]),
        ("the twenty-first", [21]),
        ("1,250.50 and 13k", [1250.5, 13000]),
        ("someone often", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, values: list[float]) -> None:
    """A run of number words is split into the numbers that it can mean."""
    assert [number.value for number in read_numbers(text)] == values


@pytest.mark.parametrize(
    ("text", "amount", "upto", "currency", "period"),
    [
        ("$89.99/mo", 89.99, None, "USD", "month"),
        ("sixty-five dollars a month", 65, None, "USD", "month"),
        ("eighty nine ninety nine dollars", 89.99, None, "USD", None),
        ("forty-five dollars and fifty cents", 45.5, None, "USD", None),
        ("between $60 and $65", 60, 65, "USD", None),
        ("$60-65 per year", 60, 65, "USD", "year"),
        ("60 to 65 dollars", 60, 65, "USD", None),
        ("£20 a week", 20, None, "GBP", "week"),
        ("A$40 a night", 40, None, "AUD", "night"),
        ("EUR 30", 30, None, "EUR", None),
        ("99 cents", 0.99, None, None, None),
        ("$5k", 5000, None, "USD", None),
        ("60 a month", 60, None, None, "month"),
    ],
)
def test_money_is_read_with_its_currency_and_period(
    text: str, amount: float, upto: float | None, currency: str | None, period: str | None
) -> None:
    """An amount has a value, the end of its range, a currency and a billing period, as far as the words say."""
    (money,) = read_money(text)
    assert (money.amount, money.upto, money.currency, money.period) == (amount, upto, currency, period)


@pytest.mark.parametrize("text", ["4 people for 2 hours", "20 miles", "at 7:30 on 3/8", "flight 212", "two bedrooms"])
def test_numbers_of_other_things_are_no_money(text: str) -> None:
    """Counts, distances, times and labels are not amounts."""
    assert read_money(text) == ()


@pytest.mark.parametrize(
    ("text", "amounts"),
    [("how about 450?", [450]), ("3 years old, 400 obo", [400]), ("ok,1350", [1350]), ("two bedrooms at 1200", [1200])],
)
def test_bare_numbers_are_prices_only_when_asked_for(text: str, amounts: list[float]) -> None:
    """With `bare`, a number that nothing else claims is an amount."""
    assert ([m.amount for m in read_money(text, bare=True)], read_money(text)) == (amounts, ())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("next Tuesday afternoon", date(2026, 3, 10)),
        ("on Tuesday", date(2026, 3, 10)),
        ("Tuesday the 10th", date(2026, 3, 10)),
        ("March 8th", date(2026, 3, 8)),
        ("the 8th of March", date(2026, 3, 8)),
        ("8 March 2027", date(2027, 3, 8)),
        ("tomorrow", date(2026, 3, 7)),
        ("the day after tomorrow", date(2026, 3, 8)),
        ("tonight", FRIDAY),
        ("the 5th", date(2026, 4, 5)),
        ("3/8", date(2026, 3, 8)),
        ("25/12", date(2026, 12, 25)),
        ("2026-03-08", date(2026, 3, 8)),
        ("in two days", date(2026, 3, 8)),
        ("Friday next week", date(2026, 3, 13)),
        ("twenty first of April", date(2026, 4, 21)),
    ],
)
def test_days_are_read_from_the_day_of_the_call(text: str, day: date) -> None:
    """A day, however named, is the one that the words mean on the day of the call."""
    (mention,) = read_dates(text, FRIDAY)
    assert mention.day == day


def test_next_weekday_early_in_the_week_can_mean_two_days() -> None:
    """Said on a Monday, "next Thursday" may be in three days or in ten."""
    (mention,) = read_dates("next Thursday", date(2026, 3, 9))
    assert {mention.day, *mention.also} == {date(2026, 3, 12), date(2026, 3, 19)}


@pytest.mark.parametrize(
    "text", ["the second option", "the 3rd floor", "I sat down", "may I help", "March 3 pm", "for 2 days"]
)
def test_other_words_name_no_day(text: str) -> None:
    """Ordinals of other things, and words that only look like days or months, are no days."""
    assert read_dates(text, FRIDAY) == ()


@pytest.mark.parametrize(
    ("text", "at", "also"),
    [
        ("3:30 PM", time(15, 30), None),
        ("15:30", time(15, 30), None),
        ("3pm", time(15), None),
        ("half past three", time(15, 30), time(3, 30)),
        ("quarter to four in the afternoon", time(15, 45), None),
        ("3:30 in the afternoon", time(15, 30), None),
        ("afternoon 1:30", time(13, 30), None),
        ("three thirty works", time(15, 30), time(3, 30)),
        ("noon", time(12), None),
        ("midnight", time(0), None),
        ("seven oh five", time(19, 5), time(7, 5)),
        ("tonight at 7", time(19), None),
        ("by 10 tomorrow morning", time(10), None),
        ("ten works best", time(10), time(22)),
    ],
)
def test_times_are_read_with_both_halves_where_unsaid(text: str, at: time, also: time | None) -> None:
    """A clock time is read in its likelier half of the day, with the other half where nothing tells."""
    (mention,) = [mention for mention in read_times(text) if not mention.part]
    assert (mention.at, mention.also) == (at, also)


@pytest.mark.parametrize(
    ("text", "until"), [("from 3 to 5 pm", time(17)), ("9am-5pm", time(17)), ("between 3 and 4 pm", time(16))]
)
def test_a_range_of_times_is_one_mention(text: str, until: time) -> None:
    """A range has its end in `until`."""
    (mention,) = read_times(text)
    assert mention.until == until


@pytest.mark.parametrize("text", ["I'll take 2", "4 people", "$3:30", "at 7 Main Street", "2 stars", "room 5"])
def test_other_numbers_are_no_times(text: str) -> None:
    """Counts, prices, ratings and addresses are no times."""
    assert read_times(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a party of four", 4),
        ("table for two", 2),
        ("six guests", 6),
        ("2 adults and 3 kids", 5),
        ("just me", 1),
        ("me and my wife", 2),
        ("the party size is 6", 6),
        ("four of us", 4),
    ],
)
def test_party_sizes_are_read(text: str, value: int) -> None:
    """The number of people is read from digits, words and turns of phrase."""
    (mention,) = read_counts(text)
    assert mention.value == value


@pytest.mark.parametrize("text", ["for 3 pm", "for 2 nights", "a couple of days", "that works for me", "for 7:30"])
def test_other_counts_are_no_people(text: str) -> None:
    """Times, nights and idioms are no party sizes."""
    assert read_counts(text) == ()


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("four one five, double five 12", "4155512"),
        ("(415) 555-0142", "4155550142"),
        ("eight five seven three - one eight nine oh", "85731890"),
        ("forty-two seventeen", "4217"),
    ],
)
def test_digits_are_joined_as_people_say_them(text: str, digits: str) -> None:
    """Spelled, grouped, doubled and paired digits are one run."""
    (run,) = read_digit_runs(text)
    assert run.digits == digits


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patient Jane Doe, born 03/15/1990.", [("name", "Jane Doe"), ("date_of_birth", "1990-03-15")]),
        ("Her account number is 8573-1890, PIN 1596", [("account", "85731890"), ("pin", "1596")]),
        ("call me at (415) 555-0142", [("phone", "4155550142")]),
        ("email jane.doe@example.com", [("email", "jane.doe@example.com")]),
        ("Italian restaurant on Main Street.", []),
        ("Schedule a cleaning for Jane Doe next Tuesday", [("name", "Jane Doe")]),
    ],
)
def test_identities_are_read_by_kind(text: str, found: list[tuple[str, str]]) -> None:
    """Names, birth dates, numbers and addresses are read with the kind that their label tells."""
    assert [(item.kind, item.value) for item in read_identities(text)] == found


@pytest.mark.parametrize(
    "text", ["Tuesday the 10th at 3:30 for four, $65 a month, call 415-555-0142, ask for Jane Doe"]
)
def test_spans_quote_the_text(text: str) -> None:
    """Every mention's span cuts the words out that say it."""
    assert [text[m.start : m.end] for m in read_dates(text, FRIDAY)] == ["Tuesday the 10th"]
    assert [text[m.start : m.end] for m in read_times(text)] == ["3:30"]
    assert [text[m.start : m.end] for m in read_money(text)] == ["$65 a month"]
