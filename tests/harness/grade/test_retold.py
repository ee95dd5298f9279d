"""A trial retold with another call: nothing of the first is left to read."""

import json
from dataclasses import replace

from harness.grade.retold import retold
from tests.harness.grade.audited import trial
from tests.harness.grade.mutation.subjects import turns

OTHER = turns("C: No.")


def test_observation_and_answers_tell_the_same() -> None:
    """The transcript changes where checks of words read it, and on the wire, where `json` reads it."""
    told = retold(trial(), "call", lambda call: replace(call, transcript=OTHER))
    [seen] = told.observations
    assert seen.call is not None
    assert seen.call.transcript == OTHER
    body = json.loads(told.exchanges[2].events[0].data)
    assert body["transcript"] == [{"speaker": "user", "text": "No."}]
    assert body["status"] == "completed"


def test_the_books_are_gone() -> None:
    """They told of the call as it was."""
    [seen] = retold(trial(), "call", lambda call: call).observations
    assert seen.books is None


def test_other_calls_are_left_alone() -> None:
    """A call of another name keeps its words and its books."""
    evidences = trial()
    assert (
        retold(evidences, "another", lambda call: replace(call, transcript=())).observations == evidences.observations
    )
