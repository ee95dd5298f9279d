"""The judge against real servers that answer well, badly, late or not at all."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import web

from harness.judge import JudgeConfig, OpenAiJudge, VerdictCache
from harness.judge.client import NOT_CONFIGURED, NOT_INSTALLED
from harness.judge.prompt import REPLY_SCHEMA
from harness.model.judgement import Judgement
from harness.model.values import Json
from tests.harness.judge.servers import (
    Script,
    ScriptedJudge,
    asking,
    completion,
    in_turn,
    reply,
    scripted,
    texts_of,
)
from tests.harness.targets.loopback import closed_port, serving, writing

YES = completion(reply("yes", "Tuesday at 3:30 PM"))


def judged(folder: Path, script: Script, *, votes: int = 1, **config: Json) -> tuple[Judgement, ScriptedJudge]:
    """Ask one scripted server once; also return what it was sent."""

    async def ask() -> tuple[Judgement, ScriptedJudge]:
        async with scripted(script, VerdictCache(folder), **config) as server:
            return await server.judge.judge(asking(votes=votes)), server

    return asyncio.run(ask())


def at(url: str, folder: Path, **config: Json) -> Judgement:
    """Ask a judge at a URL once."""

    async def ask() -> Judgement:
        settings: dict[str, Json] = {"base_url": url, "model": "m", "retries": 0} | config
        judge = OpenAiJudge(JudgeConfig(**settings), VerdictCache(folder))
        try:
            return await judge.judge(asking())
        finally:
            await judge.close()

    return asyncio.run(ask())


def error(status: int, message: str = "broken", **fields: Json) -> web.Response:
    """An error in OpenAI's envelope."""
    return web.json_response({"error": {"message": message, "type": "x", **fields}}, status=status)


def test_an_answer_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    """Reason, evidence, model, temperature, tokens and cost are in the judgement, under the request's key."""
    found, server = judged(tmp_path, in_turn(YES), api_key="sk-1", input_price=2.5, output_price=10.0)
    assert (found.answer, found.reason, found.error, found.cached) == ("yes", "It was said.", "", False)
    assert [(it.turn, it.quote) for it in found.evidence] == [(2, "Tuesday at 3:30 PM")]
    assert (found.model, found.temperature, found.input_tokens, found.output_tokens) == ("m", 0.0, 100, 20)
    assert found.cost_usd == pytest.approx((100 * 2.5 + 20 * 10) / 1_000_000)
    assert found.key == asking().key
    assert server.headers[0]["authorization"] == "Bearer sk-1"


def test_what_is_sent(tmp_path: Path) -> None:
    """Model, temperature, the two messages, and the schema that the reply must keep, strictly."""
    _, server = judged(tmp_path, in_turn(YES))
    [body] = server.sent
    assert (body["model"], body["temperature"]) == ("m", 0.0)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    form = body["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert form["json_schema"]["schema"] == REPLY_SCHEMA


def test_a_temperature_can_be_the_servers(tmp_path: Path) -> None:
    """Some models take none: then none is sent, and the judgement says so."""
    found, server = judged(tmp_path, in_turn(YES), temperature=None)
    assert "temperature" not in server.sent[0]
    assert found.temperature is None


def test_variables_of_the_client_are_not_for_this_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """OPENAI_* name another account: neither its key nor its organization goes to the configured server."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "sk-elsewhere")
    _, server = judged(tmp_path, in_turn(YES))
    assert "sk-elsewhere" not in json.dumps(server.headers)


def test_votes_are_asked_for_one_by_one(tmp_path: Path) -> None:
    """Three votes are three requests, whose tokens add up; the majority answers."""
    found, server = judged(tmp_path, texts_of([reply("no"), reply("yes"), reply("no")]), votes=3)
    assert (found.answer, found.agreeing, len(found.votes), len(server.sent)) == ("no", 2, 3, 3)
    assert (found.input_tokens, found.output_tokens) == (300, 60)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ([completion(None, refusal="I cannot help with that.")], "the judge refused: 'I cannot help with that.'"),
        ([completion("", finish="content_filter")], "the judge refused: 'content filter'"),
        ([completion('{"answer": "ye', finish="length")], "the judge's reply was cut off"),
        ([completion(None)], "the judge's reply is empty"),
        ([completion("I would say yes.")], "the judge's reply cannot be read: Invalid JSON"),
        ([completion(reply("yes", "Wednesday"))], "the judge quotes what nobody said: 'Wednesday'"),
        ([completion(None, choices=[])], "answered without a choice"),
        ([completion(None, choices=None)], "answered something that is no chat completion"),
        ([completion(None, choices=[{"message": {"content": 7}}])], "answered something that is no chat completion"),
        ([[1, 2]], "answered"),
        ([web.Response(text="<html>hi</html>", content_type="text/html")], "no chat completion: '<html>hi</html>'"),
        ([web.Response(text="{", content_type="application/json")], "answered what the client cannot read"),
        ([error(500)], "answered HTTP 500: 'broken'"),
        ([error(401, "Incorrect API key provided: sk-secret")], "HTTP 401: 'Incorrect API key provided: <api key>'"),
        ([error(400, "response_format is not supported")], "HTTP 400: 'response_format is not supported'"),
        ([error(429, "slow down")], "HTTP 429: 'slow down'"),
        ([web.Response(status=502, text="Bad Gateway\n" * 500)], "HTTP 502: "),
    ],
)  # fmt: skip
def test_what_is_no_answer_says_why(tmp_path: Path, script: list[Json], words: str) -> None:
    """Whatever a server does instead of answering is told in a line, without the key, and is no verdict."""
    found, _ = judged(tmp_path, in_turn(*script), api_key="sk-secret")
    assert found.answer is None
    assert words in found.error
    assert "sk-secret" not in repr(found)
    assert "\n" not in found.error
    assert len(found.error) < 500


def test_a_server_that_counts_no_tokens(tmp_path: Path) -> None:
    """What is not known is None, never 0."""
    found, _ = judged(tmp_path, in_turn(YES | {"usage": None}), input_price=1.0, output_price=1.0)
    assert (found.answer, found.input_tokens, found.output_tokens, found.cost_usd) == ("yes", None, None, None)


def test_a_failure_that_passes_is_tried_again(tmp_path: Path) -> None:
    """After a 503 that says when to come back, the next request may answer."""
    busy = web.Response(status=503, headers={"retry-after-ms": "1"})
    found, server = judged(tmp_path, in_turn(busy, YES), retries=1)
    assert (found.answer, len(server.sent)) == ("yes", 2)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    """A closed port is told with its address."""
    url = asyncio.run(closed_port())
    found = at(f"{url}/v1", tmp_path)
    assert found.error.startswith(f"the judge at {url.removeprefix('http://')} cannot be reached: ")


def test_a_server_that_hangs_up(tmp_path: Path) -> None:
    """A connection that breaks before an answer is one that could not be had."""

    async def ask() -> Judgement:
        async with writing(b"") as url:
            judge = OpenAiJudge(JudgeConfig(base_url=url, model="m", retries=0), VerdictCache(tmp_path))
            found = await judge.judge(asking())
            await judge.close()
            return found

    assert "cannot be reached: " in asyncio.run(ask()).error


@pytest.mark.parametrize(
    "chunks", [(), (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{",)], ids=["silent", "halting"]
)
def test_a_server_that_does_not_answer_in_time(tmp_path: Path, chunks: tuple[bytes, ...]) -> None:
    """One that says nothing, and one that stops in the middle, are given up at the limit."""

    async def ask() -> Judgement:
        async with writing(*chunks, hold=True) as url:
            config = JudgeConfig(base_url=url, model="m", retries=0, timeout_s=0.1)
            judge = OpenAiJudge(config, VerdictCache(tmp_path))
            found = await judge.judge(asking())
            await judge.close()
            return found

    assert asyncio.run(ask()).error.endswith("did not answer within 0.1 s")


def test_a_server_that_drips(tmp_path: Path) -> None:
    """A byte now and then does not keep a request alive for ever."""
    done = asyncio.Event()

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"content-type": "application/json"})
        await response.prepare(request)
        while not done.is_set():
            await response.write(b" ")
            await asyncio.sleep(0.02)
        return response

    async def ask() -> Judgement:
        async with serving(drip) as url:
            judge = OpenAiJudge(JudgeConfig(base_url=url, model="m", retries=0, timeout_s=0.2), VerdictCache(tmp_path))
            found = await judge.judge(asking())
            done.set()
            await judge.close()
            return found

    assert asyncio.run(ask()).error.endswith("did not answer within 0.2 s")


@pytest.mark.parametrize("config", [{}, {"model": "m"}, {"base_url": "http://127.0.0.1:9/v1"}])
def test_no_judge_is_configured(tmp_path: Path, config: dict[str, str]) -> None:
    """Without a server or a model nobody is asked, and the error says how to set one up."""
    judge = OpenAiJudge(JudgeConfig(**config), VerdictCache(tmp_path))  # type: ignore[arg-type]  # texts only
    assert asyncio.run(judge.judge(asking())).error == NOT_CONFIGURED


def test_a_check_may_name_its_model(tmp_path: Path) -> None:
    """The model of a check is asked in place of the configured one."""

    async def ask() -> tuple[Judgement, Json]:
        async with scripted(in_turn(YES), VerdictCache(tmp_path), model=None) as server:
            return await server.judge.judge(asking(model="mine")), server.sent[0]

    found, sent = asyncio.run(ask())
    assert (found.model, sent["model"]) == ("mine", "mine")


def test_without_the_extra_the_error_says_what_to_install() -> None:
    """Where the client is not installed, importing the judge works and asking it tells how to get it."""
    program = (
        "import sys, asyncio, pathlib; sys.modules['openai'] = None\n"
        "from harness.judge import *; from harness.model.judgement import OpinionRequest\n"
        "config, cache = JudgeConfig(base_url='http://127.0.0.1:9', model='m'), VerdictCache(pathlib.Path('none'))\n"
        "judge = OpenAiJudge(config, cache)\n"
        "print(asyncio.run(judge.judge(OpinionRequest(kind='judge', asked='x', about={}))).error)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert ran.stdout.strip() == NOT_INSTALLED


def test_importing_the_judge_does_not_import_the_client() -> None:
    """The client takes half a second to import, which only who asks a judge should pay."""
    program = "import harness.judge, harness.app.advisers, sys; print('openai' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert ran.stdout.strip() == "False"


def test_no_more_requests_at_once_than_allowed(tmp_path: Path) -> None:
    """Nine votes with two slots are two requests at a time."""
    open_now, most = 0, 0

    async def answer(_: web.Request) -> web.Response:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        for _turn in range(50):  # let others in, if they are let
            await asyncio.sleep(0)
        open_now -= 1
        return web.json_response(YES)

    async def ask() -> Judgement:
        async with serving(answer) as url:
            judge = OpenAiJudge(JudgeConfig(base_url=url, model="m", at_once=2), VerdictCache(tmp_path))
            found = await judge.judge(asking(votes=9))
            await judge.close()
            return found

    assert asyncio.run(ask()).agreeing == 9
    assert most == 2


def test_the_key_is_in_no_repr() -> None:
    """A config that ends up in a traceback does not show its key."""
    assert "sk-1" not in repr(JudgeConfig(api_key="sk-1"))
