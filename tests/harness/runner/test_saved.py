"""What is kept of an answer, and where it is put."""

import pytest

from harness.errors import Span
from harness.model.brief import RequestBody
from harness.model.scenario import GetCall, HttpRequest, StartCall
from harness.model.steps import Save
from harness.model.values import Json
from harness.runner.saved import NotSaved, filled, holds, names_in, saved_from

SPAN = Span(file="s.yaml", line=1, column=1)
SAVED: dict[str, Json] = {"id": "c-1", "n": 5, "yes": True, "list": [1, "a"]}


def test_a_template_within_a_text_is_written_into_it() -> None:
    """Numbers, truth values and lists as JSON has them."""
    step = HttpRequest(
        span=SPAN,
        method="GET",
        path="/call/{{saved.id}}/{{ saved.n }}",
        headers={"X-N": "{{saved.n}}", "X-L": "{{saved.list}}", "X-Y": "{{saved.yes}}"},
    )
    done = filled(step, SAVED)
    assert isinstance(done, HttpRequest)
    assert (done.path, done.headers) == ("/call/c-1/5", {"X-N": "5", "X-L": '[1, "a"]', "X-Y": "true"})


def test_a_text_that_is_one_template_keeps_the_values_type_in_a_body() -> None:
    """In JSON a number stays one, at any depth; in a text it is written."""
    body = RequestBody(value={"a": "{{saved.n}}", "b": ["{{saved.list}}", "x {{saved.n}}"]})
    done = filled(StartCall(span=SPAN, name="call", body=body, callee={"with": {"bill": "{{saved.n}}"}}), SAVED)
    assert isinstance(done, StartCall)
    assert done.body.value == {"a": 5, "b": [[1, "a"], "x 5"]}
    assert done.callee == {"with": {"bill": 5}}


def test_a_step_without_templates_is_the_same_step() -> None:
    """Nothing is copied."""
    step = GetCall(span=SPAN, call_id="{{ other }}")
    assert filled(step, {}) is step


def test_what_was_not_saved_is_named() -> None:
    """The runner says so and sends nothing."""
    with pytest.raises(NotSaved, match="gone"):
        filled(GetCall(span=SPAN, call_id="{{saved.gone}}"), SAVED)


def test_names_are_found_anywhere() -> None:
    """In texts, mappings, lists and steps."""
    step = HttpRequest(span=SPAN, method="GET", path="/{{saved.a}}", body=RequestBody(value={"x": ["{{saved.b}}"]}))
    assert list(names_in(step)) == ["a", "b"]


def test_what_an_answer_has_not_is_told() -> None:
    """A name is saved or missing; null is nothing, 0 and false are something."""
    step = Save(span=SPAN, values={"a": "x.y", "b": "x.z", "c": "zero", "d": "no", "e": "length(nothing)"})
    answer = {"x": {"y": "found", "z": None}, "zero": 0, "no": False}
    assert saved_from(step, answer) == ({"a": "found", "c": 0, "d": False}, ["b", "e"])


@pytest.mark.parametrize(
    ("expression", "held"),
    [("status == 'completed'", True), ("status == 'failed'", False), ("n", True), ("zero", True), ("none", False),
     ("empty", False), ("length(none)", False)],
)  # fmt: skip
def test_an_expression_holds_as_jmespath_has_it(expression: str, held: bool) -> None:
    """False, null and what is empty do not; a number does, 0 too; what cannot be applied does not."""
    assert holds({"status": "completed", "n": 5, "zero": 0, "empty": []}, expression) is held
