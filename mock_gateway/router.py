"""Paths to handlers: exact ones by one look-up, those with one open part by their beginning and end."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from aiohttp import web

from mock_gateway.answers import Refusal
from mock_gateway.gateway import Gateway
from mock_gateway.visit import Visit

Handler = Callable[[Gateway, Visit], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One method of one path. The path may leave one part open: `/calls/{call_id}/end`."""

    method: str
    path: str
    handler: Handler


class Router:
    """Finds the handler of a request."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._exact: dict[str, dict[str, Handler]] = {}
        self._open: dict[tuple[str, str], dict[str, Handler]] = {}
        for route in routes:
            before, brace, rest = route.path.partition("{")
            if brace:
                methods = self._open.setdefault((before, rest.partition("}")[2]), {})
            else:
                methods = self._exact.setdefault(route.path, {})
            methods[route.method] = route.handler

    def find(self, visit: Visit) -> Handler:
        """Return the handler, noting the open part of the path. Raises Refusal for an unknown path or method."""
        methods = self._exact.get(visit.path) or self._matching(visit)
        if methods is None:
            raise Refusal("NOT_FOUND", f"there is no {visit.path[:200]} on this gateway")
        handler = methods.get(visit.method)
        if handler is None:
            allowed = ", ".join(sorted(methods))
            message = f"{visit.method[:20]} is not allowed on {visit.path[:200]}; allowed: {allowed}"
            raise Refusal("METHOD_NOT_ALLOWED", message, headers={"Allow": allowed})
        return handler

    def _matching(self, visit: Visit) -> dict[str, Handler] | None:
        path = visit.path
        for (before, after), methods in self._open.items():
            if path.startswith(before) and path.endswith(after):
                middle = path[len(before) : len(path) - len(after)]
                if middle and "/" not in middle:
                    visit.path_id = middle
                    return methods
        return None
