"""Reading which themes live, from figures that were made once a quarter."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from drieslag.core import clock
from drieslag.development.frameworks.queries import ThemeWords, themes_words
from drieslag.development.plans.figures import quarter_of
from drieslag.development.plans.models import Asked, ThemeFigure, ThemeQuarter
from drieslag.people.models import Team


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: its words, if they are kept here, and about how many people. Or the other themes together."""

    words: ThemeWords | None
    about: int
    teams: tuple[tuple[str, int], ...] = ()
    is_others: bool = False


@dataclass(frozen=True, slots=True)
class LivingThemes:
    """The figures of one quarter, by what was counted, the most alive first."""

    begins_on: date
    works: tuple[ThemeRow, ...]
    wishes: tuple[ThemeRow, ...]


def living_themes(*, with_teams: bool) -> LivingThemes | None:
    """Return the newest figures (four queries, three without teams); None where none were made yet."""
    quarter = ThemeQuarter.objects.order_by("-begins_on").first()
    if quarter is None:
        return None
    figures = ThemeFigure.objects.filter(quarter=quarter).order_by("-about", "theme_code", "theme_key")
    rows = list(figures if with_teams else figures.filter(team=None))
    words = themes_words((row.theme_code, row.theme_version or 0, row.theme_key) for row in rows)
    names = dict(Team.objects.filter(closed_on=None).values_list("pk", "name")) if with_teams else {}
    return LivingThemes(
        quarter.begins_on,
        *(_rows([row for row in rows if row.asked == asked], words, names) for asked in (Asked.WORKS, Asked.WISHES)),
    )


def next_quarter() -> date:
    """Return the first day of the next quarter, when figures are made again."""
    now = quarter_of(clock.today())
    return quarter_of(now + timedelta(days=100))


def _rows(
    rows: list[ThemeFigure], words: dict[tuple[str, int, str], ThemeWords], names: dict[UUID, str]
) -> tuple[ThemeRow, ...]:
    teams: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        if row.team_id in names:
            teams[row.theme_code, row.theme_key].append((names[row.team_id], row.about))
    whole = [row for row in rows if row.team_id is None]
    found = [
        ThemeRow(words.get((row.theme_code, row.theme_version or 0, row.theme_key)), row.about, tuple(
            sorted(teams[row.theme_code, row.theme_key])
        ))
        for row in whole
        if row.theme_code
    ]  # fmt: skip
    return (*found, *(ThemeRow(None, row.about, is_others=True) for row in whole if not row.theme_code))
