"""Judge and user code in whole runs on the embedded mock, in regrades, and for calls from a file."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from aiohttp import web

from harness.app.advisers import asking
from harness.app.grading import grading
from harness.app.regrading import RegradeRequest, regrade
from harness.app.run import RunOutcome, RunRequest, run_scenarios
from harness.load.judge_settings import JudgeSettings
from harness.model.record import Judged
from harness.model.values import Json
from harness.model.verdict import FailureKind, Verdict
from harness.store.run_log import LOG_NAME, read_records
from tests.harness.judge.servers import completion, reply
from tests.harness.targets.loopback import serving

SUITE = """\
scenarios:
  - id: one
    runs_on: [mock]
    brief: {base: standard}
    expect:
"""
RULES = "def books_for(call, name):\n    return name in call['brief']['call_objective'], 'the brief names ' + name\n"
BOOKS = 'python: {call: "rules:books_for", args: {name: Jane Doe}}'


@dataclass
class Bench:
    """A judge's server that always says the same, and how to run a suite with it."""

    folder: Path
    settings: JudgeSettings
    sent: list[Json] = field(default_factory=list)

    def write(self, *items: str) -> Path:
        """Write the suite with an expect list, and rules.py beside it."""
        (self.folder / "rules.py").write_text(RULES)
        path = self.folder / "suite.yaml"
        path.write_text(SUITE + "".join(f"      - {item}\n" for item in items))
        return path

    async def run(self, *items: str) -> RunOutcome:
        """Run the suite once."""
        request = RunRequest(paths=[self.write(*items)], reports=self.folder / "reports", seed=1, judge=self.settings)
        return await run_scenarios(request)


@asynccontextmanager
async def bench(folder: Path, answer: str = "yes") -> AsyncIterator[Bench]:
    """Serve a judge and yield what is needed to run with it."""
    found: list[Bench] = []

    async def judge(request: web.Request) -> web.StreamResponse:
        found[0].sent.append(await request.json())
        return web.json_response(completion(reply(answer, reason="It is so.")))

    async with serving(judge) as url:
        settings = JudgeSettings(base_url=f"{url}/v1", model="m", retries=0, cache=str(folder / "cache"))
        found.append(Bench(folder=folder, settings=settings))
        yield found[0]


def test_a_run_is_judged_and_its_log_keeps_the_judgements(tmp_path: Path) -> None:
    """Rubric and function decide the trial, and the log has what each of them said."""

    async def run() -> None:
        async with bench(tmp_path) as it:
            outcome = await it.run("judge: The callee confirmed.", "not: {judge: The agent was rude.}", BOOKS)
            kept = [
                record.judgement for record in read_records(outcome.folder / LOG_NAME) if isinstance(record, Judged)
            ]
            assert sorted((judgement.kind, judgement.answer) for judgement in kept) == [
                ("judge", "yes"), ("judge", "yes"), ("python", "yes"),
            ]  # fmt: skip
            [trial] = outcome.view.trials
            assert [check.verdict for check in trial.checks] == [Verdict.PASSED, Verdict.FAILED, Verdict.PASSED]
            assert [check.message for check in trial.checks] == ["It is so.", "It is so.", "the brief names Jane Doe"]

    asyncio.run(run())


def test_regrading_an_unchanged_rubric_asks_nobody(tmp_path: Path) -> None:
    """The log's answers are graded by, with no server there and no cache; a new rubric is asked about once."""

    async def run() -> None:
        async with bench(tmp_path) as it:
            outcome = await it.run("judge: The callee confirmed.")
            away = JudgeSettings(cache=str(tmp_path / "none"))
            request = RegradeRequest(run=str(outcome.folder), reports=tmp_path / "reports", judge=away)
            it.write("judge: {rubric: The callee confirmed., unclear: accept}")
            assert (await regrade(request)).ended.exit_code == 0
            assert len(it.sent) == 1
            it.write("judge: The callee was friendly.")
            assert (await regrade(replace(request, judge=it.settings))).ended.exit_code == 0
            assert len(it.sent) == 2
            assert (await regrade(request)).ended.exit_code == 3

    asyncio.run(run())


def test_regrading_calls_functions_anew(tmp_path: Path) -> None:
    """A function that has changed since the run decides as it is today."""

    async def run() -> None:
        async with bench(tmp_path) as it:
            outcome = await it.run(BOOKS)
            (tmp_path / "rules.py").write_text("def books_for(call, name):\n    return False, 'no more'\n")
            anew = await regrade(RegradeRequest(run=str(outcome.folder), reports=tmp_path / "reports"))
            [trial] = anew.view.trials
            assert [(check.verdict, check.message) for check in trial.checks] == [(Verdict.FAILED, "no more")]

    asyncio.run(run())


def test_an_unreachable_judge_makes_a_run_unjudged(tmp_path: Path) -> None:
    """Exit code 3, kind judge, and never a failure."""

    async def run() -> None:
        async with bench(tmp_path) as it:
            settings = it.settings.model_copy(update={"base_url": "http://127.0.0.1:1/v1"})
            found = replace(it, settings=settings)
            outcome = await found.run("judge: The callee confirmed.")
            assert outcome.ended.exit_code == 3
            [trial] = outcome.view.trials
            assert trial.verdict is not None
            assert (trial.verdict.verdict, trial.verdict.kind) == (Verdict.UNGRADABLE, FailureKind.JUDGE)
            assert "cannot be reached" in trial.verdict.message

    asyncio.run(run())


def test_the_key_comes_from_the_environment_and_is_kept_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes to the server, and into no log, report or cache."""
    monkeypatch.setenv("PINE_JUDGE_API_KEY", "sk-very-secret")
    keys: list[str] = []

    async def run() -> None:
        async def judge(request: web.Request) -> web.StreamResponse:
            keys.append(request.headers["authorization"])
            return web.json_response({"error": {"message": f"bad key {keys[-1]}"}}, status=401)

        async with serving(judge) as url:
            settings = JudgeSettings(base_url=url, model="m", cache=str(tmp_path / "cache"))
            await Bench(folder=tmp_path, settings=settings).run("judge: The callee confirmed.")

    asyncio.run(run())
    assert keys == ["Bearer sk-very-secret"]
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) > 3
    assert not [text for text in written if b"sk-very-secret" in text]


def test_calls_from_a_file_are_asked_about_too(tmp_path: Path) -> None:
    """`grade` asks for each call in turn; where no judge is set up, that check alone cannot be judged."""
    expect = tmp_path / "expect.yaml"
    expect.write_text(f"expect:\n  - judge: The callee confirmed.\n    required: false\n  - {BOOKS}\n")
    (tmp_path / "rules.py").write_text(RULES)
    line = {"transcript": [{"speaker": "user", "text": "Yes."}], "brief": {"call_objective": "A table for Jane Doe"}}
    with asking(JudgeSettings(cache=str(tmp_path / "cache"))) as ask:
        [found] = grading("calls.jsonl", expect, {}, ask).grade([json.dumps(line).encode()])
    judged, called = json.loads(found.line)["checks"]
    assert (judged["verdict"], called["verdict"]) == ("ungradable", "passed")
    assert judged["message"].startswith("no judge is configured")
    assert called["message"] == "the brief names Jane Doe"
