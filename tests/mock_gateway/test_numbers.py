import pytest

from mock_gateway.numbers import REGIONS, NumberReader, judge_number


@pytest.mark.parametrize(
    ("number", "region"),
    [
        ("+14155551234", "US"),
        ("+14155550142", "US"),
        ("+14155559876", "US"),
        ("+18005551234", "US"),
        ("+14165550123", "CA"),
        ("+17875551234", "PR"),
        ("+442079460123", "GB"),
        ("+448001111111", "GB"),
        ("+61412345678", "AU"),
        ("+64211234567", "NZ"),
        ("+6531234567", "SG"),
        ("+35312345678", "IE"),
        ("+85221234567", "HK"),
    ],
)
def test_a_number_of_a_supported_region_can_be_called(number: str, region: str) -> None:
    """Landlines, mobiles and toll-free numbers alike, the reference's own examples among them."""
    verdict = judge_number(number)
    assert (verdict.judgement, verdict.region) == ("callable", region)


def test_every_supported_region_is_one_that_the_table_above_reaches() -> None:
    """The reference names nine regions."""
    assert set(REGIONS) == {"US", "CA", "PR", "GB", "AU", "NZ", "SG", "IE", "HK"}


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("+18765551234", "region that is not supported (JM)"),
        ("+12423221234", "region that is not supported (BS)"),
        ("+447911123456", "region that is not supported (GG)"),
        ("+447781123456", "region that is not supported (GG)"),
        ("+4915112345678", "region that is not supported (DE)"),
        ("+80012345678", "region that is not supported (001)"),
        ("+1415555014", "too short"),
        ("+141555501422", "too long"),
        ("+999123456789", "country code"),
        ("+11234567890", "not a number that exists"),
        ("4155550142", "E.164"),
        ("(415) 555-0142", "E.164"),
        ("+1 415 555 0142", "E.164"),
        ("+14155550142x5", "E.164"),
        ("+14155550142;ext=5", "E.164"),
        ("+1800FLOWERS", "E.164"),
        ("+04155550142", "E.164"),
        ("", "E.164"),
        ("+", "E.164"),
        ("+١٤١٥٥٥٥٠١٤٢", "E.164"),
        ("+14155550142\n", "E.164"),
    ],
)
def test_a_number_that_cannot_be_called_says_why(number: str, why: str) -> None:
    """By region and shape, never by prefix."""
    verdict = judge_number(number)
    assert verdict.judgement == "invalid"
    assert why in verdict.message


@pytest.mark.parametrize("number", ["911", "999", "112", "000", "+1911", "+44999", "+61000"])
def test_emergency_numbers_are_known_in_short_and_behind_a_country_code(number: str) -> None:
    """None of them is valid E.164, and all of them break the policy."""
    assert judge_number(number).judgement == "emergency"


@pytest.mark.parametrize("number", ["+19005551234", "+449011234567"])
def test_premium_rate_numbers_are_known(number: str) -> None:
    """Wire facts: they break the policy."""
    assert judge_number(number).judgement == "premium"


def test_a_verdict_is_remembered_but_a_long_text_is_not() -> None:
    """A hostile client cannot fill the memory with numbers as long as books."""
    reader = NumberReader()
    assert reader.judge("+14155550142") is reader.judge("+14155550142")
    endless = "+1" + "4" * 10_000
    assert reader.judge(endless) is not reader.judge(endless)
    assert len(reader.judge(endless).message) < 300
