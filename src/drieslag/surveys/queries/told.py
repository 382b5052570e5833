"""What a team is told when a round of it is closed: that its result is there, and where."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import Group


def results_of_teams(teams: Collection[UUID], *, since: datetime) -> list[tuple[UUID, str]]:
    """Return the groups in which these teams are counted, with the title of their round, the latest first (one query).

    A team that is joined with others finds the group that it is read in.
    """
    rows = Group.objects.filter(
        team__in=teams, counted_in__isnull=False, round__state=RoundState.CLOSED, round__closed_at__gte=since
    ).select_related("round")
    found = {row.counted_in_id: row.round.title for row in rows.order_by("-round__closed_at", "pk")}
    return [(key, title) for key, title in found.items() if key is not None]
