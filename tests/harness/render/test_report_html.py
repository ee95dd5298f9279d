"""report.html as a document; how it behaves in a browser is tested in tests/browser."""

import json
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from zlib import decompress

import pytest
from jinja2 import PackageLoader

from harness.model.record import Record
from harness.model.values import Json
from harness.render import html
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


def _pack(report: str) -> Json:
    found = re.search(r'id="pack">([^<]*)<', report)
    assert found is not None
    return json.loads(decompress(b64decode(found[1])))


@pytest.mark.parametrize("records", [sample_run(), passing_run(), interrupted_run(), hostile_run()])
def test_tags_nest_and_ids_are_unique(records: list[Record]) -> None:
    """The document is well formed, and every link inside it has a target in the page or among the packed calls."""
    report = _report(records)
    parsed = _Tags(report)
    assert parsed.open == []
    ids = [found["id"] for _, found in parsed.tags if "id" in found]
    assert len(ids) == len(set(ids))
    packed = _pack(report)["calls"]
    for _, found in parsed.tags:
        target = found.get("href") or ""
        if target.startswith("#") and target[1:] not in ids:
            call, _, rest = target[1:].partition("-")
            assert call in packed
            assert not rest or packed[call]["page"] is not None or rest.startswith("x")


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


def test_failed_calls_stand_in_the_page_and_passed_ones_travel_packed() -> None:
    """Without JavaScript the failed transcripts can be read; the others are in the pack, whole."""
    report = _report(sample_run())
    assert "All right, let" in report
    assert "Could you book that one?" not in report
    packed = _pack(report)["calls"]
    assert packed["c2"]["page"] is None
    said = [turn["parts"][0]["text"] for turn in packed["c1"]["page"]["stages"][1]["turns"]]
    assert "Thursday at 2 PM works for her. Could you book that one?" in said


def test_the_wire_is_whole() -> None:
    """Every exchange of every call is in the pack with its times, headers, bodies and stream events."""
    wire = _pack(_report(sample_run()))["calls"]["c2"]["wire"]
    assert [(held["method"], held["route"], held["status"]) for held in wire] == [
        ("POST", "auth_request", 200),
        ("POST", "auth_verify", 200),
        ("POST", "call_create", 200),
        ("GET", "call_stream", 200),
    ]
    assert [event.get("event", "heartbeat") for event in wire[3]["events"]] == ["heartbeat", "result"]
    assert wire[3]["sent"] < wire[3]["events"][0]["at"] < wire[3]["ended"]


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
    assert set(html.STYLES) | set(html.SCRIPTS) <= names
    used = {name for name in names if name.endswith((".css", ".js"))}
    assert used == set(html.STYLES) | set(html.SCRIPTS)
