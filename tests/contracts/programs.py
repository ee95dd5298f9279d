"""Programs that clients need and a machine may lack."""

import os
import shutil

import pytest


def required(program: str) -> str:
    """Return a program's path; skip the test when it is missing, unless REQUIRE_<PROGRAM>=1 makes it a must."""
    found = shutil.which(program)
    if found is not None:
        return found
    variable = f"REQUIRE_{program.upper()}"
    if os.environ.get(variable) == "1":
        pytest.fail(f"{variable}=1, but there is no {program} on the PATH: install it")
    pytest.skip(f"needs {program}: there is none on the PATH")
