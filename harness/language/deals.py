"""What a haggle came to: the offers of both sides, which of them was accepted, and the price that stands at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from harness.language.offers import Haggle, Offer, PriceRange
from harness.language.passages import Answer, Passage
from harness.language.replies import Reply, read_reply
from harness.language.sentences import read_sentences
from harness.model.call import Speaker, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class DealOutcome:
    """Whether both sides agreed on a price; `price` is the last that stood, accepted or not."""

    deal: Answer
    reason: str
    price: Offer | None = None
    decided: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    offer: Offer | None = None
    deal: Answer = "no"
    reason: str = "no price was offered"
    decided: tuple[Passage, ...] = ()
    put_off: bool = False
    set_by: Speaker | None = None
    settled: Offer | None = None


def read_deal(turns: Sequence[Turn], plausible: PriceRange | None = None) -> DealOutcome:
    """Follow the offers through a call: an offer stands until another is made; a deal needs the other side's yes.

    "unclear": accepted on a condition that nobody answered. `plausible` keeps numbers that cannot be the price out.
    """
    state, haggle = _State(), Haggle(plausible)
    for number, turn in enumerate(turns, start=1):
        if turn.speaker != "system":
            state = _after(state, turn, number, haggle)
    return DealOutcome(deal=state.deal, reason=state.reason, price=state.offer, decided=state.decided)


def _after(state: _State, turn: Turn, number: int, haggle: Haggle) -> _State:
    sentences = read_sentences(turn.text)
    asks = any(sentence.asks for sentence in sentences)
    offers = haggle.hear(turn, number, asks=asks)
    standing = state.offer
    if standing is None and not offers:
        return state
    heard = _Heard(
        reply=_whole(read_reply(sentences), turn.text),
        asks=asks,
        by=turn.speaker,
        at=Passage(turn=number, start=0, end=len(turn.text)),
        repeated=tuple(o for o in offers if standing and o.money.amount == standing.money.amount),
    )
    fresh = [o for o in offers if not standing or o.money.amount != standing.money.amount]
    met = None
    if fresh and heard.reply in _TAKEN and len(offers) == 1 and not asks:
        met = haggle.of_other_side(fresh[-1], named=heard.reply in _YES)
    haggle.put(offers)
    if met is not None:
        reason = "one side came to the other's earlier offer"
        return replace(state, offer=met, deal="yes", reason=reason, decided=(met.at, fresh[-1].at), put_off=False)
    last_is_fresh = bool(fresh) and fresh[-1] is offers[-1]
    if fresh and not (heard.repeated and not asks and (heard.reply in _YES or not last_is_fresh)):
        settled = standing if state.deal != "no" else state.settled
        return _State(offer=fresh[-1], reason="the last offer was not accepted", settled=settled)
    return state if standing is None else _answered(state, standing, heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """What one turn says to the offer that stands: its reply, and the offer named again."""

    reply: Reply
    asks: bool
    by: Speaker
    at: Passage
    repeated: tuple[Offer, ...]


def _whole(reply: Reply, text: str) -> Reply:
    """An "okay" that is cut off ("Okay, ...") takes nothing yet."""
    return "none" if reply == "yes" and text.rstrip().endswith((",", "-", "\u2014", "\u2013")) else reply


_YES = frozenset({"deal", "yes"})
_TAKEN = _YES | {"yes, but", "none"}


def _answered(state: _State, standing: Offer, heard: _Heard) -> _State:
    """What an answer without a new price makes of the offer that stands."""
    if heard.reply == "put off":
        return replace(state, deal="no", reason="put off to another time", decided=(heard.at,), put_off=True)
    if state.put_off and heard.reply != "deal":
        return state
    if heard.reply == "hard no":
        return replace(state, deal="no", reason="refused in the end", decided=(heard.at,))
    if state.deal == "yes":
        return state
    if state.deal == "unclear":
        return _condition_answered(state, heard)
    if standing.by == heard.by:
        return state
    if heard.reply == "no" and state.settled is not None and not heard.asks:
        reason = "a later offer was refused, the price agreed before stands"
        return replace(state, offer=state.settled, deal="yes", reason=reason, decided=(state.settled.at, heard.at))
    last = heard.repeated[-1] if heard.repeated else None
    decided = (standing.at, last.at if last else heard.at)
    if heard.reply in _YES or (last and heard.reply == "none" and not heard.asks):
        return replace(state, deal="yes", reason="the other side accepted the offer", decided=decided)
    if heard.reply == "yes, but":
        return replace(
            state, deal="unclear", reason="accepted on a condition", decided=(standing.at, heard.at), set_by=heard.by
        )
    return replace(state, offer=last) if last else state


def _condition_answered(state: _State, heard: _Heard) -> _State:
    """Whether the side that was set a condition goes along with it: by a yes, or by going on without a no."""
    other = heard.by != state.set_by
    if heard.reply in _YES or (other and not heard.asks and heard.reply in ("none", "yes, but")):
        return replace(state, deal="yes", reason="accepted, and the condition answered")
    if other and heard.reply == "no":
        return replace(state, deal="no", reason="the condition was refused", decided=(heard.at,))
    return state
