"""Who the call is for and what can be told about them: the facts that a brief states under a label."""

import re
from collections.abc import Mapping

from harness.language.identities import read_identities
from harness.language.lexicon import words
from mock_gateway.simulation.purpose import VERBS

_CAPITALISED = r"[A-Z][a-zA-Z'\u2019\u00C0-\u024F-]+"
_PARTICLE = r"(?:(?:de|van|von|la|del|di|da|bin|al|der)\s+)?"
_NAME = rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)?{_CAPITALISED}(?:\s+(?:[A-Z]\.\s*)?{_PARTICLE}{_CAPITALISED}){{0,3}}"
_ROLES = words(
    """
    patient client customer member guest tenant subscriber passenger caller owner user resident student driver insured
    homeowner policyholder
    """
)
_ROLE = (
    r"(?:patient|client|customer|member|guest|tenant|subscriber|policy ?holder|account ?holder|passenger|travell?er"
    r"|caller"
    r"|owner|user|resident|student|driver|applicant|insured|homeowner)"
)
_THINGS = (
    r"(?:appointment|reservation|booking|bill|account|membership|subscription|policy|claim|order|prescription"
    r"|cleaning|car"
    r"|lease|rent|flight|plan)"
)
_RELATIVE = (
    r"(?:[Mm]y (?:wife|husband|son|daughter|mother|father|client|friend|partner|boss)\s+|[Tt]he (?:patient|client)\s+)?"
)
_NAMED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?i:(?:{_ROLE}|full|last|first|party|booking|reservation|account)(?:['\u2019]s)?\s+name|name)\s*(?:is"
        rf"|:|=|,|-)?\s+(?P<name>{_NAME})",
        rf"\b(?i:under|in)\s+(?:the\s+)?name\s+(?:of\s+)?[\"'\u201c]?(?P<name>{_NAME})",
        rf"\b(?i:{_ROLE})\s*(?:is|:|=|,|-|named|called|will be)?\s+(?P<name>{_NAME})",
        rf"\b(?i:on behalf of|calling for)\s+{_RELATIVE}(?P<name>{_NAME})",
        rf"\b(?:I am|I'm|I\u2019m|[Tt]his is for)\s+(?P<name>{_NAME})",
        rf"\bfor\s+{_RELATIVE}(?P<name>{_NAME})(?=\s*(?:[,.;(]|$|(?:on|next|this|tomorrow|tonight|at|for|who|born"
        rf"|and|from|in)\b))",
        rf"\b[Uu]nder\s+(?P<name>{_NAME})",
        rf"(?P<name>{_NAME})[,\s(]+(?:is\s+)?(?i:born|dob|d\.o\.b\.|date of birth|is an? (?:\w+\s+)?{_ROLE}\b)",
        rf"\b(?P<name>{_NAME})['\u2019]s\s+(?:\w+\s+){{0,3}}{_THINGS}\b",
    )
)
_NOT_NAMES = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december the a an this that if is and or but please target mention prefer ask tell do no
    not any some i my our we they he she it his her their its call schedule book make new existing current next today
    tomorrow tonight internet provider support insurance delta dental doctor customer service office main street local
    open mon fri sat sun tue wed thu english usd account number phone dob date birth email address member confirmation
    policy us uk id age last first full code plan limit budget max maximum
    """
)
_FULL_NAME = re.compile(rf"{_CAPITALISED}\s+(?:[A-Z]\.\s*)?{_PARTICLE}{_CAPITALISED}")
_BEFORE_OTHERS = re.compile(r"\b(?:with|see|at|near|ask for|speak to|speak with|Dr\.?|from|by|visit|\d)\s*$", re.I)

_DATE = (
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8},?\s+\d{4})"
)
_CODE = r"(?=[A-Z0-9-]*\d)[A-Z0-9][A-Z0-9-]{2,19}"
_IS = r"(?:\s+(?:is|was))?\s*[:=#(,-]?\s*"
_LABEL = r"(?:\s*(?:id|number|code|no\.?|num|#))*"
_STREETS = "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Terrace|Crescent|Square"
_COUNTED = r"(?:(?<!\d)\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
_LOYAL = r"(?:loyal |long-?time |long-?standing |good )?"
_KINDS = r"(?:customer|member|subscriber|tenant|client|patient|guest|policyholder)"
_LEAVING = r"(?:cancel\w*|switch\w*|leave|leaving|walk away|move (?:to|out)|go elsewhere|change providers?)"


def _numbered(label: str) -> str:
    return rf"(?i:\b{label}\b{_LABEL}{_IS})(?P<value>{_CODE})"


_READERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (fact, re.compile(pattern))
    for fact, pattern in (
        (
            "date_of_birth",
            rf"(?i:\b(?:born(?:\s+on)?|d\.?o\.?b\.?|date of birth|birth\s?date"
            rf"|birthday)\b{_IS})(?:on\s+)?(?P<value>{_DATE})",
        ),
        ("email", r"(?P<value>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"),
        (
            "phone",
            r"(?i:\b(?:phone|mobile|cell|call ?back|contact|reach(?:ed)?|tel(?:ephone)?)\b[^.\d+(]{0,40})"
            r"(?P<value>\+?\(?\d[\d\s().-]{7,17}\d)",
        ),
        ("member_id", _numbered(r"(?:member(?:ship)?|insurance|frequent flyer|loyalty)\s*(?:id|number|no\.?|#)")),
        ("account_number", _numbered(r"(?:account|acct|customer|subscriber)")),
        ("policy_number", _numbered("policy")),
        ("claim_number", _numbered("claim")),
        ("order_number", _numbered("order")),
        ("prescription_number", _numbered("(?:prescription|rx)")),
        (
            "confirmation_number",
            rf"(?i:\b(?:confirmation|booking|reservation|record locator|pnr|reference)\b{_LABEL}{_IS})"
            rf"(?P<value>{_CODE}|[A-Z]{{6}}\b)",
        ),
        ("license_plate", _numbered("(?:licen[cs]e plate|plate|registration)")),
        ("last_four", r"(?i:\blast (?:four|4)\b[^.\d]{0,40})(?P<value>\d{4})\b"),
        (
            "address",
            rf"\b(?P<value>\d{{1,5}}\s+(?:[A-Z][\w'.]*\s+){{1,4}}(?:{_STREETS})\b\.?(?:,?\s+(?:Apt|Unit|Suite"
            rf"|#)\.?\s*\w+)?"
            r"(?:,\s*[A-Z][\w ]{2,30})?(?:,\s*[A-Z]{2}\s*\d{5})?)",
        ),
        ("zip_code", r"(?i:\b(?:zip|postal)(?:\s*code)?\b[^.\d]{0,10})(?P<value>\d{5})\b"),
        (
            "insurance",
            r"\b(?i:insurance|insured (?:by|with)|insurer|covered by)\s*(?:is|:|with"
            r"|through)?\s*(?P<value>[A-Z][\w&]+(?:\s+[A-Z][\w&]+){0,3})",
        ),
        ("insurance", r"\b(?P<value>(?:[A-Z][\w&]+\s+){1,3}(?:PPO|HMO|EPO|Insurance))\b"),
        ("vehicle", r"\b(?P<value>(?:19|20)\d\d\s+[A-Z][\w-]+(?:\s+[A-Z0-9][\w-]*){1,2})"),
        ("reason", r"(?i:\b(?:because(?! of)|reason(?: for \w+)?(?: is|:)|due to)\s+)(?P<value>[^.;\n]{3,80})"),
        (
            "tenure",
            rf"(?i:(?P<value>{_LOYAL}{_KINDS}s?\s+(?:for|since|of)\s+(?:over |more than |nearly |almost |about )?"
            rf"{_COUNTED}\d?(?:\s*\+)?\s*(?:years?|months?)?))",
        ),
        (
            "loyalty",
            rf"(?i:(?P<value>(?:over |more than |nearly )?{_COUNTED}\s*\+?[ -]years?[ -]"
            rf"(?:as an? |of (?:being an? )?)?{_LOYAL}{_KINDS}))",
        ),
        (
            "walk_away",
            rf"(?i:(?P<value>(?:will|would|ready to|willing to|prepared to|going to|might|consider(?:ing)?|plan(?:s"
            rf"|ning)? to"
            rf"|intend(?:s)? to|threaten to|threatening to)\s+{_LEAVING}))",
        ),
        (
            "walk_away",
            r"(?i:(?P<value>threaten\w*\s+(?:to cancel|to switch|cancellation)|(?:otherwise|or else|if not"
            r"|if they refuse"
            r"|if they won't|if they can't|if they don't)[^.]{0,40}\b(?:cancel|switch|leave|leaving|canceling"
            r"|cancelling)\b))",
        ),
    )
)


def read_details(*texts: str) -> Mapping[str, str]:
    """Return fact -> how the brief puts it, for every fact that any of `texts` states; the first one wins."""
    found: dict[str, str] = {}
    for fact, pattern in _READERS:
        if fact in found:
            continue
        for text in texts:
            match = pattern.search(text)
            if match:
                found[fact] = " ".join(match["value"].split()).strip(" .,;")
                break
    return found


def read_client(callee_name: str, *texts: str) -> str | None:
    """Return the name of the person the call is for; None where the brief names nobody but the callee."""
    for pattern in _NAMED:
        for text in texts:
            for match in pattern.finditer(text):
                name = _trimmed(match["name"])
                if name and _is_other(name, callee_name):
                    return name
    for text in (text for text in texts if _FULL_NAME.search(text)):
        for identity in read_identities(text):
            is_client = identity.kind == "name" and not _BEFORE_OTHERS.search(text, 0, identity.start)
            if is_client and " " in identity.value and _is_other(identity.value, callee_name):
                return identity.value
    return None


def _is_other(name: str, callee_name: str) -> bool:
    return name.lower() not in callee_name.lower() and callee_name.lower() not in name.lower() if callee_name else True


def _trimmed(name: str) -> str:
    kept: list[str] = []
    for word in name.replace("\u2019s", "").replace("'s", "").split():
        plain = word.lower().strip(".'-")
        if plain in _ROLES | VERBS and not kept:
            continue
        if plain in _NOT_NAMES:
            break
        kept.append(word)
    joined = " ".join(kept).strip(" .,-")
    return joined if joined and joined.lower().strip(".") not in ("dr", "mr", "mrs", "ms", "prof") else ""
