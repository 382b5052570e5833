"""What a badge can be for: a self-declaration that stands, with what two colleagues said of it.

Badges read declarations through these functions alone. Public are the words of a theme or of a reserved task, which are
the organisation's; what somebody wrote goes into a badge only when that person says so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.competence.enums import Standing, ViewState
from drieslag.development.competence.models import Declaration
from drieslag.development.competence.rules import standing_of
from drieslag.development.frameworks.queries import ThemeWords, themes_words
from drieslag.kernel.framework import Standing as Level

SAW = Count("views", filter=Q(views__state=ViewState.SAW))


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: what its owner wrote (`own`, `words`), what it is of in public words (`name`, `meaning`), and
    until when it stands.
    """

    id: UUID
    own: str
    name: str
    meaning: str
    words: str
    until: date
    views: int
    is_standing: bool


def of_owner(owner: UUID) -> list[Declared]:
    """Return somebody's declarations, the latest first (two queries)."""
    own = Declaration.objects.filter(owner=owner).select_related("task").annotate(saw=SAW)
    rows = list(own.order_by("-declared_on", "-pk"))
    themes = themes_words({_theme_of(row) for row in rows if row.theme_version is not None})
    return [_declared(row, themes.get(_theme_of(row))) for row in rows]


def _theme_of(row: Declaration) -> tuple[str, int, str]:
    return row.theme_code, row.theme_version or 0, row.theme_key


def _declared(row: Declaration, words: ThemeWords | None) -> Declared:
    language = get_language()
    if row.task is not None:
        name, meaning = row.task.name, row.task.why
    elif words is not None:
        name, meaning = words.name.get(language), _level(words, language)
    else:
        name, meaning = _("Self-declaration"), _("What the holder declares stands in the holder's own words.")
    saw = int(getattr(row, "saw", 0))
    return Declared(
        row.pk, row.can, name, meaning, f"{row.can}\n\n{row.because}".strip(), row.until_on, saw,
        standing_of(row, saw, clock.today()) == Standing.STANDS,
    )  # fmt: skip


def _level(words: ThemeWords, language: str) -> str:
    """Return what somebody does for whom this theme stands: the same words for everybody."""
    return next((text.get(language) for standing, text in words.levels if standing == Level.STANDS), "")


def standing(keys: Collection[UUID]) -> set[UUID]:
    """Return which of these declarations stand today (one query)."""
    rows = Declaration.objects.filter(pk__in=keys).annotate(saw=SAW) if keys else ()
    today = clock.today()
    return {row.pk for row in rows if standing_of(row, int(getattr(row, "saw", 0)), today) == Standing.STANDS}
