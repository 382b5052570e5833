"""What a colleague was asked: to look at a moment, or at a declaration. And what waits for somebody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, Value

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence.enums import FeedbackState, ViewState
from drieslag.development.competence.models import Declaration, Feedback, View
from drieslag.development.competence.rules import may_read_view
from drieslag.development.competence.terms import RENEW_BEFORE
from drieslag.people.models import Person
from drieslag.privacy.models import Look


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a colleague asks: whose it is, and the key of the question. No words until it is opened."""

    key: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Renewal:
    """A declaration whose term is over soon."""

    key: UUID
    can: str
    until_on: date


@dataclass(frozen=True, slots=True)
class Due:
    """What waits for somebody: declarations to renew, views and feedback asked."""

    renewals: tuple[Renewal, ...] = ()
    views: tuple[Asked, ...] = ()
    feedback: tuple[Asked, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.renewals or self.views or self.feedback)


def due(person: Person) -> Due:
    """Return what waits for this person (two queries)."""
    today = clock.today()
    renewed = Declaration.objects.filter(earlier=OuterRef("pk"), withdrawn_on=None)
    ending = Declaration.objects.filter(
        ~Exists(renewed), owner=person.pk, withdrawn_on=None, until_on__gte=today, until_on__lte=today + RENEW_BEFORE
    )
    views = View.objects.filter(
        person=person.pk, state=ViewState.ASKED, declaration__withdrawn_on=None, declaration__until_on__gte=today
    )
    feedback = Feedback.objects.filter(person=person.pk, state=FeedbackState.ASKED)
    rows = list(
        views.annotate(what=Value("view"), name=_name_of("declaration__owner"))
        .values_list("what", "asked_on", "pk", "name")
        .union(
            feedback.annotate(what=Value("feedback"), name=_name_of("moment__owner")).values_list(
                "what", "asked_on", "pk", "name"
            )
        )
        .order_by("asked_on", "pk")
    )
    return Due(
        tuple(Renewal(row.pk, row.can, row.until_on) for row in ending.order_by("until_on", "pk")),
        tuple(Asked(key, name) for what, _on, key, name in rows if what == "view" and name),
        tuple(Asked(key, name) for what, _on, key, name in rows if what == "feedback" and name),
    )


def _name_of(owner: str) -> Subquery:
    """Return whose question it is, as part of the same query."""
    return Subquery(Person.objects.filter(pk=OuterRef(owner)).values("name")[:1])


def get_view(person: Person, key: UUID) -> View:
    """Return the view that this person was asked for. Raises NotFound: for any other, and once it was withdrawn."""
    found = View.objects.filter(pk=key, person=person.pk).select_related("declaration__task").first()
    if found is None or not may_read_view(person, found):
        raise NotFound
    return found


def get_feedback(person: Person, key: UUID) -> Feedback:
    """Return the feedback that this person was asked for. Raises NotFound for any other."""
    found = Feedback.objects.filter(pk=key, person=person.pk).select_related("moment").first()
    if found is None:
        raise NotFound
    return found


def is_open(person: Person, thing: UUID) -> bool:
    """Return whether this person opened it today; its owner sees that (one query)."""
    return Look.objects.filter(viewer=person.pk, object_id=thing, day=clock.today()).exists()
