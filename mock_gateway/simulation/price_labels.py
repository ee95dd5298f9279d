"""What an amount is where a brief gives it a name, right before it or right after it: "Upper bound: $68.50"."""

import re
from typing import Literal

Named = Literal["current", "target", "limit", "competitor"]


def _compiled(lead: str, listed: tuple[tuple[Named, str], ...]) -> tuple[tuple[Named, re.Pattern[str]], ...]:
    return tuple((role, re.compile(lead + pattern, re.I)) for role, pattern in listed)


_SUM = (
    r"(?:price|rate|charge|bill|fee|quote|quotation|offer|rent|premium|amount|payment|cost|plan|figure|sum|total|number"
    r"|bid|deal|settlement|payout|proposal|estimate|invoice|tender|position|balance|contract|fare|tariff|budget)"
)
_KIND = r"(?:monthly|yearly|annual|annually|weekly|unit|total|renewal|base|net|gross|acceptable|absolute|final|price)"
_SUMS = rf"(?:\s+(?:{_KIND}|{_SUM}|of the \w+))*"
_AND = r"(?:\s*\([^)]{1,30}\))?\s*(?:(?:is|was|are|were|:|=|-|\u2013|at|of|to be|would be|will be|stands at)\s*)*"
_ABOUT = r"(?:about |around |roughly |only |just |now |really |still )*$"
_DIRECT = rf"{_SUMS}{_AND}{_ABOUT}"
_FOR = rf"{_SUMS}(?:\s+(?:for|on|per|to|tendered|quoted)\s+[^.;:,$€£]{{1,30}}?)?{_AND}{_ABOUT}"
_CLIENT = r"(?:i|we|he|she|the (?:client|family|board|buyer|seller|owner|committee)|my \w+|our \w+)"
_COULD = rf"\b{_CLIENT}(?:\s*['\u2019](?:d|ll)|\s+(?:can|could|would|will|might|may))"
_MOSTLY = r"(?:\s+(?:also|still|just|even|probably|possibly|grudgingly|at most|reluctantly|maybe))*"
_BARELY = (
    r"(?:swallow|stomach|manage|live with|stretch to|afford|bear|tolerate|stand|handle|accept|settle (?:for|at)"
    r"|take|go (?:up |down |as (?:high|low) as )?to|part with (?:it|her|him|them) for"
    r"|let (?:it|her|him|them) go (?:for|at)"
    r"|sell (?:it |her )?for|agree to|cope with|put up with|grin and bear)"
)
_BEFORE: tuple[tuple[Named, re.Pattern[str]], ...] = _compiled(
    "",
    (
        (
            "competitor",
            rf"\b(?:competitor|competing|competition|rival|alternative|alternate|other supplier|other company|benchmark"
            rf"|comp|other (?:guy|place|shop|store|dealer|one|bidder|vendor|firm)|elsewhere)\b"
            rf"(?:\s+(?:bidder|supplier|provider|vendor|dealer|company|buyer|shop))?{_DIRECT}",
        ),
        (
            "limit",
            rf"\b(?:(?:upper|lower|top|bottom|hard|absolute|outer) (?:bound|limit|end|line|stop|cap|ceiling|threshold)"
            rf"|reserv(?:ation|e)(?: price| value| point)|ceiling|cap|threshold|red line|cut-?off|break-?off point"
            rf"|(?:do not|don't|not to|never to|never|must not|may not|shall not) exceed"
            rf"|authorit?y (?:up )?to|authori[sz]ed (?:up )?to|hard stop|max(?:imum)?|limit|minimum)\b{_DIRECT}",
        ),
        (
            "competitor",
            r"\b(?:competitor|alternative|rival|other (?:offer|quote|bid|price)|benchmark|comparison)\b"
            r"[^.;:=$€£]{0,30}[:=]\s*" + _ABOUT,
        ),
        (
            "competitor",
            r"\b(?:(?:an?|some|another|the other) (?:\w+ )?(?:mate|fella|fellow|friend|guy|dealer|buyer|chap"
            r"|lad|bloke|woman|man|lady|contractor|builder|plumber"
            r"|shop|garage|firm|company|place|outfit|website|site|store|provider|carrier|insurer|gym|hotel"
            r"|landlord|supplier)"
            r"|my (?:\w+['\u2019]s \w+|mate|friend|cousin|brother|sister|colleague|neighbou?r|co-?worker|mum"
            r"|mom|dad|uncle|aunt))\b[^.;,$€£]{0,40}?"
            r"\b(?:does?|did|do|offer\w*|quot\w*|charg\w*|pays?|paid|paying|gets?|sells?|has|after|bid"
            r"|wants?)\b[^.;,$€£]{0,25}$",
        ),
        (
            "competitor",
            r"\b(?:match|beat|undercut|equal)(?:es|ing|ed|s)?\s+(?:(?:the|their|that)\s+)?(?:offer of "
            r"|price of |quote of )?$",
        ),
        (
            "competitor",
            r"\b(?:get|buy|find|have|had|got|seen|saw)\s+(?:(?:exactly )?the (?:very )?same|it|one|this|that"
            r"|them|the (?:same|identical) \w+)\b"
            r"[^.;,$€£]{0,25}?\b(?:at|from|with|through)\s+(?:(?-i:[A-Z])[\w&'\u2019-]*|an?other \w+"
            r"|a different \w+)(?:\s+\w+){0,2}?\s+(?:for|at)\s*" + _ABOUT,
        ),
        (
            "limit",
            r"\b(?:no|not|never|wo?n['\u2019]?t|do(?:es)?n['\u2019]?t|can['\u2019]?t|cannot|nothing|without"
            r"|no way|refuse to)\b[^.;,$€£]{0,28}?"
            r"\b(?:more|higher|over|above|beyond|past|exceed\w*|less|lower|under|below)(?: than)?\s*" + _ABOUT,
        ),
        (
            "limit",
            r"\b(?:at or (?:below|under|above|over)|(?:walk|walking|leave|leaving|out|gone"
            r"|done) (?:away )?(?:at|above|over|past))\s*" + _ABOUT,
        ),
        (
            "limit",
            r"\b(?:worst(?:[- ]case)?|tops|at a (?:stretch|push|pinch)|at worst|settle (?:at|for)"
            r"|absolute(?:ly)? (?:tops|top|max\w*))\s*[:=]?\s*" + _ABOUT,
        ),
        (
            "limit",
            r"\b(?:most|least|highest|lowest|maximum|minimum|cheapest|worst)\b(?! (?:popular|recent|likely))"
            rf"[^.;:,$€£]{{1,40}}?\b(?:is|:|=|would be|will be)\s*{_ABOUT}",
        ),
        ("limit", rf"(?:^|[,;.]|\b(?:but|and|or))\s*(?:would|could|can|might)\s+{_BARELY}\s*{_ABOUT}"),
        ("limit", rf"{_COULD}{_MOSTLY}\s+{_BARELY}\s*{_ABOUT}"),
        (
            "limit",
            r"\b(?:authority|mandate|permission|authori[sz]ation|instructions|approval|approved"
            r"|signed off)\b[^.;$€£]{0,30}\b"
            rf"(?:below|above|beyond|under|over|up to|down to|to|of|less than|more than)\s*{_ABOUT}",
        ),
        (
            "limit",
            r"\b(?:nothing|anything|not|never|no|none|don't go|do not go|won't go) (?:less|more|lower|higher"
            r"|below|above"
            rf"|under|over|beyond|past)(?: than)?\s*{_ABOUT}",
        ),
        ("limit", rf"\b(?:until|till)\s*{_ABOUT}"),
        (
            "target",
            rf"(?<!their )(?<!his )(?<!her )\b(?:opening|first|starting|initial)"
            rf" (?:position|offer|bid|ask|figure|number|price|counter|proposal|demand)\b{_DIRECT}",
        ),
        (
            "target",
            rf"\b(?:target|goal|objective|aim|ideal|desired|hoped-for|preferred|requested|demand"
            rf"|(?:my|our|the client['\u2019]s|client['\u2019]s) (?:wish|hope|ask|counter(?:-?offer)?|proposal"
            rf"|figure|number|offer))"
            rf"(?:\s+for)?{_DIRECT}",
        ),
        (
            "target",
            rf"\b(?:(?:i['\u2019]?m|we['\u2019]?re|he['\u2019]?s|she['\u2019]?s|am|are|is|be|been) (?:looking"
            rf"|hoping|aiming|shooting|after|angling)"
            rf"|(?:aim|shoot|push|try|hope|hoping|aiming|looking|angling|ask|asking)) (?:for|at|to get"
            rf"|to pay)\s*(?:it (?:down )?to |a |an )?{_ABOUT}",
        ),
        (
            "target",
            r"(?<!they )(?<!people )(?<!guys )(?<!he )(?<!she )\b(?:dream|sweet spot|best[- ]case|happy place"
            r"|magic number|wish|want(?:ed)?|desired)\s*[:=]?\s*" + _ABOUT,
        ),
        ("target", r"\b(?:my|our|his|her|the) (?:number|figure|price|magic number) (?:is|:)\s*" + _ABOUT),
        (
            "target",
            r"\b(?:want(?:s|ed)?|wanna|hope|hoping|like|love|wish|prefer|nice|good|great|lovely|ideal(?:ly)?"
            r"|trying|try|aim|aiming|need)"
            r"(?:,? (?:to|it|this|us|me|him|her|them))*\s+(?:to )?(?:pay|be|get|see|spend|have|be back"
            r"|get back|be paying|go back)"
            r"(?: (?:it|this|that|the \w+|back|down|in))*(?: (?:to|at|under|below|around|near|nearer|for))?\s*"
            + _ABOUT,
        ),
        (
            "target",
            r"\b(?:get|bring|push|talk|knock|take|drop|cut|move|beat)\s+(?:it|this|that|them|him|her"
            r"|the \w+)(?: (?:back|down))? (?:to|under|below|closer to|near(?:er)?|towards?)\s*" + _ABOUT,
        ),
        (
            "target",
            r"\b(?:figure|price|rate|sum|amount|something) (?:in the (?:region|neighbou?rhood|area) of"
            r"|of around|close to|near(?:er)?(?: to)?|nearer)\s*" + _ABOUT,
        ),
        (
            "target",
            r"\b(?:start|begin|open|lead|kick off)(?:ing|s)?(?: off)? (?:at|with|from|by offering|by asking for)\s*"
            + _ABOUT,
        ),
        (
            "target",
            r"\b(?:i|we|he|she|the client)(?:['\u2019]ll| will| would|['\u2019]d| wish to| want to| hope to"
            r"|['\u2019]?m willing to| am (?:willing|ready|happy) to| are (?:willing|ready|happy) to)"
            r"\s+(?:happily |gladly |only |rather )?(?:pay|give)\s*" + _ABOUT,
        ),
        (
            "current",
            r"\b(?:they|he|she|you|th(?:e|ese) (?:\w+ )?(?:people|guys|folks|shop|company|man|woman|lady"
            r"|agent|owner|dealer|landlord|manager|clinic|garage))(?:['\u2019]ve| have|['\u2019]re| are| is"
            r"| has| had)? (?:just )?(?:told|gave|given|said|says?|wants?|asked|sent|put|wrote|came back|got"
            r"|bill(?:s|ed)?|has|have)"
            r"(?: (?:me|us|it|him|her|my \w+))*(?: (?:at|with|down at|down for|that))*\s*" + _ABOUT,
        ),
        (
            "target",
            rf"\b(?:want|wish|hope|like|love|prefer|need)(?:s|ed)? (?:to|it) (?:pay|be|get|spend|at|for"
            rf"|down to)\s*{_ABOUT}",
        ),
        (
            "current",
            rf"\b(?:current|present|existing|incumbent|old|standing|renewal|original|quoted|outstanding|asking"
            rf"|list(?:ed)?|their (?:first |initial |opening |latest |last |best )?(?=offer|quote|price"
            rf"|estimate|proposal))"
            rf"\s+(?:{_SUM}|{_KIND}){_FOR}",
        ),
        (
            "current",
            rf"\b(?:currently|presently|at the moment|right now|at present|so far|to date)\b[^.;,$€£]{{0,30}}?"
            rf"\b(?:pay(?:ing|s)?|charged|billed|costs?|at|is|it['\u2019]?s)\s*{_ABOUT}",
        ),
    ),
)
_PER = (
    r"(?:\s*(?:/\s*\w+|per \w+|an? (?:month|year|week|night|visit|hour)|in the month|monthly|yearly"
    r"|annually|each|p/?m))?"
)
_EXTREME = (
    r"(?:max\w*|limit|ceiling|cap|top|most|least|min\w*|lowest|highest|floor|bottom|end of (?:it|the line)|line"
    r"|as (?:high|far|low|much|little) as|last (?:price|offer|word)|final (?:price|offer|word)|tops)\b"
)
_AFTER: tuple[tuple[Named, re.Pattern[str]], ...] = _compiled(
    _PER,
    (
        (
            "limit",
            r"\s*(?:[,(]|\s[-\u2013\u2014])?\s*(?:(?:but|and|though|so)\s+)?(?:that['\u2019]?s|that is"
            r"|this is|which is|it['\u2019]?s|is|being)\s+"
            rf"(?:(?:about|really|absolutely|truly|definitely)\s+)?(?:the|my|our|his|her|their)?\s*"
            rf"(?:(?:absolute|very|final|hard|outside|outer)\s+)*{_EXTREME}",
        ),
        (
            "limit",
            r"\s*(?:,|,?\s*(?:but|and|or)\b|[-\u2013\u2014])\s*(?:certainly |definitely |absolutely )?(?:no"
            r"|not|nothing|never)\s+"
            r"(?:(?:a|one|any)\s+\w+\s+)?(?:more|higher|less|lower|above|below|beyond|over|under)\b",
        ),
        (
            "limit",
            r"\s+(?:would|will|could|is|['\u2019]d be)\s+(?:(?:also|still|just|even|be|probably)\s+)*(?:fine|ok|okay"
            r"|acceptable|alright|all right|tolerable|doable|manageable|bearable)\b",
        ),
        (
            "limit",
            r"\s*,?\s*(?:max(?:imum)?|tops|top|at (?:the )?(?:very )?(?:most|max|latest|outside"
            r"|worst))\b(?!\s*(?:is |of |:|=)?\s*[$€£\d])",
        ),
        (
            "limit",
            r"\s*,?\s*(?:it|that)(?:['\u2019]s)?\s+(?:is|would be|works)?\s*(?:still\s+)?(?:ok|okay|fine"
            r"|acceptable|all right|for us|for me)\b",
        ),
        (
            "competitor",
            r"[^.;,$€£]{0,30}?\s+(?:elsewhere|somewhere else|next door|across (?:the (?:street|road)|town)"
            r"|down the (?:road|street|block)"
            r"|(?:from|at|with|by) (?:another|a different|someone|somebody|an? (?:competitor|rival))\b)",
        ),
        (
            "target",
            r"\s+(?:is|would be|['\u2019]s)\s+(?:the|my|our|his|her)\s+(?:target|goal|aim|ideal|dream|hope|wish)\b",
        ),
        ("target", r"\s+(?:is|would be)\s+(?:to be\s+)?(?:sought|desired|requested|hoped for|aimed (?:at|for))\b"),
        (
            "target",
            r"\s+would\s+be\s+(?:ideal|great|perfect|lovely|brilliant|nice|wonderful|fair|fairer|about right)\b",
        ),
        (
            "target",
            r"\s+(?:would|['\u2019]d|will)\s+(?:make (?:me|us|him|her) (?:very )?(?:happy|glad|smile)"
            r"|be (?:my|our|the) (?:ideal|dream|target)|suit (?:me|us)|please (?:me|us))",
        ),
        ("current", r"\s+(?:is|was)\s+(?:what|how much)\s+(?:they|he|she|you)\b"),
        ("current", r"\s+(?:at the moment|right now|currently|at present|these days|as of now)\b"),
    ),
)


def named(before: str, after: str) -> Named | None:
    """Return what the words right `before` an amount call it, or those right `after` it, if either name it."""
    if any(role == "limit" and pattern.match(after) for role, pattern in _AFTER):
        return "limit"
    for role, pattern in _BEFORE:
        if pattern.search(before):
            return role
    return next((role for role, pattern in _AFTER if pattern.match(after)), None)
