"""What somebody tried out, as moments of learning. No text is opened for it."""

from datetime import date

from django.db.models import Exists, OuterRef

from drieslag.development.competence.enums import FeedbackState
from drieslag.development.competence.models import Feedback, Moment
from drieslag.kernel import learning
from drieslag.kernel.framework import Way
from drieslag.people.models import Person


def tried_since(person: Person, since: date) -> list[learning.Moment]:
    """Return what somebody tried out since a day: with others where a colleague looked along and said something of it,
    by doing otherwise (one query).
    """
    given = Feedback.objects.filter(moment=OuterRef("pk"), state=FeedbackState.GIVEN)
    rows = Moment.objects.filter(owner=person.pk, tried_on__gte=since).annotate(looked=Exists(given))
    return [
        learning.Moment(Way.TOGETHER if looked else Way.DOING, on, joint=looked)
        for on, looked in rows.values_list("tried_on", "looked")
        if on is not None
    ]
