"""An audit as the terminal shows it, and as JSON: what broke and passed, what to add, what never failed."""

import json
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from rich.table import Column, Table
from rich.text import Text

from harness.grade.audit import CallAudit, Mutant
from harness.grade.audit_report import AuditReport, NotAudited
from harness.model.call import Turn
from harness.model.values import Json
from harness.render.terminal import STYLES
from harness.render.words import GLYPHS, interval_words, one_line, percent, plural

_MAX_LINES = 4
_MAX_GONE = 2
_MAX_WORDS = 110
_BEFORE_CHANGE = 50

Turns = tuple[Turn, ...]


def table(report: AuditReport) -> Table:
    """Return a line for each call audited."""
    made = Table(
        "",
        Column("scenario", overflow="fold"),
        Column("caught", justify="right"),
        Column("of", justify="right"),
        Column("share", justify="right"),
        Column("survived", overflow="fold"),
        box=None,
        pad_edge=False,
    )
    for call in report.calls:
        style = STYLES["missed" if call.survivors else "passed"]
        mark = Text(GLYPHS["missed" if call.survivors else "passed"], style=style)
        share = percent(call.caught / len(call.mutants) if call.mutants else None)
        names = ", ".join(mutant.mutation for mutant in call.survivors)
        made.add_row(mark, one_line(_name(call, report)), str(call.caught), str(len(call.mutants)), share, names)
    return made


def details(report: AuditReport) -> Text:
    """Return what survived as diffs, what to add, what never failed, what was left out, and the last line."""
    text = Text(no_wrap=True, overflow="ignore")
    for call in report.calls:
        if call.survivors or call.never_failed or call.left_out:
            text.append_text(_call(call, report))
    for line in _not_audited(report.not_audited):
        text.append(f"{line}\n", style="dim")
    return text.append_text(last_line(report))


def last_line(report: AuditReport) -> Text:
    """Return `CAUGHT 28 of 31 broken calls · 90.3 % (95 % CI 75.1-96.7) · …`."""
    word, style = {
        True: ("CAUGHT", "passed"),
        False: ("TOO FEW CAUGHT:", "failed"),
        None: ("COULD NOT JUDGE:", "ungradable"),
    }[report.enough]
    if report.min_caught is None and report.caught < report.broken and report.enough:
        style = "missed"
    parts = [f"{report.caught} of {plural(report.broken, 'broken call')}"]
    if report.broken:
        parts.append(f"{percent(report.share)} (95 % CI {interval_words(report.interval)})")
    if report.min_caught is not None:
        parts.append(f"at least {percent(report.min_caught)} must be")
    unjudged = sum(one.unjudged for one in report.not_audited)
    if unjudged:
        parts.append(f"{plural(unjudged, 'scenario')} without a passing call")
    parts.append(report.source)
    line = Text(no_wrap=True, overflow="ignore")
    return line.append(word, style=STYLES[style]).append(f" {' · '.join(parts)}")


def as_json(report: AuditReport) -> str:
    """Return all of it as one JSON object."""
    whole: Json = {
        "source": report.source,
        "caught": report.caught,
        "broken": report.broken,
        "share": report.share,
        "interval_95": [report.interval.low, report.interval.high] if report.interval else None,
        "min_caught": report.min_caught,
        "enough": report.enough,
        "calls": [_json(call) for call in report.calls],
        "not_audited": [
            {"scenario": one.scenario_id, "reason": one.reason, "could_not_judge": one.unjudged}
            for one in report.not_audited
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _name(call: CallAudit, report: AuditReport) -> str:
    """The scenario's id, with the call's name where it has several."""
    several = sum(other.scenario_id == call.scenario_id for other in report.calls) > 1
    return f"{call.scenario_id} ({call.call})" if several else call.scenario_id


def _call(call: CallAudit, report: AuditReport) -> Text:
    text = Text(no_wrap=True, overflow="ignore")
    text.append(one_line(_name(call, report)), style="bold").append(f"  {one_line(call.title)}\n")
    text.append(f"  {one_line(call.span.file)}:{call.span.line}, call {one_line(call.trial_id)}\n", style="dim")
    for mutant in call.survivors:
        text.append_text(_survivor(mutant, call))
    if call.suggestions:
        text.append("  add to expect:\n")
    for suggestion in call.suggestions:
        text.append(f"    {one_line(suggestion.line)}", style=STYLES["passed"])
        text.append(f"    # catches {', '.join(suggestion.catches)}\n", style="dim")
    helped = {name for suggestion in call.suggestions for name in suggestion.catches}
    alone = [mutant.mutation for mutant in call.survivors if mutant.mutation not in helped]
    if alone:
        text.append(f"  no check that reads words alone catches {', '.join(alone)}: ask a judge\n")
    for unused in call.never_failed:
        text.append("  cannot fail: ", style=STYLES["missed"])
        text.append(f"{one_line(unused.expectation_id)} ({_at(unused.span.file, unused.span.line)}) {unused.reason}\n")
    for unused in call.left_out:
        where = _at(unused.span.file, unused.span.line)
        text.append(
            f"  left out: {one_line(unused.expectation_id)} ({where}): {one_line(unused.reason)}\n", style="dim"
        )
    return text.append("\n")


def _at(file: str, line: int) -> str:
    return f"{one_line(file)}:{line}"


def _survivor(mutant: Mutant, call: CallAudit) -> Text:
    text = Text("  ", no_wrap=True, overflow="ignore")
    text.append(f"survived: {mutant.mutation}", style=STYLES["failed"]).append(f", {mutant.breaks}\n")
    lines = list(diff(call.turns, mutant.turns))
    for line in lines[:_MAX_LINES]:
        text.append(f"    {line}\n")
    if len(lines) > _MAX_LINES:
        text.append(f"    and {plural(len(lines) - _MAX_LINES, 'more changed turn')}\n", style="dim")
    if mutant.noticed_by:
        names = ", ".join(one_line(name) for name in mutant.noticed_by)
        text.append(f"    noticed by {names}, which is not required\n")
    return text


def diff(before: Turns, after: Turns) -> Iterator[str]:
    """Yield the turns that differ, `- 6 callee: …` as it was and `+ 6 callee: …` as it was broken.

    Long turns are shown around what differs, and a run of turns that went as its range.
    """
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    for _, first, last, into, until in (block for block in blocks if block[0] != "equal"):
        if last - first == until - into:
            for was, now in zip(range(first, last), range(into, until), strict=True):
                shared = _shared(before[was].text, after[now].text)
                yield _turn("-", was, before, shared)
                yield _turn("+", now, after, shared)
            continue
        if last - first > _MAX_GONE:
            yield f"- {first + 1}-{last} gone, from {before[first].speaker}: {one_line(before[first].text, _MAX_WORDS)}"
        else:
            yield from (_turn("-", index, before) for index in range(first, last))
        yield from (_turn("+", index, after) for index in range(into, until))


def _shared(was: str, now: str) -> int:
    """Return how many characters two turns begin with alike, where that is worth leaving out."""
    alike = next((i for i, (one, other) in enumerate(zip(was, now, strict=False)) if one != other), len(was))
    return max(0, alike - _BEFORE_CHANGE)


def _turn(sign: str, index: int, turns: Turns, cut: int = 0) -> str:
    text = turns[index].text
    words = f"…{text[cut:]}" if cut and len(text) > _MAX_WORDS else text
    return f"{sign} {index + 1} {turns[index].speaker}: {one_line(words, _MAX_WORDS)}"


def _not_audited(found: Iterable[NotAudited]) -> Iterator[str]:
    """Yield a line for each reason, with the scenarios that have it."""
    reasons: dict[tuple[bool, str], list[str]] = {}
    for one in found:
        reasons.setdefault((one.unjudged, one.reason), []).append(one.scenario_id)
    for (unjudged, reason), names in reasons.items():
        word = "could not judge" if unjudged else "left out"
        yield f"{word} {plural(len(names), 'scenario')}: {', '.join(map(one_line, names))} ({one_line(reason)})"


def _json(call: CallAudit) -> Json:
    return {
        "scenario": call.scenario_id,
        "call": call.call,
        "trial": call.trial_id,
        "file": call.span.file,
        "line": call.span.line,
        "caught": call.caught,
        "broken": len(call.mutants),
        "mutants": [
            {
                "mutation": mutant.mutation,
                "breaks": mutant.breaks,
                "caught": mutant.caught,
                "caught_by": mutant.caught_by,
                "noticed_by": mutant.noticed_by,
                "diff": list(diff(call.turns, mutant.turns)),
            }
            for mutant in call.mutants
        ],
        "add": [{"line": one.line, "catches": one.catches} for one in call.suggestions],
        "cannot_fail": [{"expectation": one.expectation_id, "line": one.span.line} for one in call.never_failed],
        "left_out": [{"expectation": one.expectation_id, "reason": one.reason} for one in call.left_out],
    }
