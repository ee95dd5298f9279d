"""Ways in which a call that went well could have gone wrong; MUTATIONS is the one table of them.

A mutation changes what was said, and nothing else: status, duration, credits and summary stay what they were, since a
bad call looks just like that. The callee's books are taken away, as a real gateway has none.
"""

from harness.grade.mutation.leaks import LEAKS
from harness.grade.mutation.refusals import REFUSALS
from harness.grade.mutation.silences import SILENCES
from harness.grade.mutation.subject import Mutation
from harness.grade.mutation.values import VALUES
from harness.registry import Registry

MUTATIONS: Registry[Mutation] = Registry(
    "mutation", (*REFUSALS, *VALUES, *SILENCES, *LEAKS), name_of=lambda mutation: mutation.name
)
