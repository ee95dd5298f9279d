"""What a fault is: a name, the routes it can strike, its settings, and what it does to a request."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aiohttp import web

from harness.errors import UnknownName, UsageError
from harness.model.values import Json
from harness.registry import nearest
from mock_gateway.answers import Refusal
from mock_gateway.bodies import Field, Kind, read_fields

if TYPE_CHECKING:
    from mock_gateway.faults.strike import Strike  # strikes know their fault: the other direction is a type only

ANY: Final = "any"
ROUTES: Final = ("auth_request", "auth_verify", "create", "get", "stream")
VOICE: Final = ("create", "get", "stream")
LONG_NAMES: Final[Mapping[str, str]] = {"call_create": "create", "call_get": "get", "call_stream": "stream"}
"""The names of the same routes in run logs and reports; both are accepted."""

MAX_SECONDS: Final = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of a fault. `default` None: without it, the fault does without. Bounds are as in `Field`."""

    name: str
    meaning: str
    kind: Kind = "string"
    default: Json = None
    required: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    @property
    def field(self) -> Field:
        """The setting as a field of a body."""
        return Field(
            name=self.name,
            kind=self.kind,
            required=self.required,
            choices=self.choices,
            least=self.least,
            most=self.most,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to go wrong. `routes` are those it can strike; none: it is about the port, for everybody at once."""

    name: str
    meaning: str
    routes: tuple[str, ...] = ROUTES
    settings: tuple[Setting, ...] = ()
    strike: "Callable[[Strike], Awaitable[web.StreamResponse]] | None" = None

    def known(self) -> tuple[Setting, ...]:
        """Return what can be set: when it strikes, and how."""
        return (*self._when(), *self.settings)

    def with_options(self, options: Mapping[str, Json]) -> Mapping[str, Json]:
        """Return the settings as given, over the defaults. Raises UnknownName and UsageError: what is allowed."""
        known = {setting.name: setting for setting in self.known()}
        for name in options:
            if name not in known:
                raise UnknownName(
                    kind=f"setting of {self.name}", name=name, nearest=nearest(name, known), allowed=tuple(known)
                )
        route = options.get("route")
        given = {**options, "route": LONG_NAMES[route]} if isinstance(route, str) and route in LONG_NAMES else options
        try:
            read = read_fields(given, [setting.field for setting in known.values()], reject_unknown=True)
        except Refusal as refusal:
            raise UsageError(f"{self.name}: {refusal.message}") from None
        return {name: read.get(name, setting.default) for name, setting in known.items()}

    def _when(self) -> tuple[Setting, ...]:
        if not self.routes:
            return ()
        route = Setting(name="route", meaning="which route it strikes", default=ANY, choices=(ANY, *self.routes))
        return (route, *_WHEN)


TAKES_EFFECT = Setting(
    name="takes_effect",
    kind="boolean",
    default=False,
    meaning="whether the gateway did what was asked before it failed",
)


def seconds(meaning: str, default: float) -> Setting:
    """Return the setting of how long something takes, in real seconds."""
    return Setting(name="seconds", kind="number", least=0, most=MAX_SECONDS, default=default, meaning=meaning)


_WHEN = (
    Setting(name="times", kind="integer", least=1, most=1_000_000, meaning="for the next so many requests"),
    Setting(name="share", kind="number", least=0, most=1, default=1.0, meaning="the share of those that it strikes"),
    Setting(name="seed", kind="integer", default=0, meaning="draws which ones, and all else that is drawn"),
    Setting(
        name="for_seconds", kind="number", least=0, most=1e9, meaning="for so many seconds of the mock's simulated time"
    ),
)
