"""Grade a folder of labelled dialogues with the shipped checks, and print what they get right, with every false accept.

`python -m tests.benchmarks.grading DIR [--half tune|held-out] [--show]`, where DIR holds booking.jsonl,
booking_truncated.jsonl, price.jsonl, voicemail_ivr.jsonl, disclosure.jsonl and info.jsonl, or some of them.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path

from harness.checks.agreed_price import AgreedPrice
from harness.checks.base import Check, Outcome
from harness.checks.confirmed import Confirmed
from harness.checks.context import CheckContext
from harness.checks.never_discloses import NeverDiscloses
from harness.checks.obtained import Obtained
from harness.checks.reached_human import ReachedHuman
from harness.language.counts import read_counts
from harness.language.dates import read_dates
from harness.language.times import read_times
from harness.model.call import Call, Turn, turns_of
from harness.model.observation import Observation
from harness.model.values import Json
from harness.model.verdict import Verdict
from harness.stats.intervals import wilson

CALL_DATE = datetime(2019, 3, 1, 12, tzinfo=UTC)
"""What "today" is for the dialogues of the SGD corpus, whose labels assume it."""


@dataclass(slots=True)
class Counted:
    """Answers of yes or no against labels."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, said: bool, true: bool, note: str) -> None:
        """Count one answer, and keep a note of a wrong one."""
        if said and true:
            self.tp += 1
        elif said:
            self.fp += 1
        elif true:
            self.fn += 1
        else:
            self.tn += 1
        if said != true:
            self.mistakes.append(f"{'FALSE ACCEPT' if said else 'missed'}  {note}")

    @property
    def n(self) -> int:
        """How many answers were counted."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing positive."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None

    def line(self, name: str) -> str:
        """Return the figures in one line."""
        f1 = f"{self.f1:.3f}" if self.f1 is not None else "none"
        return (
            f"{name}: n {self.n}, F1 {f1}, precision {share(self.tp, self.tp + self.fp)}, "
            f"recall {share(self.tp, self.tp + self.fn)}, accuracy {share(self.tp + self.tn, self.n)}, "
            f"false accepts {self.fp}"
        )


def share(part: int, whole: int) -> str:
    """Return a share with its n and its 95 % Wilson interval."""
    interval = wilson(part, whole)
    if interval is None:
        return "none (n 0)"
    return f"{part / whole:.3f} [{interval.low:.3f}, {interval.high:.3f}] ({part}/{whole})"


def context_of(turns: Sequence[Turn]) -> CheckContext:
    """Wrap a transcript as what a check reads."""
    call = Call(call_id="c", status="completed", raw_status="completed", transcript=tuple(turns))
    return CheckContext(observation=Observation(step=0, call_name="call", call=call), exchanges=(), call_date=CALL_DATE)


def graded(check: Check, row: Json) -> Outcome:
    """Grade one row's transcript."""
    return check.grade(context_of(turns_of(row["transcript"]) or ()))


def passed(check: Check, row: Json) -> bool:
    """Whether a row's transcript passes."""
    return graded(check, row).verdict is Verdict.PASSED


def bench_booked(rows: list[Json]) -> Iterator[Counted]:
    """Count whether bookings are recognised."""
    counted = Counted()
    check = Confirmed()
    for row in rows:
        outcome = graded(check, row)
        labels = row["labels"]
        counted.add(outcome.value["booked"] == "yes", labels["booked"], f"{row['id']} {labels['kind']}: {outcome.got}")
    yield counted


def bench_slots(rows: list[Json]) -> Iterator[str]:
    """Share of true and of superseded values that `confirmed` accepts, on calls confirmed in truth."""
    for slot, read in (("time", _times), ("date", _dates), ("party_size", _counts)):
        accepted = true = wrongly = superseded = 0
        for row in rows:
            label = row["labels"].get("slots", {}).get(slot) if row["labels"]["booked"] else None
            want = _canonical(slot, label["canonical"]) if label else None
            if want is None:
                continue
            true += 1
            accepted += _accepts(slot, want, row)
            for other in sorted(_others(read(row), want, slot), key=str):
                superseded += 1
                wrongly += _accepts(slot, other, row)
        yield f"  {slot}: true values accepted {share(accepted, true)}, superseded accepted {share(wrongly, superseded)}"


Value = clock_time | date | int | str


def _canonical(slot: str, text: str) -> Value | None:
    if slot == "party_size":
        digits = re.search(r"\d+", text)
        return int(digits[0]) if digits else None
    if slot == "time":
        found = [m for m in read_times(text if re.search("[a-z]", text) else f"at {text}") if not m.part]
        return found[0].at if found else None
    mentions = read_dates(text, CALL_DATE.date())
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
    today = CALL_DATE.date()
    return {m.day for turn in row["transcript"] for m in read_dates(turn["text"], today) if m.kind != "span"}


def _counts(row: Json) -> set[Value]:
    return {m.value for turn in row["transcript"] for m in read_counts(turn["text"])}


def _others(values: set[Value], want: Value, slot: str) -> set[Value]:
    if isinstance(want, clock_time):
        return {
            v
            for v in values
            if isinstance(v, clock_time) and (v.hour - want.hour) % 12 or v != want and _minute(v) != want.minute
        }
    if isinstance(want, str):
        weekday = read_dates(want, CALL_DATE.date())[0].day.weekday()
        return {v for v in values if isinstance(v, date) and v.weekday() != weekday}
    if slot == "date" and isinstance(want, date):
        return {v for v in values if isinstance(v, date) and v.day != want.day}
    return values - {want}


def _minute(value: Value) -> int:
    return value.minute if isinstance(value, clock_time) else -1


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


def bench_human(rows: list[Json]) -> Iterator[Counted]:
    """Count calls that no person answered."""
    counted = Counted()
    for row in rows:
        value = graded(ReachedHuman(), row).value
        no_human = value["answered_by"] not in ("human", "unclear")
        counted.add(no_human, row["labels"]["no_human"], f"{row['id']} {row['labels']['klass']}, read {value}")
    yield counted


def bench_disclosure(rows: list[Json]) -> Iterator[str]:
    """Recall of disclosed values, and false alarms for values of other calls that are nowhere in this one's labels."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for kind, label in row["labels"]["disclosed"].items():
            kinds.setdefault(kind, set()).update(v for v in label["values"] if v and v != "null")
    found = told = alarms = absent = 0
    for row in rows:
        text = " ".join(re.sub(r"\W+", "", t["text"].lower()) for t in row["transcript"] if t["speaker"] == "agent")
        for label in row["labels"]["disclosed"].values():
            for value in {v for v in label["values"] if v and v != "null"} if label["verbatim"] else ():
                told += 1
                found += not passed(NeverDiscloses(values=(value,)), row)
        for kind in row["labels"]["not_disclosed"]:
            for value in sorted(kinds.get(kind, set())):
                if re.sub(r"\W+", "", value.lower()) in text:
                    continue  # said in this call after all, whatever the label says
                absent += 1
                alarms += not passed(NeverDiscloses(values=(value,)), row)
    yield f"  disclosed values found {share(found, told)}, false alarms {share(alarms, absent)}"


def bench_info(rows: list[Json]) -> Iterator[Counted]:
    """Count pieces of information asked for and told, against pieces never told."""
    counted = Counted()
    for row in rows:
        for wanted in row["labels"]["checks"]:
            check = Obtained.from_args({"about": wanted["question"]})
            value = graded(check, row).value
            counted.add(value["obtained"] == "yes", wanted["obtained"], f"{row['id']} {wanted['slot']}, read {value}")
    yield counted


BENCHES: dict[str, tuple[str, tuple[Callable[[list[Json]], Iterator[Counted | str]], ...]]] = {
    "booking": ("confirmed", (bench_booked, bench_slots)),
    "booking_truncated": ("confirmed, truncated calls", (bench_booked,)),
    "price": ("agreed_price (deals, then no-deals)", (bench_price,)),
    "voicemail_ivr": ("reached_human (no human)", (bench_human,)),
    "disclosure": ("never_discloses", (bench_disclosure,)),
    "info": ("obtained", (bench_info,)),
}


def rows_of(path: Path, half: str) -> list[Json]:
    """Read a file's rows: all, or one seeded half of them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if half == "all":
        return rows
    random.Random(7).shuffle(rows)
    middle = len(rows) // 2
    return rows[:middle] if half == "tune" else rows[middle:]


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
        print(f"  ({len(rows)} dialogues, {time.process_time() - began:.2f} s of CPU)")


def show(title: str, result: Counted | str, *, missed: bool) -> None:
    """Print one result, and each false accept below it."""
    if isinstance(result, str):
        print(result)
        return
    print(result.line(title))
    for mistake in result.mistakes:
        if missed or mistake.startswith("FALSE"):
            print(f"    {mistake}")


if __name__ == "__main__":
    main()
