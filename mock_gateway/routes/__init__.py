"""The routes of the gateway, as one table: the documented API, its description, and the control plane."""

from mock_gateway.router import Route
from mock_gateway.routes.auth import request_code, verify_code
from mock_gateway.routes.calls import create_call, get_call
from mock_gateway.routes.control import CONTROL_ROUTES
from mock_gateway.routes.description import openapi
from mock_gateway.routes.page import PATH, see_page
from mock_gateway.routes.stream import stream_call

API_ROUTES = (
    Route(method="POST", path="/api/v2/auth/email/request", handler=request_code),
    Route(method="POST", path="/api/v2/auth/email/verify", handler=verify_code),
    Route(method="POST", path="/api/v2/voice/call", handler=create_call),
    Route(method="GET", path="/api/v2/voice/call/{call_id}", handler=get_call),
    Route(method="GET", path="/api/v2/voice/call/{call_id}/stream", handler=stream_call),
)

ROUTES = (
    *API_ROUTES,
    Route(method="GET", path="/openapi.json", handler=openapi),
    Route(method="GET", path=PATH, handler=see_page),
    *CONTROL_ROUTES,
)
