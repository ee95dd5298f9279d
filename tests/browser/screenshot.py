"""The README's picture of a report: `python -m tests.browser.screenshot REPORT.html PICTURE.png`."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS

WIDTH, HEIGHT = 1280, 1010


def shoot(report: Path, picture: Path) -> None:
    """Write what a reader sees first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(report.resolve().as_uri())
        page.locator(".call.current").wait_for()
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    shoot(Path(sys.argv[1]), Path(sys.argv[2]))
