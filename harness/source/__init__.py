"""YAML text -> values that remember file, line and column; the only importer of yaml.

    node = read(text, file="scenarios/quickstart.yaml")   # raises SourceError, with one located Problem
    node["scenarios"][0]["id"].value, node["scenarios"][0]["id"].span, node["scenarios"][0].key_span("id")

`decode` turns a file's bytes into text; `scan` is `read` for a caller who wants every problem of a text at once.
"""

from harness.source.compose import Reading, read, scan
from harness.source.node import Field, Node, place
from harness.source.scalars import NumberError, resolve
from harness.source.text import decode, lines_of

__all__ = ["Field", "Node", "NumberError", "Reading", "decode", "lines_of", "place", "read", "resolve", "scan"]
