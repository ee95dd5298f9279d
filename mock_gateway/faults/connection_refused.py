"""A gateway that is not there at all."""

from mock_gateway.faults.fault import Fault, Setting

FAULT = Fault(
    name="connection_refused",
    meaning="The port is closed, for everybody: connections are refused, kept ones end with the request under way.",
    routes=(),
    settings=(
        Setting(
            name="seconds",
            kind="number",
            required=True,
            least=0.01,
            most=60,
            meaning="for how long, in real seconds: nobody could move the mock's clock meanwhile",
        ),
    ),
)
