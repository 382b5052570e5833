"""Pages are compared as they stand in the code, in English."""

from tests.competence.conftest import _english

__all__ = ["_english"]
