"""How well a brief is read: what the simulated agent knows beside what the labels of corpus/ say, role by role."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from harness.language.dates import read_dates
from harness.language.lexicon import words
from harness.language.numbers import read_numbers
from harness.source import read
from mock_gateway.simulation.knowledge import Knowledge, read_brief
from tests.mock_gateway.simulation.slots import same_slot

CORPUS = Path(__file__).parent / "corpus"
SECOND = Path(__file__).parent / "corpus_second"
OPENED_SECOND = ("authors_01_05.yaml", "authors_11_15.yaml")
"""The files of the second corpus that were opened after it had been measured blind; nobody has looked at the others."""

TEXTS = (
    *("email", "address", "account_number", "member_id", "policy_number", "claim_number", "order_number"),
    *("confirmation_number", "license_plate"),
)
PRICES = ("current", "target", "limit", "competitor")
ROLES = (
    *("kind", "client", "date_of_birth", "phone", *TEXTS, "tenure_years", *(f"{role}_price" for role in PRICES)),
    *("walk_away", "party_size", "nights", "wishes", "excluded", "preferences", "question"),
)
LISTS = ("wishes", "excluded", "preferences", "question")
_SMALL = words(
    """
    a an the to of for in on at and or is are was be they you your their it its i my we our me us them if whether do
    does did have has can could would will with about some any there please possible
    """
)
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof)\.?\s+", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One labelled brief."""

    id: str
    brief: Mapping[str, Any]
    call_date: date
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact: `read` and `labelled`, None where it is only the other."""

    case: str
    role: str
    read: object
    labelled: object

    @property
    def is_right(self) -> bool:
        """Whether it was read as labelled."""
        return self.read is not None and self.labelled is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Facts read right, read wrong (or invented), and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """The share of what was read that is so; None where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The share of what is said that was read; None where nothing is said."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


def cases(files: Iterable[Path] | None = None) -> list[Case]:
    """Return the entries of `files`, of the first corpus where none are given, in the order of their ids."""
    paths = sorted(CORPUS.glob("*.yaml") if files is None else files)
    rows = chain.from_iterable(read(path.read_text(encoding="utf-8"), file=path.name).value for path in paths)
    found = [
        Case(id=row["id"], brief=row["brief"], call_date=date.fromisoformat(row["call_date"][:10]), facts=row["facts"])
        for row in rows
    ]
    return sorted(found, key=lambda case: case.id)


def halves(listed: list[Case]) -> tuple[list[Case], list[Case]]:
    """Return the entries of the odd places, which the readers may be tuned on, and the others."""
    return listed[0::2], listed[1::2]


def second_cases() -> tuple[list[Case], list[Case]]:
    """Return the entries of the second corpus that have been opened, and those that nobody has looked at."""
    opened = [SECOND / name for name in OPENED_SECOND]
    return cases(opened), cases(path for path in SECOND.glob("*.yaml") if path not in opened)


def findings(listed: Iterable[Case]) -> list[Finding]:
    """Read every brief and compare it with its labels."""
    return [finding for case in listed for finding in _compared(case)]


def score(found: Iterable[Finding]) -> Score:
    """Count; a fact that was read otherwise than labelled is both wrong and missed."""
    listed = list(found)
    return Score(
        right=sum(finding.is_right for finding in listed),
        wrong=sum(finding.labelled is None for finding in listed),
        missed=sum(finding.read is None for finding in listed),
    )


def _compared(case: Case) -> Iterator[Finding]:
    known = read_facts(read_brief(case.brief, case.call_date), case.call_date)
    for role in ROLES:
        said = _as_list(case.facts.get(role))
        left = _as_list(known.get(role))
        for labelled in said:
            same = next((value for value in left if _same(role, value, labelled, left)), None)
            if same is not None:
                left.remove(same)
            yield Finding(case=case.id, role=role, read=same, labelled=labelled)
        for value in left:
            yield Finding(case=case.id, role=role, read=value, labelled=None)


def read_facts(knows: Knowledge, today: date) -> dict[str, Any]:
    """Return what the agent knows under the keys of the labels."""
    details, prices, purpose = knows.details, knows.prices, knows.purpose
    facts: dict[str, Any] = {"kind": _kind(knows), "client": knows.client}
    facts |= {key: details.get(key) for key in TEXTS}
    facts["date_of_birth"] = _day(details.get("date_of_birth"), today)
    facts["phone"] = re.sub(r"\D", "", details.get("phone", "")) or None
    facts["tenure_years"] = _years(details.get("tenure") or details.get("loyalty") or details.get("years"))
    for role in PRICES:
        amount = getattr(prices, role)
        facts[f"{role}_price"] = None if amount is None else {"amount": amount, "currency": prices.currency}
    facts["walk_away"] = True if "walk_away" in details else None
    facts["party_size"], facts["nights"] = knows.party_size, knows.stay.nights if knows.stay else None
    facts["wishes"] = [wish for wish in knows.wishes.listed if not wish.is_open]
    facts["excluded"] = list(knows.wishes.refused)
    facts["preferences"] = list(dict.fromkeys((*knows.preferences, *([knows.somebody] if knows.somebody else []))))
    facts["question"] = purpose.request if purpose.form in ("question", "asked") else purpose.question or None
    return facts


def _kind(knows: Knowledge) -> str:
    purpose = knows.purpose
    if purpose.kind != "errand":
        return purpose.kind
    if re.match(r"(?:cancel|terminate|end|stop|close|discontinue)\b", purpose.request, re.I):
        return "cancellation"
    return {"question": "question", "asked": "question", "notice": "message"}.get(purpose.form, "other")


def _day(text: str | None, today: date) -> str | None:
    found = read_dates(text, today) if text else ()
    return found[0].day.isoformat() if found else text


def _years(text: str | None) -> float | None:
    if text is None:
        return None
    numbers = read_numbers(text)
    if not numbers or re.search(r"since \D*(?:19|20)\d\d", text):
        return None
    years = numbers[0].value / 12 if "month" in text else numbers[0].value
    return years + 0.5 if "and a half" in text and years == int(years) else years


def _as_list(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _same(role: str, value: Any, labelled: Any, others: list[Any]) -> bool:
    match role:
        case "wishes" | "excluded":
            return same_slot(value, labelled, others[0])
        case "preferences" | "question":
            return _alike(value, labelled)
        case "client":
            return _plain(_TITLE.sub("", value)) == _plain(_TITLE.sub("", labelled))
        case "address":
            return _plain(value).startswith(_plain(labelled)) or _plain(labelled).startswith(_plain(value))
        case "tenure_years":
            return bool(abs(value - float(labelled)) < 0.01)
        case "phone":
            return str(value) == re.sub(r"\D", "", str(labelled))
        case _ if isinstance(labelled, str):
            return _plain(value) == _plain(labelled)
        case _:
            return bool(value == labelled)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w@.+-]", " ", str(text)).casefold().split()).strip(".")


def _alike(value: str, labelled: str) -> bool:
    """Whether two wordings share most of their words of substance: the agent speaks to "you", the brief of "them"."""
    ours, theirs = _words_of(value), _words_of(labelled)
    shared = len(ours & theirs)
    return bool(shared) and shared >= 0.6 * min(len(ours), len(theirs)) and shared >= 0.4 * max(len(ours), len(theirs))


def _words_of(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z0-9]+", text.casefold())} - _SMALL
