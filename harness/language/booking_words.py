"""The words by which a business makes, refuses, offers, puts off or takes back a booking."""

import re

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

MADE = re.compile(
    rf"""\b(?:\b{_SUBJECT}(?:'s|'re|\s+(?:is|are|was|were|has|have|got))(?:\s+been)?{_ADVERB}\s+{_DONE}\b
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
    |\b(?:have|got|put)\s+(?:[\w'.-]+\s+){{1,4}}?(?:down|booked|scheduled|in)\s+(?:for|at|on)\b(?!\s+(?:an?|the|sale
        |hold|stock)\b)
    |\bwe\s+are\s+confirmed\b)""",
    re.VERBOSE,
)
_NOT_SUBJECT = (
    r"(?:system|systems|server|computer|website|site|line|lines|phones?|internet|network|prices?|rates?|power|elevator"
    r"|what|which|who|how|where|when|waiting)"
)
MADE_ELSEWHERE = re.compile(
    rf"""\b(?!{_NOT_SUBJECT}\b)[a-z]+(?:'s|'re|\s+is|\s+are|\s+am)\s+(?:now\s+|all\s+|already\s+)*(?:down\s+(?:for
        |with|at|on|as)(?!\s+(?:interested|maintenance))|enrolled|registered
        |signed\s+(?:up|in)|in\s+with\s+(?!a\b|an\b|another|the)|slotted\s+in|locked\s+in|lined\s+up
        |pencil+ed\s+in\s+ink)\b
    |\b(?:got|has|have|put|placed|entered|added|marked|wrote|written|slotted|penciled)\s+(?:you|him|her|them|it|that
        |this|your\s+\w+|[a-z]+)\s+(?:all\s+|both\s+)?
        (?:down|booked|reserved|confirmed|scheduled|enrolled|registered|set\s+up|set\s+aside|signed\s+up|lined\s+up
        |locked\s+in|on\s+(?:his|her|the|our|my|their)\s+(?:calendar|books?|schedule|list|roster|sheet|diary))
        (?!\s+as\s+interested)(?=\s+(?:for|with|at|on|in|under|as)\b|\W*$|,)
    |\b(?:has|have|got)\s+the\s+(?:\w+\s+){{1,3}}(?:booked|reserved|scheduled|set\s+aside
        |blocked(?:\s+off)?)\s+(?:for|in|under|on)
    |(?<!not\s)\byours\s+(?:for|from|at|on|until|till|mon|tue|wed|thu|fri|sat|sun|today|tomorrow)|(?:\d|spot|slot
        |room|table|one|it|that|she|court|lane)(?:'s|\s+is|\s+are)\s+(?:all\s+)?yours(?=\W*$|\s+from|\s+at)
    |\b(?:set|put)\s+aside\s+(?:for\s+you|in\s+your|under)|\bat\s+will\s+call\b|^(?:okay|ok|great|perfect|alright
        |done|and)?[,\s]*(?:all\s+)?(?:locked\s+in|booked\s+in|signed\s+up|enrolled|registered|dispatched
        |scheduled\s+in)\b
    |\b(?:car|cab|ride|taxi|driver|technician|tech|crew|truck|inspector|plumber|electrician|courier|pick-?up
        |delivery|tow)(?:'s|\s+is|\s+has\s+been)\s+(?:all\s+)?(?:ordered|assigned|dispatched|on\s+the\s+schedule
        |lined\s+up|set\s+for)
    |\b(?:i|we)(?:'ve|\s+have)?\s+(?:just\s+|now\s+|gone\s+ahead\s+and\s+)*(?:switched|moved|changed|bumped|swapped
        |shifted|pushed|signed|enrolled|registered|slotted|locked|blocked|lined|dispatched|assigned)\s+(?:you|it
        |that|him|her|them|this|your|the\s+\w+|off)\b
    |\b(?:he|she|it|they|you|that)(?:'s|'re|\s+is|\s+are)\s+(?:all\s+|now\s+)?(?:on|in)\s+(?:the|our|my|his
        |her)\s+(?:schedule|books?|calendar|roster|system|diary|list)\b
    |\b(?:slot|spot|hold|place|seat|bay|lane|time)\s+is\s+(?:now\s+|all\s+)?(?:confirmed|booked|reserved|secured
        |locked\s+in|yours)\b""",
    re.VERBOSE,
)
"""How other trades say it: salons, garages, courts, classes, drivers, crews."""
ELSEWHERE_HINT = re.compile(
    r"\b(?:down|enrol|regist|sign|slot|lock|line|pencil|book|reserv|confirm|sched|set\b|yours|aside|will\s+call|dispatch"
    r"|order|assign|switch|mov|chang|bump|swap|shift|push|block|calendar|system|diary|roster|list|on\s+the|in\s+with)"
)
ANOTHER_MATTER = re.compile(
    r"""\b(?:rates?|prices?|bill(?:ing|s)?|plans?|fees?|refund\w*|credits?|discount\w*|payment\w*|subscription
        |membership|policy|insurance|claim|complaint
        |cancel\w*|(?:a|per)\s+(?:month|year)|refill|prescription)\b|[$£€]\s?\d""",
    re.VERBOSE,
)
"""A thing set, changed or done that is no booking."""
MADE_HINT = re.compile(
    r"able|manag|consider|book|reserv|sched|confirm|set|secur|complet|made|make|done|arrang|plac|purchas|bought"
    r"|lock|su[c]|regist"
    r"|moved|chang|updat|ready|care|sort|settl"
    r"|worked|good\s+to\s+go|got|have|put|'ve|down|calendar|list|system|on\s+(?:its|his|her|the)\s+way|arriv"
    r"|congrat|went|sign|in\s+place"
)
REFERENCE = re.compile(
    r"""\b(?:(?:ref(?:erence)?|confirmation|conf|booking|reservation|order)\s*(?:number|no\.?|code|\#|num|id)
        |reference)\b[^?]{0,30}?
    (?:\bis\b|:|\#|\bwas\b|\bof\b|=)?(?:\s*:)?\s*(?=[a-z0-9-]*\d)[a-z0-9-]{4,}""",
    re.VERBOSE,
)
DATED = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\btomorrow|\btonight|\btoday|\d\s?(?:am|pm|a\.m|p\.m|o'clock"
    r"|sharp)?\b|\bnoon\b|\bthe\s+\w+(?:th|st|nd|rd)\b"
    r"|\bat\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
"""A day or an hour, roughly: enough to tell "see you Thursday at 9" from "see you"."""
NOTED = re.compile(
    r"\b(?:(?:i've|i\s+have|we've|we\s+have|i)\s+(?:just\s+)?(?:written|wrote|noted|marked|jotted|entered|typed|got"
    r"|put)\s+(?:it|that|you|this|all\s+that)\s*(?:all\s+)?(?:down|in)?"
    r"|it's\s+(?:noted|written\s+down|marked)|on\s+(?:my|our|the|his|her)\s+(?:calendar|diary|books?|schedule"
    r"|agenda|list)|i'll\s+be\s+there|count\s+on\s+(?:it|me))\b"
)
"""Said after a reading back and a yes, it settles the booking; alone it may be about a name or a number."""
FAREWELL = re.compile(
    r"""\b(?:(?:we'll|i'll|we\s+will|i\s+will|they'll|he'll|she'll)\s+(?:see|be\s+expecting|expect|have\s+you
        |be\s+there|be\s+ready)
    |(?:he|she|they|someone|somebody|we|i|\w+)(?:'ll|\s+will)\s+(?:all\s+)?(?:be\s+(?:out|over|at\s+your|at\s+the
        |there|by)|come\s+(?:out|by|over))
    |look(?:ing)?\s+forward\s+to\s+(?:seeing|having|welcoming|hosting|serving)|expect(?:ing)?\s+you
    |see\s+(?:you|ya)\s+(?:all\s+)?(?:then|there|on|at|tomorrow|tonight|next|this|mon|tues|wednes|thurs|fri|satur|sun
        |in\s+|for\s+))""",
    re.VERBOSE,
)
AGREED = re.compile(
    r"""\b(?:(?:\d|day|noon|o'clock|[ap]m|tomorrow|tonight|morning|afternoon|evening|thirty|fifteen|five|one|two|three
        |four|six|seven|eight|nine|ten|eleven|twelve)\.?\s+it\s+is|it's\s+a\s+(?:date|deal)|works\s+(?:for\s+(?:us|me)
        |great|fine|perfectly)|(?:is|sounds)\s+(?:good|fine|perfect|great)\s+(?:for|with|by|to)\s+(?:us|me)
    |you\s+got\s+it|you've\s+got\s+it|see\s+you\s+then)\s*[.!]*$""",
    re.VERBOSE,
)
FAILED = re.compile(
    rf"""\b(?:\bnothing\s+(?:left|open|free|available|at\s+all|on|at|for|until|till|before|after|this|next|tomorrow|today
        |tonight|in|that|earlier|later
        |mon|tue|wed|thu|fri|sat|sun)\w*
    |\b(?:slammed|jam-?packed|swamped|overbooked|over-?booked|maxed\s+out|at\s+capacity|spoken\s+for|snapped\s+up
        |out\s+of\s+(?:tables?|rooms?|slots?|cars?|space))\b
    |\b(?:members|walk-?ins|online|guests|residents)\s+only\b|\breserved\s+for\s+(?:\w+\s+)?(?:guests|members
        |residents|events?|staff|parties)
    |\b(?:don't|do\s+not|doesn't|does\s+not|aren't|are\s+not|isn't|not|no\s+longer)\s+(?:currently\s+)?(?:tak(?:e
        |ing)|accept(?:ing)?|do(?:ing)?|serv(?:e|ing|ice)|offer(?:ing)?|cover(?:ing)?|mak(?:e
        |ing))\s+(?:any\s+)?(?:new\s+)?
        (?:reservations?|bookings?|appointments?|patients?|clients?|customers?|house\s+calls|that|orders?|private)
    |\b(?:i|we)(?:'ve|\s+have)(?:\s+got)?\s+no\b(?!\s+(?:problem|issue|objection|trouble))|\b(?:can't|cannot
        |couldn't)\s+(?:\w+\s+){{0,2}}?(?:put\s+(?:anything|you|it)|hold|squeeze|fit|help\s+you|do\s+anything
        |see\s+(?:you|him|her|them))\b
    |\b(?:booked|gave|promised|sold)\s+(?:it\s+to\s+)?(?:somebody|someone)\s+else|\b(?:somebody
        |someone)\s+(?:just\s+|else\s+)+(?:grabbed|booked|took|got|beat)
    |\bsame\s+(?:story|answer|there)|\b(?:is|'s|that's)\s+a\s+holiday\b|\b(?:already\s+)?an?\s+(?:event|party
        |wedding|meeting)\s+(?:is\s+)?(?:booked|scheduled|planned)
    |\b(?:as|is|are|was|showing)\s+(?:already\s+)?(?:taken|full|booked\s+(?:already|then|that))\b
    |\b(?:unable|not\s+able|unsuccessful|failed|fail|failure|impossible|went\s+wrong|wasn't\s+able|weren't\s+able
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
        |reserved)(?!\s+(?:for\s+you|you|your|it\b|in\b))
    |\b(?:don't|do\s+not|haven't|didn't)\s+have\s+anything\b
    |\bbooked\s+(?:up|solid|out|full)\b|\b(?:sold\s+out|is\s+taken|are\s+taken|been\s+taken|unavailable|fell\s+through
        |closed|full\s+up|went\s+down
        |crash(?:ed)?|problem\s+with|issue\s+with|error)\b
    |\b(?:we|they|he|she|the\s+doctor|doctor|restaurant|hotel|(?<!with\s)dr\.?\s+\w+|time|slot|day|evening|place|venue
        |clinic|salon)(?:'re|'s|\s+(?:is|are|was|were))
        (?:\s+(?:all|fully|completely|already|quite|pretty|just))*\s+(?:booked|full|busy|closed|taken)\b
    |\b(?:no\s+such|doesn't\s+exist)\b|\bhad\s+(?:no\s+luck|trouble)\b|\bno\s+go\b|\bnot\s+go(?:ne)?\s+through\b
        |\bdidn't\s+(?:work|go)\b)""",
    re.VERBOSE,
)
FAILED_HINT = re.compile(
    r"n't|\bno|\bun|cannot|fail|imposs|wrong|full|book|tak|sold|fell|clos|down|crash|problem|issue|error|bus|slam|jam|swamp"
    r"|max|capac|spoken|snap|out\s|only|else|same|holiday|event|part|wedding|meeting|trouble|grab|got|reserv|n\s't|neither"
)
TENTATIVE = re.compile(
    r"""\b(?:hear\s+(?:back\s+)?from\s+(?:us|me|him|her|them|the)|put\s+in\s+(?:the|a|your)\s+request|(?:weather
        |schedule|staff\w*|time)\s+permitting|as\s+interested
    |double[\s-]?checking|someone\s+accepts|once\s+(?:we|i|he|she|they|you|the|a|your)\b|will\s+(?:call|ring|phone
        |text|email|contact)\s+you\s+to|walk-?ins?|register\s+online|hold\s+on
    |bear\s+with|one\s+(?:sec|moment|minute)|wait(?:ing)?\s?-?list\w*|tentativ\w*|pencil\w*|provisional\w*|penciled
        |subject\s+to|pending
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
UNDONE = re.compile(
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
HYPOTHETICAL = re.compile(
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

CONDITION = re.compile(r"\b(?:if|once|when|whenever|before|as\s+soon\s+as|until|unless|check|see|ask)\b")
READ_BACK = re.compile(
    r"""\b(?:please\s+(?:can\s+you\s+)?(?:confirm|verify|check)|(?:^|just\s|so\s|okay?,?\s
        |[,:]\s)\s*to\s+(?:re)?(?:confirm|verify|make\s+sure|be\s+clear|double[\s-]check)\b
        |let\s+me\s+(?:just\s+)?(?:confirm|repeat
    |verify|read|make\s+sure|double)|kindly\s+confirm|confirm\s+the\s+following|^confirm(?:ing)?\b|so\s+you(?:'d
        |\s+would)?\s+(?:like|want))""",
    re.VERBOSE,
)
ASKED_BACK = re.compile(
    r"^(?:\w+\W+){0,2}please\s+(?:can\s+you\s+)?(?:confirm|verify)\b|^can\s+you\s+(?:please\s+)?(?:confirm|verify)\b"
)
IS_IT_RIGHT = re.compile(
    r"\b(?:right|correct|ok(?:ay)?|alright|confirm(?:\s+(?:me|that|this|it|(?:the|these|your)\s+details))?"
    r"|sound\s+(?:good|right|ok(?:ay)?)|work\s+for\s+you|good|fine|agree|proceed|go\s+ahead|accurate)\W*$",
    re.VERBOSE,
)


PROMISED = re.compile(
    r"""\b(?:i'll|we'll|i\s+will|we\s+will|let\s+me|i'm\s+(?:going\s+to|gonna)|i\s+am\s+going\s+to|i'm
        |we're)\s+(?:just\s+|now\s+|go\s+ahead\s+and\s+)*
    (?:book(?:ing)?|reserv(?:e|ing)|schedul(?:e|ing)|put(?:ting)?\s+(?:(?:your|his|her|their|the)\s+(?:\w+\s+)?name
        |you|that|it|him|her|them|down)
        (?!\s+(?:under\s+(?:the|your|this|that)\s+(?:\w+\s+)?number|on\s+(?:a\s+|the\s+)?(?:\w+\s+)?(?:hold|mute|speaker\w*|phone)|through|back|over\s+to|in\s+touch
        |off|out))
        |add(?:ing)?\s+you|mark(?:ing)?\s+(?:you|that|it)|pencil\s+(?:you|it)|set(?:ting)?\s+(?:that|it|you|this|the
        |up)
    |hold(?:ing)?\s+(?:that|it|a|the(?!\s+line))|enrol(?:l|ling)?\s+\w+|register(?:ing)?\s+\w+
        |slot(?:ting)?\s+\w+\s+in|send(?:ing)?\s+(?:a|the|our|my|some)\s*\w*\s*(?:car|driver|tech\w*|crew|guy
        |somebody|someone|plumber|truck)|sav(?:e|ing)\s+(?:that|it|you|a|the)|get\s+(?:you|that|it)\s+(?:booked
        |scheduled
        |in|down|set)|writ(?:e|ing)\s+(?:you|that|it)|sign(?:ing)?\s+you)\b""",
    re.VERBOSE,
)
BOOKING = re.compile(
    r"\b(?:book\w*|reserv\w*|appointment|appt|schedul\w*|table|room|seats?|slot|ticket|visit|mon|tues|wednes|thurs"
    r"|fri|satur|sun|tomorrow|tonight"
    r"|o'clock|noon|[ap]m|viewing|party\s+of|trip|flight|ride)(?:day)?\b|\d\s?[ap]\.?m"
)
"""A word of bookings."""
