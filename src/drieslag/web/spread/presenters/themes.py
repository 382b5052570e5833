"""Themes as pages print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from drieslag.kernel.format import Preference
from drieslag.learning.spread.enums import NoteKind
from drieslag.learning.spread.models import Activity, Theme, ThemeNote
from drieslag.learning.spread.queries.themes import Mix, ThemeRow
from drieslag.web.components.dates import week_day
from drieslag.web.spread.presenters.offers import joined
from drieslag.web.spread.words import PREFERENCES, SHORT, month_year


@dataclass(frozen=True, slots=True)
class Card:
    """A theme on a list."""

    url: str
    title: str
    question: str
    month: str
    is_round: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody put in; `away` takes it out where one may."""

    text: str
    link: str
    who: str
    away: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An activity."""

    title: str
    day: str
    place: str
    way: str
    away: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A question that a team shows."""

    title: str
    team: str
    url: str
    away: str


def card(theme: Theme) -> Card:
    """Return a theme as a list prints it."""
    url = reverse("spread:theme", args=[theme.pk])
    return Card(url, theme.title, theme.question, month_year(theme.month), theme.closed_at is not None)


def mix_line(mix: Mix) -> str:
    """Say, kindly, which ways of learning have nothing yet and whether there are places enough."""
    if not mix.covered:
        return gettext("Nothing to take part in yet. People learn in five ways; begin with one.")
    if mix.missing:
        ways = joined([str(SHORT[one]) for one in mix.missing])
        return gettext("Not yet something for who learns best by: %(ways)s. Who has an idea?") % {"ways": ways}
    if not mix.in_places_enough:
        return gettext("All five ways of learning are there. A second place would help who cannot come.")
    return gettext("All five ways of learning are there, in more than one place.")


def ways(mix: Mix) -> list[tuple[str, bool]]:
    """Return the five ways, each with whether there is something for it."""
    return [(str(PREFERENCES[one]), one in mix.covered) for one in Preference]


def notes(row: ThemeRow, kind: NoteKind, me: UUID, *, runs: bool) -> list[Note]:
    """Return the notes of one kind."""
    return [_note(note, row, me, runs=runs) for note in row.of_kind(kind)]


def _note(note: ThemeNote, row: ThemeRow, me: UUID, *, runs: bool) -> Note:
    who = row.named.get(note.by, "") if note.by else ""
    may = runs or note.by == me
    return Note(note.text, note.link, who, reverse("spread:note_end", args=[note.pk]) if may else "")


def happenings(row: ThemeRow, me: UUID, *, runs: bool) -> list[Happening]:
    """Return the activities, in time."""
    return [_happening(each, me, runs=runs) for each in row.activities]


def _happening(each: Activity, me: UUID, *, runs: bool) -> Happening:
    may = runs or each.maker == me
    away = reverse("spread:activity_end", args=[each.pk]) if may else ""
    return Happening(each.title, week_day(each.on), each.place, str(PREFERENCES[Preference(each.preference)]), away)


def linked(row: ThemeRow, teams: Sequence[UUID] | frozenset[UUID]) -> list[Linked]:
    """Return the questions that teams show; its own team goes on to the question itself."""
    found = []
    for each in row.threads:
        mine = each.team_id in teams
        url = reverse("board:thread", args=[each.thread_id]) if mine else ""
        away = reverse("spread:link_end", args=[each.pk]) if mine else ""
        found.append(Linked(each.title, each.team.name, url, away))
    return found
