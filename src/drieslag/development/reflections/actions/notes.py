"""Writing a note, changing and erasing it."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, require
from drieslag.development.reflections.marks import Marks, tidy
from drieslag.development.reflections.models import TEXT_MAX, Reflection, ReflectionSetting
from drieslag.development.reflections.rules import owns
from drieslag.development.sharing.actions import forget
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person


def write(*, by: Person, text: str, marks: Marks = Marks(), key: UUID | None = None) -> Reflection:  # noqa: B008 — frozen
    """Keep a note of one's own; the same key again is the same note. Raises Refused."""
    text, said = within(text, TEXT_MAX), _said(marks)
    with transaction.atomic():
        if known := earlier(Reflection, key, owner=by.pk):
            return known
        return Reflection.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            owner=by.pk,
            written_on=clock.today(),
            text=text,
            said=said,
        )


def change(*, by: Person, note: Reflection, text: str, marks: Marks) -> Reflection:
    """Change the words and the marks; the day stays. Who may read it reads the new words."""
    text, said = within(text, TEXT_MAX), _said(marks)
    with transaction.atomic():
        now = Reflection.objects.select_for_update().filter(pk=note.pk).first()
        if now is None:
            raise NotFound
        require(owns(by, now.owner))
        now.text, now.said = text, said
        now.save(update_fields=["text", "said"])
    return now


def erase(*, by: Person, note: Reflection) -> None:
    """Erase a note, with whom it was shared with and who looked."""
    with transaction.atomic():
        now = Reflection.objects.select_for_update().filter(pk=note.pk).first()
        if now is None:
            return
        require(owns(by, now.owner))
        forget(key=now.pk)
        now.delete()


def set_asks(*, by: Person, asks: bool) -> None:
    """Say whether one wants a line on Today after a meeting or a try-out."""
    with transaction.atomic():
        ReflectionSetting.objects.update_or_create(
            organisation_id=by.organisation_id, owner=by.pk, defaults={"asks": asks}
        )


def _said(marks: Marks) -> str:
    return replace(marks, tags=tidy(marks.tags)).as_text()
