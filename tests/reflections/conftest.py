"""Reasons and pages are compared as they stand in the code, in English."""

from tests.support.english import _english, _english_pages

__all__ = ["_english", "_english_pages"]
