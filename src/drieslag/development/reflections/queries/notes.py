"""Reading notes: each finds one's own alone. Texts are opened for their owner, in the request that asks."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import get_language

from drieslag.core.verdict import NotFound
from drieslag.development.plans import queries as plans
from drieslag.development.reflections.enums import AboutKind
from drieslag.development.reflections.marks import About
from drieslag.development.reflections.models import Reflection
from drieslag.kernel.prompting import Occasion
from drieslag.learning.meetings import queries as meetings
from drieslag.learning.threads import queries as threads
from drieslag.people.models import Person
from drieslag.privacy.fields import opener_of

PAGE: Final = 20
SEARCHED: Final = 2_000  # trust.md: an owner's search opens that owner's rows, at most so many
SHOWN: Final = 60
REMEMBERED: Final = 200  # of these the earlier words and prompts are taken
SUGGESTED: Final = 12
_LATEST = """
    select id, written_on, text from reflections_reflection where owner = %(owner)s
    order by written_on desc, id desc limit 1
"""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: words, one of one's own words for it, a goal, since when. Empty is everything."""

    words: str = ""
    tag: str = ""
    goal: UUID | None = None
    since: date | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.tag or self.goal or self.since)


@dataclass(frozen=True)
class Page:
    """A few notes, whether there are older ones, and whether more were found than are shown."""

    notes: tuple[Reflection, ...]
    has_older: bool = False
    has_more: bool = False


@dataclass(frozen=True)
class Remembered:
    """What somebody used before: own words, the most used first, and prompts, the latest first."""

    tags: tuple[str, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Last:
    """The last note, as a page shows it that is asked for often."""

    pk: UUID
    written_on: date
    text: str


def latest(person: Person) -> Last | None:
    """Return the last note (one plain query)."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, {"owner": person.pk})
        found = cursor.fetchone()
    return Last(found[0], found[1], opener_of(Reflection, "text")(found[2], found[0])) if found else None


def get_own(person: Person, key: UUID) -> Reflection:
    """Return one's own note. Raises NotFound for everybody else, whatever their role."""
    found = _own(person).filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def listed(person: Person, number: int = 1) -> Page:
    """Return a page of notes, the latest first (one query)."""
    start = (max(number, 1) - 1) * PAGE
    rows = list(_own(person)[start : start + PAGE + 1])
    return Page(tuple(rows[:PAGE]), has_older=len(rows) > PAGE)


def found(person: Person, wanted: Wanted) -> Page:
    """Return the notes that are looked for, the latest first (one query)."""
    rows = _own(person)
    if wanted.since:
        rows = rows.filter(written_on__gte=wanted.since)
    matching = [row for row in rows[:SEARCHED] if _matches(row, wanted)]
    return Page(tuple(matching[:SHOWN]), has_more=len(matching) > SHOWN)


def _matches(row: Reflection, wanted: Wanted) -> bool:
    marks = row.marks
    if wanted.tag and wanted.tag not in marks.tags:
        return False
    if wanted.goal and wanted.goal != marks.goal:
        return False
    text = " ".join((row.text, *marks.tags)).casefold()
    return all(word in text for word in wanted.words.casefold().split())


def between(person: Person, first: date, last: date) -> list[Reflection]:
    """Return the notes of these days, the latest first (one query)."""
    return list(_own(person).filter(written_on__range=(first, last))[:SEARCHED])


def remembered(person: Person) -> Remembered:
    """Return what can be offered again when somebody writes (one query)."""
    marks = [row.marks for row in _own(person).only("said")[:REMEMBERED]]
    counted = Counter(tag for each in marks for tag in each.tags)
    tags = sorted(counted, key=lambda tag: (-counted[tag], tag))[:SUGGESTED]
    return Remembered(tuple(tags), tuple(each.prompt for each in marks if each.prompt))


def subject(
    person: Person, said: str, offered: Callable[[Person, UUID], str] | None = None
) -> tuple[About | None, UUID | None, Occasion]:
    """Return what an address says that a note is about: a meeting, a try-out, something offered, or a goal, and the
    occasion that fits. `offered` returns the title of what a colleague offers, which this part does not know.
    Raises NotFound for what this person may not see.
    """
    kind, _colon, key = said.partition(":")
    try:
        found = UUID(key)
    except ValueError as wrong:
        raise NotFound from wrong
    if kind == "goal":
        return None, plans.get_goal(person, found).pk, Occasion.QUIET
    if kind == AboutKind.MEETING:
        return About(AboutKind.MEETING, found, _title(person, found)), None, Occasion.MEETING
    if kind == AboutKind.TRY_OUT:
        return About(AboutKind.TRY_OUT, found, threads.get_try_out(person, found).text), None, Occasion.TRY_OUT
    if kind == AboutKind.OFFERING and offered:
        return About(AboutKind.OFFERING, found, offered(person, found)), None, Occasion.TRAINING
    raise NotFound


def _title(person: Person, key: UUID) -> str:
    meeting = meetings.get_meeting(person, key)
    return meeting.title or meetings.format_of(meeting).name.get(get_language() or "")


def about_these(person: Person, since: date) -> set[UUID]:
    """Return about which meetings and try-outs somebody wrote since a day (one query)."""
    rows = _own(person).filter(written_on__gte=since).only("said")
    return {about.key for row in rows if (about := row.marks.about)}


def _own(person: Person) -> QuerySet[Reflection]:
    return Reflection.objects.filter(owner=person.pk).order_by("-written_on", "-pk")
