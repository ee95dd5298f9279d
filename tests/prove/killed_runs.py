"""Runs in processes that are killed, as a program of its own: forked from one that has everything imported already.

It reads lines `run|resume FOLDER SECONDS` and answers each with how the process ended: its exit status, -9 where it was
killed. SECONDS is when it is killed, 0 for never. Only processes that were forked here are killed, by their ids.
"""

import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from harness.app.resuming import ResumeRequest, resume_run
from harness.app.run import RunRequest, run_scenarios
from harness.errors import UsageError

CONCURRENCY = 10
COMPLETE = 17
"""The exit status of resuming a run that is complete."""


def carry_out(what: str, folder: Path, target: str) -> None:
    """Run the folder's suite, or resume its one run."""
    if what == "run":
        request = RunRequest(
            paths=[folder / "suite.yaml"],
            target=target,
            concurrency=CONCURRENCY,
            reports=folder / "runs",
            settings={"target": target, "concurrency": CONCURRENCY},
        )
        asyncio.run(run_scenarios(request))
    else:
        [run] = (entry.name for entry in (folder / "runs").iterdir() if entry.is_dir() and not entry.is_symlink())
        asyncio.run(resume_run(ResumeRequest(run=run, reports=folder / "runs")))


def forked(what: str, folder: Path, target: str, killed_after_s: float) -> int:
    """Do it in a process of its own, and return how that ended."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            carry_out(what, folder, target)
            status = 0
        except UsageError as error:
            complete = "is complete" in str(error) or "start it again" in str(error)
            status = COMPLETE if complete else 1
            if not complete:
                sys.stderr.write(f"{error}\n")
        finally:
            sys.stderr.flush()
            os._exit(status)
    if killed_after_s:
        time.sleep(killed_after_s)
        os.kill(process, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def say(word: object) -> None:
    """Answer with a line."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(target: str, warm: Path) -> None:
    """Have everything loaded by one run, then do what is asked."""
    carry_out("run", warm, target)
    say("ready")
    for line in sys.stdin:
        what, folder, killed_after_s = line.rstrip("\n").split("\t")
        say(forked(what, Path(folder), target, float(killed_after_s)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
