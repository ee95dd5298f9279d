"""What the gateway says of itself: the contract of the API, and of the control plane."""

from importlib import resources

from aiohttp import web

from harness.model.values import Json
from mock_gateway.answers import answer
from mock_gateway.gateway import Gateway
from mock_gateway.routes.control_shared import guard
from mock_gateway.visit import Visit


async def openapi(gateway: Gateway, visit: Visit) -> web.StreamResponse:  # noqa: ARG001 - every handler is called alike
    """Answer with the OpenAPI document of the API, its servers replaced by this one."""
    from harness.contract import served_here  # jsonschema is slow to import, and rarely needed

    return answer(served_here(_document("harness.contract", "openapi.yaml")))


async def control_openapi(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the OpenAPI document of the control plane."""
    guard(gateway, visit)
    return answer(_document("mock_gateway", "control.openapi.yaml"))


def _document(package: str, name: str) -> Json:
    from harness.source import read  # reading YAML is slow to import, and rarely needed

    text = (resources.files(package) / name).read_text(encoding="utf-8")
    return read(text, file=name).value
