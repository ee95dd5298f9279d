"""Defaults under own values: mappings merge deep, everything else replaces, null unsets."""

from harness.source import Field, Node


def merge(base: Node | None, own: Node) -> Node:
    """Return `own` over `base`; the result stands where `own` stands, and each value in it where it was written.

    A null in a mapping of `own` removes that key. Lists replace lists, and nulls in them are kept.
    """
    if own.fields is None:
        return own
    fields: dict[str, Field] = dict(base.fields or {}) if base is not None else {}
    for key, field in own.fields.items():
        if field.node.value is None and field.node.kind == "scalar":
            fields.pop(key, None)
        else:
            below = fields.get(key)
            fields[key] = field._replace(node=merge(below.node if below else None, field.node))
    return own.with_fields(fields)
