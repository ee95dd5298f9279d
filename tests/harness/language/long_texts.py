"""Read long and hostile texts with every public reader, and print those that took more than linear time.

`python -m tests.harness.language.long_texts` is a process of its own, so that a reader that hangs can be ended.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from harness.language.answering import kind_of_turn, read_answering
from harness.language.booking import read_booking_acts
from harness.language.booking_outcome import read_booking
from harness.language.booking_slots import read_slots
from harness.language.brief_facts import fallbacks, private_limit
from harness.language.commitments import read_commitments, read_hedges
from harness.language.counts import read_counts
from harness.language.dates import read_dates
from harness.language.deals import read_deal
from harness.language.digits import read_digit_runs
from harness.language.disclosure import wanted
from harness.language.english import read_language
from harness.language.identities import read_identities
from harness.language.information import read_information
from harness.language.money import read_money
from harness.language.numbers import read_numbers
from harness.language.passages import Passage
from harness.language.quotations import find_quotation
from harness.language.replies import read_reply
from harness.language.sentences import read_sentences
from harness.language.times import read_times, same_moment
from harness.language.vagueness import insufficient_detail
from harness.model.call import Turn

LONG = 10_000
ENOUGH = 0.25
"""Seconds of CPU below which nothing is suspected."""
TIMES = 10
"""How much longer a text four times as long may take; linear is 4, quadratic 16."""
_TODAY = date(2026, 3, 6)
_UNITS = (
    *("1,", "$", "-", "(", "1", "\n", "\t", ".", "'", "\u2019", "#", "/", "@", "%", "x", "A", "0", "1.", "1:", "a.b"),
    *("a ", "1 ", "$1 ", "1 to ", "one ", "twenty ", "half ", "one hundred ", "5th ", "st ", "1 main ", "double "),
    *("at ", "and ", "to ", "the ", "for ", "or ", "if ", "is ", "of ", "not ", "what ", "that ", "up ", "got "),
    *("? ", "! ", ", ", ". ", "a- ", "A. ", "monday ", "march ", "tomorrow ", "next ", "pm ", "in the ", "night "),
    *("yes ", "no ", "okay ", "thanks ", "i will ", "i've ", "you're ", "it's ", "book ", "your table ", "cancel "),
    *("my name is ", "Anna ", "street ", "number ", "call ", "hold ", "please ", "message ", "press 1 ", "dollars "),
    *(
        "month ",
        "people ",
        "party of ",
        "between 1 and ",
        "offer ",
        "open from 1 to ",
        "fee ",
        "1 a month ",
        "can you ",
    ),
)


def texts(length: int) -> Iterator[tuple[str, str]]:
    """Yield a name and a text: numbers padded with `length` spaces, and each thing repeated to half that length."""
    space = " \n\t"
    yield "white space in a sentence", f"I have 5{' ' * length}dollars at 3{' ' * length}pm"
    yield "white space after a number", f"It's $0{space * (length // 3)}!"
    for unit in _UNITS:
        yield f"{unit!r} repeated", unit * (length // 2 // len(unit)) + "!z"


def _turns(text: str) -> tuple[Turn, ...]:
    return tuple(Turn(speaker=speaker, text=text) for speaker in ("agent", "callee", "agent"))


READERS: Mapping[str, Callable[[str], object]] = {
    "read_money": lambda text: read_money(text, bare=True),
    "read_numbers": read_numbers,
    "read_times": read_times,
    "same_moment": lambda text: same_moment(text, text),
    "read_dates": lambda text: read_dates(text, _TODAY),
    "read_counts": read_counts,
    "read_digit_runs": read_digit_runs,
    "read_language": read_language,
    "read_identities": read_identities,
    "read_sentences": read_sentences,
    "read_reply": lambda text: read_reply(read_sentences(text)),
    "read_booking_acts": read_booking_acts,
    "read_booking": lambda text: read_booking(_turns(text)),
    "read_slots": lambda text: read_slots(_turns(text), Passage(turn=2, start=0, end=5), _TODAY),
    "read_commitments": lambda text: list(read_commitments(text)),
    "read_hedges": lambda text: list(read_hedges(text)),
    "kind_of_turn": kind_of_turn,
    "read_answering": lambda text: read_answering(_turns(text)),
    "read_deal": lambda text: read_deal(_turns(text)),
    "read_information": lambda text: [
        read_information(_turns(text), about, None, _TODAY)
        for about in ("the opening hours", "the price", "the status")
    ],
    "private_limit": lambda text: private_limit({"detailed_instructions": text}),
    "fallbacks": lambda text: fallbacks({"detailed_instructions": text}),
    "insufficient_detail": lambda text: insufficient_detail(
        {"callee_name": text, "callee_context": text, "call_objective": text, "detailed_instructions": text}
    ),
    "find_quotation": lambda text: find_quotation([text], text[:50]),
    "wanted": lambda text: wanted(text[:200]).find(text),
}
"""Every public reader of texts by name, called on one text."""


def main() -> None:
    """Print a line for each reader and text that took more than linear time."""
    for name, read in READERS.items():
        for (what, text), (_, quarter) in zip(texts(LONG), texts(LONG // 4), strict=True):
            taken = _seconds(read, text)
            if taken > ENOUGH and taken > TIMES * _seconds(read, quarter):
                print(f"{name}: {what}: {taken:.2f} s for {len(text):,} characters", flush=True)  # noqa: T201


def _seconds(read: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    read(text)
    return time.process_time() - began


if __name__ == "__main__":
    main()
