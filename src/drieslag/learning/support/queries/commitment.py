"""What is to begin, and who takes part: seen by those who take part themselves."""

from dataclasses import dataclass
from uuid import UUID

from drieslag.core.verdict import NotFound
from drieslag.learning.support.models import Commitment, Undertaking
from drieslag.people.models import Membership, Person


@dataclass(frozen=True, slots=True)
class Taking:
    """One undertaking as this reader sees it. `others` is empty for who does not take part."""

    undertaking: Undertaking
    own: Commitment | None
    others: tuple[Commitment, ...]
    is_mine: bool


def undertakings_of(person: Person, team_id: UUID) -> list[Taking]:
    """Return what is to begin in a team, newest first (two queries)."""
    rows = list(Undertaking.objects.filter(team=team_id).order_by("-opened_at", "-pk"))
    given = list(
        Commitment.objects.filter(undertaking__in=rows).select_related("person").order_by("person__name", "pk")
    )
    return [_taking(row, [one for one in given if one.undertaking_id == row.pk], person) for row in rows]


def get_undertaking(person: Person, key: UUID) -> Undertaking:
    """Return an undertaking of one's teams. Raises NotFound."""
    found = Undertaking.objects.filter(pk=key).select_related("team").first()
    if found is None or not Membership.objects.filter(person=person, team=found.team_id, until=None).exists():
        raise NotFound
    return found


def _taking(row: Undertaking, given: list[Commitment], person: Person) -> Taking:
    own = next((one for one in given if one.person_id == person.pk), None)
    others = tuple(one for one in given if one.person_id != person.pk) if own else ()
    return Taking(row, own, others, row.opened_by == person.pk)


def own_part(person: Person, undertaking: Undertaking) -> Commitment | None:
    """Return how this person takes part, or None."""
    return Commitment.objects.filter(undertaking=undertaking, person=person).first()
