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
        rf"\b(?i:client of)\s+(?:[a-z]+\s+)?(?P<name>{_NAME})",
        rf"\b(?i:owned by|rented by|held by|belong(?:s|ing) to|registered to)\s+{_RELATIVE}(?P<name>{_NAME})",
        rf"\b(?i:on behalf of|calling for)\s+{_RELATIVE}(?P<name>{_NAME})",
        rf"\b(?:I am|I['\u2019]?m|[Tt]his is for)\s+(?P<name>{_NAME})",
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
    policy us uk id social security age last first full code plan limit budget max maximum
    """
)
_FULL_NAME = re.compile(rf"{_CAPITALISED}\s+(?:[A-Z]\.\s*)?{_PARTICLE}{_CAPITALISED}")
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "the"})
_COMPANIES = words(
    """
    inn hotel suites lodge fiber fibre mobile wireless cable telecom communications broadband air airlines airways
    mutual insurance assurance bank group inc llc co ltd corp company gym fitness club motors auto garage dental clinic
    hospital restaurant cafe grill bar supply energy power gas water electric services solutions systems security
    number code
    """
)
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d\s+$")
_BEFORE_OTHERS = re.compile(r"\b(?:with|see|at|near|ask for|speak to|speak with|Dr\.?|from|by|visit|\d)\s*$", re.I)

_DATE = (
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8},?\s+\d{4})"
)
_CODE = (
    r"(?:[A-Z]{1,5}[ ](?=\d))?(?=[A-Z0-9/-]*\d)[A-Z0-9](?:[A-Z0-9-]|/(?=[A-Z0-9])){1,19}"
    r"(?:[ ](?=[A-Z0-9-]*\d)[A-Z0-9-]{2,8}\b(?![:/.]\d|\s?[AP]M\b))*"
)
_IS = r"(?:\s+(?:is|was))?\s*[:=#(,-]?\s*"
_LABEL = r"(?:\s*(?:id|number|code|no\.?|num|#))*"
_STREETS = "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Terrace|Crescent|Square"


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
            r"(?i:\b(?:phone|mobile|cell|call ?back|contact|reach(?:ed)?|tel(?:ephone)?|text|direct line"
            r"|call)\b[^.\d+(]{0,40})"
            r"(?P<value>\+?\(?\d[\d\s().-]{7,17}\d)",
        ),
        (
            "phone",
            r"(?<![\w#-])(?<!(?i:number) )(?<!(?i:policy) )(?<!(?i:fax) )(?<!(?i:claim) )(?<!(?i:order) )"
            r"(?P<value>(?:\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-][2-9]\d\d[ .-]\d{4}|\+44 ?\d{2,5} \d{3,6}(?: \d{3,4})?"
            r"|0\d{2,4} \d{3,4} ?\d{3,4}|\+\d{2,3}[ \d]{8,13}\d)(?![\w-])",
        ),
        ("member_id", _numbered(r"(?:member(?:ship)?|insurance|frequent flyer|loyalty)\s*(?:id|number|no\.?|#)")),
        ("account_number", _numbered(r"(?:account|acct|customer|client|subscriber)")),
        ("account_number", rf"(?i:\baccount\b[^.\n]{{0,60}}?\bnumber\s+)(?P<value>{_CODE})"),
        ("policy_number", _numbered("policy")),
        ("claim_number", _numbered("claim")),
        ("order_number", _numbered("order")),
        ("prescription_number", _numbered("(?:prescription|rx)")),
        (
            "confirmation_number",
            rf"(?i:\b(?:confirmation|conf|booking|reservation|record locator|pnr|reference)\b{_LABEL}{_IS})"
            rf"(?P<value>{_CODE}|[A-Z]{{6}}\b)",
        ),
        (
            "license_plate",
            r"(?i:\b(?:licen[cs]e plate|number plate|plates?|registration|reg)\b(?:\s*(?:number|no\.?"
            r"|#))*(?:\s+is)?\s*[:=#(,-]?\s*)"
            r"(?P<value>(?=[A-Z0-9 -]*\d)[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){0,2})\b",
        ),
        ("last_four", r"(?i:\blast (?:four|4)\b[^.\d]{0,40})(?P<value>\d{4})\b"),
        (
            "address",
            rf"\b(?P<value>\d{{1,5}}\s+(?:[A-Z][\w'.]*\s+){{1,4}}(?:{_STREETS})\b\.?(?:,?\s+(?:Apt|Unit|Suite"
            rf"|#)\.?\s*\w+)?"
            r"(?:,\s*[A-Z][\w ]{2,30})?(?:,\s*[A-Z]{2}\s*\d{5})?)",
        ),
        (
            "address",
            r"(?i:\b(?:address(?: is|:)?|lives? at|living at|located at|pick-?up is (?:at|from)|stay(?:ing|s)? at"
            r"|house at|home at)\s+)"
            r"(?P<value>\d{1,5}\s+[A-Z][\w'.]*(?:\s+[A-Z][\w'.]*){0,4}(?:,\s*(?i:apt|unit|suite|flat|#)\.?\s*\w+)?)",
        ),
        ("zip_code", r"(?i:\b(?:zip|postal)(?:\s*code)?\b[^.\d]{0,10})(?P<value>\d{5})\b"),
        (
            "insurance",
            r"\b(?i:insurance|insured (?:by|with)|insurer|covered by)\s*(?:is|:|with"
            r"|through)?\s*(?P<value>[A-Z][\w&]+(?:\s+[A-Z][\w&]+){0,3})",
        ),
        ("insurance", r"\b(?P<value>(?:[A-Z][\w&]+\s+){1,3}(?:PPO|HMO|EPO|Insurance))\b"),
        ("vehicle", r"\b(?P<value>(?:19|20)\d\d\s+[A-Z][\w-]+(?:\s+[A-Z0-9][\w-]*){1,2})"),
        (
            "reason",
            r"(?i:\b(?:because(?! of)|reason(?: for \w+)?(?: is|:)|due to)\s+(?:that\s+)?)(?P<value>[^.;\n]{3,80})",
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
                if name and _is_other(name, callee_name) and not _AFTER_YEAR.search(text, 0, match.start("name")):
                    return name
    for text in (text for text in texts if _FULL_NAME.search(text)):
        for identity in read_identities(text):
            is_client = identity.kind == "name" and not _BEFORE_OTHERS.search(text, 0, identity.start)
            name = _trimmed(identity.value) if is_client else ""
            if " " in name and _is_other(name, callee_name) and not _AFTER_YEAR.search(text, 0, identity.start):
                return name
    return None


def _is_other(name: str, callee_name: str) -> bool:
    """Whether a name is not the callee's own, nor that of a company."""
    own, callee = _bare(name), _bare(callee_name)
    if own and own[-1] in _COMPANIES:
        return False
    return not callee or not (set(own) <= set(callee) or set(callee) <= set(own))


def _bare(name: str) -> list[str]:
    return [word for word in re.findall(r"[\w'\u2019-]+", name.lower()) if word not in _TITLES]


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
