"""Whether a sentence is about when somebody would like something, or tells of times that have nothing to do with it."""

import re
from datetime import date

from harness.language.dates import read_dates
from harness.language.times import read_times

NOT_A_WISH = re.compile(
    r"\b(?:(?:call|phone|text|ring|reach|e-?mail)(?:ed)? (?:me|us|him|her|them|back)"
    r"|(?:have|has|had|got|existing|original) (?:an? |my |the |our )?(?:\w+ ){0,2}?(?:appointment|booking|reservation"
    r"|table|slot|flight)"
    r"|(?:is|are|was|were|'s|'m|'re) (?:currently |already |now )?(?:booked|scheduled|set|down|reserved)"
    r"|(?:i|he|she|they|we|who) works? (?:until|till|from|at|on|every|nights?|days?)|(?:flight|train"
    r"|bus|plane|ferry|coach|show|film|movie|concert|game|match"
    r"|meeting|shift|class|school|boat) (?:leaves|departs|starts|begins|gets in|is|ends|finishes)"
    r"|keep (?:the|my|our) (?:\w+ ){0,3}(?:slot"
    r"|appointment|booking)|lands? at|arrives? at|boards? at"
    r"|born|d\.?o\.?b|birth(?:date)?|birthday(?: is| on|:)|open|opens|hours|closed?s?|since|expires?|ended|started|due"
    r"|is up on|runs? out|last (?:visit|seen)"
    r"|purchased|bought|ordered|delivered|charged|signed|dated|member(?:ship)? (?:began|since)|currently|originally)\b",
    re.I,
)
CUES = re.compile(
    r"\b(?:prefer\w*|available|availability|free|can do|works?|any ?time|flexible|ideal\w*|would like|wants?|best)\b",
    re.I,
)
_SPEAKS_OF_WISHES = re.compile(
    r"\b(?:(?:re-?)?schedul\w*|(?:re-?)?book\w*|reserv\w*|make|set up|arrange|get|secure|move|change|shift|push"
    r"|postpone|need\w*|request\w*|find|see|ask|try|take|accept\w*|go for|go with|choose|settle|appointment|booking"
    r"|reservation|slot|opening|prefer\w*|availab\w*|free|can do|can (?:also )?(?:come|make)|works?|any ?time|flexible"
    r"|any (?:day|morning|afternoon|evening|slot|week\w*)|convenient|alternate\w*|alt|failing that"
    r"|plan a|suitable|primary|secondary"
    r"|ideal\w*|like|wants?|best|otherwise|else|if|unless|instead|fall ?back|alternativ\w*|back-?up"
    r"|(?:first|second|third|next) choice|options?|plan b|must|should|has to|have to|only|avoid|never|not|no|except"
    r"|cannot|can't|won't|don't|busy|unavailable|earliest|latest|okay|ok|fine|acceptable|suits?|possible|arriv\w*"
    r"|check(?:ing)?[ -]?in|starting|great|perfect|would (?:also )?do|good|we have)\b",
    re.I,
)
_PAST = re.compile(r"\b(?:was|were|had|did|began|ended|lasted|happened|went|came|ran|closed|opened|took)\b", re.I)
_FILLER = re.compile(
    r"[\W\d]+|\b(?:on|at|or|and|the|in|for|to|from|between|a|an|of|then|by|around|about|also|please)\b", re.I
)


def may_wish(text: str, today: date) -> bool:
    """Whether a sentence is about when somebody would like it: it orders, prefers, allows, or is little but a time."""
    if _SPEAKS_OF_WISHES.search(text):
        return not (_PAST.search(text) and not CUES.search(text))
    spans = [(found.start, found.end) for found in read_dates(text, today)]
    spans += [(found.start, found.end) for found in read_times(text)]
    bare = text
    for start, end in spans:
        bare = f"{bare[:start]}{' ' * (end - start)}{bare[end:]}"
    return len(_FILLER.sub(" ", bare).split()) <= 2
