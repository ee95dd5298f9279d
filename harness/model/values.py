"""The one place where the type of a JSON or YAML value is named."""

from typing import Any, TypeAlias

Json: TypeAlias = Any
"""A JSON value: dict with string keys, list, str, int, float, bool or None. It comes from outside."""
