"""Files as they are read: each once, with the nearest existing name where one is missing."""

import os
from dataclasses import dataclass
from pathlib import Path

from harness.errors import SourceError
from harness.load.problems import Problems, Spot
from harness.registry import nearest
from harness.source import Node, decode, lines_of, scan


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SourceFile:
    """A YAML file, read. `name` is how problems call it: the path as the user or an including file wrote it."""

    name: str
    path: Path
    node: Node
    lines: tuple[str, ...]
    has_templates: bool

    def excerpt(self, node: Node) -> str:
        """Return the lines that a value of this file is written on, without their common indentation."""
        lines = [*self.lines[node.line - 1 : node.end_line]]
        while lines and not lines[-1].strip():
            lines.pop()
        margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
        return "\n".join(line[margin:].rstrip() for line in lines)


class Library:
    """Reads files, each once; what is wrong with their YAML goes to `problems`."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._read: dict[Path, SourceFile | None] = {}
        self._names: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The files read so far, as problems call them."""
        return tuple(self._names)

    def read(self, path: Path) -> SourceFile | None:
        """Return a file; None when it is not acceptable YAML. Raises OSError when it cannot be read."""
        resolved = path.resolve()
        if resolved not in self._read:
            self._read[resolved] = self._load(path, path.read_bytes())
        return self._read[resolved]

    def read_beside(self, spot: Spot, what: str) -> SourceFile | None:
        """Return the file that the value at `spot` names, relative to the file the value stands in."""
        path = beside(spot)
        if not path.is_file():
            where = f"no {what} {str(path)!r}" if not path.exists() else f"{str(path)!r} is not a file"
            self._problems.at(spot, where, nearest_file(path))
            return None
        try:
            return self.read(path)
        except OSError as error:
            self._problems.at(spot, f"{what} {str(path)!r} cannot be read: {error.strerror}")
            return None

    def _load(self, path: Path, content: bytes) -> SourceFile | None:
        name = str(path)
        self._names.append(name)
        try:
            text = decode(content, file=name)
            reading = scan(text, file=name)
        except SourceError as error:
            self._problems.add(error.problem)
            return None
        for problem in reading.problems:
            self._problems.add(problem)
        lines = tuple(lines_of(text))
        return SourceFile(name=name, path=path, node=reading.node, lines=lines, has_templates="{{" in text)


def beside(spot: Spot) -> Path:
    """Return the path that the text at `spot` names, relative to the folder of its file."""
    return Path(os.path.normpath(Path(spot.node.file).parent / str(spot.node.value)))


def nearest_file(path: Path) -> str:
    """Return a hint that names the file most like a missing one; empty where none is like it."""
    folder = path.parent
    if not folder.is_dir():
        return f"there is no folder {str(folder)!r}"
    by_stem = {entry.stem: entry.name for entry in sorted(folder.iterdir())}
    found = nearest(path.stem, by_stem)
    return f"did you mean {str(folder / by_stem[found])!r}?" if found else ""
