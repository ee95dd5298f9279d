"""`GET /`: the page for a person, as HTTP and HTML."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from html import unescape

import httpx
import pytest

from harness.model.brief import STANDARD_BRIEF
from mock_gateway.magic import MAGIC_CODES, MAGIC_EMAILS, MAGIC_NUMBERS
from tests.mock_gateway.visitor import CALL, Visitor, play, refusal

PAYLOAD = "<script>window.hacked=1</script>\"'><img src=x onerror=hacked=1>{{ 7 * 7 }}\u202e\ud800"
TOKEN = "open sesame"


async def page(visitor: Visitor, **headers: str) -> httpx.Response:
    """Read the page that must be there."""
    response = await visitor.http.get("/", headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert response.status_code == 200, response.text
    return response


def test_every_magic_input_is_on_the_page() -> None:
    """Each number, email and code stands there with its meaning."""

    async def story(visitor: Visitor) -> None:
        text = unescape((await page(visitor)).text)
        for number in MAGIC_NUMBERS.values():
            assert f"{number.number}</dt><dd>{number.meaning}" in text
        for email in MAGIC_EMAILS.values():
            assert f"{email.local_part}@example.com</dt><dd>{email.meaning}" in text
        for code in MAGIC_CODES.values():
            assert f"{code.code}</dt><dd>{code.meaning}" in text

    play(story)


def test_a_call_is_on_the_page_with_what_was_said() -> None:
    """An ended call shows status, persona, duration, credits and every turn; a running one none of what is to come."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in()
        running = await visitor.place(user, dialed_number="+14155550125")
        ended = await visitor.place(user, dialed_number="+14155550124")
        await visitor.stream(user, ended)
        text = (await page(visitor)).text
        known = await visitor.known(ended)
        calls = dict(re.findall(r'<li id="call-([^"]+)">(.*?)</details>', text, re.DOTALL))
        assert list(calls) == [ended, running]
        assert 'class="chip completed">completed' in calls[ended]
        assert "dental_receptionist" in calls[ended]
        assert f"{known['credits_charged']:g} credits" in calls[ended]
        assert calls[ended].count('class="speaker"') == len(known["timeline"])
        assert 'class="chip in_progress">in progress' in calls[running]
        assert 'class="speaker"' not in calls[running]
        assert "Nobody has said anything yet." in calls[running]

    play(story)


def test_requests_and_codes_are_on_the_page() -> None:
    """What clients asked for, with status and error code, and the code that was emailed; secrets in queries are not."""

    async def story(visitor: Visitor) -> None:
        user = await visitor.sign_in("somebody@example.com")
        await visitor.post(user, dialed_number="4155550142")
        await visitor.http.get("/api/v2/nowhere", params={"access_token": "abcdef123456789"})
        text = (await page(visitor)).text
        assert re.search(r'<code class="code">1234</code><span class="to">somebody@example\.com', text)
        assert "INVALID_PHONE" in text
        assert "/api/v2/nowhere?access_token=&lt;access_token&gt;" in text
        assert "abcdef123456789" not in text
        assert user.token not in text

    play(story)


def test_the_page_is_no_request_of_a_client() -> None:
    """Reading the page leaves no trace in the journal, so that a page left open does not fill it."""

    async def story(visitor: Visitor) -> None:
        await page(visitor)
        assert len(visitor.gateway.journal) == 0
        await visitor.http.post("/")
        assert len(visitor.gateway.journal) == 1

    play(story)


def test_everything_shown_is_text() -> None:
    """Markup, quotes, templates, reordering marks and half characters in every field arrive as harmless text."""

    async def story(visitor: Visitor) -> None:
        clean = (await page(visitor)).text
        user = await visitor.sign_in()
        fields = ("callee_name", "callee_context", "call_objective", "detailed_instructions")
        brief = dict.fromkeys(fields, f"Book a table for two on Friday at 7pm {PAYLOAD}")
        body = json.dumps({**STANDARD_BRIEF, **brief, "enable_summary": True})  # in ASCII: a half character is no UTF-8
        headers = {**user.headers, "Content-Type": "application/json"}
        call_id = (await visitor.http.post(CALL, content=body, headers=headers)).json()["call_id"]
        await visitor.stream(user, call_id)
        await visitor.http.get("/<script>x</script>", params={"<b>": "<i>"})
        text = (await page(visitor)).text
        for tag in ("<script", "<img", "<b>window", "<i>", "onerror=hacked=1>"):
            assert text.count(tag) == clean.count(tag)
        assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in text
        assert "{{ 7 * 7 }}\\u202e\ufffd" in text

    play(story)


def test_the_policy_allows_this_script_and_style_only() -> None:
    """The hashes are of the script and style in the page; nothing else may load, frame or submit anything."""

    async def story(visitor: Visitor) -> None:
        response = await page(visitor)
        policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
        for directive, tag in (("script-src", "script"), ("style-src", "style")):
            (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", response.text, re.DOTALL)
            digest = hashlib.sha256(inside.encode()).digest()
            assert policy[directive] == f"'sha256-{base64.b64encode(digest).decode()}'"
        assert not re.findall(r'(?:src|href)="(?!#|data:,|/__mock__/)', response.text)
        assert " style=" not in response.text

    play(story)


def test_a_reader_who_has_the_page_is_told_so() -> None:
    """304 while nothing changed; the page again when something did."""

    async def story(visitor: Visitor) -> None:
        tag = (await page(visitor)).headers["etag"]
        same = await visitor.http.get("/", headers={"If-None-Match": tag})
        assert (same.status_code, same.content) == (304, b"")
        await visitor.sign_in()
        assert (await page(visitor, If_None_Match=tag)).headers["etag"] != tag

    play(story)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Mock-Control-Token": "wrong"}, 401),
        ({"Authorization": "Basic " + base64.b64encode(b"me:wrong").decode()}, 401),
        ({"Authorization": "Basic %%%"}, 401),
        ({"X-Mock-Control-Token": TOKEN}, 200),
        ({"Authorization": "Basic " + base64.b64encode(f"me:{TOKEN}".encode()).decode()}, 200),
    ],
)
def test_a_control_token_guards_the_page(headers: dict[str, str], status: int) -> None:
    """Where there is a control token the page asks for it: a browser as a password, a program in the header."""

    async def story(visitor: Visitor) -> None:
        response = await visitor.http.get("/", headers=headers)
        assert response.status_code == status
        if status == 401:
            assert refusal(response) == (401, "AUTH_REQUIRED")
            asked = response.headers.get("www-authenticate", "")
            assert asked.startswith("Basic ") or "X-Mock-Control-Token" in headers

    play(story, control_token=TOKEN)


def test_many_calls_make_no_endless_page() -> None:
    """The newest thirty calls are shown, and how many older ones there are."""

    async def story(visitor: Visitor) -> None:
        for _ in range(8):
            user = await visitor.sign_in()
            for _ in range(5):
                await visitor.stream(user, await visitor.place(user, dialed_number="+14155550107"))
        text = (await page(visitor)).text
        assert text.count('<li id="call-') == 30
        assert "10 older calls" in text

    play(story)


def test_the_mock_starts_without_the_pages_library() -> None:
    """Jinja2 is imported when the page is first read, not when the mock starts."""
    found = subprocess.run(
        [sys.executable, "-c", "import sys, mock_gateway.server; print('jinja2' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "False\n"
