"""Scenario files -> suites: found, read, merged with what they include, every problem of all of them told at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from harness.errors import ScenarioErrors, Span, UsageError
from harness.load.families import read_family
from harness.load.files import Library, SourceFile
from harness.load.forms import DefaultsForm
from harness.load.includes import check_shape, in_merge_order
from harness.load.loading import Define, Loading, TakesOptions
from harness.load.merge import merge
from harness.load.problems import Problems, Spot, did_you_mean, shown
from harness.load.roots import find_roots
from harness.load.rules import read_call_date, read_gate
from harness.load.scenarios import Frame, read_part
from harness.load.variables import Variables, declared_in
from harness.model.scenario import Gate, Scenario, Suite
from harness.registry import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSuites:
    """What a load read: the suites, in the order of their files, and the names of all files, included ones too."""

    suites: tuple[Suite, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What comes from outside the files: `--var` values, the environment, the personas and faults that there are."""

    variables: Mapping[str, str]
    environment: Mapping[str, str]
    personas: Mapping[str, TakesOptions] | None = None
    define: Define | None = None
    faults: Mapping[str, TakesOptions] | None = None


def load_suites(
    paths: Sequence[Path],
    *,
    variables: Mapping[str, str],
    environment: Mapping[str, str],
    personas: Mapping[str, TakesOptions] | None = None,
    define: Define | None = None,
    faults: Mapping[str, TakesOptions] | None = None,
) -> LoadedSuites:
    """Load scenario files and all *.yaml and *.yml files of folders, except those that others include.

    Raises UsageError for a path that is not there, a folder without suites and a `--var` that no file knows, and
    ScenarioErrors with every problem of every file.
    """
    problems = Problems()
    library = Library(problems)
    given = Given(variables=variables, environment=environment, personas=personas, define=define, faults=faults)
    builder = _Builder(library, problems, given)
    suites = [builder.build(root) for root in find_roots(paths, library, problems)]
    if len(problems):
        raise ScenarioErrors(problems.sorted(library.names))
    builder.check_variables_known()
    return LoadedSuites(suites=tuple(suite for suite in suites if suite), files=library.names)


class _Builder:
    """Builds suites; remembers which variables their files know, to tell a mistyped `--var`."""

    def __init__(self, library: Library, problems: Problems, given: Given) -> None:
        self._library = library
        self._problems = problems
        self._given = given
        self._known_variables: set[str] = set()
        self._ids: dict[str, Span] = {}

    def build(self, root: SourceFile) -> Suite | None:
        """Return a suite; problems leave scenarios out of it."""
        merged = in_merge_order(root, self._library, self._problems)
        files = [file for file in merged if check_shape(file, self._problems)]
        if root not in files:
            return None
        loading = Loading(
            library=self._library,
            problems=self._problems,
            variables=self._variables(files),
            personas=self._given.personas,
            define=self._given.define,
            faults=self._given.faults,
        )
        call_dates, gates = self._all(files, "call_date", loading), self._all(files, "gate", loading)
        for written in call_dates:
            read_call_date(written, self._problems)
        call_date = call_dates[-1] if call_dates else None
        named = self._filled(root, "suite", loading)
        name = named.node.value if named and isinstance(named.node.value, str) else root.path.stem
        frame = Frame(
            suite=name,
            defaults=self._defaults(files, loading),
            call_date=call_date,
            source="",
            defaults_in=lambda inner: self._defaults(files, inner),
        )
        scenarios = [it for file in files for it in self._scenarios(file, frame, loading)]
        self._check_some(root, files)
        return Suite(name=name, file=root.name, scenarios=tuple(scenarios), gate=self._last_gate(gates))

    def check_variables_known(self) -> None:
        """Raise UsageError for a given variable that no file declares or asks for."""
        for name in self._given.variables:
            if name not in self._known_variables:
                known = tuple(sorted(self._known_variables))
                hint = did_you_mean(name, known) or f"known: {', '.join(known) or 'none'}"
                raise UsageError(f"--var {name}: no scenario file has a variable {name!r}; {hint}")

    def _variables(self, files: Sequence[SourceFile]) -> Variables:
        declared: dict[str, Spot] = {}
        for file in files:
            declared |= declared_in(Spot(node=file.node).get("vars"), self._problems)
        self._known_variables.update(declared)
        given, environment = self._given.variables, self._given.environment
        return Variables(declared, given, environment, self._problems, self._known_variables)

    def _filled(self, file: SourceFile, key: str, loading: Loading) -> Spot | None:
        spot = Spot(node=file.node).get(key)
        return loading.variables.fill(spot) if spot and file.has_templates else spot

    def _all(self, files: Sequence[SourceFile], key: str, loading: Loading) -> list[Spot]:
        return [spot for file in files if (spot := self._filled(file, key, loading))]

    def _last_gate(self, spots: Sequence[Spot]) -> Gate | None:
        gates = [read_gate(spot, self._problems) for spot in spots]
        return gates[-1] if gates else None

    def _defaults(self, files: Sequence[SourceFile], loading: Loading) -> Spot | None:
        merged: Spot | None = None
        for file in files:
            spot = self._filled(file, "defaults", loading)
            if spot is not None:
                own = read_part(spot, DefaultsForm, loading)
                merged = Spot(node=merge(merged.node if merged else None, own.node), key="defaults")
        return merged

    def _scenarios(self, file: SourceFile, frame: Frame, loading: Loading) -> Iterable[Scenario]:
        spot = Spot(node=file.node).get("scenarios")
        if spot is None:
            return
        if spot.node.kind == "scalar":
            spot = loading.variables.fill(spot)
        if spot.node.elements is None:
            self._problems.at(spot, f"found {shown(spot.node.value)}; allowed: a list of scenarios")
        for element in spot.elements():
            item = _with_filled_id(element, loading)
            self._check_id(item)
            yield from read_family(item, replace(frame, source=file.excerpt(element.node)), loading)

    def _check_id(self, scenario: Spot) -> None:
        """Report an id that an earlier scenario of the run has."""
        spot = scenario.get("id")
        if spot is None or not isinstance(spot.node.value, str):
            return
        span, name = spot.node.span, spot.node.value
        if name not in self._ids:
            self._ids[name] = span
        elif self._ids[name] == span:
            fix = "run one suite at a time that includes it; an alias cannot repeat a scenario"
            self._problems.at(spot, f"the scenario {name!r} is in this run twice", fix)
        else:
            fix = "ids are unique in a run: rename one of them"
            self._problems.at(spot, f"the id {name!r} is also used at {self._ids[name]}", fix)

    def _check_some(self, root: SourceFile, files: Sequence[SourceFile]) -> None:
        if any("scenarios" in file.node and file.node["scenarios"].value not in (None, []) for file in files):
            return
        if "scenarios" in root.node:
            self._problems.at(Spot(node=root.node).at("scenarios"), "no scenario in it")
        elif nearest("scenarios", root.node.fields or ()) is None:  # else it is reported as an unknown key
            self._problems.at(Spot(node=root.node), "missing required key 'scenarios'", "a suite lists its scenarios")


def _with_filled_id(spot: Spot, loading: Loading) -> Spot:
    """Return an item of `scenarios` whose id has no templates: all else of it may depend on variant and cell."""
    if spot.node.fields is None:
        return loading.variables.fill(spot)
    found = spot.get("id")
    if found is None:
        return spot
    fields = {**spot.node.fields, "id": spot.node.fields["id"]._replace(node=loading.variables.fill(found).node)}
    return Spot(node=spot.node.with_fields(fields), key=spot.key)
