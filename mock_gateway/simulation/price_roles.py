"""What an amount of money in a brief is: what is paid, wanted, still acceptable, or asked by somebody else."""

import re
from typing import Literal

from harness.language.lexicon import words
from harness.language.money import Money
from mock_gateway.simulation.price_labels import named

Role = Literal["current", "target", "limit", "competitor", "raised", "other"]

_PER = r"(?:\s*(?:/\s*\w+|per \w+|an? (?:month|year|week|night|visit|hour)|monthly|yearly|annually|each))?"
_COMPETITOR = re.compile(
    r"\b(?:competitors?|competing|rivals?|elsewhere|(?:an)?other (?!\w*(?:day|week|month|year|time|hand)s?\b)[a-z]+"
    r"|(?:a )?different (?:[a-z]+ )?(?:company|provider|carrier|insurer|shop|place|gym|supplier|landlord|dealer)"
    r"|switch(?:ing)?|competition|market (?:rate|rent|price)|going rate|similar|comparable|nearby|neighbou?rs?)\b",
    re.I,
)
_CURRENT = re.compile(
    r"(?<![\w-])(?:current(?:ly)?|right now|now|at the moment|today|existing|paying|pays?|charged?s?"
    r"|billed|bill (?:is|of|went"
    r"|was|for)|been|went up|increased|raised|from|was|is|are|says?|shows?|came (?:in )?(?:at|to)|comes to"
    r"|listed|asking|list price|originally|plan|costs?|quot\w+|estimate\w*|invoice\w*|instead of|rather than"
    r"|offered)\b",
    re.I,
)
_TARGET = re.compile(
    r"\b(?:target(?:ed)?|goal|aim(?:ing)?|ideal(?:ly)?|want(?:s|ed)?|hope|hoping|get (?:it|them|this"
    r"|that)? ?(?:down )?to|down to|lower(?:ed)? to|reduced? to|delighted with|happy with"
    r"|bring .{0,30}to|to|at|for|ask (?:for)?|offer|start(?:ing)? (?:at|with)|open(?:ing)? (?:at|with)|first)\b",
    re.I,
)
_ASKED = re.compile(
    r"\b(?:he|she|they|it|landlord|landlady|owner|company|office|manager)(?:'s|'re| is| are)?\s+(?:now\s+)?"
    r"(?:wants?|ask(?:s|ing|ed)|propos(?:es?|ed|ing)|demand(?:s|ed|ing))\b[^,;.$]{0,30}$",
    re.I,
)
_NO_OFFER = r"(?<!can )(?<!could )(?<!will )(?<!may )(?<!'ll )(?<!to )"
_RAISED = re.compile(
    rf"\b(?:rais(?:e|ed|ing)|increas(?:e|ed|ing)|{_NO_OFFER}go(?:es|ing)? up|went up|gone up|hike|hiked|bumped"
    r"|(?:crept|shot|climbed|jump(?:ed|ing)?|rose|risen)(?: up)?)\b[^.;]{0,24}?\bto\s*$",
    re.I,
)
_IS_MADE = re.compile(r"\b(?:get|have|raise|increase|improve|push|bring|negotiate|bump)\b", re.I)
WENT_UP = re.compile(
    rf"\b(?:went up|going up|{_NO_OFFER}go up|rose|risen|jumped|climbed|crept up|raised|hiked|bumped"
    rf"|increas\w+|go(?:ing|es) (?=from)|moves? (?=from))\b"
    r"[^.;]{0,24}$",
    re.I,
)
_TARGET_IS = re.compile(
    r"\b(?:target|goal|aim|objective)\b(?:\s+(?:price|rate|amount|is|of|at|for))*\s*[:=]?\s*$", re.I
)
_GO_TO = re.compile(
    r"\b(?:settle for|live with|(?:i|we|he|she|they)(?:'ll|'d| will| would| can| could)? go (?:up |as high as )?to)"
    r"\s*(?:about )?$",
    re.I,
)
_LIMIT = re.compile(
    r"\b(?:up to|at most|max(?:imum)?|no more than|not (?:pay |go |accept )?(?:more|above|over|higher)|ceiling|limit"
    r"|acceptable|accept(?:ed)?|settle|walk(?:-|\s)?away|not exceed|never (?:pay|go|accept)|under|below|less than"
    r"|(?:do not|don't|won't|not|can't|cannot) (?:accept|go|pay|agree)|anything (?:above|over|under|below)|above|over"
    r"|higher than|as high as|willing to (?:pay|go|take)|can (?:go|do|live with)|could (?:go|do|live with)|budget"
    r"|fall ?back|if not|stretch|as far as|settle for|no less than|at least|past|beyond|exceed|at worst|worst case"
    r"|last resort|at a push|bottom line|'d (?:take|accept|go)|would (?:take|accept|go)|okay with|ok with|fine with)\b",
    re.I,
)
_LIMIT_IS = re.compile(
    r"\b(?:max(?:imum)?|limit|ceiling|cap|budget|at most|(?:up|stretch) to|(?:no|not) (?:more|higher|less) than"
    r"|not a (?:penny|cent|dollar) (?:more|over|above)(?: than)?|walk[- ]?away|highest|lowest|top|minimum|at least"
    r"|(?:the )?most|bottom line|worst case|as (?:high|far|low) as|fall ?back|nothing (?:over|above|beyond|below"
    r"|under))"
    r"(?:\s+(?:price|amount|rate|offer|rent|total|spend|number|point|figure|acceptable|for \w+"
    r"|(?:i|we|he|she|they|the client)(?:'d|'ll| can| could| will| would)(?: (?:go|pay|take|do|accept))?))*"
    r"\s*(?:(?:is|of|at|:|=|to|would be|will be)\s*)?(?:about |around )?$",
    re.I,
)
AFTER_LIMIT = re.compile(
    rf"{_PER}\s*(?:or (?:less|lower|under|below|better|more)|at (?:the )?(?:(?:very )?most|outside|least)|max\w*|tops"
    r"|and (?:no|not) more|(?:is|'s|would be|will be) (?:about |really |absolutely )?(?:the |my |our |her |his "
    r"|their )?"
    r"(?:absolute |very )?(?:most|max\w*|ceiling|limit|top|minimum|lowest|least|highest|as (?:high|far|low) as)"
    r"|(?:is|would be|will be) (?:also |still |just )?(?:fine|ok|okay|acceptable|alright|all right|tolerable|doable))",
    re.I,
)
_ELSE = (
    r"(?:(?:late|activation|set-?up|cancellation|installation|booking|service|delivery|cleaning|change|admin\w*"
    r"|application|processing|one-?off|termination|call-?out|re-?scheduling|joining|sign-?up|hidden"
    r"|any|resort)[ -]fees?"
    r"|deposit|tip|credit|penalty|deductible|co-?pay|surcharge|voucher)"
)
_COST_OF_ELSE = re.compile(rf"\b(?:{_ELSE}|refund|balance|owed?|equipment|installation|setup|activation)\b", re.I)
_ELSE_AFTER = re.compile(rf"\s*(?:[\w-]+\s+)?{_ELSE}", re.I)
_IF_THEY = re.compile(
    r"(?<!see )(?<!ask )(?<!asking )(?<!out )(?<!check )(?<!them )\b(?:if|unless|should"
    r"|when)\s+(?:they|he|she|you|it|the \w+|(?-i:[A-Z]\w+))\b(?![^,;]*\b(?:pay|below|above|under"
    r"|over|beyond"
    r"|than)\b)[^,;]*$",
    re.I,
)
_GOES_ON = re.compile(
    r"\s*(?:who |which )?(?:has|have|is|are|was|will|would|does|do|offers?|quot\w+|tendered|charges?)\b", re.I
)
_ASKS_FOR = re.compile(
    r"\W*(?:please |kindly )?(?:ask|request|propose|offer|demand|push|bargain|aim|try|seek|go) (?!.*\bfrom\b)", re.I
)
_AS_IT_IS = re.compile(
    r"\b(?:current|existing|present|paying|quoted|listed|bill|instead of|rather than|limit|max\w*|up to|over|above)\b",
    re.I,
)
_OFF = re.compile(r"\s*(?:off|discount|less|cheaper|more than|extra|per (?:mile|litre|gallon|kwh))\b(?! than)", re.I)
_THEN_YES = re.compile(
    r"^[^.;]{0,20}[,:]?\s*(?:then\s+)?(?:accept|take it|say yes|agree|it'?s a deal|that'?s (?:also "
    r"|still )?(?:fine|ok|okay|good)|is fine|works)\b",
    re.I,
)
_OF_SOMEBODY = re.compile(
    rf"{_PER}(?:\s+(?:for|on)\s+[^,.;$]{{1,40}}?)?\s+(?:from|at|with|by|over at)\s+(?P<who>[A-Z][\w&'\u2019]+)"
)
_QUOTED = re.compile(
    r"(?P<who>\b(?:[Tt]hey|[Hh]e|[Ss]he|[Yy]ou|[Cc]allee|[A-Z][\w&]+\b(?!['\u2019]s)))(?:\s*\([^)]{1,30}\))?"
    r"(?:\s+[a-z][a-z]*){0,4}?\s+(?:has |have |is |are |now |just |also |will |would |can )*"
    r"(?:quot(?:es|ed|ing)|offer(?:s|ed|ing)|makes?|advertis(?:es?|ed|ing)|charges?|sells?|asks?|wants?|has|have|does?"
    r"|gives?"
    r"|lists?|beats?|match(?:es)?|asking|advertising|charging|doing|submitted|tendered|put (?:me"
    r"|us) at|come in|came in at|comes in at|take (?:me|us|it)|do (?:it|the (?:same|job"
    r"|work)))\b[^,;.]{0,60}$"
)
_OF_OTHER = re.compile(
    r"(?:(?P<who>(?-i:[A-Z])[\w&-]+)['\u2019]s (?:\w+ ){0,2}(?:rate|price|quote|offer|plan|deal|flyer"
    r"|ad|website|estimate|bid|tender)"
    r"|\b(?:at|from|with) (?P<place>(?-i:[A-Z])[\w&-]+)(?: (?-i:[A-Z])[\w&-]+)?,? (?:it['\u2019]?s"
    r"|it is|i['\u2019]?d|i (?:would|could|can)|we['\u2019]?d"
    r"|we (?:would|could|can)|you can|they|the same))\b[^.;,]{0,30}$",
    re.I,
)
_SO_PAY = re.compile(r"\bso (?:that )?(?:i|we|he|she|they) (?:only |just )?pay\s*$", re.I)
_DOWN_TO = re.compile(
    r"\b(?:reduced?|lower(?:ed)?|down|cut|brought|bring|knock(?:ed)?|drop(?:ped)?|back|get|settle)\b(?:\s+[\w']+){0,4}?"
    r"\s+to\s*(?:about |around )?$",
    re.I,
)
_OF_BILL = re.compile(
    r"(?:\s*/\s*\w+)?(?:[\s-]+[a-z-]+){0,2}?[\s-]+(?:bill|invoice|charge|quote|estimate|asking price|sticker|renewal"
    r"|plan"
    r"|rent|premium|rate|fee|membership|subscription|package|price|offer)\b",
    re.I,
)
_TO_A = re.compile(r"\b(?:to|for|at) (?:an?|the)\s*$", re.I)
_THINGS = words(
    """
    rent bill price premium plan fee rate monthly annual current my our the their quote invoice balance total target
    limit max maximum minimum budget offer it this that deposit membership subscription i we client customer which what
    please also only but and so if when january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday account insurance internet
    """
)
_OWN = frozenset({"they", "he", "she", "you", "callee", "company", "shop", "owner", "landlord"})
_WINDOW = 60


PLAIN, CUED, GUESSED = 3, 2, 1
"""How sure a role is: named in so many words, told by the nearest cue, or by the part of the brief alone."""


def role_of(sentence: str, money: Money, *, part: int, callee_name: str) -> tuple[Role, int]:
    """Name an amount by what is said right before or after it, else by the nearest cue ahead of it in its clause.

    `part` is 0 in the objective, 1 in the instructions, 2 in the context. Returns how sure it is, too.
    """
    in_context = part == 2
    before = sentence[max(0, money.start - _WINDOW) : money.start]
    clause = re.split(r"[,;(](?=\s)|\b(?:and|but|while)\b", before)[-1] or before
    after = sentence[money.end : money.end + _WINDOW]
    if _IF_THEY.search(before):
        return ("limit", CUED) if _THEN_YES.search(after) else ("other", PLAIN)
    if _OFF.match(after):
        return "other", PLAIN
    is_cost = _COST_OF_ELSE.search(clause) or _ELSE_AFTER.match(sentence, money.end)
    label = None if is_cost else named(clause, after)
    if label and not (label != "competitor" and _COMPETITOR.search(clause)):
        return label, PLAIN
    plain = _said_plainly(sentence, money, before, clause, in_objective=part == 0)
    plain = plain or _of_somebody(sentence, money, clause, callee_name)
    if plain and not (is_cost and plain == "current"):
        return plain, PLAIN
    if _COMPETITOR.search(clause) or (_GOES_ON.match(clause) and _COMPETITOR.search(before)):
        return "competitor", CUED
    nearest = _nearest(clause)
    if nearest is None and _COMPETITOR.search(before):
        return "competitor", CUED
    if is_cost:
        return "other", PLAIN
    if part == 0 and _ASKS_FOR.match(sentence) and not _AS_IT_IS.search(clause):
        return "target", CUED
    if nearest is None:
        return ("current" if in_context else "target"), GUESSED
    return ("current" if in_context and nearest == "target" else nearest), CUED


def _said_plainly(sentence: str, money: Money, before: str, clause: str, *, in_objective: bool) -> Role | None:
    if _ASKED.search(clause):
        return "raised"
    if _RAISED.search(before):
        return "target" if in_objective and _IS_MADE.search(before) else "raised"
    if _TARGET_IS.search(clause):
        return "target"
    if _LIMIT_IS.search(clause) or _GO_TO.search(clause):
        return "limit"
    if _SO_PAY.search(clause) or _DOWN_TO.search(clause):
        return "target"
    if AFTER_LIMIT.match(sentence, money.end):
        is_either = re.match(rf"{_PER}\s*or ", sentence[money.end : money.end + 30], re.I)
        return "target" if is_either else "limit"
    if _OF_BILL.match(sentence, money.end) and not _TO_A.search(clause) and not _COMPETITOR.search(clause):
        return "limit" if _LIMIT.search(clause) else "current"
    return None


def _of_somebody(sentence: str, money: Money, clause: str, callee_name: str) -> Role | None:
    """Name an amount by the one who names it: the callee, or somebody else."""
    other = _OF_OTHER.search(clause)
    if other:
        who = other["who"] or other["place"]
        return None if _is_own(who, callee_name) or who.lower() in _THINGS else "competitor"
    quoted = _QUOTED.search(clause)
    if quoted is None:
        after = _OF_SOMEBODY.match(sentence, money.end)
        is_other = after is not None and not _is_own(after["who"], callee_name) and not _LIMIT.search(clause)
        return "competitor" if is_other else None
    who = quoted["who"]
    if _is_own(who, callee_name):
        return "current"
    return None if who.lower().split("'")[0] in _THINGS else "competitor"


def _is_own(who: str, callee_name: str) -> bool:
    """Whether the one who names a price is the one to be called: "they", or a word of the callee's name."""
    return who.lower() in _OWN | set(callee_name.lower().split())


def _nearest(clause: str) -> Role | None:
    cues: tuple[tuple[Role, re.Pattern[str]], ...] = (("limit", _LIMIT), ("current", _CURRENT), ("target", _TARGET))
    found = [(match.end(), role) for role, cue in cues for match in cue.finditer(clause)]
    last = max((end for end, _ in found), default=None)
    return next((role for end, role in found if end == last), None)
