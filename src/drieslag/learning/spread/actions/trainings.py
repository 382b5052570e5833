"""Trainings, and what somebody does with one: a plan in three lines, looking back on it, sharing it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.actions import record
from drieslag.journal.verbs import Verb
from drieslag.learning.spread import figures
from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.enums import Week
from drieslag.learning.spread.models import (
    LINE_MAX,
    NOTE_MAX,
    TITLE_MAX,
    PlanShare,
    Training,
    TransferFigure,
    TransferLook,
    TransferPlan,
)
from drieslag.learning.spread.rules import may_change_training, may_look, may_read, may_share_plan, owns
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person
from drieslag.privacy.models import Look

KIND = "transfer_plan"


def add_training(
    *, by: Person, title: str, on: date, trainer: Person | None = None, key: UUID | None = None
) -> Training:
    """Put a training or course on the organisation's list. Who followed it is not asked."""
    with transaction.atomic():
        require(may_read(by))
        if known := earlier(Training, key, organisation_id=by.organisation_id):
            return known
        training = Training.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            title=within(title, TITLE_MAX),
            on=on,
            trainer=trainer.pk if trainer else None,
        )
        record(verb=Verb.PLANNED, object_kind="training", object_id=training.pk, by=None)
    return training


def change_training(*, by: Person, training: Training, title: str, on: date, trainer: Person | None) -> Training:
    """Put the name, the day or the trainer right. Plans that were made keep their own days."""
    with transaction.atomic():
        now = Training.objects.select_for_update().get(pk=training.pk)
        require(may_change_training(by, now))
        now.title, now.on, now.trainer = within(title, TITLE_MAX), on, trainer.pk if trainer else None
        now.save(update_fields=["title", "on", "trainer"])
        record(verb=Verb.EDITED, object_kind="training", object_id=now.pk, by=by.pk)
    return now


def make_plan(*, by: Person, training: Training, what: str, with_whom: str, when: str) -> TransferPlan:
    """Write down what one does with a training; one plan a training, again changes it.

    The weeks count from the training, or from today when it was longer ago than the first time to look back.
    """
    words = _lines(what, with_whom, when)
    with transaction.atomic():
        require(may_read(by))
        Training.objects.select_for_update().get(pk=training.pk)
        known = TransferPlan.objects.filter(training=training, owner=by.pk).first()
        if known:
            return change_plan(by=by, plan=known, what=what, with_whom=with_whom, when=when)
        late = (clock.today() - training.on).days > Week.TWO * 7
        plan = TransferPlan.objects.create(
            organisation_id=training.organisation_id,
            training=training,
            owner=by.pk,
            from_on=clock.today() if late else training.on,
            made_at=clock.now(),
            **words,
        )
        _tell(Verb.PLANNED, plan, by)
    return plan


def change_plan(*, by: Person, plan: TransferPlan, what: str, with_whom: str, when: str) -> TransferPlan:
    """Change the three lines."""
    words = _lines(what, with_whom, when)
    with transaction.atomic():
        now = _locked(plan)
        require(owns(by, now))
        for name, value in words.items():
            setattr(now, name, value)
        now.save(update_fields=list(words))
        _tell(Verb.EDITED, now, by)
    return now


def erase_plan(*, by: Person, plan: TransferPlan) -> None:
    """Erase a plan with all that was looked back on. What was counted in a figure stays in the figure."""
    with transaction.atomic():
        now = TransferPlan.objects.select_for_update().filter(pk=plan.pk).first()
        if now is None:
            return
        require(owns(by, now))
        _tell(Verb.ERASED, now, by)
        now.delete()


def look_back(*, by: Person, plan: TransferPlan, week: Week, answers: Answers) -> TransferLook:
    """Say what came of a plan after so many weeks. Again changes the answers."""
    within(answers.need, NOTE_MAX, needed=False)
    with transaction.atomic():
        now = _locked(plan)
        require(may_look(by, now, week))
        look, made = TransferLook.objects.get_or_create(
            plan=now,
            week=week,
            defaults={
                "organisation_id": now.organisation_id, "answers": answers.as_text(), "noted_at": clock.now(),
            },
        )  # fmt: skip
        if not made:
            look.answers, look.noted_at = answers.as_text(), clock.now()
            look.save(update_fields=["answers", "noted_at"])
        _tell(Verb.NOTED, now, by, week=int(week))
    return look


def share_plan(*, by: Person, plan: TransferPlan, reader: Person) -> PlanShare:
    """Let a colleague read the three lines."""
    with transaction.atomic():
        now = _locked(plan)
        require(may_share_plan(by, now, reader))
        share, made = PlanShare.objects.get_or_create(
            plan=now,
            person=reader.pk,
            defaults={"organisation_id": now.organisation_id, "shared_at": clock.now()},
        )
        if made:
            _tell(Verb.SHARED, now, by)
    return share


def stop_sharing(*, by: Person, plan: TransferPlan, reader: UUID) -> int:
    """Let a colleague read the plan no longer."""
    with transaction.atomic():
        now = _locked(plan)
        require(owns(by, now))
        return PlanShare.objects.filter(plan=now, person=reader).delete()[0]


def open_shared(*, by: Person, share: PlanShare) -> TransferPlan:
    """Read what a colleague shared. The owner sees that one looked, by day."""
    with transaction.atomic():
        Look.objects.get_or_create(
            organisation_id=share.organisation_id,
            viewer=by.pk,
            object_id=share.plan_id,
            day=clock.today(),
            defaults={"owner": share.plan.owner, "object_kind": KIND},
        )
    return share.plan


def freeze_figures() -> int:
    """Freeze the figures of trainings that may be frozen now, in the organisation of the transaction (figures.py)."""
    frozen = 0
    for training in Training.objects.order_by("pk"):
        for week in Week:
            frozen += _freeze(training, week)
    return frozen


def _freeze(training: Training, week: Week) -> int:
    with transaction.atomic():
        Training.objects.select_for_update().get(pk=training.pk)
        looks = list(TransferLook.objects.filter(plan__training=training, week=week))
        fresh = [look.pk for look in looks if look.counted_in is None]
        if not figures.due(len(looks) - len(fresh), len(fresh)):
            return 0
        known = TransferFigure.objects.filter(training=training, week=week).order_by("-number").first()
        number = known.number + 1 if known else 1
        figure = figures.freeze([Answers.from_text(look.answers) for look in looks])
        TransferFigure.objects.create(
            organisation_id=training.organisation_id, training=training, week=week, number=number,
            people=figure.people, tried=figure.tried, stuck=figure.stuck,
        )  # fmt: skip
        TransferLook.objects.filter(pk__in=fresh).update(counted_in=number)
    return 1


def _locked(plan: TransferPlan) -> TransferPlan:
    return TransferPlan.objects.select_for_update().get(pk=plan.pk)


def _lines(what: str, with_whom: str, when: str) -> dict[str, str]:
    return {
        "what": within(what, LINE_MAX),
        "with_whom": within(with_whom, LINE_MAX, needed=False),
        "when": within(when, LINE_MAX, needed=False),
    }


def _tell(verb: Verb, plan: TransferPlan, by: Person, **context: int) -> None:
    """Write a statement that only its owner reads; which training it was about is not in it."""
    record(verb=verb, object_kind=KIND, object_id=plan.pk, by=by.pk, context=context)
