"""The harness's side of run_cpu: load, run, grade, log and report the scenarios."""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from harness.app.run import RunRequest, run_scenarios

SCENARIO = """\
  - id: call-{number}
    brief: {{base: standard}}
    expect:
      - status: completed
      - says: {{speaker: callee, any_of: [tuesday, wednesday, thursday]}}
      - books: {{booked: true}}
      - credits_charged: {{at_least: 50}}
"""


async def main(calls: int) -> None:
    """Run the scenarios from a file in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        suite = Path(folder, "suite.yaml")
        scenarios = "".join(SCENARIO.format(number=number) for number in range(calls))
        suite.write_text(f"suite: Many\nscenarios:\n{scenarios}", encoding="utf-8")  # noqa: ASYNC240 nothing else runs yet
        outcome = await run_scenarios(RunRequest(paths=[suite], reports=Path(folder, "reports"), seed=1))
    if outcome.ended.exit_code != 0:
        sys.exit(f"the run did not pass: {outcome.ended.reason}")


if __name__ == "__main__":
    started = time.process_time()
    asyncio.run(main(int(sys.argv[1])))
    print(time.process_time() - started)  # noqa: T201 read by run_cpu
