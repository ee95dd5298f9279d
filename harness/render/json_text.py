"""JSON that every reader takes."""

import json
import math

from harness.model.values import Json


def json_text(value: Json) -> str:
    """Write a value as ASCII JSON on one line; a number that is none, as NaN, which no standard has, is null."""
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:
        return json.dumps(_finite(value))


def _finite(value: Json) -> Json:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
