"""`pytest scenarios/ -n 2`: every scenario a test with the same verdict, one run log and one report for all workers.

Imports of the application are made when the first scenario is collected or run: the plugin is loaded into every pytest
session of its environment, most of which have no scenarios.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from harness.app.naming import new_run_id, new_seed

if TYPE_CHECKING:
    from harness.app.run import RunRequest
    from harness.app.shared_run import Part
    from harness.errors import Span
    from harness.model.scenario import Scenario

SUFFIXES = frozenset({".yaml", ".yml"})
SUITE_KEYS = re.compile(r"^(suite|scenarios)\s*:", re.MULTILINE)
TICKET_KEY, FOLDER_KEY = "pine_harness_ticket", "pine_harness_folder"
TICKET = pytest.StashKey[tuple[str, int]]()
PART = pytest.StashKey["Part"]()
FOLDER = pytest.StashKey[str]()
LAST_LINE = pytest.StashKey[str]()
IDS = pytest.StashKey[dict[str, "Span"]]()


class NotPassed(Exception):
    """A scenario failed or could not be judged; the message is what a person reads."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; each has its counterpart in `pine-harness run`."""
    group = parser.getgroup("pine-harness", "Pine Voice scenarios")
    group.addoption("--pine-target", help="mock, live, or the base URL of a gateway")
    group.addoption("--pine-seed", type=int, help="what every random draw begins from")
    group.addoption("--pine-out", help="the folder that runs are kept in")
    group.addoption("--pine-var", action="append", default=[], metavar="NAME=VALUE", help="set {{ NAME }}")
    group.addoption("--pine-yes", action="store_true", help="ring real phones; the limits of [live] hold")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    """Collect YAML files with the key `suite` or `scenarios`, and leave every other YAML file alone."""
    if file_path.suffix not in SUFFIXES:
        return None
    text = file_path.read_text(encoding="utf-8", errors="replace")
    return ScenarioFile.from_parent(parent, path=file_path) if SUITE_KEYS.search(text) else None


class ScenarioFile(pytest.File):
    """One suite."""

    def collect(self) -> Iterator["ScenarioItem"]:
        """Yield the suite's scenarios as tests, which -k also chooses by their tags."""
        from harness.app.arguments import variables_of
        from harness.app.scenarios import load

        for suite in load([_shown(self.path)], variables_of(self.config.getoption("--pine-var"))):
            _part(self.config).add_gate(suite.gate)
            for scenario in suite.scenarios:
                self._take_id(scenario)
                item = ScenarioItem.from_parent(self, name=_test_name(scenario))
                item.scenario = scenario
                # Not as markers: a tag may be called `skip` or `xfail`, which pytest would act on.
                item.extra_keyword_matches.update((*scenario.tags, scenario.scenario_id))
                yield item

    def _take_id(self, scenario: "Scenario") -> None:
        """Raise ScenarioErrors for an id that another file has too: in one report they could not be told apart."""
        from harness.errors import Problem, ScenarioErrors

        taken = self.config.stash.setdefault(IDS, {}).setdefault(scenario.scenario_id, scenario.span)
        if taken != scenario.span:
            message = f"the id {scenario.scenario_id!r} is also used at {taken}"
            raise ScenarioErrors(
                [Problem(span=scenario.span, message=message, fix="ids are unique in a run: rename one of them")]
            )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str | object:  # type: ignore[override]
        """Show problems of the file as words, not as a traceback; pytest's own type is private, a str is accepted."""
        from harness.errors import HarnessError

        return str(excinfo.value) if isinstance(excinfo.value, HarnessError) else super().repr_failure(excinfo)


class ScenarioItem(pytest.Item):
    """One scenario."""

    scenario: "Scenario"

    def runtest(self) -> None:
        """Run all trials of the scenario; skips and known issues are pytest's own."""
        from harness.model.verdict import FailureKind, Verdict
        from harness.render.failure import failure_text

        ran = _part(self.config).run(self.scenario)
        match ran.verdict.verdict:
            case Verdict.PASSED:
                return
            case Verdict.SKIPPED if ran.verdict.kind is FailureKind.KNOWN_ISSUE:
                pytest.xfail(ran.verdict.message)
            case Verdict.SKIPPED:
                pytest.skip(ran.verdict.message)
            case _:
                raise NotPassed(failure_text(ran.view))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> str | object:  # type: ignore[override]
        """Show the YAML lines and the turns that decided; pytest's own type is private, a str is accepted."""
        from harness.errors import HarnessError

        known = isinstance(excinfo.value, NotPassed | HarnessError)
        return str(excinfo.value) if known else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the scenario stands."""
        return self.path, self.scenario.span.line - 1, self.name


def pytest_collection_finish(session: pytest.Session) -> None:
    """Tell this process's part of the run all that it will run: what may ring real phones is judged as a whole."""
    scenarios = [item.scenario for item in session.items if isinstance(item, ScenarioItem)]
    if scenarios:
        _part(session.config).will_run(scenarios)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say of a skipped scenario where it stands; pytest would name the line of this plugin that skipped it."""
    report = yield
    if isinstance(item, ScenarioItem) and report.skipped and isinstance(report.longrepr, tuple):
        path, line, _ = item.reportinfo()
        report.longrepr = (str(path), line + 1, report.longrepr[2])
    return report


class XdistHooks:
    """What only a session with pytest-xdist has. The nodes of xdist are untyped: they are read by attribute name."""

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker which run it belongs to."""
        node.workerinput[TICKET_KEY] = _ticket(node.config)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Learn from a worker that has ended where it wrote its part."""
        folder = getattr(node, "workeroutput", {}).get(FOLDER_KEY)
        if folder is not None:
            node.config.stash[FOLDER] = folder


def pytest_configure(config: pytest.Config) -> None:
    """Register the hooks that need pytest-xdist."""
    config.pluginmanager.register(XdistHooks(), "pine-harness-xdist")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Close this process's part; in the main process, join the parts of all workers into one run."""
    config = session.config
    part = config.stash.get(PART, None)
    if part is not None:
        part.close()
        if part.used:
            config.stash[FOLDER] = str(part.folder)
    folder = config.stash.get(FOLDER, None)
    if hasattr(config, "workeroutput"):
        if folder is not None:
            config.workeroutput[FOLDER_KEY] = folder
        return
    if folder is None and TICKET in config.stash:
        folder = _folder_of_lost_workers(config)
    if folder is not None:
        from harness.app.shared_run import join

        config.stash[LAST_LINE] = join(Path(folder))


def _folder_of_lost_workers(config: pytest.Config) -> str | None:
    """Return the run's folder where workers left parts but no word of them, as after Ctrl-C."""
    from harness.app.shared_run import has_parts
    from harness.errors import UsageError

    run_id, _ = _ticket(config)
    try:
        folder = _request(config).reports / run_id
    except UsageError:  # told already, where scenarios were collected; without settings there is no run
        return None
    return str(folder) if has_parts(folder) else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what the run came to and where its report is."""
    line = terminalreporter.config.stash.get(LAST_LINE, None)
    if line is not None:
        terminalreporter.section("Pine Voice")
        terminalreporter.write_line(line)


def _ticket(config: pytest.Config) -> tuple[str, int]:
    """Return the run's id and seed: those of the main process, handed to every worker."""
    if TICKET not in config.stash:
        given = getattr(config, "workerinput", {}).get(TICKET_KEY)
        seed = config.getoption("--pine-seed")
        drawn = (new_run_id(), new_seed() if seed is None else seed)
        config.stash[TICKET] = drawn if given is None else (given[0], given[1])
    return config.stash[TICKET]


def _part(config: pytest.Config) -> "Part":
    """Return this process's part of the run, made on first use."""
    if PART not in config.stash:
        from harness.app.shared_run import Part

        run_id, _ = _ticket(config)
        worker = getattr(config, "workerinput", {}).get("workerid", "main")
        config.stash[PART] = Part(_request(config), run_id, worker)
    return config.stash[PART]


def _request(config: pytest.Config) -> "RunRequest":
    """Return what the options and settings ask for. Raises UsageError for a wrong one."""
    from harness.app.arguments import variables_of
    from harness.app.requests import requested

    request = requested(
        paths=(),
        variables=variables_of(config.getoption("--pine-var")),
        words=(),
        tags=(),
        overrides={
            "target": config.getoption("--pine-target"),
            "seed": _ticket(config)[1],
            "out": config.getoption("--pine-out"),
        },
        command=["pytest", *config.invocation_params.args],
    )
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    return replace(request, confirmed=config.getoption("--pine-yes"), workers=workers)


def _test_name(scenario: "Scenario") -> str:
    """Return the id, but with the matrix cell last: pytest takes what follows a `[` for parameters up to the end."""
    cell = scenario.cell_id.removeprefix(scenario.family_id)
    return f"{scenario.family_id}/{scenario.variant}{cell}" if scenario.variant else scenario.scenario_id


def _shown(path: Path) -> Path:
    """Return a path as a user would write it: below the current folder where it is."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
