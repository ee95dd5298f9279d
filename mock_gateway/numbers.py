"""Which phone numbers can be called: by region and kind as `phonenumbers` knows them, never by prefix."""

import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberType

REGIONS = ("US", "CA", "PR", "GB", "AU", "NZ", "SG", "IE", "HK")
"""API reference, "Rate Limits": supported phone regions."""

_REGION_NAMES = "US, Canada, Puerto Rico, UK, Australia, New Zealand, Singapore, Ireland, Hong Kong"
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_KEPT, _LONGEST = 20_000, 20

Judgement = Literal["callable", "invalid", "emergency", "premium"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberVerdict:
    """What can be said of a dialled number; `message` tells the caller why it cannot be called."""

    judgement: Judgement
    message: str = ""
    region: str | None = None


class NumberReader:
    """Judges dialled numbers and remembers its last verdicts, since a suite dials the same few again and again."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, NumberVerdict] = OrderedDict()

    def judge(self, number: str) -> NumberVerdict:
        """Return whether `number` can be called, and if not, why."""
        verdict = self._known.get(number)
        if verdict is None:
            verdict = judge_number(number)
            if len(number) > _LONGEST:
                return verdict
            self._known[number] = verdict
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return verdict


def judge_number(number: str) -> NumberVerdict:
    """Return whether `number` is E.164, valid, of a supported region, and neither emergency nor premium rate."""
    if _is_emergency(number):
        return NumberVerdict(judgement="emergency", message=f"{number} is an emergency number: it is never called")
    if not _E164.fullmatch(number):
        return _invalid(number, "is not in E.164 format: a plus sign, the country code and the number, digits only")
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return _invalid(number, "does not begin with a country code that exists")
    if not phonenumbers.is_valid_number(parsed):
        return _invalid(number, f"is not a number that exists: {_why_invalid(parsed)}")
    region = phonenumbers.region_code_for_number(parsed)
    if region not in REGIONS:
        return _invalid(number, f"is in a region that is not supported ({region}); supported: {_REGION_NAMES}", region)
    if phonenumbers.number_type(parsed) == PhoneNumberType.PREMIUM_RATE:
        return NumberVerdict(
            judgement="premium", message=f"{number} is a premium-rate number: it is never called", region=region
        )
    return NumberVerdict(judgement="callable", region=region)


def _invalid(number: str, why: str, region: str | None = None) -> NumberVerdict:
    shown = number if len(number) <= 40 else number[:37] + "..."
    return NumberVerdict(judgement="invalid", message=f"dialled number {shown!r} {why}", region=region)


def _why_invalid(parsed: PhoneNumber) -> str:
    reason = phonenumbers.is_possible_number_with_reason(parsed)
    if reason == phonenumbers.ValidationResult.TOO_SHORT:
        return "it is too short"
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return "it is too long"
    if reason == phonenumbers.ValidationResult.IS_POSSIBLE:
        return "no region of its country code uses that range"
    return "its length is wrong"


def _is_emergency(number: str) -> bool:
    """Whether this is an emergency number, bare (911) or behind a country code (+1911, +44999)."""
    if not re.fullmatch(r"\+?[0-9]{3,6}", number):
        return False
    if not number.startswith("+"):
        return any(phonenumbers.is_emergency_number(number, region) for region in REGIONS)
    return any(
        phonenumbers.is_emergency_number(number[len(prefix) :], region)
        for region in REGIONS
        if number.startswith(prefix := f"+{phonenumbers.country_code_for_region(region)}")
    )
