"""The report as a reader has it: opened from disk in a real browser."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from harness.model.record import Record, ScenarioPlanned
from harness.model.scenario import FilledIn
from harness.render.tally import State
from harness.render.view import RunView
from tests.browser.watched import Opened
from tests.harness.render.hostile import hostile_run
from tests.harness.render.outcomes_run import varied_run
from tests.harness.render.sample_run import interrupted_run, passing_run, sample_run

pytestmark = pytest.mark.browser
PLACES = (FilledIn(name="company", start=9, end=17),)
Open = Callable[..., Opened]


def _visible_in_window(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 900


@pytest.mark.parametrize("records", [sample_run, passing_run, interrupted_run])
def test_no_request_leaves_and_nothing_breaks(open_report: Open, records: Callable[[], list[Record]]) -> None:
    """Opening the report, a packed call and its wire asks for nothing and violates no policy."""
    seen = open_report(records(), "#c1")
    expect(seen.page.locator("#c1.current")).to_be_visible()
    seen.page.locator("#c1 .wire > summary").click()
    expect(seen.page.locator("#c1 .exchange").first).to_be_visible()
    assert (seen.requests, seen.complaints) == ([], [])
    assert seen.page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1


def test_the_broken_turn_is_one_click_away(open_report: Open) -> None:
    """The deciding turn is quoted on the first screen, and its link brings the turn itself into view."""
    page = open_report(sample_run()).page
    assert _visible_in_window(page, ".broken li:first-child blockquote:first-of-type")
    page.get_by_role("link", name="turn 9, agent").first.click()
    expect(page.locator("#c2-s2-t9")).to_be_in_viewport()
    expect(page.locator("#c2-s2-t9")).to_be_focused()
    expect(page.locator("#c2-s2-t9 mark")).to_have_text("$72 a month")


def test_turn_and_check_link_to_each_other(open_report: Open) -> None:
    """From the marked turn to its check and back."""
    page = open_report(sample_run(), "#c2").page
    page.locator("#c2-s2-t9 .note").click()
    expect(page.locator("#c2-k2")).to_be_focused()
    page.locator("#c2-k2").get_by_role("link", name="turn 9, agent").click()
    expect(page.locator("#c2-s2-t9")).to_be_focused()


def test_an_exchange_link_unfolds_the_wire(open_report: Open) -> None:
    """Evidence that is an exchange opens that exchange, with its answer."""
    page = open_report(sample_run(), "#c8-x3").page
    expect(page.locator("#c8-x3")).to_be_in_viewport()
    expect(page.locator("#c8-x3 pre").last).to_contain_text('"code": "INVALID_PHONE"')


def test_a_run_without_a_broken_call_opens_its_first(open_report: Open) -> None:
    """Where nothing broke, the page says so and still shows a call to read."""
    page = open_report(passing_run()).page
    expect(page.get_by_text("No call of this run needs your attention.")).to_be_visible()
    expect(page.locator("#c1.current .turn")).to_have_count(9)


def test_keys_go_through_the_calls(open_report: Open) -> None:
    """The first broken call is open; j goes on, k goes back, and the address follows."""
    page = open_report(sample_run()).page
    expect(page.locator(".call.current")).to_have_attribute("id", "c2")
    page.keyboard.press("j")
    expect(page.locator(".call.current")).to_have_attribute("id", "c8")
    assert page.url.endswith("#c8")
    page.keyboard.press("k")
    expect(page.locator(".call.current")).to_have_attribute("id", "c2")
    expect(page.locator(".call:visible")).to_have_count(1)


def test_the_filter_narrows_the_table(open_report: Open) -> None:
    """Words, states and tags narrow the table, a minus excludes, Escape shows all again."""
    page = open_report(sample_run()).page
    rows = page.locator(".scenarios tbody tr:visible")
    for words, count in (("s:failed", 3), ("s:failed table", 1), ("@booking", 2), ("s:flaky", 1), ("-s:failed", 5)):
        page.keyboard.press("/")
        page.locator("#words").fill(words)
        expect(rows).to_have_count(count)
    page.keyboard.press("Escape")
    expect(rows).to_have_count(8)


def test_filter_and_groups_are_kept_in_the_address(open_report: Open) -> None:
    """What one reader filtered and grouped, the next one sees by the link."""
    page = open_report(sample_run()).page
    page.locator("#words").fill("s:failed")
    page.locator("#group").select_option("kind")
    expect(page.locator(".group-row")).to_have_count(2)
    kept = page.url
    assert "q=s%3Afailed" in kept
    page.goto("about:blank")
    page.goto(kept)
    expect(page.locator(".scenarios tbody tr:visible:not(.group-row)")).to_have_count(3)
    expect(page.locator(".group-row").first).to_contain_text("0 of 2 passed")


def test_an_exchange_is_copied_as_curl_without_its_secrets(open_report: Open) -> None:
    """The command has method, address, headers and body as sent; what was redacted stays so."""
    page = open_report(sample_run(), "#c8-x3").page
    page.locator("#c8-x3 .copy").click()
    command = page.locator("#c8-x3 pre.wide").first
    expect(command).to_contain_text("curl -X POST 'http://127.0.0.1:8765/api/v2/voice/call' -H 'authorization: Bearer ")
    expect(command).to_contain_text("[redacted]'")
    expect(command).to_contain_text("--data-raw '{")


def test_a_passing_and_a_failing_call_side_by_side(open_report: Open) -> None:
    """Unfolded, a wavering scenario shows two transcripts, and no id stands twice."""
    page = open_report(sample_run()).page
    page.locator(".pair > summary").first.click()
    expect(page.locator(".pair .chat")).to_have_count(2)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_variables_are_underlined_in_the_brief(open_report: Open) -> None:
    """What a variable filled in stands out, and says its name."""
    records = [
        replace(it, scenario=replace(it.scenario, filled={"Internet Provider Support": PLACES}))
        if isinstance(it, ScenarioPlanned)
        else it
        for it in sample_run()
    ]
    page = open_report(records, "#c2").page
    page.locator("#c2 summary", has_text="Brief as sent").click()
    expect(page.locator("#c2 dd u").first).to_have_text("Provider")
    expect(page.locator("#c2 dd u").first).to_have_attribute("title", "{{ company }}")


def test_the_keys_are_explained(open_report: Open) -> None:
    """? opens the list of keys, Escape closes it."""
    page = open_report(sample_run()).page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("records", [sample_run, varied_run, hostile_run])
def test_axe_finds_nothing(open_report: Open, records: Callable[[], list[Record]], scheme: str) -> None:
    """No violation of the accessibility rules, with a call open and everything unfolded."""
    page = open_report(records(), "#c2", color_scheme=scheme).page
    expect(page.locator(".call.current")).to_be_visible()
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    expect(page.locator(".call.current .wire .exchange").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("records", [sample_run, hostile_run])
@pytest.mark.parametrize("anchor", ["", "#c2-x4", "#c11"])
def test_no_sideways_scrolling_on_a_phone(open_report: Open, records: Callable[[], list[Record]], anchor: str) -> None:
    """At 390 pixels the page is as wide as the window, with everything unfolded."""
    page = open_report(records(), anchor, width=390).page
    expect(page.locator(".call.current")).to_be_visible()
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    expect(page.locator(".call.current .wire .lanes")).to_have_count(1)
    assert page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]") == [390, 390]


@pytest.mark.parametrize("width", [640, 768, 901, 1001, 1280])
def test_no_sideways_scrolling_at_any_width(open_report: Open, width: int) -> None:
    """Between phone and desk, on both sides of every layout change, the page is as wide as the window."""
    page = open_report(hostile_run(), "#c2", width=width).page
    expect(page.locator(".call.current")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_readable_without_javascript(open_report: Open) -> None:
    """With JavaScript off the overview, the table and every call that needs a reader are there."""
    page = open_report(sample_run(), java_script_enabled=False).page
    expect(page.get_by_role("heading", level=1)).to_have_text("3 of 6 scenarios failed")
    expect(page.locator(".scenarios tbody tr")).to_have_count(8)
    needing = {
        f"c{trial.number}"
        for trial in RunView.of(sample_run()).trials
        if trial.state in (State.FAILED, State.UNGRADABLE)
    }
    assert {article.get_attribute("id") for article in page.locator("article:visible").all()} == needing
    expect(page.locator("#c2-s2-t9")).to_contain_text("let's take the $72 a month")
    expect(page.locator("noscript")).to_be_visible()
    expect(page.locator("#tools")).to_have_count(1)
    expect(page.locator("#tools")).to_be_hidden()


def test_payloads_in_every_field_do_nothing(open_report: Open) -> None:
    """Markup, scripts and templates in every text are shown as text: nothing runs, loads, hides or complains."""
    seen = open_report(hostile_run())
    page = seen.page
    for number in range(1, 12):
        page.evaluate("(anchor) => { location.hash = anchor; }", f"c{number}")
        expect(page.locator(f"#c{number}.current")).to_be_visible()
        page.locator(f"#c{number} .wire > summary").click()
        expect(page.locator(f"#c{number} .exchange").first).to_be_attached()
    assert page.evaluate("window.hacked") is None
    assert page.locator("iframe, img, object, embed, form, main script, main style, main meta, main link").count() == 0
    assert (seen.requests, seen.complaints) == ([], [])
    expect(page.locator(".broken")).to_be_visible()
    assert page.evaluate("!/[\\u202a-\\u202e\\u2066-\\u2069\\u0000-\\u0008\\u001b]/.test(document.body.innerText)")


@pytest.mark.parametrize("records", [sample_run, hostile_run, interrupted_run])
def test_the_script_shows_what_the_page_without_it_shows(
    open_report: Open, records: Callable[[], list[Record]]
) -> None:
    """The turns of a broken call, with their marks and notes, are the same drawn by the script and standing."""
    without = open_report(records(), java_script_enabled=False).page
    standing = {
        str(article.get_attribute("id")): _turns(article) for article in without.locator("noscript article").all()
    }
    assert any(standing.values())
    drawn = open_report(records()).page
    for anchor, turns in standing.items():
        drawn.evaluate("(anchor) => { location.hash = anchor; }", anchor)
        expect(drawn.locator(f"#{anchor}.current")).to_be_visible()
        assert _turns(drawn.locator(f"#{anchor}")) == turns


def _turns(article: Locator) -> list[str]:
    return [
        " ".join(each.inner_text().split()) for each in article.locator(".turn .bubble, .turn .note:not(.passed)").all()
    ]


def test_the_theme_follows_the_system_and_the_button(open_report: Open) -> None:
    """Dark where the system is dark; the button turns it, and says what it does."""
    page = open_report(sample_run(), color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Switch to light colours").click()
    light = page.evaluate(ground)
    assert (dark, light) == ("rgb(16, 20, 19)", "rgb(246, 246, 243)")
    expect(page.get_by_role("button", name="Switch to dark colours")).to_be_visible()


def test_print_shows_every_broken_call_and_no_controls(open_report: Open) -> None:
    """On paper the calls that need a reader are all there, and what only works on a screen is not."""
    page = open_report(sample_run()).page
    page.emulate_media(media="print")
    expect(page.locator("article:visible")).to_have_count(5)
    for control in (".top", "#steer", "#tools"):
        expect(page.locator(control)).to_be_hidden()


def test_the_keyboard_reaches_the_report_first(open_report: Open) -> None:
    """The first Tab offers to skip to the report, and Enter goes there."""
    page = open_report(sample_run()).page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the report")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
