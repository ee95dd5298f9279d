"""Which targets may be called at all. Today only those on this machine: guards for real phones are still to come."""

import ipaddress
from urllib.parse import urlsplit

from harness.errors import TargetRefused


def is_loopback(url: str) -> bool:
    """Whether a URL's host is this machine: `localhost`, 127.0.0.0/8 or ::1. No name is looked up."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:  # another name, or no URL at all
        return False


def refuse_unless_loopback(url: str) -> None:
    """Raise TargetRefused for a target that could ring a real phone."""
    if not is_loopback(url):
        raise TargetRefused(
            f"target {url} is not on this machine, and a run there would ring real phones and spend real credits; "
            "this version runs against loopback targets only (--target mock, or http://127.0.0.1:PORT)"
        )
