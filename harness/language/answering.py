"""Who or what answered a call: a person, a voicemail, a menu, a hold message, a call screener, a carrier, nobody."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from harness.language.passages import Answer, Passage
from harness.language.sentences import tidy
from harness.model.call import Turn

AnsweredBy = Literal["human", "voicemail", "ivr", "hold", "screener", "carrier", "silence", "unclear"]

_CARRIER = re.compile(
    r"""\b(?:(?:number|subscriber|person|party|customer|caller|mobile)\s+(?:that\s+|which\s+)?(?:you(?:'ve|\s+have
        |\s+are|'re)?\s+)?(?:dial(?:l?ed|l?ing)|call(?:ed|ing)?|trying\s+to\s+(?:reach|call))
    |not\s+in\s+service|(?:has|have)\s+been\s+(?:disconnected|changed|discontinued)|no\s+longer\s+in\s+service
        |cannot\s+be\s+completed\s+as\s+dial\w+|call\s+(?:can\s?not|could\s+not|can't)\s+be\s+completed
    |all\s+circuits\s+are\s+busy|check\s+the\s+number|invalid\s+number|number\s+is\s+(?:not\s+(?:valid|in\s+use)
        |invalid|unallocated|restricted)|unallocated|calling\s+restrictions|network\s+(?:is\s+)?(?:busy|difficult\w*)
    |(?:temporarily\s+)?out\s+of\s+service|does\s+not\s+accept\s+(?:calls|anonymous)|switched\s+off
        |hang\s+up\s+and\s+(?:try|dial))\b""",
    re.VERBOSE,
)
_SCREENER = re.compile(
    r"""\b(?:(?:state|say|record|give|tell\s+us|announce)\s+your\s+(?:full\s+)?name|(?:using
        |use)\s+(?:a\s+)?(?:call\s+)?screen\w*|screening\s+service|call\s+(?:screening|assist)
        |see\s+if\s+this\s+person\s+is\s+available
    |reason\s+for\s+(?:your\s+|the\s+)?call(?:ing)?|(?:google\s+)?assistant\s+(?:from|screening)
        |this\s+call\s+is\s+(?:being\s+)?screened|who\s+(?:may|shall)\s+i\s+say\s+is\s+calling
        |not\s+accept(?:ing)?\s+unidentified
    |press\s+(?:\d|one)\s+to\s+(?:accept|be\s+connected)\b)""",
    re.VERBOSE,
)
_IVR = re.compile(
    r"""\b(?:(?:press|dial|push|enter|hit)\s+(?:or\s+say\s+)?(?:\d|one|two|three|four|five|six|seven|eight|nine|zero
        |star|pound|hash|the\s+(?:pound|star|hash|number|extension|first|last|digits?)|\*|\#)|(?:say
        |press)\s+(?:or\s+press|or\s+say)
    |please\s+(?:enter|select|choose|listen|dial|key\s+in|make\s+a\s+selection)|main\s+menu|menu\s+options?
        |options?\s+have\s+(?:recently\s+)?changed|following\s+options|for\s+english|para\s+espa\w+
        |party'?s?\s+extension
    |(?:touch[\s-]?tone|keypad)|conference\s+(?:will|number|room|call\s+is|is)|leader\s+(?:arrives|has)
        |you\s+are\s+(?:now\s+)?(?:the\s+only|entering|in|being\s+placed)\s+(?:\w+\s+)?(?:person|conference)
    |in\s+a\s+few\s+words|(?:you\s+can\s+say|say\s+things\s+like)|didn't\s+(?:catch|get)\s+(?:that
        |your)\W+(?:please\s+)?(?:say|try|press)|automated\s+(?:system|attendant|service|assistant)
        |virtual\s+(?:assistant|agent)
    |dial[\s-]by[\s-]name|directory|invalid\s+(?:entry|extension|option|selection|pin|password)|(?:that
        |this)\s+(?:is\s+not\s+a\s+valid|extension\s+is)|first\s+(?:few\s+)?letters|followed\s+by|(?:for
        |to)\s+(?:\w+\s+){1,5}press
    |account\s+number\s+followed|access\s+code|(?:did\s+not|didn't|do\s+not)\s+(?:understand|recogni[sz]e|hear
        |receive)\s+(?:your|that|any|a)\s+(?:response|entry|selection|input)|(?:hold|wait)\s+times|being\s+transferred
        |goodbye\s+and\s+thank|please\s+try\s+again|incoming\s+call|your\s+recording
        |transfer(?:ring)?\s+(?:your\s+call|you)\s+(?:now|to\s+(?:the|an?))|quality\s+(?:assurance|and\s+training)
        |(?:call|calls)\s+may\s+be\s+(?:recorded|monitored))""",
    re.VERBOSE,
)
_HOLD = re.compile(
    r"""\b(?:(?:your\s+call|calls?)\s+(?:is|are|will\s+be)\s+(?:very\s+)?(?:important|answered|attended)
        |(?:in\s+the\s+)?order\s+(?:in\s+which\s+)?(?:it|they)\s+w(?:as|ere)\s+received
        |please\s+(?:continue\s+to\s+)?(?:hold|stay\s+on\s+the\s+line|remain\s+on)
    |(?:all\s+)?(?:of\s+)?our\s+(?:agents?|representatives?|operators?|associates?|lines?)\s+are\s+(?:currently\s+
        |all\s+)?(?:busy|assisting|helping|on\s+other)|next\s+available\s+(?:agent|representative|operator|associate
        |team\s+member|member)|(?:estimated|expected|approximate)\s+(?:wait|hold)
    |thank\s+you\s+for\s+(?:holding|your\s+patience|waiting)
        |you\s+are\s+(?:currently\s+)?(?:number\s+)?\w+\s+in\s+(?:line|the\s+queue)
        |position\s+in\s+(?:the\s+)?(?:queue|line)|(?:hold\s+)?music|currently\s+experiencing\s+(?:\w+\s+)?(?:high
        |heavy)|connect\s+(?:your\s+call|you\s+to\s+the\s+next)
    |while\s+(?:i|we)\s+(?:try\s+to\s+)?(?:connect|transfer|locate))\b""",
    re.VERBOSE,
)
_VOICEMAIL = re.compile(
    r"""\b(?:(?:leave|record|drop)\s+(?:\w+\s+){0,3}?(?:message|mess\b|memo|voice\s?mail|name|number|details)|(?:after
        |at|wait\s+for)\s+(?:the\s+)?(?:tone|beep)|mail\s?box|voice\s?mail\s+(?:of|for|box|system|service)|(?:reached
        |is)\s+(?:the\s+)?(?:voice\s?mail|after[\s-]?hours|answering)
    |you(?:'ve|\s+have)?\s+reached|can(?:'t|not|\s+not)\s+(?:come\s+to|get\s+to|answer|take
        |talk\s+right\s+now)\s*(?:the\s+|my\s+|your\s+)?(?:phone|call)?|(?:unable|not\s+able)\s+to\s+(?:come\s+to
        |answer|take|get\s+to|pick\s+up|talk|respond|attend|receive)|(?:not|un)\s?available\s+(?:to\s+(?:take|answer
        |come)|right\s+now|at\s+(?:the|this)\s+(?:moment|time)|currently)
    |away\s+from\s+(?:my|the)\s+(?:phone|desk|office)|out\s+of\s+(?:the\s+|my\s+)?office
        |you\s+know\s+(?:what\s+to\s+do|the\s+drill)|answering\s+(?:machine|service)|no\s+one\s+is\s+available
        |nobody\s+is\s+(?:here|available)|office\s+is\s+(?:currently\s+|now\s+)?closed
    |missed\s+your\s+call|sorry\s+(?:i|we)\s+(?:missed|can't|cannot|couldn't)|message\s+(?:has\s+been|was|will\s+(?:be
        |receive)|is\s+(?:too|being))|(?:re-?record|satisfied\s+with)\s+(?:your\s+)?message|to\s+(?:send|review
        |listen\s+to)\s+your\s+message|speak\s+(?:after|clearly)|call\s+cannot\s+be\s+answered
    |(?:cannot|can't|can\s+not|unable\s+to)\s+(?:take|answer|receive|pick\s+up)\b|is\s+(?:full|not\s+set\s+up)
        |try\s+(?:your\s+call\s+|again\s+|calling\s+)+later)\b""",
    re.VERBOSE,
)
_GREETING = re.compile(
    r"""\b(?:(?:get|be|reach|contact|call|come|ring|phone)\s+(?:you\s+)?(?:right\s+)?(?:back\s+to|back|in\s+touch
        |out)\b|(?:return|respond\s+to|answer|attend\s+to|address)\s+(?:to\s+)?(?:your|the)\s+(?:call|message
        |concerns?|inquir\w+|query|needs?)|return\s+your|(?:make|do)\s+(?:every|my\s+best)\s+effort
        |prompt(?:ly)?\s*(?:attention|response|reply|respon\w+)?
    |(?:immediate|full|prompt)\s+attention|(?:currently|temporarily|momentarily|presently)\s+(?:\w+\s+)?(?:away|busy
        |unavailable|out|engaged|occupied|unable|not|tied)|(?:i'm|i\s+am|we're|we\s+are)\s+(?:\w+\s+)?(?:away
        |unavailable|occupied|engaged|tied\s+up|out\s+of|not\s+(?:by|near|around|here|available|in))|(?:not|away
        |far)\s+(?:by|near|from|around|at)\s+(?:my|the)\s+phone
    |(?:sorry|apolog\w+|regret)\s+(?:for|any|the)\s+(?:\w+\s+){0,2}?inconvenience|talk\s+to\s+me|say\s+something
        |missing\s+your\s+call|you\s+know\s+(?:what\s+(?:this|to)|the\s+drill)|do\s+your\s+thing|make\s+it\s+(?:short
        |quick|good|snappy)|as\s+soon\s+as\s+(?:i|we)\s+(?:can|return|am|are|get)|at\s+(?:my|our)\s+earliest
        |earliest\s+(?:convenience|opportunity)|when\s+i\s+(?:return|get\s+back|can|am\s+(?:back|free))
    |your\s+(?:call|message)\s+(?:is|will)|(?:not|n't)\s+(?:\w+\s+){0,2}?(?:position|place|able)\s+to\s+(?:answer|talk
        |take|pick)|i'm\s+busy|currently\s+busy|intend(?:ing)?\s+to|plan(?:ning)?\s+to|(?:ensure|make\s+sure)\s+(?:it
        |to|a|your)|unavailable|not\s+available|away\s+(?:right\s+now|at\s+the\s+moment|temporarily|briefly))""",
    re.VERBOSE,
)
_PERSON = re.compile(
    r"""\b(?:who(?:'s|\s+is|\s+am|\s+are)\s+(?:this|calling|speaking|i|you|there)|how\s+(?:can|may|could)\s+(?:i
        |we)\s+(?:help|assist|direct)|(?:can|may|could)\s+i\s+(?:help|ask|get|have|take|speak)|what\s+(?:do\s+you
        |can\s+i|is\s+(?:this|it)|'s\s+(?:this|up|going|it)|did)|what's\s+(?:this|up|going|it)|what\s+was
    |go\s+ahead|go\s+on\b|speaking\b(?!\s+(?:of|after|clearly))|how'd\s+you|who\s+gave|good\s+thing\s+you
        |you\s+caught\s+me|i\s+picked\s+up|got\s+your\s+(?:voice\s?mail|message)|one\s+(?:sec|moment|minute)|hang\s+on
        |hold\s+on|give\s+me\s+(?:a|one)|just\s+a\s+(?:sec|moment|minute)|let\s+me\s+(?:check|see|look|grab|get|pull)
    |is\s+this\s+(?:a|about|the|regarding)|are\s+you\s+(?:a|calling|there|selling)|can\s+you\s+hear|hear\s+me
        |do\s+not\s+call|do-not-call|returning\s+a\s+call|i'm\s+driving|okay\s+quickly|not\s+interested|wrong\s+number
        |no\s+problem|sounds\s+good|of\s+course|what\s+(?:day|time|date|name)|your\s+(?:name|date\s+of\s+birth)\s*\?
        |see\s+you)\b
    |^(?:uh+|um+|er+|yeah|yes|yep|hello|hi|hey|allo)[\s,.!?]*(?:(?:uh+|um+|hello|hi|hey|yeah|yes)[\s,.!?]*)*$
        |\bhello\s*\?""",
    re.VERBOSE,
)
_CLOSING = re.compile(r"^(?:(?:thank\s+you|thanks|goodbye|good\s?bye|bye)(?:\s+for\s+calling)?[\s,.!]*(?:and\s+)?)+$")
_NOISE = re.compile(r"^[\W_]*(?:\[[^\]]*\][\W_]*)*$|^\((?:silence|noise|static|inaudible|music|beep)\)\W*$")
_BEEP = re.compile(r"^[\W_]*(?:beep|tone)[\W_]*$|\*beep\*|\[beep\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Whether a person was reached, who or what answered, and the passages that show it."""

    human: Answer
    by: AnsweredBy
    decided: tuple[Passage, ...] = ()


def read_answering(turns: Sequence[Turn]) -> Answering:
    """Say who answered: a machine at first and a person later is a person; nobody speaking is silence.

    One turn that neither greets nor asks, and to which nothing was answered, is taken for a recording.
    """
    heard = [(number, turn) for number, turn in enumerate(turns, start=1) if turn.speaker == "callee"]
    kinds = [(kind, _whole(number, turn)) for number, turn in heard if (kind := kind_of_turn(turn.text)) != "silence"]
    if not kinds:
        return Answering(human="no", by="silence")
    people = [at for kind, at in kinds if kind == "human"]
    alone = len(kinds) == 1 and not any(turn.speaker == "agent" for turn in turns[: kinds[0][1].turn - 1])
    if people and not (alone and _is_recital(turns[people[0].turn - 1].text)):
        return Answering(human="yes", by="human", decided=(people[-1],))
    machines = [(kind, at) for kind, at in kinds if kind in _MACHINE_KINDS]
    if machines:
        return Answering(human="no", by=_machine(machines[-1][0]), decided=(machines[-1][1],))
    greetings = [at for kind, at in kinds if kind == "greeting"]
    if greetings:
        return Answering(human="no", by="voicemail", decided=(greetings[-1],))
    if people:
        return Answering(human="no", by="ivr", decided=(people[-1],))
    return Answering(human="unclear", by="unclear", decided=(kinds[-1][1],))


_MACHINE_KINDS = frozenset({"voicemail", "ivr", "hold", "screener", "carrier"})
_SOCIAL = re.compile(
    r"\?|\[|\u2014|--|\.\.\.|\b(?:hi|hello|hey|yes|yeah|yep|yo|good\s+(?:morning|afternoon|evening)|speaking"
    r"|this\s+is|here|thanks|okay|ok|um+|uh+|sure|no|sorry|who|what|listen|look)\b"
)


def _is_recital(text: str) -> bool:
    """Whether a turn has nothing by which people open: no greeting, question, filler, name or break."""
    return len(text.split()) >= 4 and not _SOCIAL.search(tidy(text))


Kind = Literal["human", "voicemail", "ivr", "hold", "screener", "carrier", "greeting", "closing", "silence", "unclear"]


@lru_cache(maxsize=4096)
def kind_of_turn(text: str) -> Kind:
    """Say what one turn of the called side sounds like.

    "greeting" is what a person might say as well, but what alone is a voicemail ("I'll get back to you").
    """
    said = tidy(text)
    if not said or _NOISE.match(said):
        return "silence"
    if _BEEP.search(said):
        return "voicemail"
    person = bool(_PERSON.search(said))
    for kind, pattern in _MACHINES:
        if pattern.search(said):
            return "human" if person and kind in ("voicemail", "hold") and not _STRICT.search(said) else kind
    if person:
        return "human"
    if _GREETING.search(said):
        return "greeting"
    if _CLOSING.match(said):
        return "closing"
    return "human"


_STRICT = re.compile(
    r"\b(?:after\s+the\s+(?:tone|beep)|mailbox|leave\s+(?:a|your|me)\s+(?:\w+\s+)?(?:message|name)|order\s+(?:it"
    r"|they)\s+w)\b"
)
_MACHINES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "voicemail",
        re.compile(
            r"\b(?:after|at|wait\s+for)\s+the\s+(?:tone|beep)\b(?<!name\safter\sthe\stone)|leave\s+(?:a|your)\s+message"
        ),
    ),
    ("screener", _SCREENER),
    ("carrier", _CARRIER),
    ("hold", _HOLD),
    ("ivr", _IVR),
    ("voicemail", _VOICEMAIL),
)


def _machine(kind: Kind) -> AnsweredBy:
    return kind if kind in ("voicemail", "ivr", "hold", "screener", "carrier") else "unclear"


def _whole(number: int, turn: Turn) -> Passage:
    return Passage(turn=number, start=0, end=len(turn.text))
