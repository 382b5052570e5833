"""Reading themes of the month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.kernel.format import Preference
from drieslag.learning.spread.enums import NoteKind
from drieslag.learning.spread.models import Activity, Theme, ThemeNote, ThemeThread
from drieslag.learning.spread.queries.offers import colleagues_only
from drieslag.learning.threads.enums import ThreadState
from drieslag.learning.threads.models import Thread
from drieslag.people.models import Person
from drieslag.people.queries import names

PLACES_WANTED = 2


@dataclass(frozen=True, slots=True)
class Mix:
    """Which ways of learning a theme has something for, and whether it is in places enough."""

    covered: tuple[Preference, ...]
    missing: tuple[Preference, ...]
    places: int

    @property
    def in_places_enough(self) -> bool:
        """Whether one can take part in two places or more."""
        return self.places >= PLACES_WANTED

    @property
    def is_whole(self) -> bool:
        """Whether all five ways and places enough are there."""
        return not self.missing and self.in_places_enough


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme with all that was put in it."""

    theme: Theme
    activities: tuple[Activity, ...]
    threads: tuple[ThemeThread, ...]
    notes: tuple[ThemeNote, ...]
    named: dict[UUID, str]

    @property
    def mix(self) -> Mix:
        """The ways of learning and places of its activities."""
        return mix(self.activities)

    def of_kind(self, kind: NoteKind) -> tuple[ThemeNote, ...]:
        """Return the notes of one kind, oldest first."""
        return tuple(note for note in self.notes if note.kind == kind)


def mix(activities: tuple[Activity, ...]) -> Mix:
    """Return the mix of these activities."""
    covered = {Preference(each.preference) for each in activities}
    places = {each.place.strip().casefold() for each in activities}
    ordered = tuple(Preference)
    return Mix(
        tuple(one for one in ordered if one in covered),
        tuple(one for one in ordered if one not in covered),
        len(places),
    )


def themes(person: Person) -> list[Theme]:
    """Return all themes, the latest month first. Raises NotFound for who does not learn here."""
    colleagues_only(person)
    return list(Theme.objects.order_by("-month", "-made_at"))


def themes_of(month: date) -> list[Theme]:
    """Return the themes of one month."""
    return list(Theme.objects.filter(month=month.replace(day=1)).order_by("made_at"))


def get_theme(person: Person, key: UUID) -> Theme:
    """Return a theme. Raises NotFound."""
    colleagues_only(person)
    found = Theme.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found


def whole(theme: Theme) -> ThemeRow:
    """Return a theme with all that was put in it (four queries)."""
    activities = tuple(theme.activities.filter(taken_at=None).order_by("on", "pk"))
    threads = tuple(theme.threads.filter(taken_at=None).select_related("team").order_by("linked_at"))
    notes = tuple(theme.notes.filter(taken_at=None).order_by("noted_at", "pk"))
    makers = {key for key in (theme.maker, *(note.by for note in notes)) if key}
    return ThemeRow(theme, activities, threads, notes, names(makers))


def get_activity(person: Person, key: UUID) -> Activity:
    """Return an activity with its theme. Raises NotFound."""
    colleagues_only(person)
    return _found(Activity.objects.select_related("theme").filter(pk=key).first())


def get_note(person: Person, key: UUID) -> ThemeNote:
    """Return a note with its theme. Raises NotFound."""
    colleagues_only(person)
    return _found(ThemeNote.objects.select_related("theme").filter(pk=key).first())


def get_link(person: Person, key: UUID) -> ThemeThread:
    """Return the link of a question to a theme. Raises NotFound."""
    colleagues_only(person)
    return _found(ThemeThread.objects.select_related("theme", "team").filter(pk=key).first())


def _found[T](row: T | None) -> T:
    if row is None:
        raise NotFound
    return row


def open_questions(team_ids: Iterable[UUID]) -> list[Thread]:
    """Return the open questions of these teams, newest first: to let something belong to one."""
    found = Thread.objects.filter(team__in=list(team_ids), state=ThreadState.OPEN).defer("story")
    return list(found.select_related("team").order_by("-opened_at"))
