"""What the run log keeps of a scenario holds no secret."""

from harness.errors import Span
from harness.model.brief import RequestBody
from harness.model.record import ScenarioPlanned
from harness.model.scenario import HttpRequest, Scenario
from harness.model.steps import CodeVerification
from harness.wire.planned import without_secrets
from harness.wire.records import encode

SPAN = Span(file="s.yaml", line=1, column=1)


def scenario(*steps: HttpRequest | CodeVerification) -> Scenario:
    return Scenario(scenario_id="a", title="a", suite="s", span=SPAN, steps=steps, expectations=())


def test_a_token_in_a_header_or_body_of_a_request_step_is_not_kept() -> None:
    """`Authorization: Bearer {{ env.TOKEN }}` is filled in when the file is loaded; the log must not have it."""
    steps = (
        HttpRequest(span=SPAN, method="GET", path="/x", headers={"Authorization": "Bearer s3cr3t-token-value"}),
        HttpRequest(
            span=SPAN,
            method="POST",
            path="/y?access_token=s3cr3t-token-value",
            body=RequestBody(value={"request_token": "s3cr3t-other"}),
        ),
        HttpRequest(span=SPAN, method="POST", path="/z", body=RequestBody(text='{"code": "s3cr3t-code"', media="text")),
    )
    line = encode(ScenarioPlanned(scenario=without_secrets(scenario(*steps))))
    assert "s3cr3t" not in line
    assert '"Authorization"' in line


def test_a_code_and_a_request_token_of_a_step_are_not_kept() -> None:
    """verify_code with `{{ env.CODE }}` is filled in when the file is loaded; what is saved is only named."""
    step = CodeVerification(span=SPAN, email="a@b.co", code="s3cr3t", request_token="s3cr3t-token")  # a test's token
    saved = CodeVerification(span=SPAN, request_token="{{saved.token}}")  # a template
    kept = without_secrets(scenario(step, saved))
    line = encode(ScenarioPlanned(scenario=kept))
    assert "s3cr3t" not in line
    assert "a@b.co" in line


def test_everything_else_stays_as_it_is() -> None:
    """Names keep their case, ordinary headers and bodies their values."""
    step = HttpRequest(
        span=SPAN, method="POST", path="/x", headers={"Accept": "text/html"}, body=RequestBody(value={"a": [1, None]})
    )
    assert without_secrets(scenario(step)).steps == (step,)
