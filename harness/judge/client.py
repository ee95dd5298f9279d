"""The judge: asks a server, or the cache, for as many votes as a check wants, and counts them."""

import asyncio
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from harness.judge.cache import KeptReply, VerdictCache
from harness.judge.completion import NoReply, ask, connect
from harness.judge.config import JudgeConfig
from harness.judge.majority import counted
from harness.judge.prompt import REPLY_SCHEMA, Chat, chat_about
from harness.judge.reply import read_vote, transcript_texts
from harness.model.judgement import Judgement, OpinionRequest, Vote

if TYPE_CHECKING:
    from openai import AsyncOpenAI

NOT_CONFIGURED = (
    "no judge is configured: set PINE_JUDGE_BASE_URL and PINE_JUDGE_MODEL (and PINE_JUDGE_API_KEY where the server "
    "wants a key), or base_url and model under [judge] in pine-harness.toml"
)
NOT_INSTALLED = "the judge's client is not installed: pip install 'pine-voice-harness[judge]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """What every vote of one judgement is asked, and the turns that may be quoted."""

    model: str
    chat: Chat
    texts: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ballot:
    """A vote, and what it was read from: `asked` is False for one from the cache, which costs nothing."""

    vote: Vote
    input_tokens: int | None = 0
    output_tokens: int | None = 0
    asked: bool = False
    notes: tuple[str, ...] = ()


class OpenAiJudge:
    """Implements the runner's Judge; the client is made at the first question."""

    def __init__(
        self, config: JudgeConfig, cache: VerdictCache, connect: "Callable[[JudgeConfig], AsyncOpenAI]" = connect
    ) -> None:
        self._config, self._cache, self._connect = config, cache, connect
        self._client: AsyncOpenAI | None = None
        self._slots = asyncio.Semaphore(config.at_once)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def judge(self, request: OpinionRequest) -> Judgement:
        """Collect the votes and count them; whatever stands in the way of an answer is the judgement's error."""
        model = request.model or self._config.model
        if self._config.base_url is None or model is None:
            return Judgement(key=request.key, kind="judge", answer=None, error=NOT_CONFIGURED)
        question = _Question(model=model, chat=chat_about(request), texts=transcript_texts(request.about))
        ballots = await asyncio.gather(*(self._ballot(question, number) for number in range(request.votes)))
        return self._judgement(request, model, ballots)

    async def close(self) -> None:
        """Close the client's connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _ballot(self, question: _Question, number: int) -> _Ballot:
        key = self._key(question, number)
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:  # whoever asks the same at the same time waits for the first answer, and finds it in the cache
            kept, note = self._cache.find(key)
            vote = read_vote(kept.content, question.texts) if kept is not None else None
            if vote is not None and vote.answer is not None:
                return _Ballot(vote=vote)
            async with self._slots:
                reply = await self._reply(question)
            if isinstance(reply, NoReply):
                vote = Vote(answer=None, error=reply.error)
            else:
                vote = read_vote(reply.content, question.texts)
                note = (self._cache.keep(key, reply) if vote.answer is not None else "") or note
        return _Ballot(
            vote=vote,
            input_tokens=reply.input_tokens,
            output_tokens=reply.output_tokens,
            asked=True,
            notes=(note,) if note else (),
        )

    async def _reply(self, question: _Question) -> KeptReply | NoReply:
        try:
            if self._client is None:
                self._client = self._connect(self._config)
        except ImportError:
            return NoReply(error=NOT_INSTALLED)
        return await ask(self._client, self._config, question.model, question.chat)

    def _key(self, question: _Question, number: int) -> str:
        """Return the hash of all that an answer depends on: who is asked, what, in which form, for which vote."""
        content = {
            "server": self._config.base_url,
            "model": question.model,
            "temperature": self._config.temperature,
            "rules": question.chat.rules,
            "call": question.chat.call,
            "schema": REPLY_SCHEMA,
            "vote": number,
        }
        return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def _judgement(self, request: OpinionRequest, model: str, ballots: Sequence[_Ballot]) -> Judgement:
        answer = counted([ballot.vote for ballot in ballots])
        input_tokens = _sum(ballot.input_tokens for ballot in ballots)
        output_tokens = _sum(ballot.output_tokens for ballot in ballots)
        return Judgement(
            key=request.key,
            kind="judge",
            answer=answer.answer,
            reason=answer.reason,
            evidence=answer.evidence,
            votes=tuple(ballot.vote for ballot in ballots),
            model=model,
            temperature=self._config.temperature,
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            cost_usd=self._config.cost_usd(input_tokens, output_tokens),
            cached=not any(ballot.asked for ballot in ballots),
            error=answer.error,
            notes=tuple(dict.fromkeys(note for ballot in ballots for note in ballot.notes)),
        )


def _sum(counts: Iterable[int | None]) -> int | None:
    found = list(counts)
    return None if None in found else sum(count or 0 for count in found)
