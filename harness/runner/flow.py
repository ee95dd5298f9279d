"""One trial: its steps carried out in order, each started call its own attempt, those of one step at once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from harness.model.observation import Breakdown, Observation
from harness.model.scenario import Authenticate, AwaitResult, GetCall, HttpRequest, Scenario, StartCall, Step
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import (
    Patience,
    Progress,
    Script,
    await_result,
    get_call,
    send,
    sign_in,
    start_call,
)
from harness.runner.commands import Command, Event
from harness.runner.ports import Session

SIGN_IN_NAME = "sign-in"
"""What the observation of an authenticate step calls itself."""


async def drive(script: Script, perform: Callable[[Command], Awaitable[Event]]) -> Progress:
    """Run one generator to its end, carrying out each command it yields."""
    try:
        command = next(script)
        while True:
            command = script.send(await perform(command))
    except StopIteration as stop:
        progress: Progress = stop.value
        return progress


@dataclass(slots=True, kw_only=True)
class Flow:
    """One trial under way. `keep` is told of every observation; `reads_books` says whether to ask for the books."""

    session: Session
    keep: Callable[[Observation], None]
    patience: Patience
    plans_calls: bool
    reads_books: bool

    async def run(self, scenario: Scenario) -> None:
        """Carry out the steps until the end, or until the account cannot be signed in."""
        groups: dict[str, tuple[Progress, ...]] = {}
        for number, step in enumerate(scenario.steps):
            progresses = await self._step(step, groups)
            for progress in progresses:
                self.keep(await self._observed(progress, number, needs_books="books" in scenario.needs))
            if isinstance(step, Authenticate) and (progresses[0].error or progresses[0].breakdown):
                return

    async def _step(self, step: Step, groups: dict[str, tuple[Progress, ...]]) -> tuple[Progress, ...]:
        match step:
            case Authenticate():
                return (await self._drive(sign_in(Progress(name=SIGN_IN_NAME))),)
            case StartCall():
                groups[step.name] = await self._start(step)
                return groups[step.name]
            case AwaitResult():
                waits = (self._drive(await_result(progress, self.patience)) for progress in groups[step.call])
                groups[step.call] = tuple(await asyncio.gather(*waits))
                return groups[step.call]
            case GetCall():
                return await self._get(step, groups)
            case HttpRequest():
                return (await self._drive(send(Progress(name="", body=step.body), step)),)

    async def _start(self, step: StartCall) -> tuple[Progress, ...]:
        breakdown = await self.session.prepare_call(step.callee, step.times) if self.plans_calls else None
        if breakdown is not None:
            return (Progress(name=step.name, body=step.body, breakdown=breakdown),)
        names = [step.name] if step.times == 1 else [f"{step.name}[{number}]" for number in range(1, step.times + 1)]
        starts = (self._drive(start_call(Progress(name=name, body=step.body))) for name in names)
        return tuple(await asyncio.gather(*starts))

    async def _get(self, step: GetCall, groups: dict[str, tuple[Progress, ...]]) -> tuple[Progress, ...]:
        if step.call_id is not None or step.call is None:
            return (await self._drive(get_call(Progress(name=""), step.call_id or "")),)
        gets = (self._get_known(progress) for progress in groups[step.call])
        groups[step.call] = tuple(await asyncio.gather(*gets))
        return groups[step.call]

    async def _get_known(self, progress: Progress) -> Progress:
        if progress.call is None:
            return progress
        return await self._drive(get_call(progress, progress.call.call_id))

    async def _drive(self, script: Script) -> Progress:
        return await drive(script, self.session.perform)

    async def _observed(self, progress: Progress, step: int, *, needs_books: bool) -> Observation:
        observation = progress.observed(step)
        if not self.reads_books or progress.call is None or not progress.call.ended:
            return observation
        books: Mapping[str, Json] | Breakdown | None = await self.session.read_books(progress.call.call_id)
        if not isinstance(books, Breakdown):
            return replace(observation, books=books)
        # Books that could not be read are not books without entries; only a scenario about them cannot be judged then.
        return replace(observation, breakdown=observation.breakdown or books) if needs_books else observation


def interrupted(step: int) -> Observation:
    """Return the observation of a trial that was stopped from outside."""
    breakdown = Breakdown(kind=FailureKind.INTERRUPTED, message="the run was interrupted before this trial ended")
    return Observation(step=step, call_name="", breakdown=breakdown)
