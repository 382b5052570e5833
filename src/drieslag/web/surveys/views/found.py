"""Rounds that these pages are about. A mirror has pages of its own: here is none of it."""

from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.surveys.enums import RoundKind
from drieslag.surveys.models import Round
from drieslag.surveys.queries import rounds as queries
from drieslag.web.requests import SignedInRequest


def known(request: SignedInRequest, key: UUID) -> Round:
    """Return a round that somebody may know of. Raises NotFound."""
    return _no_mirror(queries.get_round(request.person, key))


def organised(request: SignedInRequest, key: UUID) -> Round:
    """Return a round that somebody may change. Raises NotFound."""
    return _no_mirror(queries.get_organised(request.person, key))


def _no_mirror(found: Round) -> Round:
    if found.kind == RoundKind.MIRROR:
        raise NotFound
    return found
