"""The words of questions and answers: what a topic is called, what answers, what stalls, what is not known."""

import re

from harness.language.lexicon import words

EMPTY = words(
    """
    the a an of for on in at to is are whether if or and what which who when where how their your its it this that
    they there do does did with by from be been has have can could would any some please about tell me us
    information details detail indicating indicate boolean flag ask give get obtained told much many we he she i
    you will not as per each much take takes one find book until
    """
)
COMMON = words(
    """
    restaurant house property salon hotel flight booking ticket tickets doctor dentist therapist event movie trip
    car bus apartment attraction stylist practice medical accommodation complex theatre theater city reservation
    show appointment stay leg number name time date day client customer person people purchased buy exact local
    scheduled start
    """
)
"""Words that many questions share: they tell a topic only where nothing else does."""
TOPICS: tuple[frozenset[str], ...] = (
    words("phone telephone contact call reach cell"),
    words("address located location where street directions"),
    words("price cost total charge fee fare rate amount pay expensive pricey much bill ticket"),
    words("rating rated review reviews stars score star"),
    words("open opening hours close closes closing"),
    words("arrive arrival arrives arriving reach land lands landing get gets"),
    words("depart departure leave leaves departing leaving"),
    words("pet pets dog dogs cat cats animals"),
    words("entrance entry admission"),
    words("start starts starting begin begins beginning"),
    words("passengers passenger people persons travelers"),
    words("temperature temperatures degrees hot cold fahrenheit celsius"),
    words("humidity humid"),
    words("wind windy"),
    words("rain precipitation"),
    words("wifi wi-fi internet wireless"),
    words("refund refundable refunded"),
    words("alcohol alcoholic drinks beer wine"),
    words("music live band"),
    words("parking park garage"),
    words("furnished furniture furnish"),
    words("laundry washer dryer"),
    words("director directed directs directing"),
    words("genre genres kind type types"),
    words("artist singer sang sung sings singing"),
    words("date day when"),
    words("time when hour"),
    words("smoking smoke"),
    words("airport terminal"),
    words("vegetarian vegan veggie"),
    words("outdoor outside patio"),
    words("class economy business"),
    words("stop stops layover layovers"),
    words("balance account"),
)
YES_NO = re.compile(
    r"""^\W*(?:[^:.!?]{1,40}:\s+)?(?:(?:okay|ok|oh|well|let\s+me\s+see|so|hi|hmm)[,.\s]+)*(?:yes|no|yeah|yep|yup|nope|nah|they\s+(?:do
        |don't|are|aren't|can|can't)|it\s+(?:is|isn't|does|doesn't|has|hasn't|can|can't|was|wasn't)|it's\b
        |there(?:'s|\s+is|\s+are|\s+isn't|\s+aren't)|we\s+(?:do|don't|can|can't)|i'm\s+afraid\s+(?:not|so|they|it
        |we)|unfortunately|of\s+course|absolutely|certainly|definitely|sure|sadly)\b
    |\b(?:not|allow\w*|offer\w*|serve\w*|includ\w+|available|take|takes|accept\w*)\b|n't\b""",
    re.VERBOSE,
)
"""Answers a yes-or-no question, whatever it is about."""
STATES = re.compile(r"\b(?:does|do|is|are|has|have|was|were|will|can|got)\b|\w'(?:s|re|ve|ll)\b")
"""With a topic's own words, says how things are with it."""
UNKNOWN = re.compile(
    r"\b(?:hard\s+to\s+(?:say|tell)|get\s+back\s+to\s+you|can't\s+promise|nobody\s+(?:here\s+)?(?:by|of|with)\s+that\s+name"
    r"|(?:don't|do\s+not|didn't|can't|cannot)\s+(?:know|have\s+that|say|tell|see\s+that|do\s+anything|help"
    r"|go\s+any|give\s+(?:you\s+)?that|discuss|answer)|not\s+sure|no\s+idea|couldn't\s+(?:say|tell)"
    r"|no\s+information|i'd\s+have\s+to|let\s+me\s+(?:put|transfer|connect)|have\s+to\s+(?:check|ask)"
    r"|not\s+something\s+(?:we|i)|wrong\s+(?:number|department|line)|try\s+again|some\s+other\s+time"
    r"|without\s+(?:the|your|a|an)\s+\w+|(?:you'll|you\s+will|you'd|you)\s+(?:need|have)\s+(?:to\s+(?:call|speak"
    r"|talk|ask)|the\s+\w+\s+(?:department|team|desk|office|line)))|(?:team|department|desk|office"
    r"|line)\s+(?:handles|deals|does)|not\s+able\s+to\s+(?:do|help|hold)|(?:can't|cannot)\s+(?:do|hold|book|put"
    r"|process)\b"
)
STALLS = re.compile(
    r"""\b(?:bear\s+with|hold\s+on|hang\s+on|one\s+(?:sec|second|moment|minute)|just\s+a\s+(?:sec|second|moment
        |minute)|brief\s+hold|on\s+hold|please\s+hold|stay\s+on\s+the\s+line|thank\w*\s+for\s+(?:waiting|holding|calling|your\s+patience)
    |the\s+(?:line|connection|computer|system)\s+is|say\s+that\s+again|repeat\s+(?:that|it)|once\s+more|slow\s+down
        |didn't\s+(?:catch|hear|get)|(?:i'll|we'll|i|we)\s+(?:will\s+|do\s+|would\s+|just\s+)?need\s+(?:the|your|a
        |an|some|you|to\s+know)|put\s+you\s+through|transfer|connect\s+you
    |i'm\s+back|sorry\s+(?:about|for|to)|go\s+ahead|(?:that's|that\s+is)\s+(?:okay|fine|alright|ok)|never\s+mind
        |doesn't\s+matter|no\s+problem|i\s+have\s+that|writing\s+(?:this|that)\s+down|can\s+do\s+without|another\s+time
    |take\s+care|have\s+an?\s+(?:\w+\s+)?(?:day|one|night|evening|weekend|trip|time|flight)|good\s?bye|bye
        |enjoy\s+(?:your|the)|sort\s+that\s+out|under\s+the\s+number|speaking|how\s+(?:can|may)\s+i
        |this\s+is\s+\w+\W*$)(?!\w)|^\W*yeah,\s+yeah\W*$|\blet\s+me\s+(?:check|ask|find|look|pull|see\s+(?:if|what|whether))\b
        |^\W*(?:let\s+me\s+see|(?:alright|okay|ok|sure|great|perfect|sorry|thank\s+you|thanks|got\s+it|right|hmm
        |well|of\s+course|goodbye|bye)[,.!\s]*)+(?:thank\s+you|thanks|got\s+it)?\W*$""",
    re.VERBOSE,
)
"""Said before an answer, and none itself."""
NEEDS = re.compile(
    r"\b(?:i|we)(?:'ll|'d|\s+will|\s+would|\s+do|\s+just)?\s+(?:also\s+)?need\b|\b(?:please\s+)?(?:call|come"
    r"|try)\s+(?:us\s+|me\s+)?back\b|\bwithout\s+(?:the|your|a)\b"
)
"""What the callee wants first: no answer, even where it names the topic."""
PRICE_LEVEL = re.compile(
    r"\b(?:(?:in)?expensive|moderate(?:ly)?|cheap|affordable|pric(?:e)?y|reasonabl[ey]|budget|high-end|mid-?range)\b"
)
NOTHING_OWED = re.compile(
    r"\b(?:no|not\s+(?:a|any)|without|free\s+of)\s+(?:\w+\s+){0,3}?(?:fees?|charges?|cost|price|deposit|penalty"
    r"|rate)\b|\b(?:it's|is|are|completely|entirely|totally)\s+free\b|\bno\s+charge\b|\bnothing\b|\b(?:is"
    r"|are)\s+included\b"
)
SOON = re.compile(
    r"\b(?:(?:this|next)\s+(?:week|month|weekend)|(?:with)?in\s+(?:\w+\s+){1,3}(?:minutes?|hours?|days?|weeks?)"
    r"|around\s+the\s+clock|24/7|right\s+away|shortly|as\s+soon\s+as|any\s+(?:day|time)|(?:from\s+)?(?P<from>\w+)\s+(?:to|till"
    r"|until)\s+(?P<to>\w+))\b"
)
PLACED = re.compile(
    r"\d|\b(?:street|avenue|road|drive|lane|place|plaza|square|boulevard|court|highway|corner|floor|building|mall"
    r"|center|centre|next\s+to|across\s+from|behind)\b"
)
POLES = (
    (words("inbound return returning returns back"), words("outbound onward outgoing departing first")),
    (
        words("origin departure starting leaving leaves departs depart from_station"),
        words("destination arrival ending arriving arrives arrive going lands"),
    ),
    (words("arrival arrives arrive arriving"), words("departure departs depart leaving leaves")),
    (words("opening open opens"), words("closing close closes")),
)
