"""The settings of the judge: the table [judge] of pine-harness.toml, and PINE_JUDGE_ variables over it."""

from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from harness.load.forms import Form, Text
from harness.load.problems import Problems, Spot

PREFIX: Final = "PINE_JUDGE_"
API_KEY: Final = "PINE_JUDGE_API_KEY"
"""The one setting that is in no file and no report: the server's key."""


def _is_base_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        msg = f"{url!r} is no base URL; write it as https://host/v1"
        raise ValueError(msg)
    if parts.username or parts.password:
        msg = f"credentials have no place in a URL that reports show; set {API_KEY}"
        raise ValueError(msg)
    return url


_Price = Annotated[
    float | None, Field(ge=0, description="USD for a million tokens; costs are shown where both are set.")
]


class JudgeSettings(Form):
    """Which OpenAI-compatible server judges, and how it is asked. Its key comes from PINE_JUDGE_API_KEY alone."""

    base_url: Annotated[
        Text | None,
        AfterValidator(_is_base_url),
        Field(description="Such as https://host/v1; none: there is no judge."),
    ] = None
    model: Annotated[Text | None, Field(description="The model that judges.")] = None
    temperature: Annotated[
        Annotated[float, Field(ge=0, le=2)] | Literal["server"],
        Field(description='What is sent as temperature; "server" sends none.'),
    ] = 0.0
    timeout_s: Annotated[float, Field(gt=0, le=3600, description="How long one request may take, in seconds.")] = 60.0
    retries: Annotated[
        int, Field(ge=0, le=10, description="How often a request is repeated after 429, 5xx or none.")
    ] = 2
    at_once: Annotated[int, Field(ge=1, le=1000, description="How many requests are open at a time.")] = 8
    input_price: _Price = None
    output_price: _Price = None
    cache: Annotated[Text, Field(description="The folder that keeps judges' replies.")] = ".pine-cache/judge"


TEXTS: Final = frozenset({"base_url", "model", "cache"})
"""The settings that a variable of the environment gives as they are; the others are read as numbers where they are."""


def refuse_key(judge: Spot, problems: Problems) -> Spot:
    """Report an API key in a file, and return the table without it."""
    if "api_key" not in (judge.node.fields or {}):
        return judge
    problems.at_key(
        judge, "api_key", "a file that is shared is no place for a key", f"set {API_KEY} in the environment"
    )
    kept = {name: entry for name, entry in (judge.node.fields or {}).items() if name != "api_key"}
    return Spot(node=judge.node.with_fields(kept), key=judge.key)
