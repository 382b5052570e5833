"""Reading trainings and plans. A plan is found by its owner, and by whom it was shared with; by nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.learning.spread.answers import Answers
from drieslag.learning.spread.enums import Week
from drieslag.learning.spread.figures import Frozen, over_all
from drieslag.learning.spread.models import PlanShare, Training, TransferFigure, TransferLook, TransferPlan
from drieslag.learning.spread.queries.offers import colleagues_only
from drieslag.learning.spread.rules import due_on, is_colleague, kept_from
from drieslag.people.enums import LEARNING_ROLES, Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.queries import names

ASKED_UNTIL = timedelta(weeks=26)  # after half a year nobody is asked any more


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """One training on the list, with its trainer and the figures that may be shown."""

    training: Training
    trainer: str
    figures: dict[Week, Frozen]
    my_plan: UUID | None


@dataclass(frozen=True, slots=True)
class DueLook:
    """A plan that its owner looks back on now."""

    plan_id: UUID
    week: Week
    title: str
    training: str
    due_on: date


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One time to look back on a plan: what was answered, or when it comes."""

    week: Week
    due_on: date
    answers: Answers | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class SharedPlan:
    """A plan that a colleague shared; the lines are opened only when one asks for them."""

    share_id: UUID
    owner: str
    training: str


def trainings(person: Person) -> list[TrainingRow]:
    """Return the organisation's list, the latest first (four queries)."""
    colleagues_only(person)
    rows = list(Training.objects.order_by("-on", "-pk"))
    trainers = names({row.trainer for row in rows if row.trainer})
    shown = _latest(TransferFigure.objects.order_by("number"))
    mine = dict(TransferPlan.objects.filter(owner=person.pk).values_list("training_id", "pk"))
    return [_row(row, trainers, shown, mine) for row in rows]


def get_training(person: Person, key: UUID) -> TrainingRow:
    """Return a training with the figures that may be shown. Raises NotFound."""
    colleagues_only(person)
    found = Training.objects.filter(pk=key).first()
    if found is None:
        raise NotFound
    trainers = names({found.trainer} if found.trainer else set())
    shown = _latest(found.figures.order_by("number"))
    mine = dict(TransferPlan.objects.filter(owner=person.pk, training=found).values_list("training_id", "pk"))
    return _row(found, trainers, shown, mine)


def stuck_over_all(rows: list[TrainingRow]) -> int | None:
    """Return how much stuck after twelve weeks over all trainings of which that is shown."""
    return over_all([row.figures[Week.TWELVE] for row in rows if Week.TWELVE in row.figures])


def trainers() -> list[Person]:
    """Return who is internal trainer of the organisation, by name."""
    held = OrganisationRole.objects.filter(role=Role.INTERNAL_TRAINER).values("person")
    return list(Person.objects.filter(pk__in=held, left_on=None).order_by("name"))


def my_plans(person: Person) -> list[TransferPlan]:
    """Return the plans of this person, newest first."""
    return list(TransferPlan.objects.filter(owner=person.pk).select_related("training").order_by("-made_at"))


def get_plan(person: Person, key: UUID) -> TransferPlan:
    """Return an own plan. Raises NotFound, also for another's."""
    found = TransferPlan.objects.filter(pk=key, owner=person.pk).select_related("training").first()
    if found is None:
        raise NotFound
    return found


def weeks_of(plan: TransferPlan) -> list[WeekRow]:
    """Return the three times to look back on a plan (one query)."""
    looks = {look.week: Answers.from_text(look.answers) for look in plan.looks.all()}
    today = clock.today()
    return [WeekRow(week, on := due_on(plan, week), looks.get(week), on <= today) for week in Week]


def readers_of(plan: TransferPlan) -> list[tuple[UUID, str]]:
    """Return with whom a plan is shared: key and name."""
    keys = set(plan.shares.values_list("person", flat=True))
    return sorted(names(keys).items(), key=lambda pair: pair[1])


def shared_with(person: Person) -> list[SharedPlan]:
    """Return the plans that colleagues shared with this person, newest first; none with who came to lead them since."""
    found = PlanShare.objects.filter(person=person.pk).select_related("plan__training").order_by("-shared_at")
    rows = _readable(person, list(found))
    owners = names({row.plan.owner for row in rows})
    return [SharedPlan(row.pk, owners.get(row.plan.owner, ""), row.plan.training.title) for row in rows]


def get_share(person: Person, key: UUID) -> PlanShare:
    """Return what was shared with this person. Raises NotFound."""
    found = PlanShare.objects.filter(pk=key, person=person.pk).select_related("plan__training")
    for share in _readable(person, list(found)):
        return share
    raise NotFound


def _readable(person: Person, shares: list[PlanShare]) -> list[PlanShare]:
    """Leave out what is no longer for this reader: who no longer learns here, or leads its owner by now."""
    if not shares or not is_colleague(person):
        return []
    kept = kept_from(person, {share.plan.owner for share in shares})
    return [share for share in shares if share.plan.owner not in kept]


def due_looks(person: Person) -> list[DueLook]:
    """Return what this person looks back on now: of each plan only the latest time that has come, and no longer than
    half a year (two queries).
    """
    today = clock.today()
    plans = TransferPlan.objects.filter(owner=person.pk, from_on__gt=today - ASKED_UNTIL)
    rows = list(plans.select_related("training").order_by("from_on"))
    done = set(TransferLook.objects.filter(plan__in=[row.pk for row in rows]).values_list("plan_id", "week"))
    found = []
    for plan in rows:
        come = [week for week in Week if due_on(plan, week) <= today]
        if come and (plan.pk, come[-1]) not in done:
            week = come[-1]
            found.append(DueLook(plan.pk, week, plan.what, plan.training.title, due_on(plan, week)))
    return found


def _latest(rows: Iterable[TransferFigure]) -> dict[tuple[UUID, Week], Frozen]:
    return {(row.training_id, Week(row.week)): Frozen(row.people, row.tried, row.stuck) for row in rows}


def _row(
    training: Training,
    named: dict[UUID, str],
    shown: dict[tuple[UUID, Week], Frozen],
    mine: dict[UUID, UUID],
) -> TrainingRow:
    return TrainingRow(
        training,
        named.get(training.trainer, "") if training.trainer else "",
        {week: shown[training.pk, week] for week in Week if (training.pk, week) in shown},
        mine.get(training.pk),
    )


def possible_readers(person: Person) -> list[Person]:
    """Return the colleagues with whom one can share a plan, by name. Whether one may is asked when one does."""
    there = Membership.objects.filter(until=None).values("person")
    held = OrganisationRole.objects.filter(role__in=LEARNING_ROLES).values("person")
    found = Person.objects.filter(Q(pk__in=there) | Q(pk__in=held), left_on=None).exclude(pk=person.pk)
    return list(found.order_by("name"))
