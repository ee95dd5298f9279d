"""Who concedes how fast: the time-dependent tactics of Faratin, Sierra and Jennings 1998.

"Negotiation decision functions for autonomous agents", Robotics and Autonomous Systems 24: a party's offer at time t is
its opening plus alpha(t) times the way to its reservation value, with
alpha(t) = k + (1 - k) * (min(t, t_max) / t_max) ** (1 / beta).
A boulware party (beta < 1) holds out until the end, a conceder (beta > 1) gives way early.
"""

from typing import Literal

Tactic = Literal["boulware", "linear", "conceder"]
TACTICS: tuple[Tactic, ...] = ("boulware", "linear", "conceder")
BETA: dict[Tactic, float] = {"boulware": 0.4, "linear": 1.0, "conceder": 2.5}


def conceded(elapsed: int, deadline: int, tactic: Tactic, *, at_once: float = 0.0) -> float:
    """Return the share of the way to the reservation value that a party has gone: 0 at its opening, 1 at its limit.

    `elapsed` and `deadline` are rounds; `at_once` is the share given away in the first round (k of the paper).
    """
    progress = min(elapsed, deadline) / deadline if deadline else 1.0
    return at_once + (1 - at_once) * float(progress ** (1 / BETA[tactic]))
