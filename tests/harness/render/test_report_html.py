"""report.html as a document; how it behaves in a browser is tested in tests/browser."""

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import zip_longest
from zlib import decompress

import pytest
from jinja2 import PackageLoader

from harness.model.record import Record
from harness.model.values import Json
from harness.render import comparison_html, html
from harness.render.squeeze import ID, NUMBER, TRANSCRIPT, Squeeze, as_sent
from harness.render.standing import standing
from harness.render.view import RunView
from tests.harness.render.hostile import hostile_run
from tests.harness.render.run_builder import RunBuilder
from tests.harness.render.sample_run import interrupted_run, passing_run, sample_run

VOID = {"meta", "link", "input", "br", "path", "rect"}


class _Tags(HTMLParser):
    """Collects tags with their attributes, and complains where they do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def _report(records: list[Record]) -> str:
    return html.render(RunView.of(records))


def _pack(report: str) -> dict[str, list[Json]]:
    """The calls of the pack by anchor: each one's head, and its lines of the log as the page's script restores them."""
    found = re.search(r'id="pack">([^<]*)<', report)
    assert found is not None
    calls: dict[str, list[str]] = {}
    templates: list[list[str]] = []
    for line in decompress(b64decode(found[1])).decode().split("\n")[1:-1]:
        if line.startswith("T"):
            templates.append(line[1:].split(NUMBER))
        elif line.startswith('{"c":'):
            held = calls.setdefault(f"c{json.loads(line)['c']}", [])
            held.append(line)
        elif not line.startswith('{"s":'):
            held.append(_restored(line, templates))
    return {anchor: [json.loads(each) for each in _whole(lines)] for anchor, lines in calls.items()}


def _restored(line: str, templates: list[list[str]]) -> str:
    if line.startswith("{"):
        return line
    number, _, values = line.partition(":")
    return "".join(map("".join, zip_longest(templates[int(number)], values.split(","), fillvalue="")))


def _whole(lines: list[str]) -> list[str]:
    call_id = json.loads(lines[0])["call"]
    named = [line.replace(ID, call_id) for line in lines]
    return [line.replace(TRANSCRIPT, as_sent(named)) for line in named]


@pytest.mark.parametrize("records", [sample_run(), passing_run(), interrupted_run(), hostile_run()])
def test_tags_nest_and_ids_are_unique(records: list[Record]) -> None:
    """The document is well formed, and every link inside it has a target in the page or among the packed calls."""
    report = _report(records)
    parsed = _Tags(report)
    assert parsed.open == []
    ids = [found["id"] for _, found in parsed.tags if "id" in found]
    assert len(ids) == len(set(ids))
    packed = _pack(report)
    for _, found in parsed.tags:
        target = found.get("href") or ""
        if target.startswith("#") and target[1:] not in ids:
            assert target[1:].partition("-")[0] in packed


def test_the_policy_names_exactly_this_style_and_script() -> None:
    """The hashes of the policy are those of the one style and the one script that the file has."""
    report = _report(sample_run())
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', report)
    assert found is not None
    policy = found[1].replace("&#39;", "'")
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("img-src data:; base-uri 'none'; form-action 'none'")
    for tag in ("style", "script"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", report, re.DOTALL)
        assert len(bodies) == 1
        assert f"{tag}-src 'sha256-{b64encode(sha256(bodies[0].encode()).digest()).decode()}'" in policy


def test_nothing_is_loaded() -> None:
    """No tag points outside the file, and none carries a style or a handler of its own."""
    for tag, found in _Tags(_report(hostile_run())).tags:
        assert "src" not in found
        assert tag not in {"iframe", "img", "object", "embed", "base", "form"}
        assert (found.get("href") or "#").startswith(("#", "data:,"))
        assert not [name for name in found if name.startswith("on") or name == "style"]


def test_broken_calls_stand_in_the_page_and_all_travel_packed() -> None:
    """Without JavaScript the failed transcripts can be read; every call is in the pack, whole."""
    report = _report(sample_run())
    assert "All right, let" in report
    assert "Could you book that one?" not in report
    packed = _pack(report)
    assert len(packed) == len(RunView.of(sample_run()).trials)
    said = [turn["text"] for line in packed["c1"] if "observation" in line for turn in _transcript(line)]
    assert "Thursday at 2 PM works for her. Could you book that one?" in said


def _transcript(line: Json) -> list[Json]:
    call = line["observation"]["call"]
    return (call["transcript"] or []) if call else []


def test_what_is_too_much_for_the_page_is_told() -> None:
    """Of many broken calls the first of each scenario stand in the page, and the others are counted."""
    made = standing(RunView.of(sample_run()), most=1)
    assert (len(made.calls), made.more) == (1, 4)
    assert made.calls[0].trial.number == 2


def test_the_wire_is_whole() -> None:
    """Every exchange of every call is in the pack with its times, headers, bodies and stream events."""
    wire = [line["exchange"] for line in _pack(_report(sample_run()))["c2"] if "exchange" in line]
    assert [(held["method"], held["route"], held["status"]) for held in wire] == [
        ("POST", "auth_request", 200),
        ("POST", "auth_verify", 200),
        ("POST", "call_create", 200),
        ("GET", "call_stream", 200),
    ]
    assert [event["event"] or "heartbeat" for event in wire[3]["events"]] == ["heartbeat", "result"]
    assert wire[3]["sent_s"] < wire[3]["events"][0]["at_s"] < wire[3]["ended_s"]


@pytest.mark.parametrize("records", [sample_run(), interrupted_run(), hostile_run()])
def test_squeezed_lines_are_restored_letter_by_letter(records: list[Record]) -> None:
    """Whatever their bodies hold, the lines of every call come back as the log has them, but for the trial's id."""
    view = RunView.of(records)
    packed = _pack(html.render(view))
    for trial in view.trials:
        lines = [json.loads(line) for line in trial.lines()]
        for line in lines:
            del line["trial_id"]
        assert packed[f"c{trial.number}"][1:] == lines


def test_a_result_is_not_packed_twice() -> None:
    """The transcript that came by stream is written once, and no line that repeats another is longer than a number."""
    said = json.dumps([{"speaker": "user", "text": "Hello."}], separators=(",", ":"))
    seen = said.replace("user", "callee")
    event = json.dumps({"event": "result", "data": f'{{"call_id":"c-1","transcript":{said}}}'}, separators=(",", ":"))
    lines = [
        f'{{"trial_id":"a#1","exchange":{{"events":[{event}]}}}}',
        f'{{"trial_id":"a#1","observation":{{"call":{{"call_id":"c-1","transcript":{seen}}}}}}}',
    ]
    squeeze = Squeeze()
    made = list(squeeze.lines(lines, squeeze.call_id(lines)))
    assert "".join(made).count("Hello.") == 1
    assert all(len(line) < 3 for line in squeeze.lines(lines, "c-1"))


def test_deciding_turns_and_checks_link_both_ways() -> None:
    """The check links to its turn and the turn to its check."""
    report = _report(sample_run())
    assert 'id="c2-k2"' in report
    assert 'href="#c2-s2-t9">turn 9, agent</a>' in report
    assert 'id="c2-s2-t9"' in report
    assert 'href="#c2-k2"' in report


@pytest.mark.parametrize(
    ("records", "title"),
    [
        (sample_run(), "3 of 6 scenarios failed"),
        (passing_run(), "The one scenario passed"),
        (interrupted_run(), "Unfinished after 1 of 11 calls"),
        (RunBuilder(trials=0).end(5, None, "Nothing was selected."), "Nothing was run"),
    ],
)
def test_the_verdict_is_the_title(records: list[Record], title: str) -> None:
    """The first heading and the page title say what the run came to."""
    report = _report(records)
    assert f"<h1>{title}</h1>" in report
    assert f"{title} · 2026-03-06T17-00-00-7f3a</title>" in report


def test_a_run_of_nothing_has_no_rate() -> None:
    """Where nothing was graded there is a dash and no 0 %."""
    report = _report(RunBuilder(trials=0).end(5, None, "Nothing was selected."))
    assert "no call could be graded" in report
    assert "0.0 %" not in report


def test_the_rate_says_what_it_is_over() -> None:
    """The pass rate comes with its interval, and its denominator in words."""
    report = _report(sample_run())
    assert "95 % interval 26.7-81.1 %" in report
    assert "5 of 9 graded calls passed." in report
    assert "Left out: 1 call that could not be judged, 1 call with a known issue." in report


def test_what_reorders_text_is_shown_instead() -> None:
    """No right-to-left override and no control character is left in the document."""
    report = _report(hostile_run())
    report.encode("utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", report)


def test_templates_are_package_data() -> None:
    """Every template, style and script is found by the package's own loader, and each one is used."""
    names = set(PackageLoader("harness.render").list_templates())
    used = {*html.STYLES, *html.SCRIPTS, *comparison_html.STYLES, *comparison_html.SCRIPTS}
    assert used == {name for name in names if name.endswith((".css", ".js"))}
