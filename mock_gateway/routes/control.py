"""The control plane's routes, as one table."""

from mock_gateway.router import Handler, Route
from mock_gateway.routes import control_accounts as accounts
from mock_gateway.routes import control_calls as calls
from mock_gateway.routes import control_faults as faults
from mock_gateway.routes import control_requests as requests
from mock_gateway.routes import control_tables as tables
from mock_gateway.routes.description import control_openapi


def _route(method: str, path: str, handler: Handler) -> Route:
    return Route(method=method, path=f"/__mock__/{path}", handler=handler)


CONTROL_ROUTES = (
    _route("POST", "accounts", accounts.make_account),
    _route("GET", "accounts", accounts.list_accounts),
    _route("GET", "accounts/{user_id}", accounts.see_account),
    _route("POST", "accounts/{user_id}", accounts.change_account),
    _route("POST", "accounts/{user_id}/plan", accounts.plan_calls),
    _route("POST", "accounts/{user_id}/clock", accounts.move_clock),
    _route("GET", "inbox", accounts.see_inbox),
    _route("GET", "calls", calls.list_calls),
    _route("GET", "calls/{call_id}", calls.see_call),
    _route("POST", "calls/{call_id}/end", calls.end_call),
    _route("GET", "clock", calls.see_clock),
    _route("POST", "clock", calls.move_clock),
    _route("GET", "requests", requests.list_requests),
    _route("DELETE", "requests", requests.clear_requests),
    _route("GET", "requests/count", requests.count_requests),
    _route("GET", "requests/nearest", requests.nearest_requests),
    _route("POST", "requests/wait", requests.wait_for_requests),
    _route("POST", "faults", faults.set_fault),
    _route("GET", "faults", faults.list_faults),
    _route("DELETE", "faults", faults.take_back),
    _route("GET", "magic", tables.see_magic),
    _route("GET", "assumptions", tables.see_assumptions),
    _route("GET", "checks", tables.see_checks),
    _route("POST", "reset", tables.reset),
    _route("GET", "openapi.json", control_openapi),
)
