"""What a team agreed on, what that asks of its time, and who sees to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from drieslag.core.verdict import NotFound
from drieslag.kernel.cadence import minutes_a_week, share
from drieslag.learning.rhythm.enums import Share
from drieslag.learning.rhythm.models import CAP, HOURS, Agreement, Cap, Frozen, WorkingTime
from drieslag.learning.rhythm.terms import Preset, fitting, rule_of
from drieslag.people.models import Membership, Person, Team
from drieslag.people.queries import names


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement with the name of whoever sees to it."""

    agreement: Agreement
    holder: str
    has_left: bool
    """Whether that colleague is no longer of the team, so that somebody else is asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rhythm asks of somebody's time."""

    minutes: float
    hours: int
    cap: int

    @property
    def percent(self) -> float:
        """The share of working time."""
        return share(self.minutes, self.hours)

    @property
    def is_over(self) -> bool:
        """Whether it asks more than the organisation lets defaults ask."""
        return self.percent > self.cap

    @property
    def room(self) -> float:
        """How many minutes a week are left under the cap."""
        return max(0.0, self.hours * 60 * self.cap / 100 - self.minutes)


def agreements_of(team: Team) -> list[Agreement]:
    """Return what the team agreed on and still holds, in the order in which it did (one query)."""
    return list(Agreement.objects.filter(team=team, ended_at=None).order_by("agreed_at", "pk"))


def history_of(team: Team) -> list[Agreement]:
    """Return what the team stopped with, latest first; what was only changed has a next one and is left out."""
    rows = Agreement.objects.filter(team=team, ended_at__isnull=False, next=None)
    return list(rows.order_by("-ended_at")[:50])


def roots(agreements: Iterable[Agreement]) -> dict[UUID, UUID]:
    """Return for each agreement the first one of its line, among those given."""
    known = {row.pk: row for row in agreements}
    found: dict[UUID, UUID] = {}
    for row in known.values():
        first = row
        while first.previous_id is not None and first.previous_id in known:
            first = known[first.previous_id]
        found[row.pk] = first.pk
    return found


def get_agreement(person: Person, key: UUID) -> Agreement:
    """Return an agreement of one's own teams. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    found = Agreement.objects.filter(Exists(mine), pk=key).select_related("team").first()
    if found is None:
        raise NotFound
    return found


def with_holders(agreements: Iterable[Agreement]) -> list[Held]:
    """Return them with who sees to each (two queries)."""
    rows = list(agreements)
    keys = {row.holder for row in rows if row.holder}
    named = names(keys) if keys else {}
    teams = {row.team_id for row in rows}
    there = set(
        Membership.objects.filter(team__in=teams, person__in=keys, until=None, person__left_on=None).values_list(
            "person", "team"
        )
    )
    return [
        Held(row, named.get(row.holder, ""), (row.holder, row.team_id) not in there)
        if row.holder
        else Held(row, "", False)
        for row in rows
    ]


def asked_of(team: Team, agreements: Iterable[Agreement]) -> Asked:
    """Return what these agreements ask of somebody in this team (two queries)."""
    hours = WorkingTime.objects.filter(team=team).values_list("hours", flat=True).first()
    return Asked(minutes_a_week(map(rule_of, agreements)), hours or HOURS, cap())


def cap() -> int:
    """Return how much of working time the organisation lets defaults ask, in percent."""
    return Cap.objects.values_list("percent", flat=True).first() or CAP


def offered(agreements: Iterable[Agreement], asked: Asked) -> list[Preset]:
    """Return what is offered beside what the team has, within what the cap leaves."""
    return fitting(asked.room, [each.kind for each in agreements])


def frozen_share(team: Team) -> Share | None:
    """Return the word of this week: how many had intervision within six weeks. None from a small team."""
    word = Frozen.objects.filter(team=team).order_by("-week_on").values_list("share", flat=True).first()
    return Share(word) if word else None
