"""A team's question jar as a page shows it: the week's round, and the box that stands open."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from drieslag.core import clock
from drieslag.privacy.anonymous.enums import Purpose, RoundState
from drieslag.privacy.anonymous.models import Box, Round
from drieslag.privacy.anonymous.queries import shut_box


@dataclass(frozen=True)
class Jar:
    """What a page needs to offer the jar."""

    round: Round
    box: Box


def week_of(day: date) -> str:
    """Return the week under which a round of the jar is kept."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02}"


def jar_of(team: UUID) -> Jar | None:
    """Return the jar of this week, or None when nobody set it out yet."""
    rounds = Round.objects.filter(purpose=Purpose.JAR, scope=team, part=week_of(clock.today()), state=RoundState.OPEN)
    found, box = rounds.first(), shut_box(Purpose.JAR, team)
    return Jar(found, box) if found and box else None
