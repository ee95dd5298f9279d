"""Is a brief too vague for the agent to act? The rule behind INSUFFICIENT_DETAIL, shared with the brief linter.

Source: API reference, "Error Codes" (the objective or context is too vague), "Caller Types" (a negotiator's strategy
must be in callee_context and detailed_instructions) and "Rate Limits" (English-only).
"""

import re
from collections.abc import Mapping

from harness.language.english import read_language
from harness.language.lexicon import APOSTROPHE, words
from harness.model.brief import DEFAULT_CALLER
from harness.model.values import Json

_TOKEN = re.compile(r"[A-Za-z][A-Za-z'\u2019-]*|[$£€]?\d[\d,.:]*%?|[^\W\d_]+")

# Words that carry nothing an agent could act on, however many of them stand together.
_EMPTY = words(
    """
    a about again all also am an and any anybody anyone anything as asap at back be been being but by can can't
    could did do does doing don't done each else ever every everybody everyone everything few for from go going
    gonna good got had has have having he hello her here hey hi him his how i i'd i'll i'm if in into is it it's its
    just kindly let let's like little lot many maybe me mine more most much must my myself need needs nice no not
    now of off ok okay on one or other our out over please pls quick quickly really right s say says she should so
    some somebody somehow someone something somewhere soon stuff sure t take than thank thanks that that's the their
    them then there these they thing things think this those to today too try up us very via wanna want wants was
    way we well were what whatever when where which who whoever why will with would yes you your yours hers theirs
    possible usual etc same care best whole matter matters issue issues situation business problem problems case deal
    deals stuffs regarding concerning one's what's
    """
)
# Verbs that say that a call happens, not what for.
_VAGUE_VERBS = words(
    """
    act address ask asking assist assistance call called calling calls chat communicate contact deal dial discuss do
    figure find fix get handle help helping know make manage phone process proceed reach resolve ring see solve sort
    speak speaking start take talk talking tell text touch use work conversation hello greet greeting check checking
    inquire enquire enquiry inquiry look looking give
    """
)
_VAGUE_NOUNS = words(
    """
    answer answers assistant agent callee business company companies customer detail details favor favour goal guy
    guys help info information lady man message name number objective office organization organisation people person
    persona phone place purpose question questions receptionist representative request requests result results
    service shop someone store stuff support target task tasks team text thing topic update woman friend contact
    context instruction instructions line owner manager department staff call brief description data subject
    """
)
_PLACEHOLDERS = words(
    """
    asdf asdfasdf qwerty qwertyuiop test tests testing foo bar baz lorem ipsum dolor todo tbd tba na n/a none null
    nil undefined unknown unspecified idk dunno xxx xyz abc blah bla example sample placeholder dummy insert string
    nothing empty blank whatever
    """
)
_NOTHING = _EMPTY | _VAGUE_VERBS | _VAGUE_NOUNS | _PLACEHOLDERS
_TITLES = words("dr doctor mr mrs ms miss sir madam prof")

_STRATEGY = re.compile(
    r"""[$£€]\s?\d | \b\d[\d,.]{0,20}\s?(?:%|percent\b|dollars?\b|bucks\b|pounds?\b|euros?\b|usd\b|k\b|credits?\b)
    | \b(?:target\w*|budget|ceiling|limit\w*|maximum|minimum|max|min|at\ most|at\ least|up\ to|no\ (?:more|less)\ than
        |or\ (?:less|lower|more|better|under)|under|below|acceptable|walk[\ -]away|bottom\ line|leverage|competit\w+
        |rival\w*|elsewhere|switch\w*|cheaper|lower|reduc\w+|discount\w*|promo\w*|waiv\w+|refund\w*|credit(?:ed)?
        |compensat\w+|match|beat|offer\w*|counter\w*|concede|concession\w*|compromise|settle|accept\w*|reject\w*
        |refus\w+|decline|insist|escalat\w+|supervisor|retention|cancel\w*|threat\w*|dispute\w*|evidence|promised?
        |quoted|overcharg\w+|late\ fees?|outage\w*|warrant\w+|contract|loyal\w*|long[-\ ]?time|tenure|on[-\ ]time
        |(?:customer|member)\ (?:for|since)|alternativ\w+|fall\s?back|prefer\w*|otherwise|instead|only\ if|unless
        |do\ not|don't|never|avoid|must|should\ not|mention|emphasi[sz]e|remind|argue|point\ out|open\ with|aim
        |start\ (?:at|by|with)|push\ for|ask\ for|hold\ out
        |if\b.{3,60}?\b(?:try|ask|take|say|mention|push|propose|request|accept|offer|book|wait|call))\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A sign of strategy anywhere: an amount, a target, a limit, leverage, a tactic or a fallback. Generous on purpose."""


def insufficient_detail(brief: Mapping[str, Json]) -> str | None:
    """Return why a brief is too vague to act on, as a sentence that says what to add; None when it is sound.

    Reads `call_objective`, `callee_context`, `callee_name`, `detailed_instructions` and `caller`; values that are not
    strings count as absent, since wrong types are another error.
    """
    objective, context = _text(brief, "call_objective"), _text(brief, "callee_context")
    instructions = _text(brief, "detailed_instructions")
    return (
        _vague_objective(objective, _text(brief, "callee_name"))
        or _vague_context(context)
        or _foreign({"call_objective": objective, "callee_context": context, "detailed_instructions": instructions})
        or _no_strategy(brief, context, instructions)
    )


def _text(brief: Mapping[str, Json], field: str) -> str:
    value = brief.get(field)
    return value.strip() if isinstance(value, str) else ""


def _vague_objective(objective: str, callee: str) -> str | None:
    if not objective:
        return "call_objective is empty: say what the call must achieve, such as a booking with its day and time"
    if not objective.isascii() and read_language(objective).english == "no":
        return None  # said as a matter of language below
    tokens = [token.lower().replace(APOSTROPHE, "'") for token in _TOKEN.findall(objective)]
    whom = {token.lower() for token in _TOKEN.findall(callee)} if _merely_reaches(tokens) else set()
    content = [token for token in tokens if _says_something(token) and token not in whom and token not in _TITLES]
    if len(tokens) < 2 or not content:
        return (
            f"call_objective {_quoted(objective)} does not say what to achieve: name the action and what it is about, "
            "such as 'Schedule a dental cleaning for next Tuesday afternoon'"
        )
    if len(content) == 1 and (_merely_reaches(tokens) or len(tokens) < 3) and not _acts_on(tokens, content[0]):
        return (
            f"call_objective {_quoted(objective)} says whom to call at most, not what to achieve: add the action and "
            "what it is about, such as 'Cancel the gym membership of Jane Doe'"
        )
    return None


_REACHING = words("call contact phone ring dial reach speak talk chat text message greet help assist")
_ACTING = words(
    """
    arrange book cancel change claim close collect complain confirm correct dispute extend file inform lower move
    negotiate notify obtain open order pay postpone purchase reduce rebook refill refund register remove renew
    reorder replace report request reschedule reserve return schedule settle stop switch transfer upgrade verify
    waive activate update check ask get find make track fix renegotiate buy sell rent quote invite apologize thank
    """
)


def _merely_reaches(tokens: list[str]) -> bool:
    """Whether the only verbs are those of making the call ("call the dentist", "talk to Dr. Smith")."""
    return any(token in _REACHING for token in tokens) and not any(
        token in _ACTING and token not in _NOTHING for token in tokens
    )


def _acts_on(tokens: list[str], content: str) -> bool:
    """Whether one content word is enough: an acting verb with its own object ("get a refund", "ask about hours")."""
    verbs = [token for token in tokens if token in _ACTING and token != content]
    return bool(verbs) and content not in _ACTING and not _merely_reaches(tokens)


def _says_something(token: str) -> bool:
    if token[0].isdigit() or token[0] in "$£€":
        return False
    if token in _NOTHING or len(token) < 2:
        return False
    return not re.fullmatch(r"(.)\1+|[^aeiouy'\u2019à-ÿ-]{4,}", token)


def _vague_context(context: str) -> str | None:
    tokens = [token.lower().replace(APOSTROPHE, "'") for token in _TOKEN.findall(context)]
    if not tokens:
        return "callee_context is empty: say who is called and what the agent should know about them"
    if not any(_says_something(token) or token in _TITLES for token in tokens if token not in _NOTHING):
        return (
            f"callee_context {_quoted(context)} says nothing about who is called: add what they are and what the agent "
            "should know, such as 'Local dentist office, open Mon-Fri 9am-5pm'"
        )
    return None


def _foreign(fields: Mapping[str, str]) -> str | None:
    for name, text in fields.items():
        reading = read_language(text)
        if text and reading.english == "no":
            return f"{name} is not in English (it looks like {reading.looks_like}): voice calls are English-only today"
    return None


def _no_strategy(brief: Mapping[str, Json], context: str, instructions: str) -> str | None:
    caller = brief.get("caller")
    if (DEFAULT_CALLER if caller is None else caller) != "negotiator":
        return None
    if _STRATEGY.search(context) or _STRATEGY.search(instructions):
        return None
    omitted = "" if caller else " (an omitted caller is a negotiator)"
    return (
        f"a negotiator{omitted} needs its strategy in callee_context and detailed_instructions, and neither names a "
        "target, a limit, leverage or a fallback: add them, or set caller to 'communicator'"
    )


def _quoted(text: str) -> str:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return repr(shown)
