"""The page as HTML: one self-contained document under a strict content security policy.

It keeps itself fresh by one small script that asks for this very page again (the answer is 304 while nothing changed)
and puts in what is new. So there is one renderer, here, whose autoescaping decides what is text; without JavaScript the
page is whole; and unlike a `<meta refresh>`, nothing that a reader unfolded, selected or scrolled to is lost.
"""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from mock_gateway.magic import MAGIC_CODES, MAGIC_EMAILS, MAGIC_NUMBERS, MagicNumber
from mock_gateway.page.view import PageView
from mock_gateway.page.words import NO_DATA
from mock_gateway.visible import visible

VERSION_MARK = "@version@"
"""Stands where the finished page names its own version, which is a hash of the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished page. `version` changes with its content; `policy` is its Content-Security-Policy."""

    html: str
    version: str
    policy: str


def document(view: PageView) -> Document:
    """Return the page that shows the view."""
    template, style, script, policy = _parts()
    html = template.render(
        view=view,
        numbers=_numbers_by_use(),
        emails=MAGIC_EMAILS.values(),
        codes=MAGIC_CODES.values(),
        style=Markup(style),  # noqa: S704 our own file, hashed in the policy
        script=Markup(script),  # noqa: S704 likewise
        version=VERSION_MARK,
    )
    version = sha256(html.encode()).hexdigest()[:24]
    return Document(html=html.replace(VERSION_MARK, version, 1), version=version, policy=policy)


@cache
def _parts() -> tuple[Template, str, str, str]:
    """Read the template, the style and the script once, when the page is first asked for."""
    environment = Environment(
        loader=PackageLoader("mock_gateway.page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    loader = environment.loader
    assert loader is not None
    style, script = (loader.get_source(environment, name)[0].strip() for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return environment.get_template("page.html"), style, script, policy


def _finalize(value: object) -> object:
    """Every value that the template shows passes here: no data is a dash, and foreign text hides nothing."""
    if value is None:
        return NO_DATA
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _use(number: MagicNumber) -> str:
    if number.refused:
        return "Refused at POST"
    if number.unreadable:
        return "Placed, then unreadable"
    return "How the call ends" if number.meaning.startswith("ends as") else "Who answers"


def _numbers_by_use() -> Mapping[str, Iterable[MagicNumber]]:
    return {use: tuple(entries) for use, entries in groupby(MAGIC_NUMBERS.values(), key=_use)}
