"""One read-only table type: refuses duplicates, and names the nearest entry for a typo."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Generic, TypeVar

from harness.errors import DuplicateName, UnknownName

T = TypeVar("T")


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the entry of `names` that `name` most likely means, or None when none is close."""
    lowered: dict[str, str] = {}
    for candidate in names:
        lowered.setdefault(candidate.lower(), candidate)
    found = get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    return lowered[found[0]] if found else None


class Registry(Mapping[str, T], Generic[T]):
    """An ordered table of named things, fixed once made.

    `kind` is what an entry is called in error messages ("check", "persona"). Raises DuplicateName when two entries
    share a name, and UnknownName, with the nearest entry, when `find` is asked for a name it does not hold.
    """

    def __init__(self, kind: str, entries: Iterable[T], *, name_of: Callable[[T], str]) -> None:
        self.kind = kind
        self._entries: dict[str, T] = {}
        for entry in entries:
            name = name_of(entry)
            if name in self._entries:
                raise DuplicateName(f"two {kind} entries are called {name!r}")
            self._entries[name] = entry

    def find(self, name: str) -> T:
        """Return the entry called `name`."""
        try:
            return self._entries[name]
        except KeyError:
            raise UnknownName(kind=self.kind, name=name, nearest=nearest(name, self), allowed=tuple(self)) from None

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
