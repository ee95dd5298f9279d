"""What a brief gives to bargain with besides a competitor's price: a long time as a customer, and the will to leave."""

import re
from collections.abc import Iterable, Iterator

from mock_gateway.simulation.brief_text import sentences

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TENS = "twenty|thirty|forty"
_SMALL = f"{_UNITS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d)?|(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_SMALL}|an?)"
_YEARS = rf"{_NUMBER}(?:\s+and\s+a\s+half|\s*\+)?[\s-]*(?:years?|yrs?|months?)(?:\s+and\s+a\s+half)?"
_ABOUT = r"(?:over |more than |nearly |almost |about |around |some |the (?:last|past) |these )?"
_LOYAL = r"(?:loyal |long-?time |long-?standing |good |paying )?"
_KINDS = (
    r"(?:customer|member|subscriber|tenant|client|patient|guest|policy ?holder|supplier|carrier|user|resident|renter"
    r"|lessee|account ?holder|donor|reader|student|buyer)"
)
_NO_TENURE = (
    r"(?!\s+(?:ago|old|contract|term|plan|deal|lease|warranty|agreement|commitment|fixed|free|of age"
    r"|guarantee|left|long))"
)
_READERS = tuple(
    (fact, re.compile(pattern, re.I | re.M))
    for fact, pattern in (
        ("tenure", rf"(?P<value>{_LOYAL}{_KINDS}s?\s+(?:for|of)\s+{_ABOUT}{_YEARS})"),
        ("tenure", rf"(?P<value>{_LOYAL}{_KINDS}s?\s+since\s+(?:\w+\s+)?(?:19|20)\d\d)"),
        ("years", rf"\b{_KINDS}s?\b[^.;:\n]{{0,40}}?\b(?:for|since|of|:)\s+{_ABOUT}(?P<value>{_YEARS})\b{_NO_TENURE}"),
        (
            "years",
            rf"\b(?:signed up|joined|moved in|became an? \w+|started|opened|came to (?:them|you)"
            rf"|switched to (?:them|you)|took out)\b[^.;\n]{{0,25}}?\s"
            rf"{_ABOUT}(?P<value>{_YEARS})\s+(?:ago|back)\b",
        ),
        (
            "years",
            rf"^\W*{_LOYAL}{_KINDS}s?,?\s+(?:(?:of theirs|there|here|with (?:them|you|him"
            rf"|her))\s+)?{_ABOUT}(?P<value>{_YEARS})\b{_NO_TENURE}",
        ),
        ("loyalty", rf"(?P<value>{_ABOUT}{_YEARS}[ -](?:as an? |of (?:being an? )?)?{_LOYAL}{_KINDS})"),
        ("years", rf"\b(?:tenure|loyalty|time as (?:an? )?{_KINDS})\s*:?\s*{_ABOUT}(?P<value>{_YEARS})"),
        (
            "years",
            rf"\b(?:been|has|have|had|was|is|with|here|there"
            rf"|\w{{2,}}ed)\b[^.\n]{{0,50}}?\bfor\s+{_ABOUT}(?P<value>{_YEARS})\b"
            r"(?!\s+(?:ago|old|contract|term|plan|deal))",
        ),
        (
            "years",
            rf"\b(?:have|has|am|are|is|'m|\u2019m|rent|live|train|bank|been|there|here|with (?:them|you|him"
            rf"|her))\b[^.;\n]{{0,20}}?"
            rf"\bsince\s+(?:already )?{_ABOUT}(?P<value>{_YEARS})\b{_NO_TENURE}",
        ),
        (
            "years",
            rf"\b(?:lived|rented|trained|banked|stayed|shopped|worked|insured|stuck|been|living|renting|training)"
            rf"\s+(?:(?:here|there|in|at|with"
            rf"|on)\b(?:\s+[\w'\u2019]+){{0,3}}?\s+)?(?:for )?{_ABOUT}(?P<value>{_YEARS})\b{_NO_TENURE}",
        ),
        (
            "years",
            rf"(?P<value>{_YEARS})\s+(?:running|straight|in a row|without (?:an? )?(?:late|missed|single)"
            rf"|(?:of )?(?:loyalty|custom"
            r"|business|on-time|never late|no late)|here\b|there\b|in (?:this|the same) (?:house|flat"
            r"|apartment|unit|home))",
        ),
        ("years", rf"\b(?:been|am|is|are) (?:with|at) \w+\s+(?:for )?{_ABOUT}(?P<value>{_YEARS})"),
        ("years", rf"(?P<value>{_YEARS})\s+(?:with (?:you|them|us|the company)\b|(?:now )?as an? )"),
    )
)
_LEAVING = (
    r"(?:cancel\w*|switch\w*|leav(?:e|ing)|walk(?:ing)?(?:\s+away|\s+out)?|quit(?:ting)?|drop(?:ping)?\s+(?:them|it"
    r"|the)"
    r"|go(?:ing)?\s+(?:elsewhere|somewhere else|with|to\s+(?:an?\s+|the\s+)?(?:competitor|other|another|different"
    r"|(?-i:[A-Z])))"
    r"|mov(?:e|ing)\s+(?:out|on|away|elsewhere|my|our|over|to)|tak(?:e|ing)\s+(?:my|our|the|his|her|their|it"
    r"|business)\s*"
    r"(?:business|custom|money|car|elsewhere)|(?:look|shop)(?:ing)?\s+(?:around|elsewhere)"
    r"|(?:find|us|hir|try|call|choos|pick|book)(?:e|ing)?\s+(?:another|a different|someone else|somebody else"
    r"|somewhere else)"
    r"|end(?:ing)?\s+(?:the|my|our)\s+(?:contract|membership|subscription|lease)"
    r"|go(?:ing)?\s+to\s+(?:the|their)\s+(?:competition|competitor|rival)s?|part(?:ing)?\s+ways"
    r"|los(?:e|ing)\s+(?:me|us|him|her|my business|our business|a customer)"
    r"|hand(?:ing)?\s+in\s+(?:my|our|his|her|the)\s+notice|giv(?:e|ing)\s+(?:them\s+)?(?:my\s+"
    r"|our\s+)?notice|terminat(?:e|ing)\s+(?:the|my|our|it)|clos(?:e|ing)\s+(?:the|my|our)\s+account"
    r"|sell(?:ing)?\s+(?:it\s+)?(?:privately|elsewhere)"
    r"|(?:tak(?:e|ing)|choos(?:e|ing)|go(?:ing)? (?:with|for)|us(?:e|ing)|sign(?:ing)? (?:up )?with|accept(?:ing)?"
    r"|award(?:ing)?\b[^.;]{0,30}?\bto)\s+(?:the|an|a|their)\s+(?:other|alternative|competing"
    r"|competitor|rival|cheaper)(?!\s+(?:day|time|date"
    r"|slot|option|appointment|plan))"
    r"|hav(?:e|ing)\s+(?:it|this|the work|the job)\s+done\s+(?:at|by|with|elsewhere|somewhere)"
    r"|(?:book(?:ing)?|chang(?:e|ing)|sign(?:ing)?|us(?:e|ing)|tak(?:e|ing)|choos(?:e|ing)"
    r"|buy(?:ing)?)\s+(?:to\s+|for\s+|with\s+|from\s+)?(?:the\s+)?"
    r"(?-i:[A-Z][a-z]+)|not\s+renew\w*|let\s+it\s+(?:lapse|go|expire))"
)
_INTENT = (
    r"(?:if|unless|otherwise|or else|then|will|would|'ll|'d|going to|ready to|prepared to|willing to|threat\w*|happy to"
    r"|rather|can|could|consider\w*|plan\w*|say|says|tell (?:them|him|her)|mention|intend\w*|about to|free to|am|are|="
    r"|is|might|should|where|above (?:that|it)|over (?:that|it)|beyond (?:that|it)|'m|shall"
    r"|failing (?:that|which)|no deal|else|so|must)"
)
_WALK = re.compile(rf"\b{_LEAVING}(?!\w)", re.I)
_INTENT_BEFORE = re.compile(rf"\b{_INTENT}\b|'(?:ll|d)\b", re.I)
_NEGATED = re.compile(
    r"\b(?:do not|don't|never|not to|without|no|not|won't|cannot|can't|avoid|no need to)\s+(?:\w+\s+){0,2}$", re.I
)
_SAY_NO = re.compile(r"(?<=\bsay )no\b|(?<=\bsays )no\b|(?<=\bis )(?:a )?no\b|(?<=\bif )not?\b", re.I)
_BLUFF = re.compile(r"(?<!not )(?<!n't )\bbluff\b", re.I)
_NO_THREAT = re.compile(r"\b(?:cancell?ation|cancel\w*)\s+(?:fee|policy|charge|notice|terms?)\b", re.I)


_LABELLED = re.compile(
    r"^\W*walk[- ]?away(?! (?:price|point|amount|limit|figure|at))\b[^:\n]{0,20}:\s*(?P<value>[^\n.;]+)", re.I | re.M
)
_NOT_LABELLED = re.compile(r"\W*(?:no\b|none|not\b|never|n/a|[$€£\d])", re.I)


def read_leverage(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield (fact, how the brief puts it): `tenure` and `loyalty` name the customer, `years` only the time."""
    listed = list(texts)
    for fact, pattern in _READERS:
        for text in listed:
            match = pattern.search(text)
            if match:
                yield fact, " ".join(match["value"].split())
                break
    labelled = next((match for text in listed if (match := _LABELLED.search(text))), None)
    if labelled and not _NOT_LABELLED.match(labelled["value"]):
        yield "walk_away", " ".join(labelled["value"].split())
        return
    left = next((words for text in listed for sentence in sentences(text) if (words := _leaving(sentence))), None)
    if left:
        yield "walk_away", left


def _leaving(sentence: str) -> str | None:
    """Return the words of a sentence that say that the client would leave."""
    plain = _SAY_NO.sub(lambda match: "." * len(match[0]), sentence.replace("\u2019", "'"))
    plain = _NO_THREAT.sub(lambda match: "." * len(match[0]), plain)
    if _BLUFF.search(plain):
        return None
    for match in _WALK.finditer(plain):
        if _NEGATED.search(plain, 0, match.start()):
            continue
        if _INTENT_BEFORE.search(plain, 0, match.start()):
            return sentence[: match.end()].strip()[-80:]
    return None
