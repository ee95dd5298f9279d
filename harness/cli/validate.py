"""`pine-harness validate`."""

from harness.app.arguments import variables_of
from harness.cli.options import Paths, Variables, paths_or_default


def validate(paths: Paths = None, variables: Variables = None) -> None:
    """Report every problem of scenario files.

    All problems of all files at once; nothing is sent.
    """
    from harness.app.scenarios import load  # imported when called, for a quick start
    from harness.cli.console import out

    suites = load(paths_or_default(paths), variables_of(variables))
    scenarios = sum(len(suite.scenarios) for suite in suites)
    files = len(suites)
    out().print(
        f"{files} file{'' if files == 1 else 's'}, {scenarios} scenario{'' if scenarios == 1 else 's'}: no problems"
    )
