"""Answers counted against labels: F1, precision, recall and accuracy, each with its n and its interval."""

from dataclasses import dataclass, field

from harness.stats.intervals import wilson


@dataclass(slots=True)
class Counted:
    """Answers of yes or no against labels."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, said: bool, true: bool, note: str) -> None:
        """Count one answer, and keep a note of a wrong one."""
        if said and true:
            self.tp += 1
        elif said:
            self.fp += 1
        elif true:
            self.fn += 1
        else:
            self.tn += 1
        if said != true:
            self.mistakes.append(f"{'FALSE ACCEPT' if said else 'missed'}  {note}")

    @property
    def n(self) -> int:
        """How many answers were counted."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing positive."""
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else None

    def line(self, name: str) -> str:
        """Return the figures in one line."""
        f1 = f"{self.f1:.3f}" if self.f1 is not None else "none"
        return (
            f"{name}: n {self.n}, F1 {f1}, precision {share(self.tp, self.tp + self.fp)}, "
            f"recall {share(self.tp, self.tp + self.fn)}, accuracy {share(self.tp + self.tn, self.n)}, "
            f"false accepts {self.fp}"
        )


def share(part: int, whole: int) -> str:
    """Return a share with its n and its 95 % Wilson interval."""
    interval = wilson(part, whole)
    if interval is None:
        return "none (n 0)"
    return f"{part / whole:.3f} [{interval.low:.3f}, {interval.high:.3f}] ({part}/{whole})"
