"""The living themes in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from drieslag.development.plans.queries.figures import LivingThemes, ThemeRow
from drieslag.web.frameworks.words import say


@dataclass(frozen=True, slots=True)
class LivingRow:
    """One theme."""

    name: str
    is_dropped: bool
    about: int
    teams: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Themes that people work at, and that people want to grow in themselves."""

    begins_on: date
    works: tuple[LivingRow, ...]
    wishes: tuple[LivingRow, ...]


def overview(living: LivingThemes) -> Overview:
    """Return the figures of a quarter with names."""
    return Overview(living.begins_on, tuple(_rows(living.works)), tuple(_rows(living.wishes)))


def _rows(rows: Iterable[ThemeRow]) -> Iterable[LivingRow]:
    for row in rows:
        if row.is_others:
            yield LivingRow(_("Other themes, each of too few people"), is_dropped=False, about=row.about, teams=())
        elif row.words is None:
            yield LivingRow(
                _("A theme that is no longer kept here"), is_dropped=False, about=row.about, teams=row.teams
            )
        else:
            yield LivingRow(say(row.words.name_now), row.words.is_dropped, row.about, row.teams)
