"""A page and what it did while it was open."""

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass(slots=True)
class Opened:
    """`requests` are the addresses asked for besides the file itself; `complaints` errors and policy violations."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


def watched(page: Page) -> Opened:
    """Begin to watch a page, before it goes anywhere."""
    seen = Opened(page)
    page.on("request", lambda request: _request(seen, request.url))
    page.on("console", lambda message: seen.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', "
        "(event) => console.error('policy: ' + event.violatedDirective))"
    )
    return seen


def _request(seen: Opened, url: str) -> None:
    if not url.endswith("/report.html") and not url.startswith("data:,"):
        seen.requests.append(url)
