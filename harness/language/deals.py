"""What a haggle came to: the offers of both sides, which of them was accepted, and the price that stands at the end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from harness.language.lexicon import plain
from harness.language.money import Money, read_money
from harness.language.passages import Answer, Passage
from harness.language.sentences import Sentence, read_sentences
from harness.model.call import Speaker, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A price put forward: by whom, and where it is said."""

    money: Money
    by: Speaker
    at: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOutcome:
    """Whether both sides agreed on a price; `price` is the last that stood, accepted or not."""

    deal: Answer
    reason: str
    price: Offer | None = None
    decided: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRange:
    """Prices that a call can plausibly be about; None leaves an end open."""

    low: float | None = None
    high: float | None = None

    def holds(self, amount: float) -> bool:
        """Whether `amount` lies between the ends."""
        return (self.low is None or amount >= self.low) and (self.high is None or amount <= self.high)


_Answer = Literal["yes", "yes, but", "no", "hard no", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    offer: Offer | None = None
    deal: Answer = "no"
    reason: str = "no price was offered"
    decided: tuple[Passage, ...] = ()
    offered: tuple[Offer, ...] = ()
    put_off: bool = False


_DEAL = re.compile(
    r"""\b(?:(?<!no\s)(?<!good\s)(?<!great\s)(?<!better\s)(?<!a\sfair\s)(?:it's\s+a\s+|we\s+have\s+a\s+
        |you\s+have\s+a\s+|got\s+a\s+|you\s+got\s+yourself\s+a\s+|that's\s+a\s+|is\s+a\s+)?deal(?=\s*(?:[.!,]|$|then
        |it\s+is|done))
    |(?:have|got|that's|it's|is|make\s+it)\s+(?:yourself\s+)?a\s+deal(?!\s*\?)|sold|i(?:'?ll|\s+will|\s+can
        |\s+would)?\s+(?:accept|agree|take\s+(?:it|that|the\s+\w+)\b)|we(?:'ll|\s+will)?\s+(?:accept|agree|take\s+it)
    |agreed?|accepted|it\s+is\s+then|\d\s+it\s+is|(?:make|making)\s+(?:that|it|this)\s+(?:work|happen)|(?:that|it|this
        |\d)\s+(?:works|is\s+(?:fine|fair|good|perfect|acceptable|reasonable|a\s+(?:good|fair|great)\s+price))
        |let's\s+do\s+(?:it|that|this)|it's\s+yours|it\s+is\s+yours|all\s+yours|you\s+(?:can|may)\s+have\s+it
        |consider\s+it\s+(?:done|sold)|shake\s+on\s+it|you\s+got\s+it|pleasure\s+doing\s+business|done\s+deal
    |send\s+(?:you\s+)?(?:the\s+|an?\s+)?offer|(?:i'll|i\s+will)\s+(?:draw|write)\s+up|(?:i've|i\s+have)\s+(?:applied
        |processed|adjusted|updated|lowered|reduced)|that(?:'s|\s+is)\s+(?:now\s+)?applied|your\s+new\s+(?:rate|price
        |bill|total|plan))\b""",
    re.VERBOSE,
)
_YES = re.compile(
    r"""^(?:(?:oh|well|hmm+|um+|ah|wow|and|so|hey|yay|awesome|omg|lol|haha|hi|thanks|thank\s+you|[a-z]+ly)[,!.\s]+)*
    (?:ok(?:ay|ey)?|k|yes+|yea|yeah|yep|yup|ya|done|sure(?:\s+thing)?|fine|al(?:l\s+)?right|great|perfect|awesome
        |excellent|wonderful|cool|absolutely|definitely|certainly|of\s+course|fair\s+enough|no\s+problem
    |(?:it\s+|that\s+)?sounds?\s+(?:\w+\s+)?(?:good|great|fair|perfect|reasonable|like|fine|wonderful|awesome|amazing)
        |that(?:'s|\s+is|\s+would\s+be|\s+will\s+be|'ll\s+be|'d\s+be)?\s+(?:\w+\s+){0,2}?(?:works?|fine|fair|good
        |great|perfect|reasonable|acceptable|doable|ok(?:ay)?|do|sounds?|amazing|wonderful|awesome)
    |works\s+for|i\s+(?:can|could|would|will|think\s+i\s+can|guess\s+i\s+can|guess\s+(?:that|i))\s+(?:\w+\s+)?(?:do
        |live|works?|make|handle|manage|deal|accept|agree|go|take|be\s+able|be\s+willing|be\s+(?:fine|ok))
        |i\s+could(?=\W*$)|let's\s+do|i'll\s+do|i'll\s+take|i\s+will\s+take|you're\s+on|good|nice|sweet|deal|agreed?
        |lovely|right|thank\s+you|thanks)\b""",
    re.VERBOSE,
)
_PROVIDED = re.compile(r"\b(?:if|provided|as\s+long\s+as)\b")
_PUT_OFF = re.compile(
    r"\b(?:call|ring|get)\s+(?:you\s+|me\s+|us\s+)?back\b|\b(?:need|have)\s+to\s+(?:ask|check\s+with|talk\s+to|speak\s+(?:to|with))\b"
    r"|\b(?:i'll|i\s+will|need\s+to|have\s+to|let\s+me)\s+think\s+about\s+it\b|\bcall\s+again\b"
)
_EASY = re.compile(r"\b(?:pick|come|today|tomorrow|tonight|cash|before|now|meet|soon|quick\w*|make\s+it)\b")
_STRONG_NO = re.compile(
    r"""\b(?:too\s+(?:low|high|much|little|steep|expensive|far)|(?:can't|cannot|can\s+not|couldn't|could\s+not|won't
        |wouldn't|not\s+(?:able|going|willing))\s+(?:\w+\s+){0,3}?(?:do|go|accept|take|afford|sell|let|drop|lower
        |come\s+down|agree|pay|make)
    |unfortunately|i'm\s+afraid|decline|reject|refuse|lowest|(?:very|absolute)\s+least|bottom\s+(?:line|dollar)
        |my\s+(?:max|limit|budget\s+is)|sorry|unable|disagree|low\s?ball|insult\w*|final\s+offer|other\s+offers
    |(?:bit|little|pretty|kind\s+of|really|quite|rather)\s+(?:too\s+)?(?:low|high|much|more|steep)|(?:out\s+of|above
        |over|beyond|past)\s+(?:my|our)|can't\s+afford|think\s+about\s+it|see\s+what|let\s+you\s+know|get\s+back\s+to
        |have\s+to\s+(?:ask|check|think)|not\s+(?:sure|enough)|was\s+(?:thinking|hoping))\b""",
    re.VERBOSE,
)
_NO = re.compile(
    r"\b(?:no|nope|nah|not|cannot|can't|cant|won't|wont|don't|dont|couldn't|wouldn't|isn't|pass|never|firm"
    r"|elsewhere|\w+n't)\b"
)
_ASKS_MORE = re.compile(
    r"\b(?:throw|includ\w*|deliver\w*|free|add|bring|cover|discount|lower|less|better|more|extra|off|down|price"
    r"|cheaper|take|accept|do|go|pay|give|offer)\b"
)
_LOGISTICS = re.compile(
    r"""\b(?:(?:when|where|what\s+time)\s+(?:can|could|would|should|do|will|are|is)\s+(?:\w+\s+){1,5}?(?:pick|come
        |meet|get|move|sign|ready|stop|available)|i'll\s+(?:meet|see|be\s+(?:there|over|by|right)|get\s+the|send|text
        |call|bring|have\s+it|come|pick|stop|swing|drop\s+by|head)
    |see\s+you|bring\s+(?:the\s+|your\s+)?(?:cash|money|truck)|(?:you\s+can\s+)?come\s+(?:and\s+|on\s+|by\s+|over\s+
        |down\s+)*(?:pick|get|by|over|today|now)|on\s+my\s+way|meet\s+(?:you|up|me)|cash\s+or|paypal|my\s+address
        |your\s+address|the\s+paperwork|papers\s+ready|move\s+in|enjoy)\b""",
    re.VERBOSE,
)
_FLOOR = re.compile(
    r"\b(?:can't|cannot|can\s+not|couldn't|not|no|nothing|won't|wouldn't|never)\b[^.?!]{0,34}\b(?:lower|less|below"
    r"|under|higher|more|above|over)(?:\s+than)?\s*\$?\s*$|\bnot\s+go\s+(?:below|above|over|under)\s*\$?\s*$"
)
_NOT_A_NO = re.compile(
    r"\b(?:no\s+(?:problem|worries|issue|rush|hassle)|not\s+a\s+problem|why\s+not|can't\s+wait|can't\s+(?:complain"
    r"|argue|beat)|don't\s+worry|(?:don't|do\s+not|dont|wouldn't)\s+mind|you\s+won't\s+(?:regret|be)|not\s+bad"
    r"|not\s+too\s+bad)\b"
)
_HARD_NO = re.compile(
    r"\b(?:no\s+deal|not\s+interested|(?:have|going)\s+to\s+(?:pass|decline|reject|refuse|look|say\s+no)"
    r"|look\s+(?:elsewhere|somewhere)|can(?:'t|not|\s+not)\s+(?:come\s+to|reach|make)\s+(?:an?\s+)?(?:agreement"
    r"|deal)|don't\s+think\s+(?:we|this|that|i)|thanks\s+anyway|good\s+luck|reject|no\s+thanks?|no\s+thank\s+you"
    r"|walk\s+away|never\s?mind|forget\s+it|i'll\s+pass|best\s+of\s+luck)\b",
    re.VERBOSE,
)
_BUT = re.compile(
    r"\b(?:but|however|if|unless|as\s+long\s+as|only|provided|under\s+one\s+condition|how\s+about|what\s+about"
    r"|what\s+if|instead)\b"
)

# Amounts that are no offer: the list price, reductions, extras, values of other things.
_NOT_OFFER_BEFORE = re.compile(
    r"\b(?:list(?:ed|ing)?(?:\s+(?:price|it|at|for|is|of|the|as))*|originally|retails?(?:\s+(?:for|at))?|worth"
    r"|brand\s+new|new\s+for|sells?\s+(?:for|at)|sell(?:ing)?\s+(?:new\s+)?for|paid|cost(?:s|ed)?(?:\s+me)?"
    r"|instead\s+of|rather\s+than|down\s+from|from|off|save|take\s+off|knock|another|extra|additional|plus"
    r"|deposit(?:\s+(?:of|is|to|down\s+to))?|saw|than|below|under|above|over|not|less\s+than|usually|normally"
    r"|value(?:d)?(?:\s+(?:at|of))?|each|charge|fee(?:\s+of)?|delivery|shipping|gas|add|throw\s+in)(?:\s+(?:the|a|an"
    r"|at|for|about|around|only|just|is|in|as|up|me|it))*\s*\$?\s*$",
    re.VERBOSE,
)
_ELSEWHERE = re.compile(
    r"\b(?:to|from)\s+(?:a\s+friend|someone|somebody|another|my\s+\w+|craigslist|ebay|amazon)\b[^.?!]*$"
)
_NOT_OFFER_AFTER = re.compile(
    r"\s*(?:dollars?\s+|bucks\s+)?(?:off\b|less\b(?!\s+than\s+\$?\d)|more\b|lower\b|higher\b|discount|deposit|gift"
    r"|credit\s+card|extra|is\s+(?:too|a\s+(?:little|bit|tad|lot))|(?:is|seems|sounds)\s+(?:\w+\s+)?(?:too|steep"
    r"|high|low)|was\s+(?:too|my)|too\s+|(?:a|per|each)\s+(?:person|piece|head)|apiece|for\s+(?:delivery|shipping"
    r"|gas|repairs|parts)|delivery|shipping|fee\b|security|down\s+payment|mark\b)",
    re.VERBOSE,
)


def read_deal(turns: Sequence[Turn], plausible: PriceRange | None = None) -> DealOutcome:
    """Follow the offers through a call: an offer stands until another is made; a deal needs the other side's yes.

    "unclear": accepted on a condition that nobody answered. `plausible` keeps numbers that cannot be the price out.
    """
    state = _State()
    for number, turn in enumerate(turns, start=1):
        if turn.speaker != "system":
            state = _after(state, turn, number, plausible)
    return DealOutcome(deal=state.deal, reason=state.reason, price=state.offer, decided=state.decided)


def _after(state: _State, turn: Turn, number: int, plausible: PriceRange | None) -> _State:
    said = plain(turn.text)
    offers = _offers(turn, said, number, plausible)
    standing = state.offer
    if standing is None and not offers:
        return state
    sentences = read_sentences(turn.text)
    answer = _answer(sentences)
    here = Passage(turn=number, start=0, end=len(turn.text))
    state = replace(state, offered=(*state.offered, *offers))
    repeated = [o for o in offers if standing and o.money.amount == standing.money.amount]
    fresh = [o for o in offers if o not in repeated]
    met = (
        _met(state.offered, fresh, turn.speaker)
        if answer != "no" and len(offers) == 1 and not _asks(sentences)
        else None
    )
    if met is not None:
        return replace(
            state,
            offer=met,
            deal="yes",
            reason="one side came to the other's earlier offer",
            decided=(met.at, fresh[-1].at),
        )
    if fresh and not (repeated and answer == "yes" and not _asks(sentences)):
        return _State(offer=fresh[-1], reason="the last offer was not accepted", offered=state.offered)
    if standing is None:
        return state
    if _PUT_OFF.search(said):
        return replace(state, deal="no", reason="put off to another time", decided=(here,), put_off=True)
    if state.put_off and not _DEAL.search(said):
        return state
    if answer == "hard no":
        return replace(state, deal="no", reason="refused in the end", decided=(here,))
    return _answered(state, standing, turn, repeated, answer, here)


def _answered(
    state: _State, standing: Offer, turn: Turn, repeated: list[Offer], answer: _Answer, here: Passage
) -> _State:
    """What an answer without a new price makes of the offer that stands."""
    mine = standing.by == turn.speaker
    if state.deal != "no":
        settled = state.deal == "unclear" and (answer == "yes" or (mine and answer in ("none", "yes, but")))
        return replace(state, deal="yes", reason="accepted, and the condition answered") if settled else state
    if mine:
        return state
    if answer == "yes" or (repeated and answer == "none" and not _asks(read_sentences(turn.text))):
        at = repeated[-1].at if repeated else here
        decided = (standing.at, at)
        return replace(state, deal="yes", reason="the other side accepted the offer", decided=decided)
    if answer == "yes, but":
        taken = repeated[-1] if repeated else standing
        return replace(
            state, offer=taken, deal="unclear", reason="accepted on a condition", decided=(standing.at, here)
        )
    return replace(state, offer=repeated[-1]) if repeated else state


def _met(offered: tuple[Offer, ...], fresh: list[Offer], speaker: Speaker) -> Offer | None:
    """The other side's earlier offer whose amount this side now names as its own."""
    if not fresh:
        return None
    amount = fresh[-1].money.amount
    return next((o for o in reversed(offered) if o.by != speaker and o.money.amount == amount), None)


def _asks(sentences: tuple[Sentence, ...]) -> bool:
    return any(sentence.asks for sentence in sentences)


def _answer(sentences: tuple[Sentence, ...]) -> _Answer:
    """What a turn answers to the offer before it."""
    text = " ".join(sentence.text for sentence in sentences)
    if _HARD_NO.search(text):
        return "hard no"
    strong = bool(_STRONG_NO.search(text))
    agreed = [
        s
        for s in sentences
        if (not s.asks or _PROVIDED.search(s.text)) and (_DEAL.search(s.text) or _YES.search(s.text))
    ]
    agreed = [s for s in agreed if "bye" not in s.text]
    agreed = [s for s in agreed if not _NO.search(_NOT_A_NO.sub(" ", s.text)) or _DEAL.search(s.text)]
    if agreed and not strong:
        more = any(s.asks and _ASKS_MORE.search(s.text) for s in sentences)
        since = sentences.index(agreed[0])
        conditions = [s for s in sentences[since:] if _BUT.search(s.text) and not _EASY.search(s.text)]
        return "yes, but" if more or conditions else "yes"
    if strong:
        return "yes, but" if any(_DEAL.search(s.text) for s in agreed) else "no"
    if _LOGISTICS.search(text):
        return "yes"
    return "no" if _NO.search(_NOT_A_NO.sub(" ", text)) else "none"


def _offers(turn: Turn, said: str, number: int, plausible: PriceRange | None) -> list[Offer]:
    found = []
    for money in read_money(turn.text, bare=True):
        if plausible is not None and not plausible.holds(money.amount):
            continue
        floor = _FLOOR.search(said, max(0, money.start - 70), money.start)
        if not floor and _NOT_OFFER_BEFORE.search(said, max(0, money.start - 40), money.start):
            continue
        if _ELSEWHERE.search(said, max(0, money.start - 40), money.start) or _NOT_OFFER_AFTER.match(said, money.end):
            continue
        found.append(Offer(money=money, by=turn.speaker, at=Passage(turn=number, start=money.start, end=money.end)))
    return found
