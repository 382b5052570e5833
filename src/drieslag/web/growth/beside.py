"""What a goal lies beside: a theme of a framework, a question of one's own team; with their words for pages."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from drieslag.core.verdict import Refused
from drieslag.development.frameworks import queries as frameworks
from drieslag.development.plans.models import Goal
from drieslag.development.plans.themes import ThemeRef
from drieslag.learning.threads import queries as threads
from drieslag.learning.threads.models import Thread
from drieslag.people.models import Person

MOST = 60


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme in the words that it had when the goal was laid beside it, and what became of it since."""

    name: str
    told: str = ""


def ref_of(goal: Goal) -> str:
    """Return the theme of a goal as one text."""
    return str(ThemeRef(goal.theme_code, goal.theme_version, goal.theme_key))


def theme_of(goal: Goal) -> Theme | None:
    """Return the theme of a goal, readable also when a new version dropped it (at most one query)."""
    return themes_of([goal]).get(goal.pk)


def themes_of(goals: Collection[Goal]) -> dict[UUID, Theme]:
    """Return the themes of goals, by the goal's key (at most one query)."""
    language = get_language() or ""
    wanted = {goal.pk: (goal.theme_code, goal.theme_version, goal.theme_key) for goal in goals if goal.theme_code}
    if not wanted:
        return {}
    known = frameworks.themes_words([(code, version or 0, key) for code, version, key in wanted.values()])
    found: dict[UUID, Theme] = {}
    for goal_id, (code, version, key) in wanted.items():
        words = known.get((code, version or 0, key))
        if words is None:
            found[goal_id] = Theme(key, _("These themes are no longer kept here. Your goal stays as it is."))
        elif words.is_dropped:
            found[goal_id] = Theme(
                words.name.get(language), _("The new version no longer has this theme. Your goal stays as it is.")
            )
        else:
            found[goal_id] = Theme(words.name.get(language))
    return found


def offered(mark: str, theme: str) -> dict[str, str]:
    """Return what the boxes of a new goal begin with: a theme, or what a goal or step of a framework stands for."""
    found = frameworks.proposed(mark) if mark else None
    return {"theme": found.theme, "text": found.text.get(get_language() or "")} if found else {"theme": theme}


def theme_name(text: str) -> str:
    """Return the name of the theme that a page was asked with; nothing when there is no such theme."""
    try:
        ref = ThemeRef.parse(text)
    except Refused:
        return ""
    words = frameworks.theme_words(ref.code, ref.version, ref.key) if ref.version else None
    return words.name.get(get_language() or "") if words else ""


def themes_to_choose(person: Person, goal: Goal, language: str) -> list[tuple[str, str]]:
    """Return the themes of one's own role, or else of all frameworks in use; the goal's own stays among them."""
    chosen = frameworks.current(person)
    if chosen is not None:
        rows = [
            (f"{chosen.framework.code}:{chosen.version}:{one.key}", one.name.get(language)) for one in chosen.themes
        ]
    else:
        rows = [
            (f"{framework.code}:{framework.version}:{theme.key}", theme.name.get(language))
            for framework in frameworks.in_use()
            for theme in framework.themes
        ]
    own = ref_of(goal)
    if own and own not in dict(rows):
        found = theme_of(goal)
        rows.insert(0, (own, found.name if found else goal.theme_key))
    return rows


def thread_of(person: Person, goal: Goal) -> Thread | None:
    """Return the question that a goal goes with, as long as one may see it."""
    if goal.thread_id is None:
        return None
    return threads.visible_to(person).filter(pk=goal.thread_id).defer("story").first()


def threads_to_choose(person: Person, goal: Goal) -> list[tuple[str, str]]:
    """Return the questions of one's own teams, newest first; the goal's own stays among them."""
    found = threads.visible_to(person).defer("story").order_by("-opened_at")[:MOST]
    rows = [(str(thread.pk), thread.title) for thread in found]
    own = str(goal.thread_id or "")
    if own and own not in dict(rows):
        there = thread_of(person, goal)
        rows.insert(0, (own, there.title if there else _("a question that you no longer see")))
    return rows
