"""A real Chromium for the tests that need one: skipped with the reason, unless REQUIRE_BROWSER=1 makes it a must."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from harness.model.record import Record
from harness.render import html
from harness.render.view import RunView
from tests.browser.watched import Opened, watched

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it, started once."""
    if os.environ.get("REQUIRE_BROWSER") != "1":
        pytest.skip("needs a real browser: set REQUIRE_BROWSER=1 and install chromium")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.fail("REQUIRE_BROWSER=1, but there is no chromium on the PATH: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens the report of a run from file:// and watches what the page does."""
    contexts = []

    def opened(
        records: list[Record],
        anchor: str = "",
        *,
        width: int = 1280,
        **options: object,
    ) -> Opened:
        path = tmp_path / "report.html"
        path.write_text(html.render(RunView.of(records)), encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)  # type: ignore[arg-type]  # playwright's own options
        contexts.append(context)
        page: Page = context.new_page()
        seen = watched(page)
        page.goto(f"{path.as_uri()}{anchor}")
        return seen

    yield opened
    for context in contexts:
        context.close()
