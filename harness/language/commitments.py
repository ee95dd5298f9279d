"""What a side commits itself to: promises made and things done, not hopes, offers or conditions."""

import re
from collections.abc import Iterator

from harness.language.booking import Act, read_booking_acts
from harness.language.sentences import clauses, read_sentences

_PROMISE = re.compile(
    r"""\b(?:i|we|our\s+\w+|the\s+\w+|someone|he|she|they)(?:'ll|\s+will|\s+shall|'m\s+going\s+to|\s+am\s+going\s+to
        |'re\s+going\s+to|\s+are\s+going\s+to)\s+(?!not\b|try|see\b|have\s+to|need|be\s+able|let\s+you\s+know\s+if
        |(?:just\s+|now\s+)?(?:put|place|keep|have|get)\s+(?:you|him|her|them)\s+(?:on\s+(?:a\s+)?(?:\w+\s+)?hold
        |through|over|to\b)|put\s+(?:it|that|this)\s+(?:under|on\s+hold)|(?:just\s+|now\s+)?transfer
        |(?:just\s+)?(?:note|take(?!\s+care)|make\s+a\s+note)\b|get\s+(?:it|that|to\s+(?:it|that))\s+(?:another|some\s+other
        |later))
    (?:\w+\s+){0,2}?(?:do\s+(?:that|it|so|this)|take\s+care|see\s+to|handle|look\s+after|sort\b|order|close|stop
        |switch|change|send|credit|refund|waive|apply|issue|process|replace|repair|fix|ship|deliver|call|email|e-mail
        |text|mail|cancel|remove|add|put|book|schedule|reserve|hold|honor|honour|match|reduce|lower
    |drop|adjust|give|pay|cover|provide|include|arrange|confirm|follow\s+up|get|make|take|have|be\s+(?:there|ready|out
        |sending|calling)|contact|submit|file|update|note|escalate|start|transfer|set|extend|keep|see\s+(?:you|her|him
        |them))\b""",
    re.VERBOSE,
)
_DONE = re.compile(
    r"""\b(?:i|we)(?:'ve|\s+have|\s+just|\s+went\s+ahead\s+and)?\s+(?:just\s+|now\s+|already\s+
        |gone\s+ahead\s+and\s+)*(?:sent|credited|refunded|waived|applied|issued|processed|replaced|fixed|shipped
        |cancel+ed|removed|added|put|booked
    |scheduled|reserved|honou?red|matched|reduced|lowered|dropped|adjusted|submitted|filed|updated|noted|escalated
        |extended|confirmed|placed)\b
    |\b(?:has|have)\s+been\s+(?:sent|credited|refunded|waived|applied|issued|processed|cancel+ed|removed|added|booked
        |scheduled|reserved|reduced|lowered|adjusted|submitted|updated|extended|confirmed|placed)\b
    |\b(?:i|we)(?:'ve|\s+have|\s+just)\s+(?:just\s+|now\s+|already\s+)*(?:taken\s+care|seen\s+to|handled
        |done\s+(?:that|it)|ordered|sent\s+(?:out|off)|arranged|dispatched|switched|changed|moved|entered|opened
        |closed|started|stopped|renewed|refilled|credited|approved|corrected|reversed|returned|registered|enrolled
        |set\s+(?:that|it|this)\s+up)\b
    |\b(?:it|that|this|they|everything|(?:the|your|their|his|her)\s+(?:\w+\s+){0,2}?\w+)(?:'s|\s+is|\s+are
        |\s+has\s+been|'re)\s+(?:now\s+|all\s+|already\s+|officially\s+)*(?:done|cancel+ed|processed|closed|refunded
        |credited|waived|approved|submitted|filed|ordered|sent|reversed|corrected|fixed|removed|terminated|ended
        |stopped|renewed|taken\s+care\s+of|sorted|in\s+the\s+system)\b
    |\byou\s+have\s+my\s+word\b|\bi\s+(?:promise|guarantee|commit)\b|\bconsider\s+it\s+done\b""",
    re.VERBOSE,
)
_HEDGED = re.compile(
    r"""\b(?:if|unless|once|when|whenever|maybe|perhaps|might|possibly|probably|try|see\s+(?:if|what|whether)
        |should\s+be\s+able|hope\w*|would|could|can't|cannot|won't|not|n't|never|no\s+promises|depends?
        |need\s+to\s+(?:check|ask)
    |let\s+me|check\s+(?:with|whether|if)|ask\s+(?:my|the)|look\s+into|pass\s+(?:it|this|that)\s+on)\b|n't\b""",
    re.VERBOSE,
)
_MADE = frozenset({Act.MADE, Act.DONE, Act.REFERENCE})


def read_commitments(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that commit the speaker: something done, or promised without an if."""
    made = {(act.start, act.end) for act in read_booking_acts(text) if act.act in _MADE}
    for sentence in read_sentences(text):
        span = sentence.start, sentence.end
        if span in made or (not sentence.asks and any(_commits(clause) for clause in clauses(sentence.text))):
            yield span


def read_hedges(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that would commit the speaker but for a condition or a hope."""
    for sentence in read_sentences(text):
        if _PROMISE.search(sentence.text) and _HEDGED.search(sentence.text):
            yield sentence.start, sentence.end


def _commits(clause: str) -> bool:
    return bool(_DONE.search(clause) or _PROMISE.search(clause)) and not _HEDGED.search(clause)
