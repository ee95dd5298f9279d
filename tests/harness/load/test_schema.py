from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from harness.checks import CHECKS
from harness.load import LoadedSuites, scenario_schema, settings_schema
from harness.model.brief import BRIEF_FIELDS
from harness.source import read

WHOLE = """\
suite: Dentist
include: [c.yaml]
vars: {patient: Jane, n: 3, list: [1]}
call_date: 2026-03-06T09:00-08:00
defaults:
  brief: {caller: communicator, voice: female, max_duration_minutes: 10}
  tags: [booking]
gate: {pass_rate: {at_least: 0.95}, max_ungradable: 0, flaky: warn}
scenarios:
  - id: one
    title: For {{ patient }}
    brief: {base: standard, dialed_number: "+14155550142", max_duration_minutes: "{{ n }}", voice: null}
    callee: {persona: dentist, with: {openings: ["tue 15:30"]}}
    account: {credits: 100}
    faults: [{kind: disconnect, route: stream, times: "{{ n }}", after_seconds: 0}]
    expect:
      - status: completed
      - summary
      - summary:
      - says: x
        weight: 2
        required: false
        id: mine
      - says: {speaker: callee, any_of: ["{{ patient }}"], regex: x}
      - not: {says: {text: y}}
      - not: summary
      - credits_charged: 70
      - credits_charged: {between: [50, 90]}
      - books: {booked: true, day: tuesday}
      - error: {code: INVALID_PHONE, http_status: 400}
      - http_status: {at_least: 400}
    runs: 20
    pass_when: {rate: {at_least: 0.8}}
    max_ungradable: 1
    runs_on: [mock, live]
    skip: later
    known_issue: GW-1
  - {id: two, brief_file: b.yaml, expect: {error: INVALID_PHONE}, runs: "{{ n }}", pass_when: any}
  - {id: three, body: {any: thing}, expect: {status: completed, delivered_by: stream}, pass_when: {at_least: 1}}
  - {id: four, body_text: '{', expect: [status: failed], runs: 50, pass_when: {lower_bound: 0.8}, tags: null}
  - id: bill
    retries: 2
    brief: {base: standard}
    expect: {status: completed}
    variants:
      plain:
      empty: {}
      short:
        title: Short
        runs: 2
        vars: {ask: please}
        brief: {call_objective: "{{ ask }}"}
        expect: [status: failed]
      file: {brief_file: b.yaml, callee: null}
  - id: moods
    matrix: {mood: [friendly, 2, true], caller: {first: negotiator, second: {any: thing}}, all: "{{ list }}"}
    body: ["{{ matrix.mood }}", "{{ matrix.caller }}", "{{ matrix.all }}"]
    expect: {status: completed}
  - id: five
    steps:
      - authenticate
      - start_call: {as: held, times: 5, brief: {base: standard}, callee: {persona: x}}
        expect: {status: in_progress}
      - start_call:
      - get_call: held
      - get_call: {call_id: abc}
      - await_result
      - await_result: {call: held}
      - request: GET /x
      - request: {method: POST, path: /x, headers: {a: b}, body: {a: 1}, signed_in: false}
        expect: [http_status: 400]
"""


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return scenario_schema()


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Draft202012Validator:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_what_load_accepts_validates(validator: Draft202012Validator, load: Callable[..., LoadedSuites]) -> None:
    """A file with every form of every key is fine to the schema and to load."""
    files = {"s.yaml": WHOLE, "c.yaml": "vars: {a: 1}\n", "b.yaml": "base: standard\n"}
    assert len(load(files, "s.yaml").suites[0].scenarios) == 5 + 4 + 3 * 2 * 1
    assert [error.message for error in validator.iter_errors(read(WHOLE, file="s.yaml").value)] == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("suite:", "siute:"),
        ("caller: communicator", "callr: communicator"),
        ("flaky: warn", "flaky: wran"),
        ("title:", "titel:"),
        ("id: one", "name: one"),
        ("id: one", "id: a b"),
        ("base: standard", "base: standart"),
        ("persona: dentist", "person: dentist"),
        ("- status: completed", "- statuss: completed"),
        ("weight: 2", "wieght: 2"),
        ("weight: 2", "status: completed"),
        ("required: false", "required: maybe"),
        ("speaker: callee", "speakr: callee"),
        ("speaker: callee", "speaker: cale"),
        ("not: {says: {text", "not: {sayss: {text"),
        ("not: {says: {text", "not: {says: {txt"),
        ("between: [50", "betwen: [50"),
        ("http_status: 400}", "http_status: lots}"),
        ("runs: 20", "runs: '20'"),
        ("runs: 20", "runs: 0"),
        ("pass_when: any", "pass_when: anny"),
        ("rate: {at_least", "rate: {atleast"),
        ("[mock, live]", "[mok]"),
        ("[mock, live]", "mock"),
        ("skip: later", "skip: true"),
        ("- authenticate", "- authenticat"),
        ("start_call: {as", "start_cal: {as"),
        ("times: 5", "time: 5"),
        ("method: POST", "method: post"),
        ("request: GET /x", "request: GET"),
        ("empty: {}", "empty: 5"),
        ("empty: {}", "a/b: {}"),
        ("title: Short", "id: short"),
        ("runs: 2\n        vars", "runs: lots\n        vars"),
        ("matrix: {mood: [friendly", "matrix: {mood: [[friendly]"),
        ("retries: 2", "retries: 11"),
    ],
)
def test_a_typo_does_not_validate(validator: Draft202012Validator, good: str, bad: str) -> None:
    """Editors underline what load would refuse."""
    assert good in WHOLE
    assert not validator.is_valid(read(WHOLE.replace(good, bad, 1), file="s.yaml").value)


def test_every_check_and_field_is_offered(schema: dict[str, Any]) -> None:
    """The schema knows each check of the table, with its documentation, and each field of the brief."""
    definitions: dict[str, Any] = schema["$defs"]
    checks = definitions["Expect"]["anyOf"][1]["properties"]
    assert list(checks) == list(CHECKS)
    assert all(definitions[f"check-{name}"]["description"] for name in CHECKS)
    assert list(definitions["Brief"]["properties"]) == ["base", *BRIEF_FIELDS]


def test_every_reference_leads_somewhere(schema: dict[str, Any]) -> None:
    """No $ref of the schema dangles, and every definition is used."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            found.update({value["$ref"]} if "$ref" in value else set())
            for child in value.values():
                walk(child)
        if isinstance(value, list):
            for child in value:
                walk(child)

    walk(schema)
    assert found == {f"#/$defs/{name}" for name in schema["$defs"]}


def test_the_schema_is_the_same_each_time() -> None:
    """What is written to the repository does not change by itself."""
    assert scenario_schema() == scenario_schema()


@pytest.mark.parametrize(
    ("settings", "valid"),
    [
        ({}, True),
        ({"target": "mock", "concurrency": 4, "out": "runs", "seed": 7}, True),
        ({"concurrency": 0}, False),
        ({"seed": "x"}, False),
        ({"sed": 1}, False),
    ],
)
def test_the_schema_of_the_settings(settings: dict[str, Any], valid: bool) -> None:
    """pine-harness.toml has a schema too."""
    Draft202012Validator.check_schema(settings_schema())
    assert Draft202012Validator(settings_schema()).is_valid(settings) is valid
