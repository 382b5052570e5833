"""The same ground as for plans: English sentences and a fixed day. Eva is the learning adviser."""

from tests.plans.conftest import now
from tests.support.english import _english, _english_pages
from tests.support.roles import eva

__all__ = ["_english", "_english_pages", "eva", "now"]
