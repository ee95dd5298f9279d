"""One request to an OpenAI-compatible server, and what came of it in words."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from harness.judge.cache import KeptReply
from harness.judge.config import JudgeConfig
from harness.judge.prompt import REPLY_SCHEMA, Chat
from harness.judge.reply import shown
from harness.model.values import Json

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

_LONGEST_PAUSE_S = 8.0
"""The client's own pause before a retry is at most this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReply:
    """Why there is no reply, with the tokens it took all the same."""

    error: str
    input_tokens: int | None = 0
    output_tokens: int | None = 0


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int
    completion_tokens: int


class _Completion(BaseModel):
    choices: list[_Choice]
    usage: _Usage | None = None


def connect(config: JudgeConfig) -> "AsyncOpenAI":
    """Make the client of a server. Raises ImportError where the extra `judge` is not installed."""
    from openai import AsyncOpenAI  # optional, and half a second to import

    client = AsyncOpenAI(
        base_url=config.base_url,
        api_key=config.api_key or "none",  # the client insists on one; many local servers want none
        timeout=config.timeout_s,
        max_retries=config.retries,
    )
    client.organization = client.project = None  # the client takes them from OPENAI_*, which are not for this server
    return client


async def ask(client: "AsyncOpenAI", config: JudgeConfig, model: str, chat: Chat) -> KeptReply | NoReply:
    """Ask once, with the client's retries; never raises for what the server does."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError, OpenAIError

    server = f"the judge at {_host(config)}"
    late = NoReply(error=f"{server} did not answer within {config.timeout_s:g} s")
    try:
        # The client's own timeout begins anew with every byte that arrives: this one does not.
        async with asyncio.timeout(config.timeout_s * (config.retries + 1) + _LONGEST_PAUSE_S * config.retries):
            return _read(await _created(client, config, model, chat), server)
    except (TimeoutError, APITimeoutError):
        return late
    except APIConnectionError as error:
        return NoReply(error=f"{server} cannot be reached: {_without_key(str(error.__cause__ or error), config)}")
    except APIStatusError as error:
        return NoReply(error=f"{server} answered HTTP {error.status_code}: {_without_key(_said(error), config)}")
    except (OpenAIError, ValueError) as error:  # ValueError: a body that is not the JSON its header announced
        return NoReply(error=f"{server} answered what the client cannot read: {_without_key(str(error), config)}")


async def _created(client: "AsyncOpenAI", config: JudgeConfig, model: str, chat: Chat) -> Json:
    from openai import omit

    completion = await client.chat.completions.create(
        model=model,
        messages=[{"role": "system", "content": chat.rules}, {"role": "user", "content": chat.call}],
        temperature=omit if config.temperature is None else config.temperature,
        response_format={
            "type": "json_schema",
            "json_schema": {"name": "judgement", "strict": True, "schema": dict(REPLY_SCHEMA)},
        },
    )
    # The client checks nothing of what a server sends: a body that is no JSON arrives here as text.
    return completion.model_dump(warnings=False) if hasattr(completion, "model_dump") else completion


def _read(body: Json, server: str) -> KeptReply | NoReply:
    try:
        completion = _Completion.model_validate(body)
    except ValidationError:
        return NoReply(error=f"{server} answered something that is no chat completion: {shown(str(body))}")
    took = completion.usage
    tokens: dict[Literal["input_tokens", "output_tokens"], int | None] = {
        "input_tokens": took.prompt_tokens if took else None,
        "output_tokens": took.completion_tokens if took else None,
    }
    if not completion.choices:
        return NoReply(error=f"{server} answered without a choice", **tokens)
    choice = completion.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        return NoReply(error=f"the judge refused: {shown(choice.message.refusal or 'content filter')}", **tokens)
    if choice.finish_reason == "length":
        return NoReply(error="the judge's reply was cut off at the server's limit of tokens", **tokens)
    if not choice.message.content:
        return NoReply(error="the judge's reply is empty", **tokens)
    return KeptReply(content=choice.message.content, **tokens)


def _said(error: "APIStatusError") -> str:
    """Return a server's own message, where its body holds one in the usual place."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else body
    return message if isinstance(message, str) and message else error.message


def _without_key(text: str, config: JudgeConfig) -> str:
    """Return what an error says, quoted, and without the key, which servers like to repeat."""
    return shown(text.replace(config.api_key, "<api key>") if config.api_key else text)


def _host(config: JudgeConfig) -> str:
    parts = urlsplit(config.base_url or "")
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)
