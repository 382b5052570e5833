"""Figures beside their bounds."""

from dataclasses import dataclass, field


@dataclass
class Figures:
    """What was measured so far."""

    beyond: list[str] = field(default_factory=list)

    def head(self, text: str) -> None:
        print(f"\n{text}", flush=True)

    def at_most(self, what: str, value: float, bound: float, unit: str = "") -> None:
        """Print a figure that must not be greater than its bound."""
        good = value <= bound
        print(f"  {'ok  ' if good else 'OVER'}  {what}: {value:,.1f} {unit} (at most {bound:,g})", flush=True)
        if not good:
            self.beyond.append(what)

    def at_least(self, what: str, value: float, bound: float, unit: str = "") -> None:
        """Print a figure that must not be smaller than its bound."""
        good = value >= bound
        print(f"  {'ok  ' if good else 'UNDER'}  {what}: {value:,.2f} {unit} (at least {bound:,g})", flush=True)
        if not good:
            self.beyond.append(what)

    def say(self, what: str, value: float, unit: str = "") -> None:
        print(f"        {what}: {value:,.1f} {unit}", flush=True)

    def close(self) -> int:
        print("\n" + ("all within their bounds" if not self.beyond else "beyond: " + "; ".join(self.beyond)))
        return 1 if self.beyond else 0
