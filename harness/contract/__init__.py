"""What the API promises, as OpenAPI 3.1 (openapi.yaml), and whether an exchange kept the promise."""

from harness.contract.contract import Contract
from harness.contract.document import served_here
from harness.contract.mismatch import Mismatch
from harness.contract.schema import ContractError

__all__ = ["Contract", "ContractError", "Mismatch", "served_here"]
