"""The prices that people put forward, and the numbers that are none: identifiers, years, reductions, list prices."""

import re
from dataclasses import dataclass

from harness.language.lexicon import plain
from harness.language.money import Money, read_money
from harness.language.passages import Passage
from harness.model.call import Speaker, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A price put forward: by whom, and where it is said."""

    money: Money
    by: Speaker
    at: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRange:
    """Prices that a call can plausibly be about; None leaves an end open."""

    low: float | None = None
    high: float | None = None

    def holds(self, amount: float) -> bool:
        """Whether `amount` lies between the ends."""
        return (self.low is None or amount >= self.low) and (self.high is None or amount <= self.high)


_FLOOR = re.compile(
    r"\b(?:can't|cannot|can\s+not|couldn't|not|no|nothing|won't|wouldn't|never)\b[^.?!]{0,34}\b(?:lower|less|below"
    r"|under|higher|more|above|over)(?:\s+than)?(?:\s*\$)?\s*$|\bnot\s+go\s+(?:below|above|over|under)(?:\s*\$)?\s*$"
)
# Amounts that are no offer: the list price, reductions, extras, values of other things.
_NOT_OFFER_BEFORE = re.compile(
    r"\b(?:(?:you're|you\s+are|they're|he's|she's|they\s+are)\s+asking|refund(?:ed)?(?:\s+(?:me|us|him|her|of))*"
    r"|(?:can't|cannot|can\s+not|couldn't|won't|wouldn't|n't|not|unable\s+to"
    r"|not\s+able\s+to)\s+(?:\w+\s+)?(?:agree\s+to|accept|pay|do|take|go"
    r"|spend|afford|commit\s+to)|currently|presently|(?:now|currently|been|is|are|was|am|'s|'re"
    r"|'m)\s+(?:\w+\s+)?(?:paying|charged|billed)|(?:currently|now)\s+(?:pays?|costs?)"
    r"|(?:client|customer|account|bill|rate|plan|he|she|they)(?:'s|\s+is|\s+was|\s+are|'re)\s+(?:currently\s+"
    r"|now\s+)?at|(?:went|gone|jumped|increased|raised|risen)\s+(?:up\s+)?(?:to|from)"
    r"|(?:was|were|been|got)\s+(?:quoted|charged|billed)|list(?:ed|ing)?(?:\s+(?:price|it|at|for|is|of|the|as))*"
    r"|originally|retails?(?:\s+(?:for|at))?|worth"
    r"|brand\s+new|new\s+for|sells?\s+(?:for|at)|sell(?:ing)?\s+(?:new\s+)?for|paid|cost(?:s|ed)?(?:\s+me)?"
    r"|instead\s+of|rather\s+than|down\s+from|from|off|save|take\s+off|knock|another|extra|additional|plus"
    r"|deposit(?:\s+(?:of|is|to|down\s+to))?|saw|than|below|under|above|over|not|less\s+than|usually|normally"
    r"|value(?:d)?(?:\s+(?:at|of))?|each|charge|fee(?:\s+of)?|delivery|shipping|gas|add|throw\s+in)(?:\s+(?:the|a|an"
    r"|at|for|about|around|only|just|is|in|as|up|me|it))*(?:\s*\$)?\s*$",
    re.VERBOSE,
)
_ELSEWHERE = re.compile(
    r"\b(?:to|from)\s+(?:a\s+friend|someone|somebody|another|my\s+(?:friend|brother|sister|cousin|uncle|neighbo\w+"
    r"|buddy|ex)|craigslist|ebay|amazon)\b[^.?!]*$"
)
_NOT_OFFER_AFTER = re.compile(
    r"\s*(?:dollars?\s+|bucks\s+)?(?:off\b|less\b(?!\s+than\s+\$?\d)|more\b|lower\b|higher\b|discount|deposit|gift"
    r"|credit\s+card|extra|is\s+(?:too|a\s+(?:little|bit|tad|lot))|(?:is|seems|sounds)\s+(?:\w+\s+)?(?:too|steep"
    r"|high|low)|was\s+(?:too|my)|too\s+|(?:a|per|each)\s+(?:person|piece|head)|apiece|for\s+(?:delivery|shipping"
    r"|gas|repairs|parts)|(?:me|us)\b|delivery|shipping|fee\b|security|down\s+payment|mark\b)",
    re.VERBOSE,
)
_ASKED_ELSE = re.compile(
    r"""\b(?:(?:account|claim|policy|member(?:ship)?|order|reference|confirmation|phone|telephone|contact|callback
        |zip|postal|plate|serial|ticket|invoice|license|licence|card|customer|case
        |tracking|pin|security|social|passport|booking|routing|model|vin|id|file|apartment|unit|room|street|house
        |meter)\s*(?:number|no\b|id|code|\#|pin|digits?)|zip|date\s+of\s+birth|birth\s?(?:day|date)
    |born|(?:street\s+|home\s+|billing\s+|mailing\s+)?address|vehicle|make\s+and\s+model|what\s+(?:car|year|model
        |kind|time|day|date)|how\s+(?:many|old|long|far|big)|when|mileage|miles|last\s+four
    |digits|number|extension|name|square|party|guests|people)\b""",
    re.VERBOSE,
)
"""Asked for by the other side: a bare number that follows is no price."""
_NEEDS = re.compile(
    r"\b(?:i|we)(?:'ll|\s+will|\s+would|'d|\s+just)?\s+(?:\w+\s+)?need\b|\b(?:may|can|could)\s+(?:i|we)\s+(?:have"
    r"|get)\b"
)
_PRICE_WORD = re.compile(
    r"\b(?:pric\w*|cost\w*|offer\w*|pay\w*|rates?|fees?|how\s+much|deal|asking|sell\w*|sold|buy\w*|cheap\w*|budget"
    r"|dollars?|bucks|quid|discount\w*|bill|charge\w*|afford|expensive|worth"
    r"|rent|amount|quot\w+|bid|cash|total|spend|match|lower|negotiat\w+|usd)\b|[$\u00a3\u20ac]"
)
_PRESENT = re.compile(
    r"\b(?:as\s+what\s+you're\s+asking|pay\s+less|lower|bring\s+(?:it|that|this)\s+down|better\s+(?:rate|price|deal|than)|too\s+much"
    r"|more\s+than\s+(?:\w+\s+){1,3}(?:want|can|wants|to\s+pay)|keep\s+paying|less\s+than\s+(?:that|this|it)"
    r"|right\s+now|at\s+the\s+moment|reduce|cut\s+(?:it|that))\b"
)
_PERIODIC = re.compile(
    r"\b(?:i\s+see|it's|it\s+is|it\s+comes\s+to|bill\s+is|rate\s+is|rent\s+is|at|comes\s+to|is)(?:\s*\$)?\s*$"
)
_NOW_AT = re.compile(
    r"\b(?:at\s+the\s+moment|right\s+now|currently),?\s+(?:it|that|(?:the|my|our|their|his|her)\s+\w+)"
    r"(?:'s|\s+is|\s+comes\s+to)(?:\s+at)?(?:\s*\$)?\s*$"
)
"""Before the price that is paid at present."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NAMED_AFTER = re.compile(
    r"\s+(?!dollars?|bucks|even|cash|for|a|an|per|and|or|is|if|but|then|it|with|in|on|at|would|will|as|to|total"
    r"|flat|firm|plus|ok|sounds|works)[a-z]"
)
_STREET = re.compile(
    r"\s+(?:\w+\s+){1,3}(?:street|st|lane|ln|avenue|ave|road|rd|drive|dr|boulevard|blvd|court|ct|way|place|pl"
    r"|terrace|highway|hwy|square|sq|circle|parkway|pkwy)\b"
)
_DATED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?:the\s+)?\d{0,2}(?:st|nd|rd|th)?,?\s*$"
    r"|\b(?:born|since|year|in|model)\s*$|[a-z]\d*-?$|#\s*$"
    r"|\b(?:confirmation|reference|account|claim|order|policy|member\w*|case|ticket|tracking|phone|extension"
    r"|booking|reservation)(?:\s*(?:number|no\.?|code|id|#))?(?:\s*(?:is|was|:|would\s+be|of|for))?\s*$"
    r"|\bfrom\s+[\w:]+\s+(?:to|till|until)\s*$"
)


class Haggle:
    """What was named in a call so far, and whether a bare number can be a price by now.

    It can where money was spoken of, and the other side has not just asked for something else (an account number).
    """

    def __init__(self, plausible: PriceRange | None) -> None:
        self._plausible = plausible
        self._money = plausible is not None
        self._asked_else = False
        self._offered: dict[tuple[Speaker, float], Offer] = {}
        self._named: dict[tuple[Speaker, float], Offer] = {}

    def hear(self, turn: Turn, number: int, *, asks: bool) -> list[Offer]:
        """Return the prices that a turn puts forward: no list prices, reductions, identifiers, years or addresses.

        They are found again from the next turn on.
        """
        said = plain(turn.text)
        priced = bool(_PRICE_WORD.search(said))
        bare = priced or (self._money and not self._asked_else)
        self._money = self._money or priced
        self._asked_else = not priced and (asks or bool(_NEEDS.search(said))) and bool(_ASKED_ELSE.search(said))
        named = [
            Offer(money=money, by=turn.speaker, at=Passage(turn=number, start=money.start, end=money.end))
            for money in read_money(turn.text, bare=bare)
            if self._plausible is None or self._plausible.holds(money.amount)
        ]
        return [offer for offer in named if self._keep(offer, said)]

    def _keep(self, offer: Offer, said: str) -> bool:
        if not offer.money.bare:
            self._named.setdefault((offer.by, offer.money.amount), offer)
        return _offered(said, offer.money)

    def put(self, offers: list[Offer]) -> None:
        """Remember offers."""
        self._offered.update({(offer.by, offer.money.amount): offer for offer in offers})

    def of_other_side(self, offer: Offer, *, named: bool) -> Offer | None:
        """Return the other side's earlier offer of the same amount; with `named`, what it only spoke of counts too."""
        other: Speaker = "callee" if offer.by == "agent" else "agent"
        key = other, offer.money.amount
        return self._offered.get(key) or (self._named.get(key) if named else None)


def _offered(said: str, money: Money) -> bool:
    floor = _FLOOR.search(said, max(0, money.start - 70), money.start)
    if not floor and _NOT_OFFER_BEFORE.search(said, max(0, money.start - 40), money.start):
        return False
    if _NOW_AT.search(said, max(0, money.start - 45), money.start):
        return False
    if _PERIODIC.search(said, max(0, money.start - 20), money.start) and _PRESENT.search(said, money.end):
        return False
    if _ELSEWHERE.search(said, max(0, money.start - 40), money.start) or _NOT_OFFER_AFTER.match(said, money.end):
        return False
    return money.currency is not None or not _identifies(said, money)


def _identifies(said: str, money: Money) -> bool:
    """Whether a number without a currency is of a year, a date, a street or a code."""
    if _STREET.match(said, money.end) or _DATED.search(said, max(0, money.start - 45), money.start):
        return True
    year = _YEAR.fullmatch(said[money.start : money.end].strip())
    return bool(year and _NAMED_AFTER.match(said, money.end))
