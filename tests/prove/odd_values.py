"""JSON values and bodies that nobody should send, drawn from a seeded source."""

import json
from collections.abc import Callable, Mapping, Sequence
from random import Random

from harness.model.values import Json

_DEEPEST, _LONGEST = 20_000, 60_000
_TEXTS = (
    "",
    " ",
    "\x00",
    "\u2028\u2029",
    "\ud800",
    "\U0001f4de" * 50,
    "\u202eesrever",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "../../etc/passwd",
    "%s%n",
    "+1415555014\u0662",
    "+" + "1" * 400,
    "911",
    "you@example.com",
    "1234",
)
_NUMBERS = (0, -1, 1, 121, 2**31, 2**63, -(2**64), 10**300, 1.5, -0.0, 1e-300, 1e308)
_WRITTEN = ("NaN", "Infinity", "-Infinity", "1e999", "-1e999", "01", "1.", ".5", "0x10", "1" * 5_000, "1e" + "9" * 50)
"""Numbers that json.dumps cannot write: some are JSON, some are not."""


def odd_value(random: Random, depth: int = 0) -> Json:
    """Return a value of any type, sometimes with others in it."""
    kind = random.randrange(8 if depth < 3 else 6)
    if kind == 6:
        return [odd_value(random, depth + 1) for _ in range(random.randrange(5))]
    if kind == 7:
        return {random.choice(_TEXTS): odd_value(random, depth + 1) for _ in range(random.randrange(5))}
    return (
        None,
        random.random() < 0.5,
        random.choice(_NUMBERS),
        random.choice(_TEXTS),
        "".join(chr(random.randrange(1, 0xD7FF)) for _ in range(random.randrange(30))),
        "a" * random.randrange(1, _LONGEST) if random.random() < 0.03 else random.choice(_TEXTS),
    )[kind]


def odd_body(random: Random, good: Mapping[str, Json]) -> bytes:
    """Return a body for which `good` would have been right."""
    change = random.choice(_CHANGES)
    return change(random, good)


def _fields_changed(random: Random, good: Mapping[str, Json]) -> bytes:
    """Some fields are of another type, out of range, missing or unknown."""
    body = dict(good)
    for _ in range(random.randrange(1, 4)):
        name = random.choice([*good, "unknown", ""])
        if random.random() < 0.3:
            body.pop(name, None)
        else:
            body[name] = odd_value(random)
    return _written(body)


def _not_an_object(random: Random, _: Mapping[str, Json]) -> bytes:
    return _written(odd_value(random))


def _number_as_written(random: Random, good: Mapping[str, Json]) -> bytes:
    """A field holds a number in a spelling of its own."""
    text = json.dumps({**good, random.choice(list(good)): "HERE"})
    return text.replace('"HERE"', random.choice(_WRITTEN)).encode()


def _deep(random: Random, good: Mapping[str, Json]) -> bytes:
    """A field is nested, closed or not."""
    depth = random.randrange(1, _DEEPEST)
    opened, closed = random.choice((("[", "]"), ('{"a":', "}")))
    nested = opened * depth + "1" + closed * (depth if random.random() < 0.7 else 0)
    text = json.dumps({**good, random.choice([*good, "unknown"]): "HERE"})
    return text.replace('"HERE"', nested).encode() if random.random() < 0.8 else nested.encode()


def _damaged(random: Random, good: Mapping[str, Json]) -> bytes:
    """Bytes are changed, taken out, or cut off."""
    body = bytearray(_written(good))
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(body))
        if random.random() < 0.5:
            body[at] = random.randrange(256)
        else:
            del body[at : at + random.randrange(1, 20)]
        if not body:
            break
    return bytes(body[: random.randrange(len(body) + 1)] if random.random() < 0.3 else body)


def _other_encoding(random: Random, good: Mapping[str, Json]) -> bytes:
    text = json.dumps(good, ensure_ascii=False)
    return text.encode(random.choice(("utf-16", "utf-32", "utf-8-sig", "utf-7", "cp500")))


def _not_json(random: Random, good: Mapping[str, Json]) -> bytes:
    text = json.dumps(good)
    return random.choice(
        (
            b"",
            b" \r\n\t ",
            random.randbytes(random.randrange(200)),
            text.replace('"', "'").encode(),
            text.replace("}", ",}").encode(),
            f"// comment\n{text}".encode(),
            f"{text}{text}".encode(),
            b"dialed_number=%2B14155550142&callee_name=x",
            b"<brief/>",
            b"\xff\xfe\xc0\xaf" + text.encode(),
        )
    )


def _said_twice(random: Random, good: Mapping[str, Json]) -> bytes:
    """A key stands twice, with different values."""
    name = random.choice(list(good))
    return b"%b,%b:%b}" % (_written(good)[:-1], _written(name), _written(odd_value(random)))


def _untouched(_: Random, good: Mapping[str, Json]) -> bytes:
    return _written(good)


def _written(value: Json) -> bytes:
    return json.dumps(value).encode("ascii")


_CHANGES: Sequence[Callable[[Random, Mapping[str, Json]], bytes]] = (
    _fields_changed,
    _fields_changed,
    _fields_changed,
    _not_an_object,
    _number_as_written,
    _deep,
    _damaged,
    _other_encoding,
    _not_json,
    _said_twice,
    _untouched,
)
