"""One mistake gives exactly one problem, at its place, with its key, what is allowed and the way out."""

from collections.abc import Callable

import pytest

from harness.errors import Problem

GOOD = """\
suite: Dentist
vars: {patient: Jane}
gate: {pass_rate: {at_least: 0.9}, max_ungradable: 0, flaky: warn}
defaults:
  brief: {voice: female}
scenarios:
  - id: one
    brief: {base: standard, max_duration_minutes: 10}
    callee: {persona: dentist, with: {openings: [tue]}}
    account: {credits: 100}
    expect:
      - status: completed
        weight: 2
      - says: {speaker: agent, any_of: ["{{ patient }}"]}
      - not: {says: {regex: x}}
      - credits_charged: {at_most: 90}
    runs: 20
    pass_when: {rate: {at_least: 0.8}}
    runs_on: [mock]
    tags: [a]
  - id: two
    steps:
      - start_call: {as: held, times: 5}
        expect: {status: in_progress}
      - get_call: held
      - await_result: {call: held}
      - request: {method: GET, path: /x, signed_in: false}
"""

TYPOS = [
    # what is written, what it becomes, place, key, words of the message, words of the fix
    ("suite:", "siute:", "1:1", "siute", "unknown key 'siute'; allowed: suite, include", "'suite'"),
    ("scenarios:", "scenaros:", "6:1", "scenaros", "unknown key 'scenaros'", "'scenarios'"),
    ("suite: Dentist", "suite: [1]", "1:8", "suite", "found a list; allowed: text", ""),
    ("vars: {patient: Jane}", "vars: {patient: Jane, 2nd: x}", "2:23", "vars.2nd", "cannot be the name", "letter"),
    ("{pass_rate: {at_least: 0.9}", "{pass_rate: 0.9", "3:19", "gate.pass_rate", "a mapping of at_least", ""),
    ("flaky: warn", "flaky: wran", "3:62", "gate.flaky", "allowed: 'ignore', 'warn' or 'fail'", "'warn'"),
    ("at_least: 0.9", "at_least: 90", "3:30", "gate.pass_rate.at_least", "found number 90; allowed: a number of", ""),
    ("voice: female", "vioce: female", "5:11", "defaults.brief.vioce", "unknown key 'vioce'", "'voice'"),
    ("voice: female", "voice: 1", "5:18", "defaults.brief.voice", "found number 1; allowed: text", "quotes"),
    ("id: one", "id: two", "21:9", "scenarios[1].id", "the id 'two' is also used at s.yaml:7:9", "unique"),
    ("id: one", "idd: one", "7:5", "scenarios[0].idd", "unknown key 'idd'", "'id'"),
    ("id: one", "title: x", "7:5", "scenarios[0].id", "missing required key 'id'", ""),
    ("id: one", "id: a b", "7:9", "scenarios[0].id", "letters, digits", ""),
    ("base: standard", "base: standart", "8:19", "scenarios[0].brief.base", "allowed: 'standard'", "'standard'"),
    (
        "minutes: 10",
        "minutes: ten",
        "8:51",
        "scenarios[0].brief.max_duration_minutes",
        "text 'ten'; allowed: a num",
        "",
    ),
    ("    brief: {", "    body: {}\n    brief: {", "8:5", "scenarios[0].body", "body stands beside brief", "remove"),
    ("persona: dentist", "person: dentist", "9:14", "scenarios[0].callee.person", "unknown key", "'persona'"),
    ("persona: dentist, ", "", "9:13", "scenarios[0].callee.persona", "missing required key 'persona'", ""),
    ("account: {credits: 100}", "account: rich", "10:14", "scenarios[0].account", "allowed: a mapping", ""),
    ("    expect:\n", "    expct:\n", "11:5", "scenarios[0].expct", "unknown key 'expct'", "'expect'"),
    ("status: completed", "statuss: completed", "12:9", "scenarios[0].expect[0].statuss", "unknown check", "'status'"),
    ("status: completed", "status: completd", "12:17", "scenarios[0].expect[0].status", "'completd'", "ompleted'"),
    ("status: completed", "status: [a]", "12:17", "scenarios[0].expect[0].status", "found a list; allowed: text", ""),
    ("- status: completed\n        weight: 2", "- status", "12:9", "scenarios[0].expect[0]", "it needs a value", ""),
    ("weight: 2", "wieght: 2", "13:9", "scenarios[0].expect[0].wieght", "allowed: weight, required, id", "'weight'"),
    ("weight: 2", "weight: -1", "13:17", "scenarios[0].expect[0].weight", "a number of at least 0", ""),
    ("weight: 2", "says: x", "13:9", "scenarios[0].expect[0].says", "2 checks in one item: status, says", "'- '"),
    ("speaker: agent", "speakr: agent", "14:16", "scenarios[0].expect[1].says.speakr", "unknown key", "'speaker'"),
    ("speaker: agent", "speaker: agnet", "14:25", "scenarios[0].expect[1].says.speaker", "'agnet'", "'agent'"),
    ("any_of: [", "any_of: [[], ", "14:41", "scenarios[0].expect[1].says.any_of[0]", "found a list; allowed: text", ""),
    ("{{ patient }}", "{{ pateint }}", "14:41", "scenarios[0].expect[1].says.any_of[0]", "known: patient", "'patient'"),
    ("{{ patient }}", "{{ env.HOEM }}", "14:41", "scenarios[0].expect[1].says.any_of[0]", "'HOEM' is not set", "HOEM"),
    ("{{ patient }}", "{{ p | upper }}", "14:41", "scenarios[0].expect[1].says.any_of[0]", "not the name", "only"),
    ("regex: x", "regx: x", "15:22", "scenarios[0].expect[2].not.says.regx", "unknown key 'regx'", "'regex'"),
    ("regex: x", "regex: '['", "15:29", "scenarios[0].expect[2].not.says.regex", "not a regular expression", ""),
    ("not: {says", "not: {sayss", "15:15", "scenarios[0].expect[2].not.sayss", "unknown check 'sayss'", "'says'"),
    ("not: {says: {regex: x}}", "not: 3", "15:14", "scenarios[0].expect[2].not", "exactly one check", ""),
    ("not: {says: {regex: x}}", "not: {not: {says: x}}", "15:14", "scenarios[0].expect[2].not", "'not'", ""),
    (
        "credits_charged: {at_most: 90}",
        "credits_charged: publishd",
        "16:26",
        "scenarios[0].expect[3].credits_charged",
        "allowed: 'published' or a number or a mapping of exactly",
        "'published'",
    ),
    (
        "credits_charged: {at_most: 90}",
        "latency: {set_up: fast}",
        "16:27",
        "scenarios[0].expect[3].latency.set_up",
        "found text 'fast'; allowed: a number or a mapping of exactly",
        "",
    ),
    (
        "credits_charged: {at_most: 90}",
        'json: {path: "a[", equals: 1}',
        "16:22",
        "scenarios[0].expect[3].json.path",
        "'a[' is not a JMESPath expression",
        "",
    ),
    (
        "credits_charged: {at_most: 90}",
        "schema: {is: {type: objekt}}",
        "16:22",
        "scenarios[0].expect[3].schema.is",
        "not a JSON Schema",
        "",
    ),
    (
        "    runs: 20",
        "    min_score: 80",
        "17:16",
        "scenarios[0].min_score",
        "found number 80; allowed: a number of",
        "",
    ),
    ("at_most: 90", "at_mst: 90", "16:27", "scenarios[0].expect[3].credits_charged.at_mst", "unknown key", "'at_most'"),
    (
        "{at_most: 90}",
        "lots",
        "16:26",
        "scenarios[0].expect[3].credits_charged",
        "a number or a mapping of exactly",
        "",
    ),
    ("at_most: 90", "between: [1]", "16:36", "scenarios[0].expect[3].credits_charged.between", "one more value", ""),
    ("at_most: 90", "at_most: lots", "16:36", "scenarios[0].expect[3].credits_charged.at_most", "'lots'", ""),
    ("runs: 20", "runs: '20'", "17:11", "scenarios[0].runs", "found text '20'; allowed: a whole number", ""),
    ("runs: 20", "runs: 0", "17:11", "scenarios[0].runs", "a number of at least 1", ""),
    ("runs: 20", "runs: 2.5", "17:11", "scenarios[0].runs", "a whole number", ""),
    ("{rate: {at_least: 0.8}}", "alll", "18:16", "scenarios[0].pass_when", "allowed: all, any, {at_least: N}", "'all'"),
    ("when: {rate", "when: {rat", "18:17", "scenarios[0].pass_when.rat", "unknown key 'rat'", "'rate'"),
    ("rate: {at_least: 0.8}", "rate: 0.8", "18:23", "scenarios[0].pass_when.rate", "found number 0.8", ""),
    ("rate: {at_least: 0.8}", "at_least: 0.8", "18:27", "scenarios[0].pass_when.at_least", "whole number", "rate"),
    ("rate: {at_least: 0.8}", "at_least: 21", "18:27", "scenarios[0].pass_when.at_least", "21 of 20 can never", "21"),
    ("rate: {at_least: 0.8}", "lower_bound: 1", "18:30", "scenarios[0].pass_when.lower_bound", "between 0 and 1", ""),
    ("rate: {at_least: 0.8}", "lower_bound: 0.9", "18:30", "scenarios[0].pass_when.lower_bound", "0.839", "runs to 35"),
    ("[mock]", "[moc]", "19:15", "scenarios[0].runs_on[0]", "allowed: 'mock' or 'live'", "'mock'"),
    ("[mock]", "mock", "19:14", "scenarios[0].runs_on", "found text 'mock'; allowed: a list", "[mock]"),
    ("tags: [a]", "tags: [1]", "20:12", "scenarios[0].tags[0]", "found number 1; allowed: text", "quotes"),
    ("    tags: [a]", "    variants: {}", "20:15", "scenarios[0].variants", "found an empty mapping", "{plain: {}"),
    ("    tags: [a]", "    variants: [a]", "20:15", "scenarios[0].variants", "found a list; allowed: a mapping", ""),
    ("    tags: [a]", "    variants: {a/b: {}}", "20:16", "scenarios[0].variants.a/b", "'a/b' cannot be", "letters"),
    ("    tags: [a]", "    variants: {a: b}", "20:19", "scenarios[0].variants.a", "found text 'b'; allowed: a", ""),
    ("    tags: [a]", "    variants: {a: {rns: 1}}", "20:20", "scenarios[0].variants.a.rns", "unknown key", "'runs'"),
    ("    tags: [a]", "    variants: {a: {id: x}}", "20:20", "scenarios[0].variants.a.id", "unknown key 'id'", ""),
    ("    tags: [a]", "    variants: {a: {steps: []}}", "20:20", "scenarios[0].variants.a.steps", "unknown key", ""),
    ("    tags: [a]", "    variants: {a: {vars: 5}}", "20:26", "scenarios[0].variants.a.vars", "found number 5", ""),
    ("    tags: [a]", "    variants: {a: {runs: 0}}", "20:26", "scenarios[0].variants.a.runs", "at least 1", ""),
    (
        "    tags: [a]",
        "    variants: {a: {brief: {callr: x}}}",
        "20:28",
        "scenarios[0].variants.a.brief.callr",
        "unknown key 'callr'",
        "'caller'",
    ),
    (
        "    tags: [a]",
        "    variants: {a: {vars: {matrix: 1}}}",
        "20:27",
        "scenarios[0].variants.a.vars.matrix",
        "cannot be the name of a variable",
        "env, matrix and saved are taken",
    ),
    ("    tags: [a]", "    faults: {}", "20:13", "scenarios[0].faults", "a mapping; allowed: a list of faults", ""),
    ("    tags: [a]", "    faults: [reset]", "20:14", "scenarios[0].faults[0]", "allowed: a mapping", ""),
    ("    tags: [a]", "    faults: [{}]", "20:14", "scenarios[0].faults[0].kind", "missing required key 'kind'", ""),
    ("    tags: [a]", "    faults: [{kind: x, times: 0}]", "20:31", "scenarios[0].faults[0].times", "at least 1", ""),
    ("    tags: [a]", "    matrix: {}", "20:13", "scenarios[0].matrix", "found an empty mapping", "{mood: [friendly"),
    ("    tags: [a]", "    matrix: [a]", "20:13", "scenarios[0].matrix", "a list; allowed: a mapping of axes", ""),
    ("    tags: [a]", "    matrix: {m: []}", "20:17", "scenarios[0].matrix.m", "found no value", ""),
    (
        "    tags: [a]",
        "    matrix: {m: a}",
        "20:17",
        "scenarios[0].matrix.m",
        "text 'a'; allowed: a list of values",
        "",
    ),
    ("    tags: [a]", "    matrix: {1m: [a]}", "20:14", "scenarios[0].matrix.1m", "cannot be the name of an axis", ""),
    ("    tags: [a]", "    matrix: {m: [a, a]}", "20:21", "scenarios[0].matrix.m[1]", "'a' stands twice", "write runs"),
    ("    tags: [a]", "    matrix: {m: [[a]]}", "20:18", "scenarios[0].matrix.m[0]", "found a list", "{name: value}"),
    ("    tags: [a]", "    matrix: {m: [a]}", "20:14", "scenarios[0].matrix.m", "used nowhere", "{{ matrix.m }}"),
    ("    tags: [a]", "    retries: 11", "20:14", "scenarios[0].retries", "a number of at most 10", ""),
    (
        "    tags: [a]",
        "    call_date: 2026-03-06",
        "20:16",
        "scenarios[0].call_date",
        "no UTC offset",
        "2026-03-06T09:00",
    ),
    ("    tags: [a]", "    call_date: soon", "20:16", "scenarios[0].call_date", "a date and time", "2026-03-06T09:00"),
    ("    tags: [a]", "    skip: true", "20:11", "scenarios[0].skip", "found true; allowed: text", "quotes"),
    ("    tags: [a]", "    skip: ''", "20:11", "scenarios[0].skip", "at least 1 characters", ""),
    (
        "    steps:\n",
        "    expect: {status: completed}\n    steps:\n",
        "22:5",
        "scenarios[1].expect",
        "beside steps",
        "move",
    ),
    ("start_call: {as", "start_cal: {as", "23:9", "scenarios[1].steps[0].start_cal", "unknown key", "'start_call'"),
    ("times: 5", "times: many", "23:39", "scenarios[1].steps[0].start_call.times", "a whole number", ""),
    ("times: 5", "brief: {voce: x}", "23:40", "scenarios[1].steps[0].start_call.brief.voce", "unknown key", "'voice'"),
    ("expect: {status", "expect: {stats", "24:18", "scenarios[1].steps[0].expect.stats", "unknown check", "'status'"),
    ("get_call: held", "get_call: hold", "25:19", "scenarios[1].steps[1].get_call.call", "known: held", "'held'"),
    ("get_call: held", "hangs_up: held", "25:9", "scenarios[1].steps[1].hangs_up", "unknown key 'hangs_up'", ""),
    ("get_call: held", "get_call: {call_id: x, call: y}", "25:32", "scenarios[1].steps[1].get_call.call", "beside", ""),
    ("{call: held}", "{cal: held}", "26:24", "scenarios[1].steps[2].await_result.cal", "unknown key 'cal'", "'call'"),
    ("method: GET, ", "", "27:18", "scenarios[1].steps[3].request.method", "missing required key 'method'", ""),
    ("method: GET", "method: get", "27:27", "scenarios[1].steps[3].request.method", "in capitals", ""),
    ("path: /x", "path: x", "27:38", "scenarios[1].steps[3].request.path", "begins with /", ""),
]


@pytest.mark.parametrize(
    ("good", "bad", "place", "key", "message", "fix"), TYPOS, ids=[f"{case[1].strip()}" for case in TYPOS]
)
def test_one_mistake_is_one_located_problem(
    problems_of: Callable[..., list[Problem]], good: str, bad: str, place: str, key: str, message: str, fix: str
) -> None:
    """A mistake anywhere is told once: file, line and column, dotted key, what is allowed, the nearest name."""
    assert good in GOOD
    [problem] = problems_of(GOOD.replace(good, bad, 1))
    assert f"{problem.span.line}:{problem.span.column}" == place
    assert problem.key == key
    assert message in problem.message
    assert fix in problem.fix


def test_the_file_that_the_mistakes_are_made_in_is_fine(scenario_of: Callable[..., object]) -> None:
    """Without a mistake there is no problem."""
    assert scenario_of(GOOD)


def test_a_part_of_a_check_that_is_indented_too_little(problems_of: Callable[..., list[Problem]]) -> None:
    """`- says:` with its part in the same column is told to be indented further."""
    [problem] = problems_of("scenarios:\n  - id: a\n    expect:\n      - says:\n        any_of: [x]\n")
    assert "indent it further than 'says'" in problem.fix
