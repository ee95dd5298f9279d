"""Replies kept on disk, of which nothing is trusted."""

import asyncio
from pathlib import Path

import pytest

from harness.judge import VerdictCache
from harness.judge.cache import KeptReply
from harness.model.values import Json
from tests.harness.judge.servers import asking, reply, scripted, texts_of

REPLY = KeptReply(content="\N{SNOWMAN} {}", input_tokens=3, output_tokens=None)
KEY = "ab" * 32


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """A reply comes back as it was; nothing else is left in the folder."""
    cache = VerdictCache(tmp_path / "deep" / "cache")
    assert cache.find(KEY) == (None, "")
    assert cache.keep(KEY, REPLY) == ""
    assert cache.find(KEY) == (REPLY, "")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [f"{KEY}.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"content": 1}', b'{"content": "x"', b"\xff\xfe", b"null"])
def test_a_broken_entry_is_ignored_with_a_note(tmp_path: Path, content: bytes) -> None:
    """A torn or foreign file is no reply, says so, and is overwritten by the next."""
    cache = VerdictCache(tmp_path)
    cache.keep(KEY, REPLY)
    [path] = tmp_path.rglob("*.json")
    path.write_bytes(content)
    found, note = cache.find(KEY)
    assert found is None
    assert note == f"{path} is no reply of a judge and was ignored"
    cache.keep(KEY, REPLY)
    assert cache.find(KEY) == (REPLY, "")


def test_a_folder_that_cannot_be_written_is_a_note(tmp_path: Path) -> None:
    """Where a file stands in the folder's place, nothing is kept and nothing ends."""
    (tmp_path / "cache").write_text("")
    cache = VerdictCache(tmp_path / "cache")
    assert "cannot be written: " in cache.keep(KEY, REPLY)
    assert "cannot be read: " in cache.find(KEY)[1]


def test_a_half_of_a_pair_can_be_kept(tmp_path: Path) -> None:
    """What JSON can smuggle into a reply does not break the file."""
    cache = VerdictCache(tmp_path)
    assert cache.keep(KEY, KeptReply(content="\ud83d")) == ""


def kept_in(folder: Path) -> list[Path]:
    """The entries of a cache."""
    return list(folder.rglob("*.json"))


def asked(tmp_path: Path, *, replies: list[str], configs: list[Json], **fields: Json) -> int:
    """Ask the same once for each config, on one server; return how often the server was asked."""

    async def ask_all() -> int:
        sent = 0
        for config in configs:
            async with scripted(texts_of(replies), VerdictCache(tmp_path), **config) as server:
                # The port is another one each time: a server is known by its URL.
                first = await server.judge.judge(asking(**fields))
                second = await server.judge.judge(asking(**fields))
                assert first.answer == second.answer == "yes"
                assert second.cached
                assert (second.input_tokens, second.output_tokens, second.cost_usd) == (0, 0, first.cost_usd and 0.0)
                sent += len(server.sent)
        return sent

    return asyncio.run(ask_all())


def test_the_same_question_is_asked_once(tmp_path: Path) -> None:
    """The second time the cache answers, at no cost."""
    assert asked(tmp_path, replies=[reply("yes")], configs=[{"input_price": 1.0, "output_price": 2.0}]) == 1


def test_another_server_is_asked_itself(tmp_path: Path) -> None:
    """The same words from another server are another judge's."""
    assert asked(tmp_path, replies=[reply("yes")], configs=[{}, {}]) == 2


@pytest.mark.parametrize(
    "change",
    [{"rubric": "It ended well."}, {"model": "other"}],
    ids=["rubric", "model"],
)
def test_another_question_is_asked_anew(tmp_path: Path, change: Json) -> None:
    """Rubric and model are part of what an answer is kept under."""

    async def ask_both() -> int:
        async with scripted(texts_of([reply("yes"), reply("no")]), VerdictCache(tmp_path)) as server:
            answers = [(await server.judge.judge(request)).answer for request in (asking(), asking(**change))]
            assert answers == ["yes", "no"]
            return len(server.sent)

    assert asyncio.run(ask_both()) == 2


def test_another_temperature_or_another_word_is_asked_anew(tmp_path: Path) -> None:
    """What was said, and how the judge is set, are part of the question too."""

    async def ask_all() -> list[str | None]:
        async with scripted(texts_of([reply("yes"), reply("no"), reply("unclear")]), VerdictCache(tmp_path)) as server:
            return [
                (await server.judge.judge(asking())).answer,
                (await server.judge.judge(asking(("callee", "Hello?")))).answer,
                (await server.judge.judge(asking())).answer,
            ]

    assert asyncio.run(ask_all()) == ["yes", "no", "yes"]


def test_more_votes_keep_those_there_are(tmp_path: Path) -> None:
    """From one vote to three, two are asked for."""

    async def ask_both() -> int:
        async with scripted(texts_of([reply("yes")] * 3), VerdictCache(tmp_path)) as server:
            await server.judge.judge(asking())
            more = await server.judge.judge(asking(votes=3))
            assert (more.agreeing, more.cached, more.input_tokens) == (3, False, 200)
            return len(server.sent)

    assert asyncio.run(ask_both()) == 3


def test_what_does_not_count_is_not_kept(tmp_path: Path) -> None:
    """An invented quote is asked for again, and a broken entry is named in the judgement that replaces it."""

    async def ask_thrice() -> None:
        async with scripted(
            texts_of([reply("yes", "invented"), reply("yes"), reply("no")]), VerdictCache(tmp_path)
        ) as it:
            assert (await it.judge.judge(asking())).answer is None
            assert kept_in(tmp_path) == []
            assert (await it.judge.judge(asking())).answer == "yes"
            [kept] = kept_in(tmp_path)
            kept.write_text("torn")
            again = await it.judge.judge(asking())
            assert (again.answer, again.notes) == ("no", (f"{kept} is no reply of a judge and was ignored",))

    asyncio.run(ask_thrice())


def test_asked_at_once_is_asked_once(tmp_path: Path) -> None:
    """Repeats of a scenario with the same transcript wait for one answer."""

    async def ask_together() -> int:
        async with scripted(texts_of([reply("yes")]), VerdictCache(tmp_path)) as server:
            found = await asyncio.gather(*(server.judge.judge(asking()) for _ in range(5)))
            assert {it.answer for it in found} == {"yes"}
            return len(server.sent)

    assert asyncio.run(ask_together()) == 1
