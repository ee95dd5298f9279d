"""The faults that the bundled mock knows, read when a scenario first has one."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from harness.load.loading import TakesOptions


class FaultKinds(Mapping[str, TakesOptions]):
    """The kinds of faults that one account can have, by name; one about the port would hit everybody at once."""

    def __getitem__(self, name: str) -> TakesOptions:
        return self._kinds[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    @cached_property
    def _kinds(self) -> Mapping[str, TakesOptions]:
        from mock_gateway.faults.table import FAULTS  # needs aiohttp, 0.3 s to import: not for suites without faults

        return {name: fault for name, fault in FAULTS.items() if fault.routes}
