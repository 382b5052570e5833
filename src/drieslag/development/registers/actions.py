"""The writers of what somebody keeps for a register. Nothing is written in the journal: it is its owner's."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.registers import queries
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import (
    MOST_ASKED,
    MOST_ENTRIES,
    TITLE_MAX,
    WORDS_MAX,
    Confirmation,
    Entry,
    RegisterFile,
    Series,
)
from drieslag.development.registers.noted import Dimensions, Noted, Told, own_as_text
from drieslag.development.registers.rules import EARLIEST, LATEST, may_answer, may_ask, may_gather, may_note
from drieslag.kernel.registers import Own
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.library.registers import newest
from drieslag.people.models import Person


def begin_file(
    *, by: Person, code: str, first: date, registered_until: date | None = None, key: UUID | None = None
) -> RegisterFile:
    """Begin a period in a register, by its newest rules. Raises Refused."""
    rules = next((one for one in newest() if one.code == code), None)
    if rules is None:
        raise NotFound
    with transaction.atomic():
        if made := earlier(RegisterFile, key, owner=by.pk):
            return made
        row = RegisterFile(
            organisation_id=by.organisation_id, owner=by.pk, code=code, version=rules.version, first=_early(first),
            last=years_after(_early(first), rules.years), registered_until=registered_until,
        )  # fmt: skip
        row.pk = key or row.pk
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            raise Refused(_("You have a file for this register from this day.")) from error
    return row


def change_file(
    *, by: Person, file_id: UUID, first: date, last: date, registered_until: date | None, own: Own
) -> RegisterFile:
    """Set the days of a period, and what one looked up at the register. Raises NotFound and Refused."""
    with transaction.atomic():
        row = RegisterFile.objects.select_for_update().get(pk=queries.get_file(by, file_id).pk)
        if last <= first:
            raise Refused(_("The last day comes after the first."))
        row.first, row.last, row.registered_until = _early(first), last, registered_until
        row.own = own_as_text(own)
        row.save()
    return row


def erase_file(*, by: Person, file_id: UUID) -> None:
    """Erase a file with all in it. Raises NotFound."""
    queries.get_file(by, file_id).delete()


def note(*, by: Person, file_id: UUID, noted: Noted, series_id: UUID | None = None, key: UUID | None = None) -> Entry:
    """Note one activity, in a series or by itself. Raises NotFound and Refused."""
    with transaction.atomic():
        if made := earlier(Entry, key, file_id=file_id, owner=by.pk):
            return made
        file = RegisterFile.objects.select_for_update().get(pk=queries.get_file(by, file_id).pk)
        series = queries.get_series(by, series_id) if series_id else None
        if series is not None and series.file_id != file.pk:
            raise NotFound
        if Entry.objects.filter(file=file).count() >= MOST_ENTRIES:
            raise Refused(_("This file is full."))
        entry = Entry(organisation_id=by.organisation_id, owner=by.pk, file=file, series=series)
        entry.pk = key or uuid.uuid4()
        entry.text = _fit(file, noted).as_text()
        entry.save(force_insert=True)
    return entry


def change_entry(*, by: Person, entry_id: UUID, noted: Noted) -> Entry:
    """Change an activity. What colleagues confirmed was confirmed as it stood, so it is asked anew. Raises NotFound and
    Refused.
    """
    with transaction.atomic():
        entry = Entry.objects.select_for_update().get(pk=queries.get_entry(by, entry_id).pk)
        before, after = Noted.from_text(entry.text), _fit(entry.file, noted)
        entry.text = after.as_text()
        entry.save(update_fields=["text"])
        if (before.finished_on, before.minutes, before.net) != (after.finished_on, after.minutes, after.net):
            Confirmation.objects.filter(entry=entry).update(state=Answer.ASKED, answered_on=None)
    return entry


def erase_entry(*, by: Person, entry_id: UUID) -> None:
    """Erase an activity, and what was asked about it. Raises NotFound."""
    queries.get_entry(by, entry_id).delete()


def begin_series(*, by: Person, file_id: UUID, told: Told, key: UUID | None = None) -> Series:
    """Begin a series of gatherings. Raises NotFound and Refused."""
    with transaction.atomic():
        if made := earlier(Series, key, file_id=file_id, owner=by.pk):
            return made
        file = queries.get_file(by, file_id)
        series = Series(organisation_id=by.organisation_id, owner=by.pk, file=file)
        series.pk = key or series.pk
        series.text = _told(file, told).as_text()
        series.save(force_insert=True)
    return series


def change_series(*, by: Person, series_id: UUID, told: Told) -> Series:
    """Change what a series is called and what it brought. Raises NotFound and Refused."""
    with transaction.atomic():
        series = Series.objects.select_for_update().get(pk=queries.get_series(by, series_id).pk)
        series.text = _told(series.file, told).as_text()
        series.save(update_fields=["text"])
    return series


def erase_series(*, by: Person, series_id: UUID) -> None:
    """Erase a series with its gatherings. Raises NotFound."""
    queries.get_series(by, series_id).delete()


def ask(*, by: Person, entry_id: UUID, people: Collection[Person]) -> list[Confirmation]:
    """Ask colleagues who took part to confirm one's own statement of a gathering. Raises NotFound and Refused."""
    with transaction.atomic():
        entry = Entry.objects.select_for_update().get(pk=queries.get_entry(by, entry_id).pk)
        if entry.series_id is None:
            raise NotFound
        require(may_gather())
        for person in people:
            require(may_ask(by, person))
        if (
            Confirmation.objects.filter(entry=entry).exclude(person__in=[p.pk for p in people]).count() + len(people)
            > MOST_ASKED
        ):
            raise Refused(_("Ask twelve people at most."))
        return [
            Confirmation.objects.get_or_create(
                organisation_id=by.organisation_id, entry=entry, person=person.pk, defaults={"owner": by.pk}
            )[0]
            for person in people
        ]


def answer(*, by: Person, confirmation_id: UUID, answer: Answer) -> Confirmation:
    """Say whether a colleague's statement is right; one may come back on it. Raises NotFound and Refused."""
    with transaction.atomic():
        queries.get_asked(by, confirmation_id)
        row = Confirmation.objects.select_for_update().get(pk=confirmation_id)
        require(may_answer(by, row, answer))
        row.state, row.answered_on = answer, clock.today()
        row.save(update_fields=["state", "answered_on"])
    return row


def years_after(first: date, years: int) -> date:
    """Return the last day of a period that begins on `first`: the day before the same day, so many years on."""
    if (first.month, first.day) == (2, 29):
        return date(first.year + years, 2, 28)
    return first.replace(year=first.year + years) - timedelta(days=1)


def _early(first: date) -> date:
    if not EARLIEST <= first <= LATEST:
        raise Refused(_("Choose a day of this century."))
    return first


def _fit(file: RegisterFile, noted: Noted) -> Noted:
    require(may_note(queries.rules_of(file), noted))
    within(noted.title, TITLE_MAX)
    _within(noted.dimensions)
    return noted


def _told(file: RegisterFile, told: Told) -> Told:
    within(told.title, TITLE_MAX)
    _within(told.dimensions)
    if queries.rules_of(file).form(told.form) is None:
        raise Refused(_("This register does not know this form."))
    return told


def _within(dimensions: Dimensions) -> None:
    for words in (dimensions.technical, dimensions.normative, dimensions.personal):
        within(words, WORDS_MAX, needed=False)
