"""The same ground as for plans: English sentences and a fixed day."""

from tests.plans.conftest import _english, now

__all__ = ["_english", "now"]
