from pathlib import Path

import pytest

from drieslag.privacy import shield

CACHE = Path(__file__).parents[3] / "var" / "shield"


@pytest.fixture(autouse=True, scope="session")
def _look_up_tables() -> None:
    """Built once and left there: three seconds at the first run ever."""
    shield.prepare(CACHE)
