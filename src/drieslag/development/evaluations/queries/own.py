"""Reading self-evaluations: each finds one's own alone."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language

from drieslag.core.verdict import NotFound
from drieslag.development.evaluations.models import Evaluation, ProfileField, ThemeView
from drieslag.development.evaluations.seeing import Seen
from drieslag.development.frameworks import queries as frameworks
from drieslag.kernel.framework import DevelopmentTheme, Framework, Standing
from drieslag.people.models import Person
from drieslag.privacy.fields import opener_of

LISTED: Final = 40
READ: Final = 300
# The home page of growing asks this each time: in plain SQL, and of each theme only the last is opened.
_STANDINGS = """
    select view.id, view.theme, view.said, evaluation.code, evaluation.version
    from evaluations_themeview view join evaluations_evaluation evaluation on evaluation.id = view.evaluation_id
    where view.owner = %(owner)s order by view.evaluation_id desc, view.id limit %(most)s
"""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """Where somebody last said to stand on a theme, and what they do already."""

    theme: str
    standing: Standing
    doing: str
    key: UUID
    code: str
    version: int
    theme_key: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A self-evaluation with the framework of its version. That is None when no text of it is left."""

    evaluation: Evaluation
    framework: Framework | None
    role: str
    themes: tuple[DevelopmentTheme, ...]

    def theme(self, key: str) -> DevelopmentTheme:
        """Return a theme that is asked. Raises NotFound."""
        for each in self.themes:
            if each.key == key:
                return each
        raise NotFound


def get_own(person: Person, key: UUID) -> Evaluation:
    """Return one's own self-evaluation. Raises NotFound for everybody else, whatever their role."""
    found = Evaluation.objects.filter(owner=person.pk, pk=key).first()
    if found is None:
        raise NotFound
    return found


def get_view(person: Person, key: UUID) -> ThemeView:
    """Return what oneself said of a theme. Raises NotFound."""
    found = ThemeView.objects.filter(owner=person.pk, pk=key).select_related("evaluation").first()
    if found is None:
        raise NotFound
    return found


def listed(person: Person) -> list[Evaluation]:
    """Return one's self-evaluations, the one that is open first, then the latest (one query)."""
    found = list(Evaluation.objects.filter(owner=person.pk).order_by("-begun_on", "-pk")[:LISTED])
    return sorted(found, key=lambda row: not row.is_open)


def opened(evaluation: Evaluation) -> Opened:
    """Return the themes that a self-evaluation asks, in the words with which it began (at most one query)."""
    try:
        framework = frameworks.find(evaluation.code, evaluation.version)
    except NotFound:
        return Opened(evaluation, None, "", ())
    role = next((each for each in framework.roles if each.key == evaluation.role), None)
    name = role.name.get(get_language() or "") if role else ""
    return Opened(evaluation, framework, name, tuple(framework.themes_for(evaluation.role)))


def views_of(evaluation: Evaluation) -> dict[str, ThemeView]:
    """Return what was said so far, by theme (one query)."""
    return {row.theme: row for row in evaluation.views.order_by("pk")}


def before(evaluation: Evaluation) -> dict[str, list[ThemeView]]:
    """Return what its owner said of the same themes earlier, by theme and the latest first (one query)."""
    rows = ThemeView.objects.filter(
        owner=evaluation.owner, evaluation__code=evaluation.code, evaluation__pk__lt=evaluation.pk
    )
    found: dict[str, list[ThemeView]] = defaultdict(list)
    for row in rows.select_related("evaluation").order_by("-evaluation__pk", "pk")[:READ]:
        found[row.theme].append(row)
    return found


def standings(person: Person) -> list[StandingRow]:
    """Return where somebody last said to stand, by theme, those of the latest self-evaluation first (one query)."""
    opened, language = opener_of(ThemeView, "said"), get_language() or ""
    found: dict[tuple[str, str], StandingRow] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDINGS, {"owner": person.pk, "most": READ})
        for key, theme, said, code, version in cursor.fetchall():
            if (code, theme) in found:
                continue
            seen = Seen.from_text(opened(said, key))
            if seen.standing is not None:
                name = seen.name.get(language)
                found[code, theme] = StandingRow(name, seen.standing, seen.doing, key, code, version, theme)
    return list(found.values())


def profile(person: Person) -> dict[str, ProfileField]:
    """Return what somebody wrote of who they are, by heading (one query)."""
    return {row.heading: row for row in ProfileField.objects.filter(owner=person.pk)}
