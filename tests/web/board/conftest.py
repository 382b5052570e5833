"""Pages are compared as they stand in the code, in English; files come as they are."""

from tests.support.english import _english_pages

__all__ = ["_english_pages"]
