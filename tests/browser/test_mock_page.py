"""The mock's own page as a reader has it: open in a real browser while clients are at work."""

from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.watched import Opened, watched
from tests.contracts.pine_mock import pine_mock
from tests.mock_gateway.visitor import CALL, REQUEST, VERIFY

pytestmark = pytest.mark.browser
Open = Callable[..., Opened]
PAYLOAD = "<script>window.hacked=1</script>\"'><img src=x onerror=window.hacked=1>\u202e"
RECEPTIONIST = "+14155550124"


class Client:
    """Somebody who signs in and places calls, as any client does."""

    def __init__(self, url: str, http: httpx.Client) -> None:
        self.url, self.http = url, http
        asked = self.http.post(REQUEST, json={"email": "reader@example.com"}).json()["data"]
        given = self.http.post(VERIFY, json={"email": "reader@example.com", "code": "1234", **asked}).json()["data"]
        self.headers = {"Authorization": f"Bearer {given['access_token']}", "X-Pine-User-Id": given["id"]}

    def place(self, name: str = "Dr. Smith Office") -> str:
        """Place a call and return its id."""
        brief = {
            "dialed_number": RECEPTIONIST,
            "callee_name": name,
            "callee_context": "Local dentist office, open Mon-Fri 9am-5pm",
            "call_objective": f"Schedule a dental cleaning for next Tuesday afternoon {name}",
            "caller": "communicator",
        }
        placed = self.http.post(CALL, json=brief, headers=self.headers)
        assert placed.status_code == 200, placed.text
        return str(placed.json()["call_id"])

    def wait_for(self, call_id: str) -> None:
        """Read the call's stream to its end."""
        assert self.http.get(f"{CALL}/{call_id}/stream", headers=self.headers).status_code == 200


@pytest.fixture
def client() -> Iterator[Client]:
    """A client of a fresh mock on which a call lasts until somebody waits for it."""
    with pine_mock("--clock", "instant") as url, httpx.Client(base_url=url) as http:
        yield Client(url, http)


@pytest.fixture
def open_page(browser: Browser, client: Client) -> Iterator[Open]:
    """Opens the mock's page and watches what it does."""
    contexts = []

    def opened(*, width: int = 1280, **options: object) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)  # type: ignore[arg-type]  # playwright's own options
        contexts.append(context)
        seen = watched(context.new_page())
        seen.page.clock.install()
        seen.page.goto(client.url)
        return seen

    yield opened
    for context in contexts:
        context.close()


def row_of(page: Page, call_id: str) -> Locator:
    """A call on the page."""
    return page.locator(f"#call-{call_id}")


def test_the_page_shows_a_call_and_unfolds_what_was_said(open_page: Open, client: Client) -> None:
    """A call's row says how it went; a click shows who said what; nobody but the mock was asked for anything."""
    call_id = client.place()
    client.wait_for(call_id)
    seen = open_page()
    row = row_of(seen.page, call_id)
    expect(row.locator(".chip")).to_have_text("completed")
    expect(row.locator(".turns")).to_be_hidden()
    row.locator("summary").click()
    expect(row.locator(".turns .agent").first).to_be_visible()
    expect(seen.page.locator("#inbox-list .code").first).to_have_text("1234")
    assert {url.rstrip("/") for url in seen.requests} == {client.url}
    assert seen.complaints == []


def test_the_page_follows_what_happens(open_page: Open, client: Client) -> None:
    """New calls appear by themselves on top; what is unfolded stays unfolded, also when its call goes on."""
    first = client.place()
    page = open_page().page
    row_of(page, first).locator("summary").click()
    second = client.place("Harbor Books")
    expect(page.locator("#call-list > li").first).to_have_id(f"call-{second}")
    client.wait_for(first)
    expect(row_of(page, first).locator(".chip")).to_have_text("completed")
    expect(row_of(page, first).locator(".turns")).to_be_visible()
    expect(row_of(page, first).locator("summary")).to_be_focused()


def test_nothing_moves_while_it_is_paused(open_page: Open, client: Client) -> None:
    """The button holds the page still and says so; a second press brings it up to date."""
    seen = open_page()
    page = seen.page
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("status")).to_have_text("Paused")
    call_id = client.place()
    asked = len(seen.requests)
    page.clock.run_for(60_000)
    expect(row_of(page, call_id)).to_have_count(0)
    assert len(seen.requests) == asked
    page.get_by_role("button", name="Go on").click()
    expect(row_of(page, call_id)).to_have_count(1)


def test_markup_in_a_brief_is_text(open_page: Open, client: Client) -> None:
    """Payloads in a call stay text, on the page as it was served and in what it takes in later."""
    client.wait_for(client.place(PAYLOAD))
    seen = open_page()
    client.wait_for(client.place(f"later {PAYLOAD}"))
    expect(seen.page.locator("#call-list > li")).to_have_count(2)
    seen.page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert seen.page.evaluate("window.hacked") is None
    assert seen.page.locator("main script, main img").count() == 0
    assert seen.complaints == []


@pytest.mark.parametrize("width", [390, 640, 768, 900, 1280])
def test_no_sideways_scrolling(open_page: Open, client: Client, width: int) -> None:
    """At every width, with everything unfolded and one long word in a name, the page is as wide as the window."""
    client.wait_for(client.place("W" * 150))
    page = open_page(width=width).page
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    expect(page.locator(".turns").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_readable_without_javascript(open_page: Open, client: Client) -> None:
    """With JavaScript off everything is there, transcripts unfold, and no control is shown that does nothing."""
    call_id = client.place()
    client.wait_for(call_id)
    page = open_page(java_script_enabled=False).page
    row_of(page, call_id).locator("summary").click()
    expect(row_of(page, call_id).locator(".turns")).to_be_visible()
    expect(page.locator("#pause")).to_be_hidden()


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(246, 246, 243)"), ("dark", "rgb(16, 20, 19)")])
def test_the_colours_follow_the_system(open_page: Open, scheme: str, ground: str) -> None:
    """Dark where the system is dark."""
    page = open_page(color_scheme=scheme).page
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_a_mock_that_went_away_is_reported(browser: Browser) -> None:
    """When the mock stops, the page stays as it is and says that nobody answers."""
    with pine_mock("--clock", "instant") as url:
        context = browser.new_context()
        page = context.new_page()
        page.goto(url)
    expect(page.get_by_role("status")).to_have_text("The mock does not answer", timeout=15_000)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
