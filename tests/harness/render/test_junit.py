"""JUnit XML for CI servers."""

from dataclasses import replace
from xml.etree import ElementTree

from harness.model.record import Record, ScenarioGraded
from harness.render import junit
from harness.render.view import RunView
from tests.harness.render.hostile import PAYLOADS, hostile_run
from tests.harness.render.sample_run import sample_run


def _parsed(records: list[Record]) -> ElementTree.Element:
    return ElementTree.fromstring(junit.render(RunView.of(records)))


def test_counts_agree_with_the_cases() -> None:
    """The numbers at the root and at each suite are those of the cases below."""
    root = _parsed(sample_run())
    for element in (root, *root.iter("testsuite")):
        found = {
            "tests": len(list(element.iter("testcase"))),
            "failures": len(list(element.iter("failure"))),
            "errors": len(list(element.iter("error"))),
            "skipped": len(list(element.iter("skipped"))),
        }
        assert {name: int(element.attrib[name]) for name in found} == found


def test_ungradable_is_an_error_and_no_failure() -> None:
    """What could not be judged is an error with its kind as the type."""
    case = next(case for case in _parsed(sample_run()).iter("testcase") if case.attrib["name"] == "stream-breaks")
    assert [(child.tag, child.attrib["type"]) for child in case] == [("error", "timeout")]


def test_a_case_says_where_it_is_written() -> None:
    """File and line of a scenario are attributes, as CI servers link them."""
    case = next(case for case in _parsed(sample_run()).iter("testcase") if case.attrib["name"] == "bill-under-65")
    assert (case.attrib["file"], case.attrib["line"]) == ("scenarios/quickstart.yaml", "41")


def test_a_scenario_that_never_ran_has_no_time() -> None:
    """No data is no attribute, and not a time of 0."""
    case = next(case for case in _parsed(sample_run()).iter("testcase") if case.attrib["name"] == "closed-for-holidays")
    assert "time" not in case.attrib


def test_a_fixed_known_issue_is_told_though_it_passed() -> None:
    """A passed scenario with something to say carries it as output."""
    message = "passed, although marked as known issue GW-114: remove the mark"
    records = [
        replace(record, verdict=replace(record.verdict, message=message))
        if isinstance(record, ScenarioGraded) and record.scenario_id == "cleaning-on-tuesday"
        else record
        for record in sample_run()
    ]
    assert message in [element.text for element in _parsed(records).iter("system-out")]


def test_any_text_is_well_formed() -> None:
    """Control characters, entities and markup in every text leave the document well formed and the text readable."""
    text = "".join(_parsed(hostile_run()).itertext())
    assert "<script>" in text
    assert "\x1b" not in text
    assert len(PAYLOADS) > 10
