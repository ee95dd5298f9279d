"""Credentials of an account of a mock, got as every client gets them, with nothing but the standard library."""

import json
import urllib.request
from typing import Any


def credentials(url: str, email: str) -> dict[str, str]:
    """Sign in by the two-step flow and return the two headers that every voice request carries."""
    asked = _post(f"{url}/api/v2/auth/email/request", {"email": email})["data"]
    body = {"email": email, "request_token": asked["request_token"], "code": "1234"}
    given = _post(f"{url}/api/v2/auth/email/verify", body)["data"]
    return {"Authorization": f"Bearer {given['access_token']}", "X-Pine-User-Id": given["id"]}


def _post(url: str, body: Any) -> Any:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as response:
        return json.load(response)
