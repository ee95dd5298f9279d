"""`pine-harness compare --wire`: the mock against itself, and against a mock that decides otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mock_gateway.config import MockConfig
from tests.harness.cli.command import Command, Said
from tests.harness.cli.gateways import mock

Write = Callable[[str, str], Path]

SUITE = """\
scenarios:
  - id: unknown-email
    steps:
      - request_code: nobody@unknown.invalid
        expect: {http_status: {at_least: 200}}
  - id: call
    brief: {base: standard}
    expect: {http_status: 200}
  - id: both-wrong
    brief: {base: standard, dialed_number: "911", call_objective: Call them}
    expect: {http_status: {at_least: 200}}
  - id: half-a-body
    body_text: "{"
    expect: {http_status: {at_least: 200}}
"""
"""Scenarios whose expectations hold whatever is answered."""


def ran(pine: Command, folder: Path, config: MockConfig, suite: str, write: Write) -> str:
    """Run a suite on a mock and return the id of the run."""
    write("scenarios/wire.yaml", suite)
    with mock(config) as server:
        pine("run", "--target", server.url)
    return (folder / "reports" / "latest").resolve().name


@pytest.fixture
def against(pine: Command, folder: Path, write: Write) -> Callable[..., Said]:
    """A function that compares the mock with one that assumes otherwise, or that is asked otherwise."""

    def compare(assume: dict[str, str] | None = None, suite: str = SUITE, *options: str, statuses: str = "") -> Said:
        plain = MockConfig(clock="instant")
        other = MockConfig(clock="instant", assume=assume or {}, statuses=statuses or plain.statuses)  # type: ignore[arg-type]  # a literal
        names = [ran(pine, folder, plain, SUITE, write), ran(pine, folder, other, suite, write)]
        return pine("compare", "--wire", *names, *options)

    return compare


def test_two_runs_of_the_same_do_not_differ(against: Callable[..., Said]) -> None:
    """Ids, tokens, dates and timings are no difference; the code is 0."""
    done = against()
    assert done.code == 0
    assert "no difference in 11 exchanges of 4 trials" in done.out


@pytest.mark.parametrize(
    ("assume", "told"),
    [
        ({"malformed_body_status": "422"}, "status POST /api/v2/voice/call 400 INVALID_REQUEST 422 INVALID_REQUEST"),
        (
            {"unknown_email": "NOT_FOUND"},
            "order of checks POST /api/v2/auth/email/request 401 AUTH_REQUIRED 404 NOT_FOUND",
        ),
        (
            {"emergency_number": "INVALID_PHONE"},
            "order of checks POST /api/v2/voice/call 400 INSUFFICIENT_DETAIL 400 INVALID_PHONE",
        ),
        ({"unknown_email": "silent"}, "status POST /api/v2/auth/email/request 401 AUTH_REQUIRED 200"),
    ],
)
def test_a_mock_that_decides_otherwise(against: Callable[..., Said], assume: dict[str, str], told: str) -> None:
    """Another status, another error and another order of checks are found, each once; the code is 1."""
    done = against(assume)
    assert done.code == 1
    assert told in " ".join(done.out.split())
    assert "1 difference in" in done.out


def test_raw_statuses(against: Callable[..., Said]) -> None:
    """A gateway that spells a status otherwise."""
    done = against(statuses="raw")
    assert done.code == 1
    assert "words: status" in done.out


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("{kind: unknown_fields, route: create}", "fields: x_unknown POST /api/v2/voice/call absent object"),
        ("{kind: wrong_content_type, route: create}", "media type"),
        ("{kind: unknown_events, route: stream}", "events"),
        ("{kind: server_error, route: create}", "status POST /api/v2/voice/call 200 500"),
        ("{kind: disconnect, route: stream, times: 1}", "exchange"),
    ],
)
def test_a_gateway_with_a_fault(against: Callable[..., Said], fault: str, told: str) -> None:
    """Fields, media types, events, statuses and exchanges of one side alone."""
    suite = SUITE.replace("  - id: call\n", f"  - id: call\n    faults: [{fault}]\n")
    done = against(None, suite)
    assert done.code == 1
    assert told in " ".join(done.out.split())


def test_markdown_is_for_a_pull_request(against: Callable[..., Said]) -> None:
    """A table with the differences, and the code still tells."""
    done = against({"malformed_body_status": "422"}, SUITE, "--format", "markdown")
    assert done.code == 1
    assert done.out.startswith("### ❌ 1 difference")
    row = "| status | POST /api/v2/voice/call | 400 INVALID_REQUEST | 422 INVALID_REQUEST | half-a-body#1 |"
    assert row in done.out


def test_one_run_is_not_two(pine: Command, folder: Path, write: Write) -> None:
    """The way out is told."""
    name = ran(pine, folder, MockConfig(clock="instant"), SUITE, write)
    assert "compare --wire wants two runs" in pine("compare", "--wire", name).err
    assert "both are the run" in pine("compare", "--wire", name, "latest").err


def test_runs_of_nothing_in_common(pine: Command, folder: Path, write: Write) -> None:
    """There is nothing to say, and that is not no difference."""
    config = MockConfig(clock="instant")
    names = [ran(pine, folder, config, suite, write) for suite in (SUITE, SUITE.replace("- id: ", "- id: other-"))]
    done = pine("compare", "--wire", *names)
    assert done.code == 2
    assert "no trial in common" in done.err
    assert not done.out
