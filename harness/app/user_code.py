"""The user's own functions: found beside their scenarios, called in a thread with a time limit, read as judgements."""

import asyncio
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from harness.app.user_module import CannotLoad, UserModules, own_lines
from harness.app.user_verdict import NotAVerdict, read_verdict
from harness.model.judgement import Judgement, OpinionRequest
from harness.model.values import Json

LIMIT_S = 10.0
"""How long a function may take. It cannot be stopped then, only left behind."""


class FunctionCaller:
    """Implements the runner's UserCode. A function that never returned is not called again while it still runs."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        self._limit_s = limit_s
        self._modules = UserModules()
        self._left_behind: set[tuple[str, str]] = set()

    async def call(self, request: OpinionRequest) -> Judgement:
        """Return what a function says of a call; whatever goes wrong is the judgement's error."""
        function = (request.file, request.asked)
        if function in self._left_behind:
            return _unanswered(request, f"{request.asked} still runs from an earlier call, and is not called again")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Judgement] = loop.create_future()

        def tell(judgement: Judgement) -> None:
            self._left_behind.discard(function)
            if not answer.done():
                answer.set_result(judgement)

        # A thread of its own, as a daemon: one of a pool's would keep a program from ending that waits for it.
        threading.Thread(target=_work, args=(request, self._modules, _Line(loop=loop, tell=tell)), daemon=True).start()
        try:
            return await asyncio.wait_for(asyncio.shield(answer), self._limit_s)
        except TimeoutError:
            self._left_behind.add(function)
            return _unanswered(request, f"{request.asked} did not return within {self._limit_s:g} s")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """How a thread tells its loop."""

    loop: asyncio.AbstractEventLoop
    tell: Callable[[Judgement], None]

    def send(self, judgement: Judgement) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            self.loop.call_soon_threadsafe(self.tell, judgement)


def _work(request: OpinionRequest, modules: UserModules, line: _Line) -> None:
    try:
        function = modules.function(Path(request.file).resolve().parent, request.asked)
        # A copy of the function's own, as plain values: what it changes changes nothing.
        said = function(json.loads(json.dumps(request.about)), **json.loads(json.dumps(request.args)))
        line.send(_judgement(request, said))
    except (CannotLoad, NotAVerdict) as error:
        line.send(_unanswered(request, f"{request.asked}: {error}"))
    except BaseException as error:  # the user's code is a plugin border; sys.exit() in it must end nothing either
        line.send(_unanswered(request, f"{request.asked} raised {_words(error)}", own_lines(error)))


def _judgement(request: OpinionRequest, said: Json) -> Judgement:
    verdict = read_verdict(said, request.about)
    return Judgement(
        key=request.key, kind="python", answer=verdict.answer, reason=verdict.message, evidence=verdict.evidence
    )


def _unanswered(request: OpinionRequest, error: str, detail: str = "") -> Judgement:
    return Judgement(key=request.key, kind="python", answer=None, error=error, detail=detail)


def _words(error: BaseException) -> str:
    text = str(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
