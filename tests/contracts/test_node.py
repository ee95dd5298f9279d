"""A Node client with only built-in fetch does what the reference's TypeScript quickstart does."""

import pytest

from tests.contracts.node_client import task, told

FIELDS = {"call_id", "status", "duration_seconds", "transcript", "credits_charged"}


@pytest.mark.parametrize("wait", ["stream", "poll"])
@pytest.mark.parametrize("named", ["gateway", "flowing_gateway"], ids=["instant", "flowing"])
def test_the_quickstart(request: pytest.FixtureRequest, named: str, wait: str) -> None:
    """From requestCode to result.transcript, by the stream and by polling."""
    url: str = request.getfixturevalue(named)

    ((answer,),) = told(url, [task("you@example.com", wait=wait)])

    result = answer["result"]
    assert answer["waited"] == wait
    assert set(result) == FIELDS
    assert result["status"] == "completed"
    assert {turn["speaker"] for turn in result["transcript"]} == {"agent", "user"}


def test_a_refusal_is_read_from_the_envelope(gateway: str) -> None:
    """An error has the documented code and status, at the step where it was met."""
    ((answer,),) = told(gateway, [task("you@example.com", number="+18765551234", wait="stream")])

    assert answer == {"step": "create", "code": "INVALID_PHONE", "http": 400}
