"""The tasks that an organisation reserves, as a learning adviser words them."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.competence.models import MOST_MONTHS, NAME_MAX, WORDS_MAX, ReservedTask
from drieslag.development.competence.rules import may_define_tasks
from drieslag.development.competence.terms import LONGEST_MONTHS, USUAL_MONTHS
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person

KIND = "reserved_task"


@dataclass(frozen=True, slots=True)
class Worded:
    """What an adviser fills in: the name, why it is reserved, what qualifies, and for how many months each holds."""

    name: str
    why: str
    qualifies: str
    qualified_months: int | None = None
    competent_months: int = USUAL_MONTHS
    deployable_months: int = USUAL_MONTHS


def define_task(*, by: Person, said: Worded, key: UUID | None = None) -> ReservedTask:
    """Reserve a task."""
    with transaction.atomic():
        require(may_define_tasks(by))
        if known := earlier(ReservedTask, key, organisation_id=by.organisation_id):
            return known
        task = ReservedTask(id=key or new_id(), organisation_id=by.organisation_id)
        _put(task, said)
        task.save()
        record(verb=Verb.PLANNED, object_kind=KIND, object_id=task.pk, by=by.pk)
    return task


def change_task(*, by: Person, task: ReservedTask, said: Worded) -> ReservedTask:
    """Change the words or the terms. Terms that run already keep their ends."""
    with transaction.atomic():
        now = ReservedTask.objects.select_for_update().get(pk=task.pk)
        require(may_define_tasks(by))
        _put(now, said)
        now.save()
        record(verb=Verb.EDITED, object_kind=KIND, object_id=now.pk, by=by.pk)
    return now


def end_task(*, by: Person, task: ReservedTask) -> ReservedTask:
    """Reserve it no longer; what people stated about it stays theirs. Twice is once."""
    with transaction.atomic():
        now = ReservedTask.objects.select_for_update().get(pk=task.pk)
        require(may_define_tasks(by))
        if now.ended_on is None:
            now.ended_on = clock.today()
            now.save(update_fields=["ended_on"])
            record(verb=Verb.ENDED, object_kind=KIND, object_id=now.pk, by=by.pk)
    return now


def as_it_is(task: ReservedTask) -> ReservedTask:
    """Return a task as it is now, held so until the transaction ends, so that nothing begins while it is ended."""
    return ReservedTask.objects.select_for_update(no_key=True).get(pk=task.pk)


def _put(task: ReservedTask, said: Worded) -> None:
    if not 1 <= said.competent_months <= LONGEST_MONTHS:
        raise Refused(_("A self-declaration holds for one to 24 months."))
    qualified = 1 if said.qualified_months is None else said.qualified_months
    if any(not 1 <= months <= MOST_MONTHS for months in (said.deployable_months, qualified)):
        raise Refused(_("Choose one to 120 months."))
    task.name = within(said.name, NAME_MAX)
    task.why = within(said.why, WORDS_MAX)
    task.qualifies = within(said.qualifies, WORDS_MAX)
    task.qualified_months = said.qualified_months
    task.competent_months = said.competent_months
    task.deployable_months = said.deployable_months
