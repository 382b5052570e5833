"""Self-declarations: declared, changed until seen, renewed by a new one, withdrawn at any time."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.competence import ended
from drieslag.development.competence.actions.tasks import as_it_is
from drieslag.development.competence.enums import ViewState
from drieslag.development.competence.models import LINE_MAX, WORDS_MAX, Declaration, Evidence, ReservedTask
from drieslag.development.competence.rules import (
    NO_EVIDENCE,
    may_change_words,
    may_declare,
    may_lay_under,
    may_withdraw,
    owns,
)
from drieslag.development.plans.themes import ThemeRef
from drieslag.development.sharing import things
from drieslag.development.sharing.actions import forget
from drieslag.development.sharing.enums import Kind
from drieslag.learning.threads.actions.writing import earlier as made_before
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person

MOST_EVIDENCE = 20


def declare(
    *,
    by: Person,
    can: str,
    because: str,
    until_on: date,
    task: ReservedTask | None = None,
    theme: str = "",
    earlier: Declaration | None = None,
    key: UUID | None = None,
) -> Declaration:
    """Declare that one can do something, and why. It stands once two colleagues said that they saw it.

    `earlier` is the declaration that this one renews; that one stands until its own end.
    """
    with transaction.atomic():
        if earlier is not None:
            require(owns(by, earlier))
        if known := made_before(Declaration, key, owner=by.pk):
            return known
        task = as_it_is(task) if task is not None else None
        require(may_declare(by, task, clock.today(), until_on))
        return Declaration.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            owner=by.pk,
            can=within(can, LINE_MAX),
            because=within(because, WORDS_MAX),
            task=task,
            declared_on=clock.today(),
            until_on=until_on,
            earlier=earlier,
            **ThemeRef.parse(theme).columns(),
        )


def change_declaration(*, by: Person, declaration: Declaration, can: str, because: str, until_on: date) -> Declaration:
    """Change the words and the term, as long as no colleague saw them."""
    with transaction.atomic():
        now = locked(declaration)
        seen = now.views.filter(state=ViewState.SAW).exists()
        require(may_change_words(by, now, is_seen=seen))
        require(may_declare(by, now.task, now.declared_on, until_on))
        now.can, now.because, now.until_on = within(can, LINE_MAX), within(because, WORDS_MAX), until_on
        now.save(update_fields=["can", "because", "until_on"])
    return now


def lay_evidence(*, by: Person, declaration: Declaration, chosen: Mapping[UUID, Kind]) -> int:
    """Lay exactly these own things under it. Raises Refused for what is not one's own."""
    if len(chosen) > MOST_EVIDENCE:
        raise Refused(_("Choose twenty things at most. Which say most?"))
    with transaction.atomic():
        now = locked(declaration)
        require(may_lay_under(by, now))
        for kind in set(chosen.values()):
            keys = [key for key, of in chosen.items() if of == kind]
            if kind in NO_EVIDENCE or len(things.told(by.pk, kind, keys)) != len(keys):
                raise Refused(_("Choose from what is yours."))
        Evidence.objects.filter(declaration=now).exclude(object_id__in=list(chosen)).delete()
        there = set(Evidence.objects.filter(declaration=now).values_list("object_id", flat=True))
        Evidence.objects.bulk_create(
            Evidence(organisation_id=now.organisation_id, declaration=now, owner=by.pk, kind=kind, object_id=key)
            for key, kind in chosen.items()
            if key not in there
        )
    return len(chosen)


def withdraw(*, by: Person, declaration: Declaration) -> Declaration:
    """Withdraw it; it stands no longer and nobody else reads it. Twice is once."""
    with transaction.atomic():
        now = locked(declaration)
        if now.withdrawn_on is not None and owns(by, now):
            return now
        require(may_withdraw(by, now))
        now.withdrawn_on = clock.today()
        now.save(update_fields=["withdrawn_on"])
        forget(key=now.pk)
        ended.tell(now.pk)
    return now


def erase_declaration(*, by: Person, declaration: Declaration) -> None:
    """Erase it with its views, and all that was shared of it."""
    with transaction.atomic():
        now = locked(declaration)
        require(owns(by, now))
        forget(key=now.pk)
        ended.tell(now.pk)
        now.delete()


def locked(declaration: Declaration) -> Declaration:
    """Return it as it is now, locked until the transaction ends. Raises NotFound when it was erased."""
    found = Declaration.objects.select_for_update(of=("self",)).select_related("task").filter(pk=declaration.pk).first()
    if found is None:
        raise NotFound
    return found
