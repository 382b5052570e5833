"""Reasons are compared as they stand in the code, in English."""

from tests.support.english import _english

__all__ = ["_english"]
