"""The fields that a schema names, and those of a value that it does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from harness.contract.schema import Resolve
from harness.model.values import Json

_APPLIED_HERE = ("then", "else")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The fields named for an object, and those of an array's items. An object with none named may hold anything."""

    named: Mapping[str, "Fields"] = field(default_factory=dict)
    items: "Fields | None" = None

    def __or__(self, other: "Fields") -> "Fields":
        shared = {name: self.named[name] | other.named[name] for name in self.named if name in other.named}
        items = self.items | other.items if self.items and other.items else self.items or other.items
        return Fields(named={**self.named, **other.named, **shared}, items=items)

    def unknown_in(self, value: Json, path: str) -> Iterator[str]:
        """Yield the path of each field of `value` that is not named, the outermost only."""
        if type(value) is dict and self.named:
            for name, item in value.items():
                below = self.named.get(name)
                if below is None:
                    yield f"{path}.{name}"
                elif below.named or below.items:
                    yield from below.unknown_in(item, f"{path}.{name}")
        elif type(value) is list and self.items and self.items.named:
            yield from self._unknown_in_items(value, path)

    def _unknown_in_items(self, value: list[Json], path: str) -> Iterator[str]:
        assert self.items is not None
        flat = all(not below.named and not below.items for below in self.items.named.values())
        names = self.items.named.keys()
        for position, item in enumerate(value):
            if flat and type(item) is dict and item.keys() <= names:
                continue  # the usual turn of a transcript, at a fifth of the cost
            yield from self.items.unknown_in(item, f"{path}[{position}]")


def named_fields(schema: Json, resolve: Resolve) -> Fields:
    """Return the fields that a schema names anywhere it applies to the same value, whatever its conditions say."""
    properties = schema.get("properties", {})
    found = Fields(
        named={name: named_fields(part, resolve) for name, part in properties.items()},
        items=named_fields(schema["items"], resolve) if "items" in schema else None,
    )
    parts = [*schema.get("allOf", ()), *(schema[keyword] for keyword in _APPLIED_HERE if keyword in schema)]
    if "$ref" in schema:
        parts.append(resolve(schema["$ref"]))
    for part in parts:
        found = found | named_fields(part, resolve)
    return found
