"""Own formats and those of others as rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language

from drieslag.learning.formats.models import OwnFormat
from drieslag.learning.formats.queries import Released
from drieslag.web.formats import words
from drieslag.web.formats.presenters.editor import name_of

LANGUAGE = "nl"


@dataclass(frozen=True)
class OwnRow:
    """One own format."""

    slug: str
    name: str
    team: str  # empty: the organisation's
    version: int
    state: str


def own_rows(formats: Iterable[OwnFormat]) -> list[OwnRow]:
    """Return own formats as rows."""
    return [
        OwnRow(own.slug, name_of(own), own.team.name if own.team else "", own.published, _state(own)) for own in formats
    ]


def _state(own: OwnFormat) -> str:
    if own.retired_at is not None:
        return "retired"
    return "used" if own.published else "draft"


@dataclass(frozen=True)
class ReleasedRow:
    """A format of another organisation, or of one's own that it let go."""

    key: UUID
    name: str
    purpose: str
    minutes: int
    group_min: int
    group_max: int
    made_known_as: str
    on: date
    steps: tuple[tuple[str, int, str | Promise], ...]


def released_rows(found: Iterable[Released]) -> list[ReleasedRow]:
    """Return what was let go as rows."""
    language = get_language() or LANGUAGE
    return [
        ReleasedRow(
            key=one.key,
            name=one.format.name.get(language),
            purpose=one.format.purpose.get(language),
            minutes=one.format.minutes,
            group_min=one.format.group_min,
            group_max=one.format.group_max,
            made_known_as=one.made_known_as,
            on=one.on,
            steps=tuple((step.title.get(language), step.minutes, words.KINDS[step.kind]) for step in one.format.steps),
        )
        for one in found
    ]
