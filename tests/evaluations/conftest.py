"""Reasons and pages are compared as they stand in the code, in English. Eva is the learning adviser."""

from tests.support.english import _english, _english_pages
from tests.support.roles import director, eva

__all__ = ["_english", "_english_pages", "director", "eva"]
