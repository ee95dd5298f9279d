"""The border of the scenario language: what a file may hold, as pydantic models that also make the JSON Schema.

A key that may hold several shapes is `Any` here, under a schema that says which; the file named beside it reads it by
what it finds, so that one mistake is one problem.
"""

from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from harness.load.time_zones import known_time_zone
from harness.model.brief import CALLERS, VOICES
from harness.model.values import Json

ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
METHOD_PATTERN: Final = r"^[A-Z]+$"
PATH_PATTERN: Final = r"^/\S*$"
REFERENCE: Final = "x-definition"
"""Stands for $ref while pydantic makes a schema, as it follows only references to what it made itself."""

PATTERN_WORDS: Final = {
    ID_PATTERN: "letters, digits, _ . and -, beginning with a letter or digit",
    METHOD_PATTERN: "an HTTP method in capitals",
    PATH_PATTERN: "a path that begins with /, without spaces",
}
BODY_KEYS: Final = ("brief", "brief_file", "body", "body_text")
STEP_KINDS: Final = (
    "authenticate", "start_call", "await_result", "get_call", "request", "request_code", "verify_code", "stream_call",
    "end_call", "wait", "advance_clock", "save", "repeat", "parallel",
)  # fmt: skip

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=ID_PATTERN, max_length=100)]


def ref(name: str) -> WithJsonSchema:
    """Refer to a definition of the whole schema, for a value that another file reads."""
    return WithJsonSchema({REFERENCE: name})


def _suggests(*names: str) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"enum": list(names)}, {"type": "string"}]})


class Form(BaseModel):
    """What every border model shares: unknown keys are problems, and nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class BriefForm(Form):
    """The body of POST /api/v2/voice/call, with the reference's own field names; `base: standard` fills in the rest.

    Nothing is required and no value is judged: that is the API's part, and testing it is the point.
    """

    base: Annotated[Literal["standard"] | None, Field(description="Start from the documented standard brief.")] = None
    dialed_number: Annotated[str | None, Field(description='E.164, in quotes or bare: "+14155550142"')] = None
    callee_name: str | None = None
    callee_context: str | None = None
    call_objective: str | None = None
    detailed_instructions: str | None = None
    caller: Annotated[str | None, _suggests(*CALLERS)] = None
    voice: Annotated[str | None, _suggests(*VOICES)] = None
    max_duration_minutes: int | float | None = None
    enable_summary: bool | None = None


class AccountForm(Form):
    """The state of the account that is made for each trial on the mock."""

    token: Annotated[
        Literal["valid", "expired", "revoked"] | None, Field(description="What its access tokens are.")
    ] = None
    subscription: Annotated[bool | None, Field(description="Whether its subscription is active.")] = None
    phone_registered: Annotated[bool | None, Field(description="Whether a phone number is registered.")] = None
    credits: Annotated[float | None, Field(ge=0, description="How many credits it has.")] = None
    do_not_call: Annotated[list[Text] | None, Field(description="Numbers that its calls may not dial.")] = None
    clock: Annotated[
        Literal["shared", "stepped"] | None,
        Field(description="Stepped: time stands still for its calls, but for wait and advance_clock."),
    ] = None


class CalleeForm(Form):
    """Who picks up, where the target is the mock: a persona and what is set for it."""

    persona: Text
    with_: Annotated[dict[str, Json] | None, Field(alias="with", description="Parameters of the persona.")] = None


class FaultForm(Form):
    """Something that goes wrong on the mock, for the account of each trial; each kind has settings of its own."""

    model_config = ConfigDict(extra="allow")

    kind: Annotated[Text, Field(description="`pine-mock faults` lists the kinds and their own settings.")]
    route: Annotated[
        Text | None,
        _suggests("any", "auth_request", "auth_verify", "create", "get", "stream"),
        Field(description="Which route it strikes; any unless told."),
    ] = None
    times: Annotated[int | None, Field(ge=1, description="For the next so many requests that match.")] = None
    share: Annotated[float | None, Field(ge=0, le=1, description="Which share of them it strikes.")] = None
    seed: Annotated[int | None, Field(description="Draws which ones.")] = None
    for_seconds: Annotated[float | None, Field(ge=0, description="For so many simulated seconds.")] = None


class BodyForm(Form):
    """The four ways to say what is sent; at most one of them is written. Read by bodies.py."""

    brief: Annotated[Any, ref("Brief")] = None
    brief_file: Annotated[Any, WithJsonSchema({"type": "string", "description": "A brief, relative to this file."})] = (
        None
    )
    body: Annotated[Any, WithJsonSchema({"description": "A JSON body, sent as it is."})] = None
    body_text: Annotated[Any, WithJsonSchema({"type": "string", "description": "A body, sent byte for byte."})] = None


class StartCallForm(BodyForm):
    """Start `times` calls at once, known to later steps as `as`."""

    as_: Annotated[Name | None, Field(alias="as")] = None
    times: Annotated[int | None, Field(ge=1, le=1000)] = None
    callee: Annotated[Any, ref("Callee")] = None


class AwaitResultForm(Form):
    """Wait until every call of a group has ended."""

    short_field: ClassVar[str] = "call"
    call: Text | None = None


class GetCallForm(Form):
    """GET each call of a group once, or one call by its literal id."""

    short_field: ClassVar[str] = "call"
    call: Text | None = None
    call_id: Text | None = None


class RequestForm(Form):
    """Send one request as written."""

    method: Annotated[str, Field(pattern=METHOD_PATTERN)]
    path: Annotated[str, Field(pattern=PATH_PATTERN)]
    headers: dict[str, str] | None = None
    body: Annotated[Any, WithJsonSchema({"description": "A JSON body."})] = None
    body_text: str | None = None
    signed_in: Annotated[bool | None, Field(description="Send the account's credentials; default true.")] = None


class ItemForm(Form):
    """What may stand beside the one check of an `expect` item."""

    weight: Annotated[float | None, Field(ge=0, allow_inf_nan=False)] = None
    required: bool | None = None
    id: Name | None = None


class ShareForm(Form):
    """A least share of what was graded."""

    at_least: Annotated[float, Field(ge=0, le=1)]


class GateForm(Form):
    """What makes the whole run pass."""

    pass_rate: ShareForm | None = None
    max_ungradable: Annotated[int | None, Field(ge=0)] = None
    flaky: Literal["ignore", "warn", "fail"] | None = None


class IdentityForm(Form):
    """What no two scenarios share."""

    id: Name
    title: Text | None = None


class DefaultsForm(BodyForm):
    """What may stand in `defaults`: every key of a scenario that more than one scenario can share."""

    account: AccountForm | None = None
    callee: Annotated[Any, ref("Callee")] = None
    faults: Annotated[Any, ref("Faults")] = None
    expect: Annotated[Any, ref("Expect")] = None
    tags: list[Text] | None = None
    runs: Annotated[int | None, Field(ge=1, le=100_000)] = None
    pass_when: Annotated[Any, ref("PassWhen")] = None
    skip: Annotated[Text | None, Field(description="The reason: the scenario is not run.")] = None
    known_issue: Annotated[Text | None, Field(description="The issue: expected to fail.")] = None
    unaudited: Annotated[Text | None, Field(description="Why `audit` leaves it out.")] = None
    runs_on: Annotated[list[Literal["mock", "live"]] | None, Field(min_length=1)] = None
    max_ungradable: Annotated[int | None, Field(ge=0)] = None
    min_score: Annotated[float | None, Field(ge=0, le=1, description="A trial that scores less fails.")] = None
    retries: Annotated[
        int | None, Field(ge=0, le=10, description="How often a trial that the network broke is begun anew.")
    ] = None
    call_date: Annotated[Any, ref("CallDate")] = None
    callee_timezone: Annotated[
        Text | None,
        AfterValidator(known_time_zone),
        Field(description="Where a real callee is, as America/New_York: calls keep to its hours."),
    ] = None


class VariantForm(DefaultsForm):
    """What one variant says over its scenario: maps merge deep, lists and expect replace, null unsets."""

    title: Text | None = None
    vars: Annotated[dict[str, Json] | None, Field(description="Values for {{ name }}, in this variant.")] = None


class ScenarioForm(DefaultsForm, IdentityForm):
    """One scenario, or all the variants and cells that it stands for. Those are read by families.py."""

    steps: Annotated[Any, ref("Steps")] = None
    matrix: Annotated[Any, ref("Matrix")] = None
    variants: Annotated[Any, ref("Variants")] = None


class FileForm(Form):
    """A scenario file, or one that is only included."""

    suite: Text | None = None
    include: Annotated[list[Text] | None, Field(description="Files merged first; this file's own keys win.")] = None
    vars: Annotated[dict[str, Json] | None, Field(description="Values for {{ name }}.")] = None
    call_date: Annotated[Any, ref("CallDate")] = None
    defaults: Annotated[Any, ref("Defaults")] = None
    gate: Annotated[Any, ref("Gate")] = None
    scenarios: Annotated[Any, ref("Scenarios")] = None
