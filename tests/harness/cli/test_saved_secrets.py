"""What a flow saves of a sign-in is used, and kept nowhere."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.harness.cli.command import Command

SUITE = """\
scenarios:
  - id: by-hand
    steps:
      - request_code
      - save: {request: data.request_token}
      - verify_code: {request_token: "{{ saved.request }}"}
        expect: {http_status: 200}
      - save: {token: data.access_token, user: data.id}
      - request:
          method: POST
          path: /api/v2/voice/call
          signed_in: false
          headers: {Authorization: "Bearer {{ saved.token }}", X-Pine-User-Id: "{{ saved.user }}"}
          body: {note: "{{ saved.token }}"}
        expect: {error: UNSUPPORTED_MEDIA_TYPE}
"""
TOKEN = re.compile(r"eyJ[A-Za-z0-9_-]{8,}")


def test_a_saved_token_stands_in_no_file_of_the_run(
    pine: Command, write: Callable[[str, str], Path], folder: Path
) -> None:
    """Neither in the log nor in any report, whether it was sent in a header or in a body."""
    write("scenarios/s.yaml", SUITE)
    done = pine("run")
    assert done.code == 0, done.out
    files = [path for path in (folder / "reports").rglob("*") if path.is_file()]
    assert any("<access_token>" in path.read_text() for path in files)
    assert not {path.name: found[0] for path in files if (found := TOKEN.search(path.read_text()))}
    assert not TOKEN.search(done.out)
