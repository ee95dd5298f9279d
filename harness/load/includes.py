"""`include`: a file and everything below it, in the order in which it is merged."""

from collections.abc import Sequence

from harness.load.explain import read_form
from harness.load.files import Library, SourceFile
from harness.load.forms import FileForm
from harness.load.problems import Problems, Spot, shown


def in_merge_order(root: SourceFile, library: Library, problems: Problems) -> list[SourceFile]:
    """Return the files that `root` includes, deepest first, each once, and `root` last; loops become problems."""
    found: list[SourceFile] = []
    _visit(root, [], found, library, problems)
    return found


def _visit(
    file: SourceFile, chain: Sequence[SourceFile], found: list[SourceFile], library: Library, problems: Problems
) -> None:
    include = Spot(node=file.node).get("include")
    for element in include.elements() if include else ():
        if not isinstance(element.node.value, str):
            continue  # the form of the file says so
        included = library.read_beside(element, "file")
        if included is None or included in found:
            continue
        above = [*chain, file]
        if included in above:
            names = [it.name for it in above[above.index(included) :]]
            problems.at(element, f"include loop: {' -> '.join([*names, included.name])}", "remove one of the includes")
            continue
        _visit(included, above, found, library, problems)
    if file not in found:
        found.append(file)


def check_shape(file: SourceFile, problems: Problems) -> bool:
    """Report what is wrong with a file's own keys; False when it is no mapping at all."""
    spot = Spot(node=file.node)
    if file.node.fields is None:
        allowed = ", ".join(FileForm.model_fields)
        problems.at(spot, f"found {shown(file.node.value)}; allowed: a mapping with the keys {allowed}")
        return False
    read_form(FileForm, spot, problems)
    return True
