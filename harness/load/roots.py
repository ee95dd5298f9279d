"""Which of the files under the given paths are suites."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from harness.errors import UsageError
from harness.load.files import Library, SourceFile, nearest_file
from harness.load.includes import in_merge_order
from harness.load.problems import Problems
from harness.registry import nearest

SUFFIXES: Final = (".yaml", ".yml")


def find_roots(paths: Sequence[Path], library: Library, problems: Problems) -> list[SourceFile]:
    """Return the suites under `paths`, each once: files as given, folders searched in sorted order.

    A file that another of them includes is a part of that one's suite. In a folder a file counts as a suite when it
    has `scenarios` (or a key that looks like a mistyped one) or `suite`: briefs, personas and shared defaults do not.
    Raises UsageError for a path that is not there, and for a folder without a suite.
    """
    roots: list[SourceFile] = []
    for path in paths:
        found = list(_under(path, library))
        for file in found:
            if file not in roots:
                roots.append(file)
    parts = _included(roots, library, problems)
    return [root for root in roots if root not in parts]


def _under(path: Path, library: Library) -> Iterator[SourceFile]:
    if not path.exists():
        hint = nearest_file(path)
        raise UsageError(f"no file or folder {str(path)!r}" + (f"; {hint}" if hint else ""))
    if path.is_dir():
        yield from _in_folder(path, library)
        return
    file = _read(path, library)
    if file is not None:
        yield file


def _in_folder(folder: Path, library: Library) -> Iterator[SourceFile]:
    names = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    if not names:
        raise UsageError(f"no scenario file in {str(folder)!r}: none of its files ends in {' or '.join(SUFFIXES)}")
    files = [_read(path, library) for path in names if not _is_hidden(path.relative_to(folder))]
    suites = [file for file in files if file is not None and _looks_like_a_suite(file)]
    if not suites and None not in files:
        raise UsageError(f"no scenario file in {str(folder)!r}: none of its YAML files has the key 'scenarios'")
    yield from suites


def _read(path: Path, library: Library) -> SourceFile | None:
    if not path.is_file():
        raise UsageError(f"{str(path)!r} is not a file")
    try:
        return library.read(path)
    except OSError as error:
        raise UsageError(f"{str(path)!r} cannot be read: {error.strerror}") from None


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _looks_like_a_suite(file: SourceFile) -> bool:
    keys = tuple(file.node.fields or ())
    return "suite" in keys or nearest("scenarios", keys) is not None


def _included(roots: Sequence[SourceFile], library: Library, problems: Problems) -> list[SourceFile]:
    """Return the roots that belong to the suite of another; of files that include each other the first stays."""
    parts: list[SourceFile] = []
    for root in roots:
        if root not in parts:
            below = in_merge_order(root, library, problems)
            parts += [file for file in below if file is not root and file in roots]
    return parts
