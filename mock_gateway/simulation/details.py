"""Who the call is for and what can be told about them: the facts that a brief states under a label."""

import re
from collections.abc import Mapping

from harness.language.identities import read_identities
from harness.language.lexicon import words
from mock_gateway.simulation.other_names import beside_sum, is_firm
from mock_gateway.simulation.task_words import VERBS

_NEAR = 60
"""How far before a name the words stand that tell whose it is, in characters."""

_CAPITALISED = r"(?<![A-Z-])[A-Z][a-zA-Z'\u2019\u00C0-\u024F-]{1,39}"
_PARTICLE = r"(?:(?:de|van|von|la|del|di|da|bin|al|der)\s+)?"
_NAME = (
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|MR|MRS|MS|DR|Miss|Sgt"
    rf"|Rev)\.?\s+)?{_CAPITALISED}(?:[ \t]+(?:[A-Z]\.\s*)?{_PARTICLE}{_CAPITALISED}){{0,3}}"
)
_ROLES = words(
    """
    patient client customer member guest tenant subscriber passenger caller owner user resident student driver insured
    homeowner policyholder
    """
)
_ROLE = (
    r"(?:patient|client|customer|member|guest|tenant|subscriber|policy ?holder|account ?holder|passenger|travell?er"
    r"|caller"
    r"|owner|user|resident|student|driver|applicant|insured|homeowner|hirer|buyer|seller|holder"
    r"|lessee|renter|pupil|claimant|employee|attendee|contact|player|diner|traveler)"
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
        rf"\b(?i:(?:{_ROLE}|full|last|first|party|booking|reservation|account)(?:['\u2019]s)?\s+name"
        rf"|name(?:\s+(?:on|for)\s+(?:the\s+)?(?:account|booking|file|reservation|policy|bill|lease|order"
        rf"|card|contract))?)\s*(?:is"
        rf"|:|=|,|-)?\s+(?P<name>{_NAME})",
        rf"\b(?i:under|in)\s+(?:the\s+)?name\s+(?:of\s+)?[\"'\u201c]?(?P<name>{_NAME})",
        rf"\b(?i:{_ROLE})\s*(?:is|:|=|,|-|named|called|will be)?\s+(?P<name>{_NAME})",
        rf"\b(?i:(?:ordered|signed|booked|requested|placed|paid|purchased|bought|reserved"
        rf"|made) by)\s+{_RELATIVE}(?P<name>{_NAME})",
        rf"(?P<name>{_NAME})\s+is\s+(?:the|my|her|his)\s+(?:full\s+)?name\b",
        rf"\b(?i:me|myself)(?:\s+[a-z]+)?,\s+(?P<name>{_NAME})(?=\s*[,.;]|\s+on\b)",
        rf"\b(?i:(?:act|acting|writing|instructed)\s+(?:for|on behalf of|by))\s+(?P<name>{_NAME})",
        rf"\b(?i:client of)\s+(?:[a-z]+\s+)?(?P<name>{_NAME})",
        rf"\b(?i:owned by|rented by|held by|belong(?:s|ing) to|registered to)\s+{_RELATIVE}(?P<name>{_NAME})",
        rf"\b(?i:on behalf of|calling for)\s+{_RELATIVE}(?P<name>{_NAME})",
        rf"\b(?:I am|I['\u2019]?m|[Tt]his is for)\s+(?P<name>{_NAME})",
        rf"(?<![Aa]sk )(?<!sking )\bfor\s+{_RELATIVE}(?P<name>{_NAME})(?=\s*(?:[,.;(]|$|(?:on|next|this"
        rf"|tomorrow|tonight|at|for|who|born"
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
    number code boxes fiber media foods flowers gardens properties rentals college university school society council
    street st road rd avenue ave lane ln drive boulevard blvd way court terrace crescent square close mews bend
    """
)
_POINTING = frozenset({"it's", "this", "that's", "i'm", "it", "that", "its", "im"})
_POSSESSIVE = re.compile(r"(?<!\bit)(?<!\bthat)['\u2019]s\b", re.I)
_NOT_LOWER = words(
    """
    to of in on at with for from by as are was be been so too very just really not done sure sorry happy good great fine
    ok okay free busy going looking moving calling gone here there one two three people me you him them us out up
    lunch dinner work school home birthday wedding party work visit haircut checkup mom dad wife husband son daughter
    new old broken late early ready able about over under month year week day only also then than
    """
)
_LOWER_NAMED = re.compile(
    r"\b(?:name(?:'s| is|:)?|under|booked for|it'?s for|this is for|im"
    r"|i'm)\s+(?P<name>[a-z]{2,12}(?:-[a-z]{2,12})?\s+[a-z]{3,14})(?=\s*(?:[,.;!]|$|\n|and\b))"
)
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d\s+$")
_BEFORE_OTHERS = re.compile(
    r"\b(?:with|see|at|near|ask for|speak to|speak with|talk(?:ing)? to|spoke to|deal with|met|called"
    r"|competitor|rival|alternative|next door|across from|Dr\.?|from|by|visit|\d)\s*$",
    re.I,
)

_DATE = (
    r"(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8},?\s+\d{4})"
)
_CODE = (
    r"(?:[A-Z]{1,5}[ ](?=\d))?(?=[A-Z0-9/-]*\d)[A-Z0-9](?:[A-Z0-9-]|/(?=[A-Z0-9])){1,19}"
    r"(?:[ ](?=[A-Z0-9-]*\d)[A-Z0-9-]{2,8}\b(?![:/.]\d|\s?[AP]M\b))*"
)
_IS = r"(?:\s+(?:is|was))?\s*[:=#(,-]?\s*"
_LABEL = r"\.?(?:\s*(?:id|number|code|ref(?:erence)?|no|num|#)\.?)*"
_STREETS = (
    "Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Way|Court|Ct|Place|Pl|Terrace|Crescent|Square|Close"
    "|Bend|Mews|Gardens|Grove|Row|Trail|Circle|Parkway|Pkwy|Hill|Walk|Loop|Run|Alley|Quay|Park|Green|Highway|Hwy"
)


def _numbered(label: str) -> str:
    return rf"(?i:\b{label}\b{_LABEL}(?:\s+(?:with|at|for|on)\s+(?:\w+\s+)?\w+(?=\s+is\b))?{_IS})(?P<value>{_CODE})"


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
        (
            "member_id",
            _numbered(
                r"(?:member(?:ship)?|insurance|frequent flyer|loyalty|library)\s*(?:card)?\s*(?:id|number|no\.?|#|card)"
            ),
        ),
        ("account_number", _numbered(r"(?:account|acct|a/c|customer|client|subscriber)")),
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
            r"(?i:\b(?:licen[cs]e plate|number plate|plates?|registration|reg|rego"
            r"|licen[cs]e tag)\b\.?(?:\s*(?:number|no\.?"
            r"|#))*(?:\s+is)?\s*[:=#(,-]?\s*)"
            r"(?P<value>(?=[A-Z0-9 -]*\d)[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4}){0,2})\b",
        ),
        ("last_four", r"(?i:\blast (?:four|4)\b[^.\d]{0,40})(?P<value>\d{4})\b"),
        (
            "address",
            r"(?im:^\W*(?:(?:home|street|service|property|pick-?up|delivery|billing|current)\s+)?(?:address"
            r"|residence|property"
            r"|site|premises|location)\s*:\s*)(?P<value>(?=[^\n;]*\d)[^\n;.]{6,80}?)(?=\s*(?:[\n;]|\.(?:\s|$)|$))",
        ),
        (
            "address",
            rf"\b(?P<value>(?:(?i:apt|unit|suite"
            rf"|flat)\.?\s*\w{{1,5}},\s*)?(?<!\d)\d{{1,5}}\s+(?:[A-Z][\w'.]*\s+){{1,4}}(?:{_STREETS})\b\.?(?:,?\s+(?:Apt|Unit|Suite"
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
                if (
                    name
                    and _is_other(name, callee_name)
                    and not (
                        _AFTER_YEAR.search(text, max(0, match.start("name") - _NEAR), match.start("name"))
                        or is_firm(text, match.end("name"))
                    )
                ):
                    return name
    for text in (text for text in texts if _FULL_NAME.search(text)):
        for identity in read_identities(text):
            is_client = (
                identity.kind == "name"
                and not is_firm(text, identity.end)
                and not _BEFORE_OTHERS.search(text, max(0, identity.start - _NEAR), identity.start)
            )
            name = _trimmed(identity.value) if is_client else ""
            is_client = not beside_sum(text, identity.start, identity.end)
            if (
                is_client
                and " " in name
                and _is_other(name, callee_name)
                and not _AFTER_YEAR.search(text, max(0, identity.start - _NEAR), identity.start)
            ):
                return name
    return _lower_named(texts)


def _lower_named(texts: tuple[str, ...]) -> str | None:
    """Return the name in a brief that is written without capitals."""
    if re.search(r"[A-Z][a-z]", " ".join(texts)):
        return None
    for text in texts:
        for match in _LOWER_NAMED.finditer(text.replace("\u2019", "'")):
            if not set(match["name"].split()) & (_NOT_NAMES | VERBS | _ROLES | _NOT_LOWER):
                return match["name"]
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
    for word in _POSSESSIVE.sub("", name).split():
        plain = word.lower().strip(".'-")
        if plain in _ROLES | VERBS and not kept:
            continue
        if word.lower().replace("\u2019", "'") in _POINTING and not kept:
            continue
        if plain in _NOT_NAMES:
            break
        kept.append(word)
    joined = " ".join(kept).strip(" .,-")
    return joined if joined and joined.lower().strip(".") not in ("dr", "mr", "mrs", "ms", "prof") else ""
