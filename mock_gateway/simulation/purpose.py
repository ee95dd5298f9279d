"""What a call is for: the kind of task an objective sets, and how a caller would put it in words."""

import re
from dataclasses import dataclass
from typing import Literal

from harness.language.counts import read_counts
from harness.language.english import read_language
from harness.language.lexicon import words

TaskKind = Literal["booking", "price", "errand"]
Form = Literal["order", "question", "notice", "sentence", "nothing", "foreign"]
MAX_WORDS = 45

_SUM = r"(?:bill|rate|rent|price|fee|cost|premium|charge|payment|quote|invoice)s?"
_PRICE = re.compile(
    r"\b(?:negotiat\w*|haggle|bargain|discount\w*|retention|rebate"
    rf"|(?:lower|reduc\w*|cut|bring down|get down|knock|match|bring|get)\b.{{0,40}}\b{_SUM}\b"
    r"|(?:better|lower|best|cheaper|reduced) (?:price|rate|deal|rent|offer|quote|premium|bill)"
    rf"|{_SUM}\b.{{0,25}}\b(?:down|lower(?:ed)?|reduced?|cut))\b",
    re.I,
)
_PRICE_QUESTION = re.compile(r"\bget (?:the|a|an|their) (?:price|rate|cost|quote|fee)s?\b", re.I)
_BOOK_VERB = (
    r"(?:re-?schedul\w*|schedul\w*|re-?book\w*|book\w*|reserv\w*|make|set up|arrange|get|secure|move|change|postpone"
    r"|need\w*|want\w*|request|find|see if)"
)
_BOOKABLE = (
    r"(?:appointment|reservation|table|booking|visit|cleaning|check-?\s?up|consult\w*|haircut|massage|room|stay|slot"
    r"|session|viewing|tour|showing|inspection|service|repair|oil change|fitting|interview|lesson|class|test drive"
    r"|pick-?up"
    r"|delivery|meeting|court|tee time|installation|exam\w*|vaccin\w*|shot|grooming|manicure|facial|lunch|dinner|brunch"
    r"|party|flight|tune-?up|plumber|electrician|technician|contractor|locksmith|handyman)"
)
_BOOKING = re.compile(rf"\b{_BOOK_VERB}\b.{{0,60}}\b{_BOOKABLE}s?\b|\b(?:re-?schedule|schedule|book|reserve)\b", re.I)
_LEAD = re.compile(
    r"^\W*(?:(?:please|kindly)\s+)?(?:(?:the )?(?:goal|objective|task|purpose)(?: of (?:the|this) call)?\s*(?:is"
    r"|:)\s*)?"
    r"(?:(?:please|kindly)\s+)?"
    r"(?:i(?:'d| would) like (?:you )?to\s+|i (?:want|need) (?:you )?to\s+|(?:can|could|would) you (?:please )?"
    r"|help me (?:to )?|to\s+)?"
    r"(?:(?:call|phone|ring|contact|reach out to)\s+(?:up\s+)?[^.]{0,60}?\s+(?:and|to)\s+)?(?:try to\s+)?",
    re.I,
)
_PERSONS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\bI am\b|\bI['\u2019]m\b", "they are"),
        (r"\bI was\b", "they were"),
        (r"\bI['\u2019]ve\b", "they have"),
        (r"\bI['\u2019]ll\b", "they will"),
        (r"\bI['\u2019]d\b", "they would"),
        (r"\bI\b|\b[Ww]e\b(?! (?:both|all) )", "they"),
        (r"\bmyself\b", "themselves"),
        (r"\b[Mm]y\b|\b[Oo]ur\b", "their"),
        (r"\b(?:mine|ours)\b", "theirs"),
        (r"\bme\b|\bus\b", "them"),
    )
)
_ASKING = re.compile(
    r"^(?:ask|find out|check|inquire|enquire|see|verify|confirm|learn|determine|clarify|get information|follow up|find"
    r"|get (?:an? |the )?(?:update|status|details?|information))\b"
    r"(?:\s+(?:with\s+)?(?:them|him|her|you))?\s*(?:,\s*)?"
    r"(?:(?P<what>(?:if|whether|what|when|where|how|who|which)\b.*)|(?:on|about|regarding|into|of)\s+(?P<topic>.+))$",
    re.I,
)
_ASKING_FOR = re.compile(
    r"^(?:find out|check|learn|determine|ask for|get|verify)\s+"
    r"(?P<what>(?:the|their|its|current|an?)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:status|price|cost|hours|address|time|fee|rate|policy|availability|schedule|number|requirements?|quote|estimate"
    r"|balance|date|name|menu|options?)\b.*)$",
    re.I,
)
_WH = r"(?:if|whether|what|when|where|how|who|which)"
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
    r"^(?:tell|inform|notify|remind|let)\s+[\w'\u2019. ]{1,40}?\s*(?:know\s+)?\b(?P<word>that|about|of"
    r"|to)\s+(?P<what>.+)$",
    re.I,
)
_PLACE = (
    r"the (?:store|shop|clinic|office|restaurant|hotel|company|business|place|garage|gym|pharmacy|dentist|salon"
    r"|landlord"
    r"|practice|bank)"
)
_TO_YOU = tuple(
    (re.compile(pattern, re.I), replacement)
    for pattern, replacement in (
        (rf"\b(?:they|{_PLACE})\s+(?:is|are)\b", "you are"),
        (rf"\b(?:they|{_PLACE})\s+(?:has|have)\b", "you have"),
        (
            rf"\b{_PLACE}\s+(?P<verb>accept|take|offer|sell|open|close|serve|stock|carry|allow|provide|do)(?:e?s)\b",
            r"you \g<verb>",
        ),
        (r"\bthey['\u2019]re\b", "you're"),
        (r"\bthey\b", "you"),
        (r"\btheir\b", "your"),
        (r"\bthem\b", "you"),
    )
)
_STOPS = (
    r"(?:for|on|at|next|this|tomorrow|tonight|today|with|in|by|as|from|under|to|and|or|before|after|that|near"
    r"|between|of"
    r"|any|sometime|either|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_WORD = r"[\w'\u2019&/-]+"
_SERVICE = re.compile(
    rf"\b{_BOOK_VERB}\s+(?:them\s+|her\s+|him\s+)?(?P<what>(?!{_STOPS}\b)(?:an?\s+|the\s+|their\s+|his\s+"
    rf"|her\s+)?{_WORD}"
    rf"(?:\s+(?!{_STOPS}\b){_WORD}){{0,4}})",
    re.I,
)
_THING = re.compile(
    r"\b(?P<what>(?:(?:monthly|annual|yearly|weekly|internet|cable|phone|mobile|wireless|electric\w*|energy|gas|water"
    r"|insurance|car|auto|home|gym|rental|hospital|medical|hotel|room|service|repair|late|cancellation|membership"
    r"|subscription|cell|broadband|tv|streaming|security|renewal)\s+){0,3}"
    r"(?:bill|rate|rent|price|plan|subscription|membership|premium|fees?|quote|cost|charges?|lease|invoice|balance))\b",
    re.I,
)
VERBS = words(
    """
    schedule book reserve make set arrange get secure reschedule move change cancel confirm ask find check inquire
    enquire verify inform tell let notify remind report dispute complain request return order track follow obtain
    learn determine see negotiate lower reduce bring cut waive match discuss talk speak resolve fix renew extend
    upgrade downgrade switch transfer pay settle appeal file submit update correct remove add replace exchange claim
    collect pick drop invite thank apologize wish congratulate postpone push rebook refill activate deactivate open
    close start stop end terminate sign enroll register clarify explain describe provide give leave deliver send
    persuade convince save keep buy sell rent hire purchase place contest challenge escalate haggle bargain offer
    propose accept decline ensure look try receive locate help
    """
)


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
    clause, form = _clause(text)
    clause, question = _split(clause) if form == "order" else (clause, "")
    kind = _kind(clause, everything) if form not in ("nothing", "foreign") else "errand"
    thing = _THING.search(text) or _THING.search(everything)
    if kind == "errand" and form == "order":
        clause, form = _errand(clause)
    return Purpose(
        kind=kind,
        form=form,
        request=clause,
        service=_service(clause) if kind == "booking" else "",
        thing=_third_person(thing["what"].lower()) if thing else "",
        question=_to_you(question),
    )


def read_party_size(objective: str, instructions: str, context: str) -> int | None:
    """Return the party size that a brief states."""
    for text in (objective, instructions, context):
        found = read_counts(text)
        if found:
            return found[0].value
    return None


def _kind(clause: str, everything: str) -> TaskKind:
    first = clause.split()[0].lower() if clause else ""
    if _ASKING.match(clause) or _PRICE_QUESTION.search(clause):
        return "errand"
    if first in ("cancel", "confirm", "tell", "inform", "notify", "remind", "dispute", "return", "report", "track"):
        return "errand"
    if _PRICE.search(clause):
        return "price"
    if _BOOKING.search(clause):
        return "booking"
    return "price" if first == "" and _PRICE.search(everything) else "errand"


def _split(clause: str) -> tuple[str, str]:
    """Tell a booking from the question that shares its sentence: "ask if they take Aetna and book a checkup"."""
    match = _AND_BOOK.match(clause) or _AND_ASK.match(clause)
    return (match["order"], match["question"]) if match else (clause, "")


def _clause(text: str) -> tuple[str, Form]:
    """Turn "Please call them and book a table" into "book a table"; a text that is no order stays a sentence."""
    first = re.split(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])", text, maxsplit=1)[0]
    bare = _LEAD.sub("", first, count=1).strip(" .!?;:")
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
    return _third_person(" ".join(spoken)), "order" if is_order else "sentence"


def _errand(clause: str) -> tuple[str, Form]:
    asking = _ASKING.match(clause)
    if asking:
        return _to_you(asking["what"] or f"about {asking['topic']}"), "question"
    asking = _ASKING_FOR.match(clause)
    if asking:
        return f"about {_to_you(asking['what'])}", "question"
    telling = _TELLING.match(clause)
    if telling:
        word = telling["word"].lower()
        return telling["what"] if word == "that" else f"{word} {telling['what']}", "notice"
    return clause, "order"


def with_article(noun: str) -> str:
    """Return "a quiet room" for "quiet room"; a plural, a pronoun and what has an article stay as they are."""
    if re.match(r"(?:an?|the|some|any|no|one|two|three|four|\w*thing)\b|.*s$", noun, re.I):
        return noun
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _third_person(text: str) -> str:
    for pattern, replacement in _PERSONS:
        text = pattern.sub(replacement, text)
    return text


def _to_you(text: str) -> str:
    for pattern, replacement in _TO_YOU:
        text = pattern.sub(replacement, text)
    return text.strip()


def _service(clause: str) -> str:
    match = _SERVICE.search(clause)
    what = match["what"].strip(" '-/&") if match else ""
    is_plain = what and not re.search(r"\d", what) and not re.match(r"(?:if|whether)\b", what, re.I)
    return with_article(re.sub(r"^(?:their|his|her)\b", "the", what, flags=re.I)) if is_plain else ""
