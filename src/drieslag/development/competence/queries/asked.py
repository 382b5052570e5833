"""What a colleague was asked: to look at a moment, or at a declaration. And what waits for somebody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence.enums import FeedbackState, ViewState
from drieslag.development.competence.models import Declaration, Feedback, View
from drieslag.development.competence.rules import may_read_view
from drieslag.development.competence.terms import RENEW_BEFORE
from drieslag.development.sharing.rules import kept_from
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
    """Return what waits for this person (two queries, and where a view is asked one to three for who came to lead its
    owner since, and is not even told that there is a declaration).
    """
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
        views.annotate(what=Value("view"), of=F("declaration__owner"), name=_name_of("declaration__owner"))
        .values_list("what", "asked_on", "pk", "of", "name")
        .union(
            feedback.annotate(
                what=Value("feedback"), of=F("moment__owner"), name=_name_of("moment__owner")
            ).values_list("what", "asked_on", "pk", "of", "name")
        )
        .order_by("asked_on", "pk")
    )
    if person.left_on is not None:
        rows = []
    kept = kept_from(person.pk, {of for what, _on, _key, of, _name in rows if what == "view"})
    return Due(
        tuple(Renewal(row.pk, row.can, row.until_on) for row in ending.order_by("until_on", "pk")),
        tuple(Asked(key, name) for what, _on, key, of, name in rows if what == "view" and name and of not in kept),
        tuple(Asked(key, name) for what, _on, key, _of, name in rows if what == "feedback" and name),
    )


def _name_of(owner: str) -> Subquery:
    """Return whose question it is, as part of the same query; nothing where that person left."""
    return Subquery(Person.objects.filter(pk=OuterRef(owner), left_on=None).values("name")[:1])


def get_view(person: Person, key: UUID) -> View:
    """Return the view that this person was asked for. Raises NotFound: for any other, once it was withdrawn, and when
    one of the two left.
    """
    rows = View.objects.filter(pk=key, person=person.pk, declaration__owner__in=_here())
    found = rows.select_related("declaration__task").first()
    if found is None or not may_read_view(person, found):
        raise NotFound
    return found


def get_feedback(person: Person, key: UUID) -> Feedback:
    """Return the feedback that this person was asked for. Raises NotFound: for any other, and when one of them left."""
    rows = Feedback.objects.filter(pk=key, person=person.pk, moment__owner__in=_here())
    found = rows.select_related("moment").first()
    if found is None or person.left_on is not None:
        raise NotFound
    return found


def _here() -> QuerySet[Person, UUID]:
    return Person.objects.filter(left_on=None).values_list("pk", flat=True)


def is_open(person: Person, thing: UUID) -> bool:
    """Return whether this person opened it today; its owner sees that (one query)."""
    return Look.objects.filter(viewer=person.pk, object_id=thing, day=clock.today()).exists()
