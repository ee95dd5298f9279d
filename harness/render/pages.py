"""What every HTML page of ours shares: the templates' environment, the policy, styles and scripts in one file."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from harness.render.words import (
    GLYPHS,
    NO_DATA,
    STATE_WORDS,
    duration,
    interval_words,
    number,
    percent,
    plural,
    signed_percent,
    visible,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The environment of one page with its one style, its one script, and the policy that allows nothing else."""

    environment: Environment
    style: Markup
    script: Markup
    policy: str


def shell(styles: Iterable[str], scripts: Iterable[str]) -> Shell:
    """Prepare a page from our templates."""
    environment = _environment()
    style, script = _joined(environment, styles), _joined(environment, scripts)
    return Shell(
        environment=environment,
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


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("harness.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        duration=duration, percent=percent, interval=interval_words, plural=plural, points=signed_percent, figure=number
    )
    environment.globals.update(glyphs=GLYPHS, state_words=STATE_WORDS)
    return environment


def _finalize(value: object) -> object:
    """Every value that a template shows passes here: no data is a dash, and foreign text hides and reorders nothing."""
    if value is None:
        return NO_DATA
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _joined(environment: Environment, names: Iterable[str]) -> str:
    loader = environment.loader
    assert loader is not None
    return "\n".join(loader.get_source(environment, name)[0].strip() for name in names)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
