"""What a sentence says of a booking: made, refused, offered, tentative, taken back."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from harness.language.sentences import clauses, read_sentences

_SUCCESS = r"suc{1,2}es{0,2}\w{0,2}ful{0,2}"
"""Also as people misspell it."""
_THING = r"""(?:booking|reservation|reservations|appointment|appt|table|room|rooms|visit|viewing|tour|tickets?|seats?
        |ride|cab|taxi|car
    |rental|slot|session|class|meeting|party|venue|spot|place|consultation|check-?up|cleaning|haircut|pick-?up
        |delivery|service
    |order|flights?|trip|house|hotel|stay|request|purchase|transaction|event|interview|inspection|test\s+drive|repair
        |call|lesson
    |installation|technician|treatment|massage|exam|procedure|vehicle|suite|cabin|campsite|court|lane|tee\s+time|bed
        |train|bus)"""
_DONE = rf"""(?:booked|reserved|scheduled|confirmed|made|set(?:\s+up)?|secured|finali[sz]ed|completed?|arranged|placed
        |purchased
    |bought|locked\s+in|in\s+place|on\s+(?:the|our|my)\s+(?:books?|calendar|schedule|list)|{_SUCCESS}|done
        |good\s+to\s+go|registered
    |all\s+set|in\s+the\s+(?:system|book|calendar)|rescheduled|moved|changed|updated|ready\s+to\s+go|taken\s+care\s+of
        |sorted|settled)"""
_ADVERB = rf"""(?:\s+(?:now|all|already|just|{_SUCCESS}(?:ly)?|officially|hereby|then|also|currently|indeed|been|so
        |therefore|gladly|happily
    |finally|actually|gone\s+ahead\s+and|went\s+ahead\s+and))*"""
_SUBJECT = (
    r"(?:you|it|that|this|everything|that\s+one|he|she|they|both|(?:your|the|his|her|their|our|a|this|that|my)"
    rf"\s+(?:[\w'&.$-]+\s+){{0,6}}?{_THING}(?:\s+[\w':@.&-]+){{0,14}}?)"
)

_MADE = re.compile(
    rf"""\b{_SUBJECT}(?:'s|'re|\s+(?:is|are|was|were|has|have|got))(?:\s+been)?{_ADVERB}\s+{_DONE}\b
    |^(?:\w+,?\s+){{0,4}}?{_THING}(?:'s|\s+(?:is|are|was|has|have))?(?:\s+been)?{_ADVERB}\s+{_DONE}\b
    |\b(?:i|we)(?:'ve|'m|\s+have|\s+am|\s+did|\s+was|\s+were|'re)?{_ADVERB}\s+(?:booked|reserved|scheduled|rescheduled
        |secured)\b
    |\b(?:i|we)(?:'ve|\s+have|\s+did)?{_ADVERB}\s+(?:made|completed|confirmed|placed|purchased|bought|arranged|processed
        |set(?:\s+up)?|finali[sz]ed|got|moved|changed|updated|entered|put\s+(?:in|through))\s+(?:up\s+)?(?:you\s+
            |everyone\s+)?(?:an?|the|your|that|this|it
        |his|her|their|our|both|all|\w+\s+tickets?)\b
    |\b(?:able\s+to|managed\s+to|succeeded\s+in)(?:\s+successfully)?\s+(?:book|booking|reserve|reserving|schedule|make
        |making|squeeze|fit|slot|get|place|put
        |secure|arrange|confirm|purchase|complete|fit|squeeze)\b
    |\b{_SUCCESS}(?:ly)?\s+(?:been\s+)?(?:booked|reserved|scheduled|made|confirmed|completed|placed|purchased|bought
        |book
        |arranged|processed)\b
    |\b(?:booked|reserved|scheduled|confirmed|set\s+up|made)\s+(?:successfully|for\s+you|it\s+for\s+you
        |without\s+(?:errors?|problems?|issues?))\b
    |\b(?:booking|reservation|appointment|order|purchase|request|transaction|confirmation)\s+(?:was\s+|is\s+
        |has\s+been\s+)?(?:a\s+success|{_SUCCESS}|succeeded|went\s+through|gone\s+through|worked)
    |^(?:(?:ok(?:ay)?|great|perfect|excellent|wonderful|alright|all\s+right|yes|sure|good\s+news|awesome|fantastic
        |alrighty|there)[,!\s]+)*
        (?:it's\s+|that's\s+|all\s+)?(?:booked|reserved|confirmed|scheduled|all\s+set|done|you're\s+set
            |all\s+done)(?=$|[\s.,!])(?!\s+(?:up|out|solid|full|with|that))
    |\b(?:you're|you\s+are|y'all\s+are)(?:\s+now|\s+all)*\s+(?:set|booked|confirmed|good\s+to\s+go|in\s+(?:for|at|on)
        |down\s+for|on\s+(?:the|our)\s+(?:list|schedule|books?|calendar))\b
    |\b(?:have|got|'ve\s+got|put|putting|marked|'ve)\s+you\s+(?:all\s+)?(?:down|booked|scheduled|set|confirmed
        |in\s+(?:for|at|on)|signed\s+up|on\s+the\s+(?:books?|schedule|list))
    |\b(?:your|the)\s+(?:ride|cab|taxi|car|driver|order|pizza|technician)\s+(?:is\s+on\s+(?:the|its|his|her)\s+way
        |will\s+(?:arrive|be\s+(?:there|with\s+you))\s+in)
    |\b(?:congratulations|congrats)\b
    |\b(?:that|it)\s+(?:worked|was\s+{_SUCCESS})\b|\bits\s+(?:all\s+)?(?:done|booked|confirmed|reserved|set
        |scheduled)\b|\ba\s+{_SUCCESS}\s+(?:reservation|booking|appointment)
    |\byou\s+(?:now\s+)?have\s+(?:an?|your|the)\s+(?:\w+\s+)?(?:reservation|appointment|booking|table|room|car|seat
        |viewing|visit|slot)\s+(?:waiting|there|booked|scheduled|reserved|confirmed)
    |\ball\s+is\s+(?:set|booked|confirmed|done)\b|\bconsider\s+it\s+(?:done|booked)\b
    |\b(?:have|got|put)\s+(?:[\w'.-]+\s+){{1,4}}?(?:down|booked|scheduled|in)\s+(?:for|at|on)\b(?!\s+(?:an?|the|sale|hold|stock)\b)
    |\bwe\s+are\s+confirmed\b""",
    re.VERBOSE,
)
_MADE_HINT = re.compile(
    r"able|manag|consider|book|reserv|sched|confirm|set|secur|complet|made|make|done|arrang|plac|purchas|bought|lock|su[c]|regist"
    r"|moved|chang|updat|ready|care|sort|settl"
    r"|worked|good\s+to\s+go|got|have|put|'ve|down|calendar|list|system|on\s+(?:its|his|her|the)\s+way|arriv"
    r"|congrat|went|sign|in\s+place"
)
_REFERENCE = re.compile(
    r"""\b(?:(?:ref(?:erence)?|confirmation|conf|booking|reservation|order)\s*(?:number|no\.?|code|\#|num|id)
        |reference)\b[^?]{0,30}?
    (?:\bis\b|:|\#|\bwas\b|\bof\b|=)?\s*:?\s*(?=[a-z0-9-]*\d)[a-z0-9-]{4,}""",
    re.VERBOSE,
)
_FAREWELL = re.compile(
    r"""\b(?:(?:we'll|i'll|we\s+will|i\s+will|they'll|he'll|she'll)\s+(?:see|be\s+expecting|expect|have\s+you
        |be\s+there|be\s+ready)
    |look(?:ing)?\s+forward\s+to\s+(?:seeing|having|welcoming|hosting|serving)|expect(?:ing)?\s+you
    |see\s+(?:you|ya)\s+(?:all\s+)?(?:then|there|on|at|tomorrow|tonight|next|this|mon|tues|wednes|thurs|fri|satur|sun
        |in\s+|for\s+))""",
    re.VERBOSE,
)
_AGREED = re.compile(
    r"""\b(?:(?:\d|day|noon|o'clock|[ap]m|tomorrow|tonight|morning|afternoon|evening|thirty|fifteen|five|one|two|three
        |four|six|seven|eight|nine|ten|eleven|twelve)\.?\s+it\s+is|it's\s+a\s+(?:date|deal)|works\s+(?:for\s+(?:us|me)
        |great|fine|perfectly)|(?:is|sounds)\s+(?:good|fine|perfect|great)\s+(?:for|with|by|to)\s+(?:us|me)
    |you\s+got\s+it|you've\s+got\s+it|see\s+you\s+then)\s*[.!]*$""",
    re.VERBOSE,
)
_FAILED = re.compile(
    rf"""\b(?:unable|not\s+able|unsuccessful|failed|fail|failure|impossible|went\s+wrong|wasn't\s+able|weren't\s+able
        |isn't\s+able
    |haven't\s+been\s+able)\b
    |\b(?:could|can|did|would|was|is|are|were|does|do|has|have|'s|will)(?:\s+not|n't
        |n\s't)\s+(?:\w+\s+){{0,2}}?(?:book|booked|reserve|reserved|make
        |made|schedule|scheduled|available|successful|possible|get|go\s+through|gone\s+through|work|complete|completed
            |confirm|confirmed
        |have\s+(?:any|a|that)|accommodate|accomodate|secure|find|process|open|fit|manage|do\s+(?:that|it|this)|take
            |allow|offer|finish|place
        |put|purchase|buy|arrange|set|happen|free)\b
    |\bcannot\s+(?:\w+\s+){{0,2}}?(?:book|reserve|make|schedule|get|complete|confirm|accommodate|secure|find|process
        |fit|do|take|offer)\b
    |\b(?:no|none|nothing|not\s+any(?:thing)?|neither|nobody|no\s+one)\s+(?:\w+\s+){{0,3}}?(?:{_THING}s?|openings?
        |availability|vacanc\w+|available|free
        |tables?|slots?|times?|luck|options?)\b
    |\b(?:fully|all|completely|already|totally|double|solidly)\s+(?:been\s+)?(?:booked|full|taken
        |reserved)(?!\s+(?:for\s+you|you|your|it\b))
    |\b(?:don't|do\s+not|haven't|didn't)\s+have\s+anything\b
    |\bbooked\s+(?:up|solid|out|full)\b|\b(?:sold\s+out|is\s+taken|are\s+taken|been\s+taken|unavailable|fell\s+through
        |closed|full\s+up|went\s+down
        |crash(?:ed)?|problem\s+with|issue\s+with|error)\b
    |\b(?:we|they|he|she|the\s+doctor|doctor|restaurant|hotel|(?<!with\s)dr\.?\s+\w+|time|slot|day|evening|place|venue
        |clinic|salon)(?:'re|'s|\s+(?:is|are|was|were))
        (?:\s+(?:all|fully|completely|already|quite|pretty|just))*\s+(?:booked|full|busy|closed|taken)\b
    |\b(?:no\s+such|doesn't\s+exist)\b|\bhad\s+(?:no\s+luck|trouble)\b|\bno\s+go\b|\bnot\s+go(?:ne)?\s+through\b
        |\bdidn't\s+(?:work|go)\b""",
    re.VERBOSE,
)
_TENTATIVE = re.compile(
    r"""\b(?:wait(?:ing)?\s?-?list\w*|tentativ\w*|pencil\w*|provisional\w*|penciled|subject\s+to|pending
        |not\s+(?:yet\s+)?final
    |(?:we|i|someone|somebody|they|he|she|the\s+\w+|a\s+\w+)(?:'ll|\s+will|\s+would\s+have\s+to|\s+can|\s+need\s+to
        |\s+have\s+to|\s+should)\s+(?:\w+\s+)?
      (?:call|ring|phone|text|e-?mail|contact|get\s+back|be\s+in\s+touch|let\s+you\s+know|reach\s+out|follow\s+up
          |check|confirm\s+(?:with|later|it\s+later)|see\s+what)
    |call(?:ing)?\s+(?:you\s+)?back|get(?:ting)?\s+back\s+to\s+you|let\s+me\s+(?:check|see|ask|look|confirm\s+with
        |find\s+out|get\s+back|talk)
    |(?:need|have)\s+to\s+(?:check|ask|confirm\s+with|speak|talk|look)|might\s+be|may\s+be|may\s+have|maybe|perhaps
        |possibly|probably|should\s+be\s+(?:able|fine|ok)
    |try\s+to|see\s+what\s+i\s+can|do\s+(?:my|our)\s+best|no\s+(?:promises|guarantees?)|can't\s+(?:promise|guarantee)
        |hold\s+(?:on|please|the\s+line)
    |put\s+you\s+on\s+hold|request\s+(?:has\s+been|is|was)\s+(?:sent|submitted|received|noted|forwarded)|(?:take|taken
        |leave|pass\s+on|give\s+\w+)\s+(?:a|the|your)\s+message
    |manager\s+(?:has|needs|will)|(?:needs?|requires?)\s+(?:approval|a\s+deposit|to\s+be\s+confirmed)|not\s+(?:sure
        |certain)|unconfirmed)\b""",
    re.VERBOSE,
)
_UNDONE = re.compile(
    r"""\b(?:(?:i|we)(?:'ve|\s+have|\s+had\s+to)?\s+(?:just\s+)?(?:cancel(?:l?ed)?|removed?|deleted?|released?
        |void(?:ed)?|take\s+(?:you|it)\s+off)
    |(?:booking|reservation|appointment|order|it|that|visit|table|room)(?:'s|\s+(?:is|was|has|have))(?:\s+(?:now|just
        |been|successfully))*\s+(?:cancel\w+|removed|deleted|void\w*|released)
    |(?:have|need|going)\s+to\s+cancel|cancellation\s+is\s+(?:complete|confirmed)|my\s+mistake|i\s+made\s+a\s+mistake
        |i\s+misspoke|scratch\s+that
    |(?:that|this|it)\s+(?:slot|time|table|one|spot)?\s*(?:just|has\s+just|is\s+actually|was\s+actually
        |got)\s+(?:been\s+)?(?:taken|gone|booked|filled|snapped))\b
    |\b(?:actually|oh|wait|sorry|hold\s+on)\b[^.?!]{0,40}\b(?:taken|full|closed|(?:is|was|are|were|isn't|wasn't|not
        |no\s+longer|don't\s+have|fully)\s+(?:available|booked|that|an?\s+opening)|unavailable)\b""",
    re.VERBOSE,
)
_HYPOTHETICAL = re.compile(
    r"""\b(?:if|once|when|whenever|before|as\s+soon\s+as|until|after\s+(?:you|i|we)|would\s+(?:be|like|you)|(?:i
        |we)\s+will\s+be\s+(?:able|happy|glad)|could\s+be|can\s+be|must\s+be
    |have\s+to\s+be|needs?\s+to\s+be|to\s+be|should\s+(?:i|we)|shall|please\s+(?:confirm|verify|check|let)|do\s+you
        |are\s+you|is\s+(?:that|this|it)\s+(?:right|correct|ok)
        |(?<!can\s)(?<!to\s)(?<!pleased\sto\s)confirm(?:ing)?\s+(?:that|the|your|:)|to\s+confirm\s*[:,]|(?:just
        |let\s+me)\s+(?:to\s+)?confirm
    |want(?:ed)?\s+to|like\s+(?:me\s+)?to|wish(?:ing)?\s+to|going\s+to\s+(?:book|reserve|make|schedule)|about\s+to
        |in\s+order\s+to|so\s+(?:that\s+)?i\s+can|let's|let\s+me|i'll|i\s+will|i\s+can|i\s+could|we\s+can|we\s+could
        |you\s+can|may\s+i|you'd\s+like|you\s+want|you\s+need
    |make\s+sure|requires?|most|usually|normally|often|other|another\s+customer)\b""",
    re.VERBOSE,
)


_CONDITION = re.compile(r"\b(?:if|once|when|whenever|before|as\s+soon\s+as|until|unless|check|see|ask)\b")
_READ_BACK = re.compile(
    r"""\b(?:please\s+(?:can\s+you\s+)?(?:confirm|verify|check)|(?:^|just\s|so\s|okay?,?\s
        |[,:]\s)\s*to\s+(?:re)?(?:confirm|verify|make\s+sure|be\s+clear|double[\s-]check)\b
        |let\s+me\s+(?:just\s+)?(?:confirm|repeat
    |verify|read|make\s+sure|double)|kindly\s+confirm|confirm\s+the\s+following|^confirm(?:ing)?\b|so\s+you(?:'d
        |\s+would)?\s+(?:like|want))""",
    re.VERBOSE,
)
_ASKED_BACK = re.compile(
    r"^(?:\w+\W+){0,2}please\s+(?:can\s+you\s+)?(?:confirm|verify)\b|^can\s+you\s+(?:please\s+)?(?:confirm|verify)\b"
)
_IS_IT_RIGHT = re.compile(
    r"\b(?:right|correct|ok(?:ay)?|alright|confirm(?:\s+(?:me|that|this|it|(?:the|these|your)\s+details))?"
    r"|sound\s+(?:good|right|ok(?:ay)?)|work\s+for\s+you|good|fine|agree|proceed|go\s+ahead|accurate)\W*$",
    re.VERBOSE,
)


_PROMISED = re.compile(
    r"""\b(?:i'll|we'll|i\s+will|we\s+will|let\s+me|i'm\s+(?:going\s+to|gonna)|i\s+am\s+going\s+to|i'm
        |we're)\s+(?:just\s+|now\s+|go\s+ahead\s+and\s+)*
    (?:book(?:ing)?|reserv(?:e|ing)|schedul(?:e|ing)|put(?:ting)?\s+(?:you|that|it|him|her|them|down)
        |add(?:ing)?\s+you|mark(?:ing)?\s+(?:you|that|it)|pencil\s+(?:you|it)|set(?:ting)?\s+(?:that|it|you|this|the
        |up)
    |hold(?:ing)?\s+(?:that|it|a|the)|sav(?:e|ing)\s+(?:that|it|you|a|the)|get\s+(?:you|that|it)\s+(?:booked|scheduled
        |in|down|set)|writ(?:e|ing)\s+(?:you|that|it)|sign(?:ing)?\s+you)\b""",
    re.VERBOSE,
)


class Act(StrEnum):
    """What a sentence of the business does to a booking."""

    MADE = "made"
    REFERENCE = "reference"
    FAREWELL = "farewell"
    AGREED = "agreed"
    PROMISED = "promised"
    PROPOSED = "proposed"
    FAILED = "failed"
    TENTATIVE = "tentative"
    UNDONE = "undone"


_STATED = frozenset({Act.MADE, Act.FAREWELL, Act.PROMISED, Act.AGREED})


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingAct:
    """One act, with the span of the sentence that performs it."""

    act: Act
    start: int
    end: int


@lru_cache(maxsize=4096)
def read_booking_acts(text: str) -> tuple[BookingAct, ...]:
    """Return what a turn of the business does to a booking, sentence by sentence.

    A statement that the same turn asks to be confirmed ("Please confirm: ...", "... Is that right?") only proposes.
    """
    sentences = read_sentences(text)
    found: list[BookingAct] = []
    read_back = False
    for sentence in sentences:
        read_back = read_back or bool(_READ_BACK.search(sentence.text))
        if _ASKED_BACK.search(sentence.text) or (sentence.asks and _IS_IT_RIGHT.search(sentence.text)):
            found = [_proposed(act) for act in found]
        for clause in clauses(sentence.text):
            act = _act(clause, asks=sentence.asks)
            if act is not None:
                weak = read_back and act in _STATED
                found.append(BookingAct(act=Act.PROPOSED if weak else act, start=sentence.start, end=sentence.end))
    return tuple(found)


def _proposed(act: BookingAct) -> BookingAct:
    return replace(act, act=Act.PROPOSED) if act.act in _STATED else act


def _act(clause: str, *, asks: bool) -> Act | None:
    if _UNDONE.search(clause) and not asks:
        return Act.UNDONE
    if _FAILED.search(clause):
        return Act.FAILED
    if _REFERENCE.search(clause):
        return Act.REFERENCE
    if asks:
        return None
    made = _MADE.search(clause) if _MADE_HINT.search(clause) else None
    if made and not _HYPOTHETICAL.search(clause, _clause_start(clause, made.start()), made.end()):
        return Act.TENTATIVE if _TENTATIVE.search(clause) else Act.MADE
    if _AGREED.search(clause):
        return Act.AGREED
    promised = _PROMISED.search(clause)
    if promised and not _CONDITION.search(clause):
        return Act.TENTATIVE if re.search(r"\bpencil|tentativ|wait", clause) else Act.PROMISED
    if _TENTATIVE.search(clause):
        return Act.TENTATIVE
    if _FAREWELL.search(clause):
        return Act.FAREWELL
    return None


def _clause_start(clause: str, at: int) -> int:
    return max(clause.rfind(", ", 0, at), clause.rfind(" and ", 0, at), 0)
