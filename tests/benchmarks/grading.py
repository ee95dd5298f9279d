"""Grade a folder of labelled dialogues with the shipped checks, and print what they get right, with every false accept.

`python -m tests.benchmarks.grading DIR [--half tune|held-out] [--show]`, where DIR holds booking.jsonl,
booking_truncated.jsonl, price.jsonl, voicemail_ivr.jsonl, disclosure.jsonl and info.jsonl, or some of them.
"""

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from datetime import time as clock_time
from pathlib import Path

from harness.checks.agreed_price import AgreedPrice
from harness.checks.base import Check
from harness.checks.confirmed import Confirmed
from harness.checks.never_discloses import NeverDiscloses
from harness.checks.no_commitment_beyond import NoCommitmentBeyond
from harness.checks.no_invented_facts import NoInventedFacts
from harness.checks.obtained import Obtained
from harness.checks.reached_human import ReachedHuman
from harness.checks.used_fallback import UsedFallback
from harness.language.counts import read_counts
from harness.language.dates import read_dates
from harness.language.times import read_times
from harness.model.values import Json
from harness.model.verdict import Verdict
from tests.benchmarks.counting import Counted, share
from tests.benchmarks.dialogues import CALL_DATE, graded, passed, rows_of, today_of
from tests.benchmarks.grading_speed import measured


def bench_booked(rows: list[Json]) -> Iterator[Counted | str]:
    """Count whether bookings are recognised."""
    counted = Counted()
    check = Confirmed()
    for row in rows:
        outcome = graded(check, row)
        labels = row["labels"]
        counted.add(outcome.value["booked"] == "yes", labels["booked"], f"{row['id']} {labels['kind']}: {outcome.got}")
    yield counted


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotShares:
    """How many true and superseded values there were, and how many of each a check accepted."""

    true: int
    accepted: int
    superseded: int
    wrongly: int


def slot_shares(rows: list[Json], slot: str) -> SlotShares:
    """Ask `confirmed` for every true value of a slot, and for every other value of the same call, on calls booked."""
    accepted = true = wrongly = superseded = 0
    for row in rows:
        label = row["labels"].get("slots", {}).get(slot) if row["labels"]["booked"] else None
        want = _canonical(slot, label["canonical"], today_of(row).date()) if label else None
        if want is None:
            continue
        true += 1
        accepted += _accepts(slot, want, row)
        for other in sorted(_others(_READ[slot](row), want), key=str):
            superseded += 1
            wrongly += _accepts(slot, other, row)
    return SlotShares(true=true, accepted=accepted, superseded=superseded, wrongly=wrongly)


def bench_slots(rows: list[Json]) -> Iterator[Counted | str]:
    """Share of true and of superseded values that `confirmed` accepts, on calls confirmed in truth."""
    for slot in _READ:
        found = slot_shares(rows, slot)
        yield (
            f"  {slot}: true values accepted {share(found.accepted, found.true)}, "
            f"superseded accepted {share(found.wrongly, found.superseded)}"
        )


Value = clock_time | date | int | str


def _canonical(slot: str, text: str, today: date) -> Value | None:
    if slot == "party_size":
        digits = re.search(r"\d+", text)
        return int(digits[0]) if digits else None
    if slot == "time":
        found = [m for m in read_times(text if re.search("[a-z]", text) else f"at {text}") if not m.part]
        return found[0].at if found else None
    mentions = read_dates(text, today)
    if not mentions:
        return None
    return text.lower() if mentions[0].kind == "weekday" else mentions[0].day


def _accepts(slot: str, value: Value, row: Json) -> bool:
    if isinstance(value, clock_time):
        args: Json = {"time": f"{value:%H:%M}"}
    elif slot == "party_size":
        args = {"party_size": value}
    else:
        args = {"day": value.isoformat() if isinstance(value, date) else value}
    return passed(Confirmed.from_args(args), row)


def _times(row: Json) -> set[Value]:
    return {m.at for turn in row["transcript"] for m in read_times(turn["text"]) if not m.part}


def _dates(row: Json) -> set[Value]:
    today = today_of(row).date()
    return {m.day for turn in row["transcript"] for m in read_dates(turn["text"], today) if m.kind != "span"}


def _counts(row: Json) -> set[Value]:
    return {m.value for turn in row["transcript"] for m in read_counts(turn["text"])}


_READ: dict[str, Callable[[Json], set[Value]]] = {"time": _times, "date": _dates, "party_size": _counts}


def _others(values: set[Value], want: Value) -> set[Value]:
    """The values that are surely other ones: half a day's difference in a time, and another month of a day, are not."""
    if isinstance(want, clock_time):
        half = want.hour % 12, want.minute
        return {v for v in values if isinstance(v, clock_time) and (v.hour % 12, v.minute) != half}
    if isinstance(want, str):
        weekday = read_dates(want, CALL_DATE.date())[0].day.weekday()
        return {v for v in values if isinstance(v, date) and v.weekday() != weekday}
    if isinstance(want, date):
        return {v for v in values if isinstance(v, date) and v.day != want.day}
    return values - {want}


def bench_price(rows: list[Json]) -> Iterator[Counted | str]:
    """Count deals, no-deals, and exact prices within a plausible range."""
    deals, none = Counted(), Counted()
    exact = told = 0
    misses = []
    for row in rows:
        labels = row["labels"]
        low, high = 0.3 * labels["listing_price"], 1.2 * labels["listing_price"]
        value = graded(AgreedPrice.from_args({"between": [low, high]}), row).value
        said = value["deal"] == "yes"
        note = f"{row['id']} price {labels['price']}, read {value}"
        deals.add(said, labels["deal"], note)
        none.add(not said, not labels["deal"], note)
        if labels["deal"] and labels["price_in_text"]:
            told += 1
            exact += value["amount"] == labels["price"]
            misses += [f"  other price  {note}"] if value["amount"] != labels["price"] else []
    none.mistakes.clear()  # the same ones, seen from the other side
    yield deals
    yield none
    yield f"  the price exact, deals whose price is in the text: {share(exact, told)}"
    yield "\n".join(misses)


def bench_human(rows: list[Json]) -> Iterator[Counted | str]:
    """Count calls that no person answered."""
    counted = Counted()
    for row in rows:
        value = graded(ReachedHuman(), row).value
        no_human = value["answered_by"] not in ("human", "unclear")
        counted.add(no_human, row["labels"]["no_human"], f"{row['id']} {row['labels']['klass']}, read {value}")
    yield counted


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureShares:
    """How many values were told and found, and how many absent ones raised a false alarm."""

    told: int
    found: int
    absent: int
    alarms: int


def disclosure_shares(rows: list[Json]) -> DisclosureShares:
    """Look for every value told in a call, and for the values that other calls tell of what this one does not."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for kind, label in row["labels"]["disclosed"].items():
            kinds.setdefault(kind, set()).update(_spoken(label))
    found = told = alarms = absent = 0
    for row in rows:
        text = " ".join(re.sub(r"\W+", "", t["text"].lower()) for t in row["transcript"] if t["speaker"] == "agent")
        for label in row["labels"]["disclosed"].values():
            for value in _spoken(label) if label["verbatim"] else ():
                told += 1
                found += not passed(NeverDiscloses(values=(value,)), row)
        for kind in row["labels"]["not_disclosed"]:
            for value in sorted(kinds.get(kind, set())):
                if re.sub(r"\W+", "", value.lower()) in text:
                    continue  # said in this call after all, whatever the label says
                absent += 1
                alarms += not passed(NeverDiscloses(values=(value,)), row)
    return DisclosureShares(told=told, found=found, absent=absent, alarms=alarms)


def _spoken(label: Json) -> set[str]:
    return {value for value in label["values"] if value and value != "null"}


def bench_disclosure(rows: list[Json]) -> Iterator[Counted | str]:
    """Recall of disclosed values, and false alarms for values that were not."""
    found = disclosure_shares(rows)
    yield f"  disclosed values found {share(found.found, found.told)}, false alarms {share(found.alarms, found.absent)}"


def bench_info(rows: list[Json]) -> Iterator[Counted | str]:
    """Count pieces of information asked for and told, against pieces never told."""
    counted = Counted()
    for row in rows:
        for wanted in row["labels"]["checks"]:
            check = Obtained.from_args({"about": wanted["question"]})
            value = graded(check, row).value
            counted.add(value["obtained"] == "yes", wanted["obtained"], f"{row['id']} {wanted['slot']}, read {value}")
    yield counted


def bench_conduct(rows: list[Json]) -> Iterator[Counted | str]:
    """Count the agent's own conduct, check by check: what holds against what fails or is unclear."""
    for name, kind in _CONDUCT.items():
        counted = Counted()
        for row in rows:
            labels = row["labels"]
            if labels["check"] != name:
                continue
            outcome = graded(kind.from_args(labels["args"]), row)
            holds = outcome.verdict is Verdict.PASSED
            counted.add(holds, labels["answer"] == "yes", f"{row['id']} {name}: {outcome.got}")
        yield counted


_CONDUCT: dict[str, type[Check]] = {
    "used_fallback": UsedFallback,
    "no_invented_facts": NoInventedFacts,
    "no_commitment_beyond": NoCommitmentBeyond,
}


Bench = Callable[[list[Json]], Iterator[Counted | str]]

BENCHES: dict[str, tuple[str, tuple[Bench, ...]]] = {
    "booking": ("confirmed", (bench_booked, bench_slots)),
    "booking_truncated": ("confirmed, truncated calls", (bench_booked,)),
    "price": ("agreed_price (deals, then no-deals)", (bench_price,)),
    "voicemail_ivr": ("reached_human (no human)", (bench_human,)),
    "disclosure": ("never_discloses", (bench_disclosure,)),
    "info": ("obtained", (bench_info,)),
    "conduct": ("used_fallback, no_invented_facts, no_commitment_beyond, in this order", (bench_conduct,)),
}


def main() -> None:
    """Print every figure of the folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dialogues", type=Path)
    parser.add_argument("--half", choices=("all", "tune", "held-out"), default="all")
    parser.add_argument("--show", action="store_true", help="print what was missed too, not only false accepts")
    options = parser.parse_args()
    for name, (title, benches) in BENCHES.items():
        path = options.dialogues / f"{name}.jsonl"
        if not path.exists():
            continue
        rows = rows_of(path, options.half)
        began = time.process_time()
        for bench in benches:
            for result in bench(rows):
                show(title, result, missed=options.show)
        say(f"  ({len(rows)} dialogues, {time.process_time() - began:.2f} s of CPU)")

    for line in measured():
        say(line)


def show(title: str, result: Counted | str, *, missed: bool) -> None:
    """Print one result, and each false accept below it."""
    if isinstance(result, str):
        say(result)
        return
    say(result.line(title))
    for mistake in result.mistakes:
        if missed or mistake.startswith("FALSE"):
            say(f"    {mistake}")


def say(line: str) -> None:
    """Print a line, unless it is empty."""
    if line:
        print(line)  # noqa: T201 printing is what a benchmark does


if __name__ == "__main__":
    main()
