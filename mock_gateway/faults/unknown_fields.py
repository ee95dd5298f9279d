"""Fields that no documentation names."""

import json

from aiohttp import web

from harness.model.values import Json
from mock_gateway.answers import encode
from mock_gateway.faults.fault import Fault
from mock_gateway.faults.strike import Strike

_FIELD, _VALUE = "x_unknown", {"nested": [1, None, "text"]}


def _with_unknown(text: bytes) -> bytes:
    value: Json = json.loads(text)
    _extend(value)
    return encode(value)


def _extend(value: Json) -> None:
    if isinstance(value, dict):
        for inner in list(value.values()):
            _extend(inner)
        value[_FIELD] = _VALUE
    elif isinstance(value, list):
        for inner in value:
            _extend(inner)


async def _strike(strike: Strike) -> web.StreamResponse:
    return await strike.rewrite(_with_unknown)


FAULT = Fault(
    name="unknown_fields",
    meaning=f"Every object of the answer, turns too, has one field more, `{_FIELD}`, which clients must ignore.",
    strike=_strike,
)
