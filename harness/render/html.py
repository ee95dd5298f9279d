"""report.html: one self-contained file that people read from disk, with or without JavaScript.

Overview and table are in the page itself. Every call travels deflated in one inert element and is drawn by the page's
one script when it is asked for; broken calls also stand in the page, for a reader whose browser runs no script.
"""

from collections.abc import Iterator

from harness.render.census import Census
from harness.render.coverage import coverage, operations
from harness.render.headline import headline
from harness.render.overview import overview
from harness.render.pack import packed
from harness.render.pages import shell
from harness.render.repeated import repeated
from harness.render.standing import standing
from harness.render.timing import timing
from harness.render.varied import varied
from harness.render.view import RunView

STYLES = ("base.css", "overview.css", "scenarios.css", "call.css", "compared.css", "sections.css", "print.css")
SCRIPTS = ("page.js", "trial.js", "wire.js", "call.js", "calls.js", "pairs.js", "filter.js", "keys.js")


def render(view: RunView) -> str:
    """Return the report of a run as one HTML document."""
    return "".join(pieces(view))


def pieces(view: RunView) -> Iterator[str]:
    """Yield the report of a run piece by piece: the calls are never in memory all at once."""
    page, census = shell(STYLES, SCRIPTS), Census()
    pack = list(packed(view, census))
    return page.environment.get_template("report.html").generate(
        view=view,
        ranked=view.ranked,
        headline=headline(view),
        overview=overview(view),
        standing=standing(view),
        order=[trial.number for scenario in view.ranked for trial in scenario.trials],
        pack=pack,
        suites=len({it.scenario.suite or it.scenario.span.file for it in view.scenarios}),
        varied=varied(view),
        repeated=repeated(view),
        coverage=coverage(view, census),
        operations=operations(census),
        timing=timing(view, census),
        style=page.style,
        script=page.script,
        policy=page.policy,
    )
