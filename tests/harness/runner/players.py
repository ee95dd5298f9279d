"""Plays an attempt without a socket: each command gets the next scripted event, on a clock that moves when told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from harness.model.call import Call
from harness.model.values import Json
from harness.model.verdict import FailureKind
from harness.runner.attempt import Progress, Script
from harness.runner.commands import Answered, Command, Done, Event, Failed, Sleep, Streamed

RUNNING = {"call_id": "c-1", "status": "in_progress"}
RESULT = {"call_id": "c-1", "status": "completed", "transcript": [{"speaker": "user", "text": "Hello?"}]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What an attempt asked for, sleeps included, where it ended, and when."""

    commands: tuple[Command, ...]
    progress: Progress
    now_s: float

    def asked(self, kind: type[Command]) -> list[Command]:
        """The commands of one kind."""
        return [command for command in self.commands if isinstance(command, kind)]


def play(script: Script, events: Iterable[Event]) -> Played:
    """Run a script to its end. An event's `at_s` is how long it took; sleeps take their time and need no event.

    Raises AssertionError when the script asks for more than there are events, or leaves some unasked for.
    """
    waiting, commands, now_s = list(events), [], 0.0
    try:
        command = next(script)
        while True:
            commands.append(command)
            if isinstance(command, Sleep):
                event: Event = Done(at_s=command.seconds)
            else:
                assert waiting, f"no event left for {command}"
                event = waiting.pop(0)
            now_s += event.at_s
            command = script.send(replace(event, at_s=now_s))
    except StopIteration as stop:
        assert not waiting, f"never asked for: {waiting}"
        return Played(commands=tuple(commands), progress=stop.value, now_s=now_s)


def answered(status: int, body: Json, *, took_s: float = 0.0, exchange: int = 1, readable: bool = True) -> Answered:
    """A whole response."""
    return Answered(at_s=took_s, exchange=exchange, status=status, body=body, readable=readable)


def unreadable(status: int = 200, *, exchange: int = 1) -> Answered:
    """A whole response whose body is not JSON."""
    return answered(status, None, exchange=exchange, readable=False)


def refused(status: int, code: str, *, exchange: int = 1) -> Answered:
    """An error answer in the documented envelope."""
    return answered(status, {"error": {"code": code, "message": f"{code} it is"}}, exchange=exchange)


def streamed(
    result: Json = None, *, took_s: float = 0.0, exchange: int = 1, last_event_id: str | None = None
) -> Streamed:
    """A stream that was read; without a result it ended, or broke, before one came."""
    return Streamed(at_s=took_s, exchange=exchange, result=result, last_event_id=last_event_id)


def failed(
    kind: FailureKind = FailureKind.UNREACHABLE, *, sent: bool = False, exchange: int | None = 1, took_s: float = 0.0
) -> Failed:
    """No whole response."""
    return Failed(at_s=took_s, kind=kind, message="connection refused", sent=sent, exchange=exchange)


def running() -> Progress:
    """An attempt whose call was started."""
    return Progress(name="call", call=Call(call_id="c-1", status="in_progress", raw_status="in_progress"))
