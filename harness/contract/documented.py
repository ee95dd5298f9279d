"""What there is to exercise: the statuses that openapi.yaml documents for each route. A test holds the two together."""

from collections.abc import Mapping
from types import MappingProxyType

DOCUMENTED_STATUSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auth_request": ("200", "400", "401", "404", "413", "415", "422", "429", "5XX"),
        "auth_verify": ("200", "400", "401", "413", "415", "422", "429", "5XX"),
        "call_create": ("200", "400", "401", "402", "403", "413", "415", "422", "429", "5XX"),
        "call_get": ("200", "400", "401", "403", "404", "429", "5XX"),
        "call_stream": ("200", "400", "401", "403", "404", "406", "429", "5XX"),
    }
)
