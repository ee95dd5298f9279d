"""Those that checks can ask: the judge as the settings have it, and the user's own code."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeAlias

from harness.app.user_code import FunctionCaller
from harness.judge import JudgeConfig, OpenAiJudge, VerdictCache
from harness.load.judge_settings import API_KEY, JudgeSettings
from harness.model.judgement import Judgement, OpinionRequest
from harness.runner.opinions import Advisers, ask

Ask: TypeAlias = Callable[[Sequence[OpinionRequest]], Mapping[str, Judgement]]
"""Returns the judgements of some requests, by their keys."""


@asynccontextmanager
async def ready_advisers(settings: JudgeSettings) -> AsyncIterator[Advisers]:
    """Yield who can be asked; nothing is connected to before the first question."""
    judge = OpenAiJudge(_config(settings), VerdictCache(Path(settings.cache)))
    try:
        yield Advisers(judge=judge, user_code=FunctionCaller())
    finally:
        await judge.close()


@contextmanager
def asking(settings: JudgeSettings) -> Iterator[Ask]:
    """Yield what asks and waits for the answers: for commands that go through calls one by one."""
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        advisers = runner.run(stack.enter_async_context(ready_advisers(settings)))

        def wait_for(requests: Sequence[OpinionRequest]) -> Mapping[str, Judgement]:
            found: dict[str, Judgement] = {}
            runner.run(ask(requests, advisers, lambda judgement: found.update({judgement.key: judgement})))
            return found

        try:
            yield wait_for
        finally:
            runner.run(stack.aclose())


def _config(settings: JudgeSettings) -> JudgeConfig:
    return JudgeConfig(
        base_url=settings.base_url,
        model=settings.model,
        api_key=os.environ.get(API_KEY) or None,
        temperature=None if settings.temperature == "server" else settings.temperature,
        timeout_s=settings.timeout_s,
        retries=settings.retries,
        at_once=settings.at_once,
        input_price=settings.input_price,
        output_price=settings.output_price,
    )
