"""A guard counts what a repeat dials as often as the repeat may dial it."""

from harness.model.brief import RequestBody
from harness.model.scenario import HttpRequest, StartCall
from harness.model.steps import Parallel, Repeat
from harness.runner.dials import dials_of, open_at_once
from tests.harness.runner.stage import SPAN, planned, scenario

BODY = RequestBody(value={"dialed_number": "+14155550142", "max_duration_minutes": 1})


def test_calls_within_a_repeat_count_for_each_pass() -> None:
    """Three passes of two calls are six, and a raw POST in them is three."""
    steps = (
        Repeat(span=SPAN, size=3, times=3),
        Parallel(span=SPAN, size=2),
        StartCall(span=SPAN, name="call", body=BODY, times=2),
        HttpRequest(span=SPAN, method="POST", path="/api/v2/voice/call", body=BODY),
        StartCall(span=SPAN, name="after", body=BODY),
    )
    made = scenario(steps=steps, expectations=())
    assert [dial.times for dial in dials_of(planned(made))] == [6, 3, 1]
    assert open_at_once(made) == 10
