"""report.html: one self-contained file that people read from disk, with or without JavaScript.

Calls that need a reader (failed, ungradable, unfinished) are in the page itself. All others, and every wire exchange,
travel deflated in one inert element and are unpacked by the page's one script when they are asked for.
"""

from base64 import b64encode
from collections.abc import Sequence, Set
from hashlib import sha256
from json import dumps
from zlib import compress

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from harness.render.call_page import CallPage, call_page
from harness.render.headline import headline
from harness.render.overview import overview
from harness.render.view import RunView, State, TrialView
from harness.render.wire_data import wire_data
from harness.render.words import GLYPHS, NO_DATA, STATE_WORDS, duration, interval_words, percent, plural, visible

STYLES = ("base.css", "overview.css", "scenarios.css", "call.css", "print.css")
SCRIPTS = ("page.js", "wire.js", "call.js", "calls.js", "filter.js")
_LEVEL = 5
NEED_A_READER = frozenset({State.FAILED, State.UNGRADABLE, State.UNFINISHED})


def render(view: RunView) -> str:
    """Return the report of a run as one HTML document."""
    return render_with(view, PackageLoader("harness.render"), NEED_A_READER)


def render_with(view: RunView, loader: BaseLoader, standing: Set[State]) -> str:
    """Return the report, made from templates that `loader` finds; calls in a state of `standing` stand in the page."""
    environment = _environment(loader)
    style, script = (_joined(environment, names) for names in (STYLES, SCRIPTS))
    draw = environment.get_template("call.html").module.call  # type: ignore[attr-defined]  # a macro, made at run time
    ranked = view.ranked
    pages = [
        (call_page(trial, scenario, place), trial)
        for place, scenario in enumerate(ranked, start=1)
        for trial in scenario.trials
    ]
    return environment.get_template("report.html").render(
        view=view,
        ranked=ranked,
        headline=headline(view),
        overview=overview(view),
        calls=[draw(page, ranked[page["scenario"] - 1]) for page, trial in pages if trial.state in standing],
        order=[page["anchor"] for page, _ in pages],
        pack=_packed(pages, standing),
        style=Markup(style),  # noqa: S704 our own files, hashed in the policy
        script=Markup(script),  # noqa: S704 likewise
        policy=policy(style, script),
    )


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing but this one style, this one script and data: images."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _environment(loader: BaseLoader) -> Environment:
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(duration=duration, percent=percent, interval=interval_words, plural=plural)
    environment.globals.update(glyphs=GLYPHS, state_words=STATE_WORDS)
    return environment


def _finalize(value: object) -> object:
    """Every value that a template shows passes here: no data is a dash, and foreign text hides and reorders nothing."""
    if value is None:
        return NO_DATA
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _joined(environment: Environment, names: tuple[str, ...]) -> str:
    loader = environment.loader
    assert loader is not None
    return "\n".join(loader.get_source(environment, name)[0].strip() for name in names)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _packed(pages: Sequence[tuple[CallPage, TrialView]], standing: Set[State]) -> str:
    calls = {
        page["anchor"]: {
            "page": None if trial.state in standing else page,
            "wire": wire_data(trial.exchanges),
        }
        for page, trial in pages
    }
    text = dumps({"glyphs": GLYPHS, "words": STATE_WORDS, "calls": calls}, separators=(",", ":"))
    return b64encode(compress(text.encode("ascii"), _LEVEL)).decode()
