"""The table of documented statuses."""

from harness.contract.document import read_operations
from harness.contract.documented import DOCUMENTED_STATUSES
from harness.model.values import Json


def test_the_table_is_that_of_the_document(document: Json) -> None:
    """Each route has the statuses that openapi.yaml gives it, in its order."""
    found = {route: tuple(operation.answers) for route, operation in read_operations(document).items()}
    assert found == dict(DOCUMENTED_STATUSES)
