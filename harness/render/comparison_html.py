"""comparison.html: two runs, or two variants, beside each other in one file."""

from harness import __version__
from harness.render.comparison import Change, ComparisonView
from harness.render.comparison_text import SHOWN, measure_words, overall_words, verdict_words, why
from harness.render.forest import forest
from harness.render.pages import shell

STYLES = ("base.css", "overview.css", "call.css", "compared.css", "print.css")
SCRIPTS = ("page.js",)


def render(view: ComparisonView) -> str:
    """Return the comparison as one HTML document that loads nothing."""
    page = shell(STYLES, SCRIPTS)
    found = {change: [(row, why(row)) for row in view.rows if row.change is change] for change in SHOWN}
    return page.environment.get_template("comparison.html").render(
        view=view,
        title=verdict_words(view),
        tone="failed" if view.regressed else "unfinished" if view.count(Change.STILL_FAILING) else "passed",
        words=overall_words(view.overall),
        measures=[measure_words(measure) for measure in view.measures],
        drawn=forest(view),
        lists=[(change.value, rows) for change, rows in found.items() if rows],
        version=__version__,
        style=page.style,
        script=page.script,
        policy=page.policy,
    )
