"""The opinions that a trial's grading will read: fetched before it, each question once, and kept as they come."""

import asyncio
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from harness.model.judgement import Judgement, OpinionRequest
from harness.runner.ports import Judge, UserCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisers:
    """Who can be asked; None: nobody."""

    judge: Judge | None = None
    user_code: UserCode | None = None


def unanswered(requests: Iterable[OpinionRequest], known: Mapping[str, Judgement]) -> list[OpinionRequest]:
    """Return what must be asked although judgements are kept from before.

    A judge's answer stands, for the same question of the same call; what nobody could answer is asked again, and so are
    the user's functions, which cost nothing and may have changed.
    """
    return [request for request in requests if not _stands(known.get(request.key))]


def _stands(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.kind == "judge" and judgement.answer is not None


async def ask(requests: Iterable[OpinionRequest], advisers: Advisers, keep: Callable[[Judgement], None]) -> None:
    """Ask all requests at once and hand each judgement to `keep` as soon as it is there; never raises for an answer."""

    async def fetch(request: OpinionRequest) -> None:
        keep(await _answered(request, advisers))

    await asyncio.gather(*(fetch(request) for request in requests))


async def _answered(request: OpinionRequest, advisers: Advisers) -> Judgement:
    try:
        if request.kind == "judge" and advisers.judge is not None:
            return await advisers.judge.judge(request)
        if request.kind == "python" and advisers.user_code is not None:
            return await advisers.user_code.call(request)
    except Exception as error:  # an adviser is a plugin border: its crash is a judgement, never the run's end
        message = f"the {request.kind} crashed: {error!r}"
        return Judgement(key=request.key, kind=request.kind, answer=None, error=message, detail=traceback.format_exc())
    return Judgement(key=request.key, kind=request.kind, answer=None, error=f"there is no {request.kind} to ask here")
