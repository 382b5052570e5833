"""Reading formative moments: by their owner alone. Who was asked to look reads a part (asked.py)."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from drieslag.core import clock
from drieslag.core.verdict import NotFound
from drieslag.development.competence.models import Feedback, Moment
from drieslag.people.models import Person
from drieslag.people.queries import names

LISTED = 100


@dataclass(frozen=True, slots=True)
class Looked:
    """A colleague who was asked to look, and what came."""

    feedback: Feedback
    name: str


@dataclass(frozen=True, slots=True)
class MomentPage:
    """A moment with who was asked."""

    moment: Moment
    asked: tuple[Looked, ...]
    times: tuple[Moment, ...]  # of the same task: which it repeats, and which repeat it


def moments(person: Person) -> list[Moment]:
    """Return one's own moments, the latest first (one query)."""
    return list(Moment.objects.filter(owner=person.pk).order_by("-made_on", "-pk")[:LISTED])


def unfinished(person: Person) -> list[Moment]:
    """Return one's own moments that were not tried yet (one query)."""
    return list(Moment.objects.filter(owner=person.pk, tried_on=None).order_by("-made_on", "-pk")[:LISTED])


def get_moment(person: Person, key: UUID) -> Moment:
    """Return one's own moment. Raises NotFound for everybody else, whatever their role."""
    found = Moment.objects.filter(pk=key, owner=person.pk).first()
    if found is None:
        raise NotFound
    return found


def moment_page(person: Person, key: UUID) -> MomentPage:
    """Return one's own moment with all that belongs to it (four queries). Raises NotFound."""
    moment = get_moment(person, key)
    rows = list(Feedback.objects.filter(moment=moment).order_by("asked_on", "pk"))
    known = names({row.person for row in rows})
    others = Moment.objects.filter(owner=person.pk).exclude(pk=moment.pk)
    times = others.filter(Q(earlier=moment) | Q(later=moment))
    return MomentPage(
        moment,
        tuple(Looked(row, known.get(row.person, "")) for row in rows),
        tuple(times.order_by("made_on", "pk")),
    )


def link_of(moment: Moment) -> str:
    """Return the link to a film while it is kept, also on a day on which the nightly work has not come yet."""
    return moment.link if moment.link_until is not None and clock.today() < moment.link_until else ""
