"""A theme of the month: making it, filling it together, rounding it off."""

from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.kernel.format import Preference
from drieslag.learning.spread.enums import NoteKind
from drieslag.learning.spread.models import (
    LINE_MAX,
    LINK_MAX,
    NOTE_MAX,
    PLACE_MAX,
    TITLE_MAX,
    WORDS_MAX,
    Activity,
    Theme,
    ThemeNote,
    ThemeThread,
)
from drieslag.learning.spread.rules import (
    may_add_to_theme,
    may_link_thread,
    may_make_theme,
    may_note,
    may_run_theme,
    may_take_away,
)
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.learning.threads.models import Thread
from drieslag.people.models import Person

type Put = Activity | ThemeNote | ThemeThread
TAKEN_KEPT = timedelta(days=1)


def make_theme(*, by: Person, title: str, question: str, month: date, key: UUID | None = None) -> Theme:
    """Make a theme for a month. The same `key` again returns the first."""
    with transaction.atomic():
        require(may_make_theme(by))
        if known := earlier(Theme, key, maker=by.pk):
            return known
        theme = Theme.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            title=within(title, TITLE_MAX),
            question=within(question, LINE_MAX),
            month=month.replace(day=1),
            maker=by.pk,
            made_at=clock.now(),
        )
        _tell(Verb.OPENED, theme, by)
    return theme


def change_theme(*, by: Person, theme: Theme, title: str, question: str, month: date) -> Theme:
    """Change the words or the month of a theme."""
    with transaction.atomic():
        now = _locked(theme)
        require(may_run_theme(by, now))
        now.title, now.question = within(title, TITLE_MAX), within(question, LINE_MAX)
        now.month = month.replace(day=1)
        now.save(update_fields=["title", "question", "month"])
        _tell(Verb.EDITED, now, by)
    return now


def add_activity(
    *, by: Person, theme: Theme, title: str, on: date, place: str, preference: Preference, key: UUID | None = None
) -> Activity:
    """Put in something that one can take part in: when, where, and by which way of learning."""
    with transaction.atomic():
        now = _locked(theme)
        require(may_add_to_theme(by, now))
        if known := earlier(Activity, key, theme_id=now.pk, maker=by.pk):
            return known
        activity = Activity.objects.create(
            id=key or new_id(),
            organisation_id=now.organisation_id,
            theme=now,
            title=within(title, TITLE_MAX),
            on=on,
            place=within(place, PLACE_MAX),
            preference=preference.value,
            maker=by.pk,
        )
        _tell(Verb.PLANNED, now, by, activity=activity.pk)
    return activity


def add_note(
    *,
    by: Person,
    theme: Theme,
    kind: NoteKind,
    text: str,
    link: str = "",
    named: bool = True,
    key: UUID | None = None,
) -> ThemeNote:
    """Put in a question, knowledge or what was learned. Without a name nothing of the person is kept, as with threads:
    no key, no moment but the day, no statement.
    """
    words, address = within(text, NOTE_MAX), within(link, LINK_MAX, needed=False)
    if address and not address.startswith(("https://", "http://")):
        raise Refused(_("Begin the address with https://."))
    with transaction.atomic():
        now = _locked(theme)
        require(may_note(by, now, kind))
        known = earlier(ThemeNote, key)
        if known and (known.theme_id, known.text) == (now.pk, words):
            return known
        fresh = new_id() if named else uuid4()
        note = ThemeNote.objects.create(
            id=fresh if known else key or fresh,
            organisation_id=now.organisation_id,
            theme=now,
            kind=kind,
            text=words,
            link=address,
            by=by.pk if named else None,
            noted_at=clock.now() if named else datetime.combine(clock.today(), time(), clock.AMSTERDAM),
        )
        if named:
            _tell(Verb.CONTRIBUTED, now, by, note=note.pk, sort=kind)
    return note


def link_thread(*, by: Person, theme: Theme, thread: Thread, title: str) -> ThemeThread:
    """Show in a theme that one's team works on a question, in words for others. Again changes the words."""
    words = within(title, TITLE_MAX)
    with transaction.atomic():
        now = _locked(theme)
        require(may_link_thread(by, now, thread))
        link, made = ThemeThread.objects.get_or_create(
            theme=now,
            thread_id=thread.pk,
            defaults={
                "organisation_id": now.organisation_id, "team_id": thread.team_id, "title": words,
                "linked_at": clock.now(),
            },
        )  # fmt: skip
        if not made:
            link.title, link.team_id, link.taken_at = words, thread.team_id, None  # another team may have it by now
            link.save(update_fields=["title", "team", "taken_at"])
        _tell(Verb.SHARED, now, by, thread=thread.pk)
    return link


def take_away(*, by: Person, row: Put) -> Theme:
    """Take out what was put in. It can be put back for a day; then it is erased."""
    with transaction.atomic():
        now = _locked(row.theme)
        require(may_take_away(by, row))
        row.taken_at = row.taken_at or clock.now()
        row.save(update_fields=["taken_at"])
        _tell(Verb.WITHDREW, now, by)
    return now


def put_back(*, by: Person, row: Put) -> Theme:
    """Undo taking out."""
    with transaction.atomic():
        now = _locked(row.theme)
        require(may_take_away(by, row))
        row.taken_at = None
        row.save(update_fields=["taken_at"])
        _tell(Verb.RESUMED, now, by)
    return now


def erase_taken(*, before: datetime | None = None) -> int:
    """Erase what was taken out more than a day ago, in the organisation of the transaction. Returns how many went."""
    gone = before or clock.now() - TAKEN_KEPT
    return sum(model.objects.filter(taken_at__lt=gone).delete()[0] for model in (Activity, ThemeNote, ThemeThread))


def close_theme(*, by: Person, theme: Theme, harvest: str) -> Theme:
    """Round a theme off with a line of what it brought. Again changes the line."""
    words = within(harvest, WORDS_MAX)
    with transaction.atomic():
        now = _locked(theme)
        require(may_run_theme(by, now))
        now.harvest, now.closed_at = words, now.closed_at or clock.now()
        now.save(update_fields=["harvest", "closed_at"])
        _tell(Verb.CLOSED, now, by)
    return now


def reopen_theme(*, by: Person, theme: Theme) -> Theme:
    """Undo rounding off; the line stays."""
    with transaction.atomic():
        now = _locked(theme)
        require(may_run_theme(by, now))
        now.closed_at = None
        now.save(update_fields=["closed_at"])
        _tell(Verb.RESUMED, now, by)
    return now


def _locked(theme: Theme) -> Theme:
    return Theme.objects.select_for_update().get(pk=theme.pk)


def _tell(verb: Verb, theme: Theme, by: Person, **context: UUID | str) -> None:
    record(verb=verb, object_kind="theme", object_id=theme.pk, by=by.pk, context=context)
