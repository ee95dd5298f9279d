"""Which requests of a plan may ring a phone, how often, and what each asks for."""

from dataclasses import replace

import pytest

from harness.model.brief import RequestBody
from harness.model.scenario import Authenticate, AwaitResult, HttpRequest, Scenario, StartCall, Step
from harness.model.steps import Parallel, Repeat
from harness.model.values import Json
from harness.runner.dials import dials_of, open_at_once, read_body, read_request
from tests.harness.runner.stage import SPAN, planned, scenario

NUMBER = "+14155550142"
BODY = RequestBody(value={"dialed_number": NUMBER, "max_duration_minutes": 10})


def start(name: str = "call", times: int = 1) -> StartCall:
    """A step that starts calls."""
    return StartCall(span=SPAN, name=name, body=BODY, times=times)


def await_(name: str = "call") -> AwaitResult:
    """A step that waits for them."""
    return AwaitResult(span=SPAN, call=name)


def request(method: str = "POST", path: str = "/api/v2/voice/call", body: RequestBody | None = BODY) -> HttpRequest:
    """A raw request."""
    return HttpRequest(span=SPAN, method=method, path=path, body=body)


def flow(*steps: Step, scenario_id: str = "s", **changes: Json) -> Scenario:
    """A scenario of these steps."""
    return replace(scenario(scenario_id, **changes), steps=steps)


@pytest.mark.parametrize(
    ("made", "times", "rings"),
    [
        (flow(Authenticate(span=SPAN), start(), await_()), 1, 1),
        (flow(start(times=3), runs=2), 6, 6),
        (flow(start(), runs=2, retries=3), 8, 2),
        (flow(Repeat(span=SPAN, size=2, times=4), start(), await_()), 4, 4),
        (flow(Repeat(span=SPAN, size=2, times=2), Repeat(span=SPAN, size=1, times=3), start(times=2)), 12, 12),
        (flow(request(), runs=2), 2, 2),
    ],
    ids=["one call", "times and runs", "retries", "repeat", "nested repeats", "raw request"],
)
def test_every_repeat_is_counted(made: Scenario, times: int, rings: int) -> None:
    """Runs, times, repeats and retries multiply; a call begun anew has rung nobody."""
    [dial] = dials_of(planned(made))
    assert (dial.times, dial.rings) == (times, rings)
    assert (dial.asked.number, dial.asked.worst_credits, dial.asked.worst_minutes) == (NUMBER, 250, 10)


def test_a_scenario_that_does_not_run_dials_nothing() -> None:
    """What is skipped is in no count."""
    assert dials_of(planned(flow(start(), skip="not today"))) == ()


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        (RequestBody(text="{"), "is not JSON"),
        (RequestBody(text=""), "is not JSON"),
        (RequestBody(text="dialed_number=%2B14155550142"), "is not JSON"),
        (RequestBody(text="[" * 100_000), "is not JSON"),
        (RequestBody(text='["+14155550142"]'), "no object"),
        (RequestBody(value=[{"dialed_number": NUMBER}]), "no object"),
        (RequestBody(text='{"dialed_number": "+1", "dialed_number": "+14155550142"}'), "'dialed_number'"),
        (RequestBody(value={"dialed_number": 14155550142}), "not text"),
        (RequestBody(value={"dialed_number": [NUMBER]}), "not text"),
    ],
)
def test_what_cannot_be_judged_is_trouble(body: RequestBody, trouble: str) -> None:
    """Nobody can tell which number a gateway would read in it."""
    assert trouble.strip("'") in read_body(body).trouble


def test_a_text_that_is_json_is_read() -> None:
    """How a body is written does not hide its number."""
    asked = read_body(RequestBody(text='{"dialed_number": "\\u002b14155550142", "max_duration_minutes": 2}'))
    assert (asked.number, asked.minutes, asked.trouble) == (NUMBER, 2, "")


@pytest.mark.parametrize("minutes", [None, "10", 0, 121, 10.5, True])
def test_only_a_documented_duration_counts(minutes: Json) -> None:
    """Anything else may be read as the default of 120 minutes."""
    asked = read_body(RequestBody(value={"dialed_number": NUMBER, "max_duration_minutes": minutes}))
    assert asked.minutes is None
    assert asked.worst_minutes >= 11


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/v2/voice/call"),
        ("post", "/api/v2/voice/call/"),
        ("POST", "//api/v2//voice/call"),
        ("POST", "/api/v2/voice/x/../call?a=b"),
        ("POST", "/api/v2/voice/c%61ll"),
        ("POST", "/api/v2/voice/c%2561ll"),
        ("POST", "/API/V2/VOICE/CALL"),
        ("POST", "/api/v2/auth/../voice/call"),
        ("PUT", "/api/v2/voice/call"),
        ("GET", "/api/v2/voice/call"),
        ("POST", "/somewhere/else"),
    ],
)
def test_a_raw_request_with_a_body_is_judged_wherever_it_goes(method: str, path: str) -> None:
    """Another spelling of the path, or another method, may reach the same door."""
    asked = read_request(request(method, path))
    assert asked is not None
    assert asked.number == NUMBER


@pytest.mark.parametrize(
    "harmless",
    [
        request("POST", "/api/v2/auth/email/request", RequestBody(text="{")),
        request("GET", "/api/v2/voice/call/c-1", None),
        request("DELETE", "/elsewhere", None),
    ],
)
def test_what_can_place_no_call_is_none(harmless: HttpRequest) -> None:
    """The auth API, reading, and requests that go elsewhere without a body."""
    assert read_request(harmless) is None


@pytest.mark.parametrize(
    ("steps", "most"),
    [
        ((start(), await_()), 1),
        ((start(times=3), await_()), 3),
        ((start("a", 2), start("b", 2), await_("a"), await_("b")), 4),
        ((start("a", 2), await_("a"), start("b", 2)), 2),
        ((start("a"), start("a"), await_("a")), 2),
        ((Repeat(span=SPAN, size=2, times=50), start(), await_()), 1),
        ((Repeat(span=SPAN, size=1, times=50), start()), 6),
        ((Parallel(span=SPAN, size=4), start("a"), await_("a"), start("b"), await_("b")), 2),
        ((request(), request()), 2),
        ((Authenticate(span=SPAN),), 0),
    ],
)
def test_calls_that_go_on_together_are_counted(steps: tuple[Step, ...], most: int) -> None:
    """A call goes on until it is waited for; of a repeat it shows within a few passes whether calls pile up."""
    assert open_at_once(flow(*steps)) == most
