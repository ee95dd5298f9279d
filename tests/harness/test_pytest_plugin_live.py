"""Scenarios as tests on real phones: what pytest's own options mean for the guards."""

import os

import pytest

from tests.harness.cli.test_ringing import ALLOWED
from tests.harness.test_pytest_plugin_processes import ALONE

SUITE = "scenarios:\n  - {id: one, brief: {base: standard}, expect: {status: completed}}\n"


@pytest.fixture(autouse=True)
def _nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the environment reaches the inner pytest, but an account."""
    for name in os.environ:
        if name.startswith(("PINE_", "PYTEST_ADDOPTS", "PYTEST_XDIST", "COLUMNS")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PINE_ACCESS_TOKEN", "very-secret-access-token")
    monkeypatch.setenv("PINE_USER_ID", "1234567890")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "*1 call would ring real phones, and nobody said yes*--pine-yes*"),
        (["-n", "2", "--pine-yes"], "*2 processes would share one account; allowed: one process*"),
    ],
    ids=["without a yes", "two workers"],
)
def test_real_phones_need_a_yes_and_one_process(pytester: pytest.Pytester, options: list[str], told: str) -> None:
    """The scenario is an error in words, and nothing is sent."""
    pytester.makefile(".yaml", suite=SUITE)
    pytester.makefile(".toml", **{"pine-harness": ALLOWED})
    result = pytester.runpytest_subprocess("--pine-target", "https://pine.invalid", *options, *ALONE)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([told])
    result.stdout.no_fnmatch_line("*Traceback*")
