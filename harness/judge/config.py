"""Which server judges, and how it is asked."""

from dataclasses import dataclass, field

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeConfig:
    """A server and a model; None where none is configured. `temperature` None leaves it to the server.

    `timeout_s` is for one request, which is repeated up to `retries` times after a failure that may pass; `at_once` is
    how many requests are open at a time. Prices are in USD for a million tokens, None where they are not known.
    """

    base_url: str | None = None
    model: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: float | None = 0.0
    timeout_s: float = 60.0
    retries: int = 2
    at_once: int = 8
    input_price: float | None = None
    output_price: float | None = None

    def cost_usd(self, input_tokens: int | None, output_tokens: int | None) -> float | None:
        """Return what tokens cost; None where a price or a count is not known."""
        if self.input_price is None or self.output_price is None or input_tokens is None or output_tokens is None:
            return None
        return (input_tokens * self.input_price + output_tokens * self.output_price) / _MILLION
