"""Small real OpenAI-compatible servers on a free loopback port, whose behaviour each test scripts."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from harness.judge import JudgeConfig, OpenAiJudge, VerdictCache
from harness.model.judgement import OpinionRequest
from harness.model.values import Json
from tests.harness.targets.loopback import serving

CALL = (
    ("agent", "I would like a cleaning on Tuesday, please."),
    ("callee", "Tuesday at 3:30 PM, for Jane Doe. Is that right?"),
    ("agent", "Yes, that\N{RIGHT SINGLE QUOTATION MARK}s right."),
)
Script = Callable[[Json], Json | web.StreamResponse]


def asking(
    *turns: tuple[str, str], rubric: str = "The callee read the appointment back.", **fields: Json
) -> OpinionRequest:
    """A request about a call, by default one that books a cleaning."""
    about = {
        "brief": {"callee_name": "Dr. Smith Office"},
        "call_date": "2026-03-06T09:00:00-08:00",
        "transcript": [{"speaker": speaker, "text": text} for speaker, text in turns or CALL],
    }
    return OpinionRequest(kind="judge", asked=rubric, about=about, **fields)


def reply(answer: str, *quotes: str, reason: str = "It was said.") -> str:
    """What a judge writes that keeps to the form."""
    return json.dumps({"answer": answer, "reason": reason, "quotes": list(quotes)})


def completion(content: str | None, *, finish: str = "stop", refusal: str | None = None, **fields: Json) -> Json:
    """A chat completion with one choice that took 100 and 20 tokens."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return {
        "id": "x",
        "object": "chat.completion",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
    } | fields


@dataclass
class ScriptedJudge:
    """A judge on a server that answers each request by `script`, and what it was sent."""

    judge: OpenAiJudge
    sent: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@asynccontextmanager
async def scripted(script: Script, cache: VerdictCache, **config: Json) -> AsyncIterator[ScriptedJudge]:
    """Serve one script and yield a judge that asks it; without retries unless the test says otherwise."""
    found: list[ScriptedJudge] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        assert request.path == "/v1/chat/completions"
        body = await request.json()
        found[0].sent.append(body)
        found[0].headers.append({name.lower(): value for name, value in request.headers.items()})
        said = script(body)
        return said if isinstance(said, web.StreamResponse) else web.json_response(said)

    async with serving(answer) as url:
        settings: dict[str, Json] = {"base_url": f"{url}/v1", "model": "m", "retries": 0} | config
        judge = OpenAiJudge(JudgeConfig(**settings), cache)
        found.append(ScriptedJudge(judge=judge))
        try:
            yield found[0]
        finally:
            await judge.close()


def in_turn(*answers: Json | web.StreamResponse) -> Script:
    """Answer the first request with the first of these, and so on."""
    left = iter(answers)
    return lambda _: next(left)


def texts_of(answers: Sequence[str]) -> Script:
    """Answer each request with a completion of the next text."""
    return in_turn(*(completion(text) for text in answers))
