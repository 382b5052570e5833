"""All measurements, or those that are named: `python -m bench [live …]`."""

import sys
from importlib import import_module
from pathlib import Path

from bench.figures import Figures

KINDS = (
    "live",
    "writers",
    "pages",
    "newcomers",
    "survival",
    "start",
    "shield",
    "cadence",
    "loops",
    "feeds",
    "answers",
    "scores",
    "power",
    "results",
    "growth",
    "disclosure",
    "themes",
    "portfolio",
    "framework_sheet",
)


def main(names: list[str]) -> int:
    """Run each measurement that there is; 1 when a figure is beyond its bound."""
    here = {path.stem for path in Path(__file__).parent.glob("*.py")}
    figures = Figures()
    for name in names or [kind for kind in KINDS if kind in here]:
        import_module(f"bench.{name}").measure(figures)
    return figures.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
