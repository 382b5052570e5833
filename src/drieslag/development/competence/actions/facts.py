"""Qualified, as the owner states it, and deployable, as a team leader says it. Each its own row with its own days; the
database lets no two terms of the same fact overlap.
"""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.competence.actions.looking import note_look
from drieslag.development.competence.actions.tasks import as_it_is
from drieslag.development.competence.enums import Fact
from drieslag.development.competence.models import (
    LINE_MAX,
    NUMBER_MAX,
    Deployment,
    Qualification,
    ReservedTask,
    Shown,
)
from drieslag.development.competence.rules import (
    leads_now,
    may_be_seen,
    may_say_deployable,
    may_show,
    may_state_qualified,
    may_withdraw_deployable,
    owns,
)
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person

LOOK_KIND = "reserved_task"


def state_qualified(
    *, by: Person, task: ReservedTask, evidence: str, from_on: date, until_on: date | None, number: str = ""
) -> Qualification:
    """State that one is qualified, and by what. Refused when the term overlaps another of one's own."""
    with transaction.atomic():
        now = as_it_is(task)
        require(may_state_qualified(by, now, from_on, until_on))
        row = Qualification(
            organisation_id=by.organisation_id,
            task=now,
            owner=by.pk,
            evidence=within(evidence, LINE_MAX),
            number=within(number, NUMBER_MAX, needed=False),
            from_on=from_on,
            until_on=until_on,
        )
        return _save(row)


def end_qualification(*, by: Person, qualification: Qualification) -> Qualification:
    """Say that it holds no longer."""
    with transaction.atomic():
        now = Qualification.objects.select_for_update().filter(pk=qualification.pk).first()
        if now is None:
            raise NotFound
        require(owns(by, now))
        now.withdrawn_on = now.withdrawn_on or clock.today()
        now.save(update_fields=["withdrawn_on"])
    return now


def erase_qualification(*, by: Person, qualification: Qualification) -> None:
    """Erase it."""
    require(owns(by, qualification))
    Qualification.objects.filter(pk=qualification.pk, owner=by.pk).delete()


def say_deployable(
    *, by: Person, person: Person, task: ReservedTask, from_on: date, until_on: date, sentence: str
) -> Deployment:
    """Say as team leader that somebody is deployable, with a sentence that this person reads."""
    with transaction.atomic():
        now = as_it_is(task)
        require(may_say_deployable(by, person, now, from_on, until_on))
        row = Deployment(
            organisation_id=by.organisation_id,
            task=now,
            owner=person.pk,
            given_by=by.pk,
            sentence=within(sentence, LINE_MAX),
            from_on=from_on,
            until_on=until_on,
        )
        return _save(row)


def take_back_deployable(*, by: Person, deployment: Deployment, reason: str) -> Deployment:
    """Take it back, with a reason that the person reads."""
    with transaction.atomic():
        now = Deployment.objects.select_for_update().filter(pk=deployment.pk).first()
        if now is None:
            raise NotFound
        require(may_withdraw_deployable(by, now))
        now.reason, now.withdrawn_on = within(reason, LINE_MAX), clock.today()
        now.save(update_fields=["reason", "withdrawn_on"])
    return now


def _save[M: (Qualification, Deployment)](row: M) -> M:
    """Save it. Two at the same moment both find nothing in the way; the database then refuses the second."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # the rule was asked before, so that nothing but the overlap is left
        raise Refused(_("There is a term already that overlaps this one. End that one first.")) from error
    return row


def show_fact(*, by: Person, task: ReservedTask, fact: Fact, leader: Person) -> Shown:
    """Let one's team leader see of one fact whether it holds, and until when. Twice is once."""
    with transaction.atomic():
        require(may_show(by, leader))
        row, _made = Shown.objects.get_or_create(
            organisation_id=by.organisation_id,
            task=task,
            owner=by.pk,
            person=leader.pk,
            fact=fact,
            defaults={"shown_on": clock.today()},
        )
    return row


def stop_showing(*, by: Person, task: ReservedTask, fact: Fact, leader: UUID) -> int:
    """Show it no longer; the looks of before stay in sight."""
    return Shown.objects.filter(owner=by.pk, task=task, fact=fact, person=leader).delete()[0]


def open_shown(*, by: Person, shown: Shown) -> None:
    """Look at what was shown; the owner sees on which day. Raises NotFound for whoever may not."""
    if shown.person != by.pk or not leads_now(by.pk, shown.owner) or not may_be_seen():
        raise NotFound
    note_look(by, shown.owner, LOOK_KIND, shown.pk)
