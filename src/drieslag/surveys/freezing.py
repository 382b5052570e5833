# ruff: noqa: A002 — `round` is the word of the trade
"""Freezing what may be said of a round: one record an item and scale for each report group, written once at closing."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from drieslag.kernel.instrument import Instrument
from drieslag.surveys.models import Group, Round

type Response = Mapping[str, object]


def freeze(
    *, round: Round, instrument: Instrument, groups: Sequence[Group], responses: Mapping[UUID, Sequence[Response]]
) -> None:
    """Write the records of every group that counts for itself, and of the whole. In the caller's transaction."""
    raise NotImplementedError
