"""Running scenarios: the plan, the attempt as a pure generator, the gate, and the one room that knows asyncio."""
