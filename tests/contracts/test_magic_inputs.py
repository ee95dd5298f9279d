"""Every magic input through every client: what is documented by the gateway's own listing is what clients are told."""

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pine_voice import PineVoice

from tests.contracts import cli_client, curl_client, node_client
from tests.contracts.curl_client import Curl
from tests.contracts.journal import answers
from tests.contracts.magic_table import (
    CODES,
    EMAILS,
    MAGIC_INPUTS,
    NUMBERS,
    PERSONAS,
    RAW_STATUSES,
    MagicInput,
    Outcome,
)
from tests.contracts.sdk_client import CALLER, CONTEXT, NAME, OBJECTIVE, async_outcomes, sync_outcomes

LeadTo = Callable[[str], str]
Told = tuple[Outcome | None, ...]
EACH = pytest.mark.parametrize("entry", MAGIC_INPUTS, ids=lambda entry: entry.value)
_AT_ONCE = 2


def test_the_listing_names_the_inputs_of_this_table(gateway: str) -> None:
    """GET /__mock__/magic lists the very inputs that are tested here, each with its meaning."""
    listed = answers(gateway, "magic")

    assert [row["number"] for row in listed["numbers"]] == [entry.value for entry in NUMBERS]
    assert [row["email"] for row in listed["emails"]] == [entry.value for entry in EMAILS]
    assert [row["code"] for row in listed["codes"]] == [entry.value for entry in CODES]
    assert all(row["meaning"] for rows in listed.values() for row in rows)


@EACH
def test_the_sdk_by_polling(gateway: str, led_to: LeadTo, entry: MagicInput) -> None:
    """The sync client is told what the table says."""
    led_to(gateway)

    assert sync_outcomes(entry) == entry.outcomes


@EACH
def test_the_async_sdk_by_the_stream(gateway: str, led_to: LeadTo, entry: MagicInput) -> None:
    """The async client, which places a call and waits for it in one go, is told the same."""
    led_to(gateway)

    assert asyncio.run(async_outcomes(entry)) == tuple(outcome.without_step() for outcome in entry.outcomes)


@EACH
def test_curl(gateway: str, tmp_path: Path, entry: MagicInput) -> None:
    """curl, with the reference's own commands, is told the same."""
    assert curl_client.outcomes(Curl(gateway, tmp_path), entry) == entry.outcomes


@pytest.mark.parametrize("wait", ["stream", "poll"])
def test_node(gateway: str, wait: str) -> None:
    """A Node client with only fetch is told the same, by the stream and by polling."""
    told = node_client.outcomes(gateway, MAGIC_INPUTS, wait=wait)

    assert told == {entry.value: entry.outcomes for entry in MAGIC_INPUTS}


def test_the_cli_with_every_number(gateway: str, tmp_path: Path) -> None:
    """The official CLI, signed in once, is told the same of every number; it shows no HTTP status of a call."""
    pine = cli_client.Pine(url=gateway, home=tmp_path)
    assert pine.sign_in("numbers+cli@example.com") is None

    told = _in_parallel(lambda entry: (pine.place(entry),), NUMBERS)

    assert told == {entry.value: tuple(one.without_http() for one in entry.outcomes) for entry in NUMBERS}


def test_the_cli_with_every_email(gateway: str, tmp_path: Path) -> None:
    """The official CLI, signed in as each magic account, is told the same."""

    def sign_in_and_call(entry: MagicInput) -> Told:
        pine = cli_client.Pine(url=gateway, home=_home(tmp_path, entry))
        refused = pine.sign_in(entry.address("cli"))
        return (refused.without_http(),) if refused else tuple(pine.place(entry) for _ in range(entry.calls))

    told = _in_parallel(sign_in_and_call, EMAILS)

    assert told == {entry.value: tuple(one.without_http() for one in entry.outcomes) for entry in EMAILS}


def test_the_cli_with_every_code(gateway: str, tmp_path: Path) -> None:
    """The official CLI is told the same of every code, with its HTTP status."""

    def sign_in(entry: MagicInput) -> Told:
        pine = cli_client.Pine(url=gateway, home=_home(tmp_path, entry))
        return (pine.sign_in(entry.address("cli"), entry.code),)

    told = _in_parallel(sign_in, CODES)

    assert told == {entry.value: entry.outcomes for entry in CODES}


@pytest.mark.parametrize(("number", "persona"), PERSONAS.items())
def test_who_answers(gateway: str, led_to: LeadTo, number: str, persona: str) -> None:
    """Numbers of which only the callee is unusual are answered by the persona that they promise."""
    led_to(gateway)

    call_id = _ended_call(number)

    assert answers(gateway, f"calls/{call_id}")["persona"] == persona


@pytest.mark.parametrize("entry", [one for one in NUMBERS if one.value in RAW_STATUSES], ids=lambda one: one.value)
def test_raw_statuses(raw_gateway: str, led_to: LeadTo, tmp_path: Path, entry: MagicInput) -> None:
    """Under `--statuses raw`, curl sees the raw status, and the SDK folds it into the one of the reference."""
    led_to(raw_gateway)

    (seen,) = curl_client.outcomes(Curl(raw_gateway, tmp_path), entry)

    assert seen.word == RAW_STATUSES[entry.value]
    assert sync_outcomes(entry) == entry.outcomes


def _in_parallel(act: Callable[[MagicInput], Told], entries: Iterable[MagicInput]) -> dict[str, Told]:
    chosen = tuple(entries)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return dict(zip((entry.value for entry in chosen), pool.map(act, chosen), strict=True))


def _home(folder: Path, entry: MagicInput) -> Path:
    home = folder / entry.value
    home.mkdir()
    return home


def _ended_call(number: str) -> str:
    user = PineVoice.auth.verify_code("you@example.com", PineVoice.auth.request_code("you@example.com"), "1234")
    with PineVoice(access_token=user.access_token, user_id=user.user_id) as client:
        return client.calls.create_and_wait(
            to=number, name=NAME, context=CONTEXT, objective=OBJECTIVE, caller=CALLER, poll_interval=0
        ).call_id
