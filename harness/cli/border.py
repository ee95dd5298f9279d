"""Where errors end: each becomes words on stderr and an exit code, and no traceback reaches a user."""

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from harness import __version__
from harness.cli.application import application
from harness.cli.console import complain
from harness.errors import HarnessError, ScenarioErrors, StoreError, TargetRefused, TargetUnreachable, UsageError
from harness.runner.gate import ExitCode


def guarded() -> int:
    """Run the command line and return its exit code."""
    try:
        application(prog_name="pine-harness")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else ExitCode.GATE_MET
    except KeyboardInterrupt:
        complain("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (as `| head` does): say nothing, and keep Python from flushing again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.GATE_MET
    except HarnessError as error:
        complain(_words(error))
        return _exit_code(error)
    except Exception:  # the outermost border: whatever is left is a defect of ours, and is kept for its report
        complain(f"internal error, please report it: {sys.exc_info()[1]!r}; details: {_keep_traceback()}")
        return ExitCode.CRASH
    return ExitCode.GATE_MET


def _words(error: HarnessError) -> str:
    if not isinstance(error, ScenarioErrors):
        return str(error)
    count = len(error.problems)
    files = len({problem.span.file for problem in error.problems})
    head = f"{count} problem{'s' if count > 1 else ''} in {files} file{'s' if files > 1 else ''}"
    return "\n".join([*(str(problem) for problem in error.problems), head])


def _exit_code(error: HarnessError) -> ExitCode:
    match error:
        case TargetUnreachable():
            return ExitCode.COULD_NOT_JUDGE
        case StoreError():
            return ExitCode.CRASH
        case UsageError() | ScenarioErrors() | TargetRefused():
            return ExitCode.USAGE
        case _:
            return ExitCode.USAGE


def _without_code(arguments: Sequence[str]) -> list[str]:
    """Return the arguments without the code that `login --code` was given."""
    shown = ["--code=<code>" if it.startswith("--code=") else it for it in arguments]
    return ["<code>" if before == "--code" else it for before, it in zip(["", *shown], shown, strict=False)]


def _keep_traceback() -> Path:
    with tempfile.NamedTemporaryFile(
        "w", prefix="pine-harness-crash-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        said = " ".join(_without_code(sys.argv))
        file.write(f"pine-harness {__version__}, Python {sys.version}\n{said}\n\n{traceback.format_exc()}")
    return Path(file.name)
