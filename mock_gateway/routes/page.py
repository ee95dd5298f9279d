"""`GET /`: the page for a person. Guarded as the control plane is; a browser can show the token as a password."""

import hmac

from aiohttp import BasicAuth, web

from mock_gateway.answers import Refusal
from mock_gateway.gateway import Gateway
from mock_gateway.routes.control_shared import TOKEN_HEADER, guard
from mock_gateway.visit import Visit

PATH = "/"
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="pine-mock: any name, and the control token as the password"'}
_HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def see_page(gateway: Gateway, visit: Visit) -> web.StreamResponse:
    """Answer with the page, or with 304 when the reader has it as it is now."""
    _guard(gateway, visit)
    from mock_gateway.page.document import document  # Jinja2 takes 0.1 s to import, and is needed by readers only
    from mock_gateway.page.view import page_view

    page = document(page_view(gateway, f"http://{visit.request.host}"))
    tag = f'"{page.version}"'
    headers = {**_HEADERS, "ETag": tag, "Content-Security-Policy": page.policy}
    if visit.request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=headers)
    return web.Response(text=page.html, content_type="text/html", charset="utf-8", headers=headers)


def _guard(gateway: Gateway, visit: Visit) -> None:
    token = gateway.config.control_token
    if token is None or TOKEN_HEADER in visit.request.headers:
        guard(gateway, visit)
        return
    try:
        shown = BasicAuth.decode(visit.request.headers.get("Authorization", ""), encoding="utf-8").password
    except ValueError:
        shown = ""
    if not hmac.compare_digest(shown.encode("utf-8", "replace"), token.encode()):
        message = f"this page needs the mock's control token: as the password here, or in {TOKEN_HEADER}"
        raise Refusal("AUTH_REQUIRED", message, headers=_CHALLENGE)
