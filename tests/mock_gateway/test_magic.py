import pytest

from harness.contract.error_codes import HTTP_STATUS
from mock_gateway.casting import Casting
from mock_gateway.config import DEFAULT_CALL_DATE
from mock_gateway.machine import ENDINGS
from mock_gateway.magic import MAGIC_EMAILS, MAGIC_NUMBERS, MagicNumber
from mock_gateway.numbers import judge_number


@pytest.mark.parametrize("magic", MAGIC_NUMBERS.values(), ids=lambda magic: magic.number)
def test_a_magic_number_is_of_the_fiction_range_and_valid(magic: MagicNumber) -> None:
    """No client refuses it, and nobody can be reached by it."""
    assert magic.number.startswith("+141555501")
    assert judge_number(magic.number).judgement == "callable"


@pytest.mark.parametrize("number", ["+14155550142", "+14155551234", "+18005551234", "+14155559876"])
def test_the_examples_of_the_reference_are_ordinary(number: str) -> None:
    """Who tries the reference's own requests gets an ordinary call."""
    assert number not in MAGIC_NUMBERS


def test_every_magic_persona_and_its_options_exist() -> None:
    """The table names nothing that the catalogue does not hold."""
    casting = Casting(default_call_date=DEFAULT_CALL_DATE)
    for magic in MAGIC_NUMBERS.values():
        if magic.persona is not None:
            casting.check(magic.persona, magic.options)


def test_every_code_that_a_call_can_be_refused_with_has_a_number() -> None:
    """With no configuration, each of the reference's errors of POST can be met."""
    asked = {magic.refused for magic in MAGIC_NUMBERS.values()} | {magic.unreadable for magic in MAGIC_NUMBERS.values()}
    of_routing = {"METHOD_NOT_ALLOWED", "NOT_ACCEPTABLE", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"}
    assert set(HTTP_STATUS) - of_routing <= asked


def test_every_ending_has_a_number() -> None:
    """Each terminal status can be met; the meaning names the ending first."""
    named = {
        magic.meaning.split()[2].rstrip(":,") for magic in MAGIC_NUMBERS.values() if magic.meaning.startswith("ends as")
    }
    assert named == set(ENDINGS)


def test_magic_emails_have_plain_local_parts() -> None:
    """What follows a plus sign is the tester's own, so a magic name holds none."""
    assert all("+" not in name and "@" not in name for name in MAGIC_EMAILS)
