"""One trial: its steps carried out in order, each started call its own attempt, those of one step at once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from harness.model.observation import Breakdown, Observation
from harness.model.scenario import Authenticate, AwaitResult, GetCall, HttpRequest, Scenario, StartCall, Step
from harness.model.steps import (
    AdvanceClock,
    CodeRequest,
    CodeVerification,
    EndCall,
    Parallel,
    Repeat,
    Save,
    StreamCall,
    Wait,
)
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.asking import hang_up, let_pass, move_clock, request_code, stream_call, verify_code
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
from harness.runner.blocks import Block, blocks_of, in_pass
from harness.runner.commands import Answered, Command, Event, Streamed
from harness.runner.known import Known
from harness.runner.ports import Session
from harness.runner.saved import NotSaved, filled, holds, saved_from

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
    """One trial under way.

    `keep` is told of every observation; `reads_books` says whether to ask for the books, `moves_clock` whether time
    that a step lets pass is simulated.
    """

    session: Session
    keep: Callable[[Observation], None]
    patience: Patience
    plans_calls: bool
    reads_books: bool
    moves_clock: bool = False
    known: Known = field(default_factory=Known)
    needs_books: bool = False

    async def run(self, scenario: Scenario) -> None:
        """Carry out the steps until the end, or until the account cannot be signed in."""
        self.needs_books = "books" in scenario.needs
        await self._sequence(blocks_of(scenario.steps), (), self.keep)

    async def _sequence(
        self, blocks: Sequence[Block], passes: tuple[int, ...], keep: Callable[[Observation], None]
    ) -> bool:
        """Carry out blocks in order; return whether the flow goes on after them."""
        for block in blocks:
            if not await self._block(block, passes, keep):
                return False
        return True

    async def _block(self, block: Block, passes: tuple[int, ...], keep: Callable[[Observation], None]) -> bool:
        if isinstance(block.step, Parallel):
            branches = (self._block(inner, passes, keep) for inner in block.inner)
            return all(await asyncio.gather(*branches))
        if isinstance(block.step, Repeat):
            return await self._repeat(block, block.step, passes, keep)
        try:
            progresses = await self._step(filled(block.step, self.known.saved), block.step)
        except NotSaved as error:
            progresses = (_broken(f"nothing was saved as {error}", FailureKind.UNREADABLE),)
        for progress in progresses:
            seen = await self._observed(progress, block.number)
            keep(replace(seen, call_name=in_pass(seen.call_name, passes)) if passes else seen)
        return not (isinstance(block.step, Authenticate) and (progresses[0].error or progresses[0].breakdown))

    async def _repeat(
        self, block: Block, step: Repeat, passes: tuple[int, ...], keep: Callable[[Observation], None]
    ) -> bool:
        """Carry out a block pass by pass; where it waits for something, only its last pass is observed."""
        for number in range(1, step.times + 1):
            if number > 1 and step.every_s:
                await self._drive(let_pass(step.every_s, moves_clock=self.moves_clock))
            seen: list[Observation] = []
            own = (*passes, number) if step.until is None else passes
            goes_on = await self._sequence(block.inner, own, seen.append if step.until is not None else keep)
            ended = step.until is not None and holds(self.known.answer, step.until)
            if step.until is not None and (ended or number == step.times or not goes_on):
                for observation in seen:
                    keep(observation)
            if ended or not goes_on:
                return goes_on
        if step.until is not None:
            breakdown = _broken(f"{step.until} held after none of {step.times} passes", FailureKind.TIMEOUT)
            keep(breakdown.observed(block.number))
        return True

    async def _step(self, step: Step, written: Step) -> tuple[Progress, ...]:
        """Carry out one step. Of a raw request as it was `written` is kept: what was saved may be a secret."""
        match step:
            case StartCall() | AwaitResult() | GetCall() | StreamCall() | EndCall():
                return await self._on_calls(step)
            case HttpRequest():
                body = written.body if isinstance(written, HttpRequest) else None
                script = send(Progress(name="", body=body), step)
            case Authenticate():
                script = sign_in(Progress(name=SIGN_IN_NAME))
            case CodeRequest():
                script = request_code(step)
            case CodeVerification():
                script = verify_code(step, self.known.request_token)
            case Wait():
                script = let_pass(step.seconds, moves_clock=self.moves_clock)
            case AdvanceClock():
                script = move_clock(step.seconds)
            case Save():
                return (self._save(step),)
            case Repeat() | Parallel():
                raise AssertionError("blocks are carried out by _block")
        progress = await self._drive(script)
        if isinstance(step, CodeRequest):
            self.known.note_request_token()
        return (progress,)

    async def _on_calls(self, step: StartCall | AwaitResult | GetCall | StreamCall | EndCall) -> tuple[Progress, ...]:
        match step:
            case StartCall():
                return self.known.started(step.name, await self._start(step))
            case AwaitResult():
                return await self._each(step.call, lambda progress: await_result(progress, self.patience))
            case GetCall():
                return await self._get(step)
            case StreamCall():
                return await self._stream(step)
            case EndCall():
                return await self._each(step.call, hang_up)

    async def _start(self, step: StartCall) -> tuple[Progress, ...]:
        breakdown = await self.session.prepare_call(step.callee, step.times) if self.plans_calls else None
        if breakdown is not None:
            return (Progress(name=step.name, body=step.body, breakdown=breakdown),)
        names = [step.name] if step.times == 1 else [f"{step.name}[{number}]" for number in range(1, step.times + 1)]
        starts = (self._drive(start_call(Progress(name=name, body=step.body))) for name in names)
        return tuple(await asyncio.gather(*starts))

    async def _each(self, group: str, script: Callable[[Progress], Script]) -> tuple[Progress, ...]:
        """Carry a script out on every call of a group at once."""
        runs = (self._drive(script(progress)) for progress in self.known.calls(group))
        return self.known.went_on(group, tuple(await asyncio.gather(*runs)))

    async def _get(self, step: GetCall) -> tuple[Progress, ...]:
        if step.call_id is not None or step.call is None:
            return (await self._drive(get_call(Progress(name=""), step.call_id or "")),)
        gets = (self._get_known(progress) for progress in self.known.calls(step.call))
        return self.known.went_on(step.call, tuple(await asyncio.gather(*gets)))

    async def _get_known(self, progress: Progress) -> Progress:
        if progress.call is None:
            return progress
        return await self._drive(get_call(progress, progress.call.call_id))

    async def _stream(self, step: StreamCall) -> tuple[Progress, ...]:
        """Open streams; what such a step saw is its own stream alone, so that its checks read no earlier one."""
        if step.call_id is not None or step.call is None:
            return (await self._drive_stream(Progress(name=""), step, step.call_id or ""),)
        streams = (self._stream_known(progress, step) for progress in self.known.calls(step.call))
        own = tuple(await asyncio.gather(*streams))
        self.known.went_on(step.call, own)
        return own

    async def _stream_known(self, progress: Progress, step: StreamCall) -> Progress:
        if progress.call is None:
            return progress
        return await self._drive_stream(replace(progress, exchanges=()), step, progress.call.call_id)

    async def _drive_stream(self, progress: Progress, step: StreamCall, call_id: str) -> Progress:
        last_event_id = self.known.event_ids.get(call_id) if step.resume else step.last_event_id
        last: list[str | None] = []

        async def perform(command: Command) -> Event:
            event = await self._perform(command)
            last.append(event.last_event_id if isinstance(event, Streamed) else None)
            return event

        progress = await drive(stream_call(progress, step, call_id, last_event_id), perform)
        self.known.note_event_id(call_id, last[-1] if last else None)
        return progress

    def _save(self, step: Save) -> Progress:
        found, missing = saved_from(step, self.known.answer)
        self.known.saved.update(found)
        if not missing:
            return Progress(name="")
        wanted = ", ".join(f"{name}: {step.values[name]}" for name in missing)
        return _broken(f"the last answer has nothing to save as {wanted}", FailureKind.UNREADABLE)

    async def _drive(self, script: Script) -> Progress:
        return await drive(script, self._perform)

    async def _perform(self, command: Command) -> Event:
        event = await self.session.perform(command)
        if isinstance(event, Answered):
            self.known.answer = event.body
        elif isinstance(event, Streamed):
            self.known.answer = event.result
        return event

    async def _observed(self, progress: Progress, step: int) -> Observation:
        observation = progress.observed(step)
        if not self.reads_books or progress.call is None or not progress.call.ended:
            return observation
        books: Mapping[str, Json] | Breakdown | None = await self.session.read_books(progress.call.call_id)
        if not isinstance(books, Breakdown):
            return replace(observation, books=books)
        # Books that could not be read are not books without entries; only a scenario about them cannot be judged then.
        return replace(observation, breakdown=observation.breakdown or books) if self.needs_books else observation


def _broken(message: str, kind: FailureKind) -> Progress:
    return Progress(name="", breakdown=Breakdown(kind=kind, message=message))


def interrupted(step: int) -> Observation:
    """Return the observation of a trial that was stopped from outside."""
    breakdown = Breakdown(kind=FailureKind.INTERRUPTED, message="the run was interrupted before this trial ended")
    return Observation(step=step, call_name="", breakdown=breakdown)
