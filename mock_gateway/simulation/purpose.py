"""What a call is for: the kind of task an objective sets, and how a caller would put it in words."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from harness.language.english import read_language
from harness.language.money import read_money
from harness.language.sentences import read_sentences
from mock_gateway.simulation.persons import in_third_person, to_you, with_article
from mock_gateway.simulation.task_words import ALWAYS_BOOKS, NOT_BOOKED, NOT_PRICED, VERBS

TaskKind = Literal["booking", "price", "errand"]
Form = Literal["order", "question", "asked", "notice", "sentence", "nothing", "foreign"]
MAX_WORDS = 45
MAX_SENTENCES = 12

_SUM = r"(?:bill|rate|rent|price|fee|cost|premium|charge|payment|quote|invoice)s?"
_PRICE = re.compile(
    r"\b(?:(?:\d+ ?(?:percent|%)|\$ ?\d+) off|negotiat\w*|haggle|bargain|discount\w*|retention|rebate"
    rf"|(?:lower|reduc\w*|cut|bring down|get down|knock|match|bring|get)\b.{{0,40}}\b{_SUM}\b"
    r"|(?:better|lower|best|cheaper|reduced) (?:price|rate|deal|rent|offer|quote|premium|bill)"
    r"|talk (?:them|him|her|it) down|price[- ]match|beat\b.{0,20}\b(?:quote|price|offer)|counter\w* (?:their|the|his"
    r"|her) offer"
    r"|(?:raise|increase|improve)\b.{0,20}\b(?:offer|settlement|payout|valuation)|settle\b.{0,30}\b(?:claim|debt"
    r"|balance|bill)"
    rf"|(?:revised|renegotiated|fairer|improved|renewal|discounted|keener|sharper) (?:\w+ )?{_SUM}"
    rf"|(?:reduction|decrease|cut|drop) (?:of|in|on|to|from)\b.{{0,30}}\b{_SUM}"
    rf"|{_SUM}\b.{{0,25}}\b(?:down|cheaper|lower(?:ed)?|reduced?|cut))\b",
    re.I,
)
_NO_CHARGE = re.compile(r"\b(?:free of|without|no|at no(?: extra| additional)?|in) charge\b", re.I)
_PRICE_QUESTION = re.compile(r"\bget (?:the|a|an|their) (?:price|rate|cost|quote|fee)s?\b", re.I)
BOOK_VERB = (
    r"(?:re-?schedul\w*|schedul\w*|re-?book\w*|book\w*|reserv\w*|make|set up|arrange|get|secure|move|change|postpone"
    r"|need\w*|want\w*|request|find|see if)"
)
BOOKABLE = (
    r"(?:appointment|reservation|table|booking|visit|cleaning|check-?\s?up|consult\w*|haircut|massage|room|stay|slot"
    r"|session|viewing|tour|showing|inspection|service|repair|oil change|fitting|interview|lesson|class|test drive"
    r"|pick-?up"
    r"|delivery|meeting|court|tee time|installation|exam\w*|vaccin\w*|shot|grooming|manicure|facial|lunch|dinner|brunch"
    r"|party|flight|tune-?up|appt|scan|headcount|head count|number of guests|plumber|electrician"
    r"|technician|contractor|locksmith|handyman)"
)
_BOOKING = re.compile(
    rf"\b{BOOK_VERB}\b.{{0,60}}\b{BOOKABLE}s?\b|\b(?:re-?schedule|schedule|book|reserve)\b"
    r"|\border\b.{0,30}\b(?:taxi|cab|car service|ride|shuttle|minibus|limo\w*)\b"
    r"|\b(?:appointment|appt|reservation|booking)s?\s+(?:for|on|at|with|request)\b",
    re.I,
)
_LEAD = re.compile(
    r"^\W*(?:(?:please|kindly)\s+)?(?:(?:the )?(?:goal|objective|task|purpose)(?: of (?:the|this) call)?\s*(?:is"
    r"|:)\s*)?"
    r"(?:(?:please|kindly|just|simply|pls|plz|hey|hi)[,!]?\s+)*"
    r"(?:(?:(?:i|we)(?:'d| would)? |would )?(?:like|love|wish) (?:(?:you|u) )?to\s+(?=know|find|ask"
    r"|learn|check)|(?:i )?(?:just )?(?:need|want|wanna) (?:to )?(?=know)|i wonder(?:ed)? (?=if"
    r"|whether|how|what|when|where|why|who|which)|(?:a )?quick question(?: for (?:them"
    r"|you))?\s*[:,-]\s*"
    r"|i(?:'d| would) like (?:you )?to\s+|i (?:want|need) (?:(?:you|u) )?to\s+|(?:can|could|would"
    r"|will) (?:you|u) (?:(?:please|pls|plz|just|kindly) )*"
    r"|help me (?:to )?|to\s+)?"
    r"(?:(?:call|phone|ring|contact|reach out to)\b(?:\s+up)?[^!?;:]{0,60}?\s+(?:and|to)\s+)?(?:please\s+)?"
    r"(?:try to\s+)?(?:see about (?=getting|having|booking|scheduling))?",
    re.I,
)
_ASKING = re.compile(
    r"^(?:ask|find out|check|inquire|enquire|see|know|verify|confirm|learn|determine|clarify|get information"
    r"|follow up|find"
    r"|get (?:an? |the )?(?:update|status|details?|information))\b"
    r"(?:\s+(?:with\s+)?(?:them|him|her|you|(?:the|their|my|somebody"
    r"|someone)(?:\s+[a-z]+){0,2}?(?=\s+(?:if|whether|what|when|where|why|how|who"
    r"|which)\b)))?\s*(?:,\s*)?"
    r"(?:(?P<what>(?:(?:at|on|in|to|for|from|with|by|until) )?(?:if|whether|what|when|where|why|how|who|which)\b.*)"
    r"|(?:on|about|regarding|into|of)\s+(?P<topic>.+))$",
    re.I,
)
_ASKING_FOR = re.compile(
    r"^(?:find out|check|learn|determine|ask for|get|verify|know)\s+"
    r"(?P<what>(?:the|their|its|current|an?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:status|price|cost|hours|address|time|fee|rate|policy|availability|schedule|number|requirements?|quote|estimate"
    r"|balance|date|name|menu|options?)\b.*)$",
    re.I,
)
_WH = r"(?:if|whether|what|when|where|why|how|who|which)"
_AND_BOOK = re.compile(
    rf"^(?:ask|find out|check|see|inquire|confirm)\s+(?:them\s+)?(?P<question>{_WH}\b.+?),?\s+and\s+(?:then\s+)?"
    r"(?P<order>(?:re-?schedule|schedule|book|reserve|make an?)\b.*)$",
    re.I,
)
_AND_ASK = re.compile(
    rf"^(?P<order>(?:re-?schedule|schedule|book|reserve|make)\b.+?),?\s+and\s+(?:also\s+)?(?:ask|find out"
    rf"|check)\s+(?:them\s+)?"
    rf"(?P<question>{_WH}\b.+)$",
    re.I,
)
_TELLING = re.compile(
    r"^(?:tell|inform|notify|remind|let|advise|(?:leave|relay|pass on|give|deliver)\s+(?:word|(?:a"
    r"|the|this|my) (?:short |following )?(?:message|note))\s+(?:for|with|to))\s+(?:(?:the|my|our|his"
    r"|her)\s+\w+|him|her|them"
    r"|(?-i:[A-Z][\w.'\u2019]*(?:\s+(?!I\b)[A-Z][\w.'\u2019]*)*)"
    r"|[\w'\u2019. ]{1,40}?(?=\s+(?:know\b|that\b|about\b|of\b|to\b)))\s*,?\s*(?:know\s+)?,?\s*(?:\b(?P<word>that"
    r"|about|of|to)\s+)?(?P<what>.+)$",
    re.I,
)
_STOPS = (
    r"(?:for|on|at|next|this|tomorrow|tonight|today|with|in|by|as|from|under|to|and|or|before|after|that|near"
    r"|between|of"
    r"|any|sometime|either|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_WORD = r"[\w'\u2019&/-]+"
_SERVICE = re.compile(
    rf"\b{BOOK_VERB}\s+(?:them\s+|her\s+|him\s+)?(?P<what>(?!{_STOPS}\b)(?:an?\s+|the\s+|their\s+|his\s+"
    rf"|her\s+)?{_WORD}"
    rf"(?:\s+(?!{_STOPS}\b){_WORD}){{0,4}})",
    re.I,
)
_ALSO = re.compile(
    rf"\s+and\s+(?P<noun>(?!{_STOPS}\b|then\b|also\b)(?:an?\s+)?{_WORD}(?:\s+(?!{_STOPS}\b){_WORD}){{0,3}})"
)
_BOOKED_NOUNS = frozenset({"return", "visit", "clean"})
_THING = re.compile(
    r"\b(?P<what>(?:(?:monthly|annual|yearly|weekly|internet|cable|phone|mobile|wireless|electric\w*|energy|gas|water"
    r"|insurance|car|auto|home|gym|rental|hospital|medical|hotel|room|service|repair|late|cancellation|membership"
    r"|subscription|cell|broadband|tv|streaming|security|renewal)\s+){0,3}"
    r"(?:bill|rate|rent|price|plan|subscription|membership|premium|fees?|quote|cost|charges?|lease|invoice|balance))\b",
    re.I,
)
_COURTESY = re.compile(
    r"^\W*(?:thanks|thank you|many thanks|cheers|hello|hi|good (?:morning|afternoon|day))\b[^.!?]*[.!?]*$", re.I
)
_DIRECT = re.compile(
    r"^\W*(?:(?:what|when|where|why|how|who|which)\b[^?]*|(?:do|does|is|are|will|have|has)\s+(?!you\b)\w[^?]*)\?\W*$",
    re.I,
)
_HAGGLES = re.compile(
    r"\b(?:target|max(?:imum)?|up to|as (?:high|far|low) as|at (?:most|least)|(?:no|not) more than|go (?:above|over"
    r"|higher)"
    r"|less than|settle|limit|lower|down|stretch|budget|compet\w+|leverage|switch|ceiling|better|walk ?away|negotia\w+"
    r"|accept\w*|the most|minimum|would (?:do|take) it|he'll do|they'll do)\b",
    re.I,
)
_INVITED = re.compile(
    r"\binvite\b.{1,40}?\b(?:for|to)\s+(?P<what>(?!\d)(?:[a-z']+\s+){0,3}?[a-z]+)\b(?=\s+(?:on|at|next|this)\b|$)"
)
_WOULD_TAKE = re.compile(
    r"\b(?:see|ask|find out|check)\s+(?:them\s+)?(?:if|whether)\b.{0,40}\b(?:do it|do|take|accept|come down|go down"
    r"|match|lower"
    r"|reduce|knock|drop|agree|let \w+ have)\b",
    re.I,
)
_IT = re.compile(r"^(?P<verb>\w+) it\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What the call is for.

    `request` is the words to say: what follows "I'd like to" for an order, the reported question ("whether you take
    walk-ins"), the news of a notice, or a sentence of its own. `service` is what is booked ("a dental cleaning"),
    `thing` what a price is about ("monthly bill"), `question` what is to be asked besides.
    """

    kind: TaskKind
    form: Form
    request: str
    service: str = ""
    thing: str = ""
    question: str = ""


def read_purpose(objective: str, everything: str) -> Purpose:
    """Read an objective; `everything` is the whole brief, for what the objective only hints at."""
    text = " ".join(objective.split())
    clause, form = _clause(text, everything)
    clause, question = _split(clause) if form == "order" else (clause, "")
    kind = _kind(clause, everything) if form not in ("nothing", "foreign", "asked") else "errand"
    thing = _THING.search(text) or _THING.search(everything)
    if kind == "errand" and form == "order":
        clause, form = _errand(clause)
    return Purpose(
        kind=kind,
        form=form,
        request=in_third_person(clause),
        service=_service(in_third_person(clause)) if kind == "booking" else "",
        thing=in_third_person(thing["what"].lower()) if thing else "",
        question=in_third_person(to_you(question)),
    )


def as_booking(purpose: Purpose) -> Purpose:
    """Return the purpose of a brief that says when it should be, though not in the words of a booking."""
    invited = _INVITED.search(purpose.request)
    return replace(purpose, kind="booking", service=invited["what"] if invited else _service(purpose.request))


def may_be_booking(purpose: Purpose) -> bool:
    """Whether days and times in the brief would make this a booking: it asks nothing, tells nothing, ends nothing."""
    first = purpose.request.split()[0].lower() if purpose.request else ""
    return purpose.kind == "errand" and purpose.form in ("order", "sentence") and first not in NOT_BOOKED


def may_be_price(purpose: Purpose) -> bool:
    """Whether a price and its limit would make this a negotiation."""
    first = purpose.request.split()[0].lower() if purpose.request else ""
    return purpose.kind == "errand" and purpose.form in ("order", "sentence") and first not in NOT_PRICED


def _kind(clause: str, everything: str) -> TaskKind:
    first = clause.split()[0].lower() if clause else ""
    if _WOULD_TAKE.search(clause) and read_money(clause):
        return "price"
    if _ASKING.match(clause) or _PRICE_QUESTION.search(clause):
        return "errand"
    if first in ("cancel", "confirm", "tell", "inform", "notify", "remind", "dispute", "return", "report", "track"):
        return "errand"
    if _PRICE.search(_NO_CHARGE.sub("", clause)):
        return "price"
    if first not in ALWAYS_BOOKS and read_money(clause) and _HAGGLES.search(everything):
        return "price"
    if _BOOKING.search(clause):
        return "booking"
    return "price" if first == "" and _PRICE.search(everything) else "errand"


def _split(clause: str) -> tuple[str, str]:
    """Tell a booking from the question that shares its sentence: "ask if they take Aetna and book a checkup"."""
    match = _AND_BOOK.match(clause) or _AND_ASK.match(clause)
    return (match["order"], match["question"]) if match else (clause, "")


def _clause(text: str, everything: str) -> tuple[str, Form]:
    """Return what the first sentence with a task asks for; where none has one, the first sentence."""
    listed = [text[found.start : found.end] for found in read_sentences(text)[:MAX_SENTENCES]] or [text]
    read = [_of_sentence(sentence) for sentence in listed]
    at = next((at for at, (_, form) in enumerate(read) if form in ("order", "asked")), None)
    if at is None:
        hints = [bool(_PRICE.search(clause) or _BOOKING.search(clause)) for clause, _ in read]
        said = next((at for at, (clause, _) in enumerate(read) if clause), 0)
        at = hints.index(True) if True in hints else said
    clause, form = read[at]
    if form == "foreign" and at == 0 and _is_english(text, everything):
        form = "sentence"
    thing = _THING.search(" ".join(listed[:at])) if at else None
    return (_IT.sub(rf"\g<verb> my {thing['what']}", clause) if thing else clause), form


def _is_english(text: str, everything: str) -> bool:
    """Whether a text is English, or short of words in a brief that is."""
    own = read_language(text).english
    return own == "yes" or (own == "unclear" and read_language(everything).english != "no")


def _of_sentence(sentence: str) -> tuple[str, Form]:
    """Turn "Please call them and book a table" into "book a table"; a text that is no order stays a sentence."""
    if _COURTESY.match(sentence):
        return "", "nothing"
    if _DIRECT.match(sentence):
        return to_you(sentence.strip(" .!?;:")), "asked"
    bare = _LEAD.sub("", sentence, count=1).strip(" .!?;:")
    spoken = bare.split()[:MAX_WORDS]
    if not spoken:
        return "", "nothing"
    shown = " ".join(spoken)
    language = read_language(shown).english
    is_order = spoken[0].lower() in VERBS and not (spoken[0].isupper() and len(spoken[0]) > 1)
    if language == "no" or (language == "unclear" and not is_order):
        return shown, "foreign"
    if is_order:
        spoken[0] = spoken[0].lower()
    return " ".join(spoken), "order" if is_order else "sentence"


def _errand(clause: str) -> tuple[str, Form]:
    asking = _ASKING.match(clause)
    if asking:
        return to_you(asking["what"] or f"about {asking['topic']}"), "question"
    asking = _ASKING_FOR.match(clause)
    if asking:
        return f"about {to_you(asking['what'])}", "question"
    telling = _TELLING.match(clause)
    if telling:
        word = (telling["word"] or "that").lower()
        return telling["what"].lstrip(" :") if word == "that" else f"{word} {telling['what']}", "notice"
    return clause, "order"


def _service(clause: str) -> str:
    match = _SERVICE.search(clause)
    what = match["what"].strip(" '-/&") if match else ""
    also = _ALSO.match(clause, match.end("what")) if match and what else None
    if also and also["noun"].split()[0].lower() not in VERBS - _BOOKED_NOUNS:
        what = f"{what} and {also['noun']}"
    is_plain = what and not re.search(r"\d", what) and not re.match(r"(?:if|whether)\b", what, re.I)
    return with_article(re.sub(r"^(?:their|his|her)\b", "the", what, flags=re.I)) if is_plain else ""
