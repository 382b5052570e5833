"""Figures of loops, read from the folded facts: for one team, for the organisation, and for each of its teams.

The database counts and takes the middle ones, by the definitions of kernel.loops; a test finds both the same.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db import connection

from drieslag.core import clock
from drieslag.kernel.cycle import PHASES, STILL_AFTER_WEEKS
from drieslag.kernel.loops import Report, Stay
from drieslag.people.models import Team

# What is null is in no middle one and in no count. `stalled` is the number of the phase in which a thread lies
# still, or nothing.
_REPORT = """
    with lived as (
        select case when %(apart)s then team_id end as team, singles, doubles, triples,
            tough and not (tried_at is not null and looked_back_at is not null and shared_at is not null) as tough,
            tried_at is not null and looked_back_at is not null and shared_at is not null as round,
            took::float8 as whole, question_took::float8 as s1, exploration_took::float8 as s2,
            insight_took::float8 as s3, try_out_took::float8 as s4, effect_took::float8 as s5,
            case when tough or aside or shared_at is not null then 0
                when greatest((moved_at at time zone 'UTC')::date, case when running > 0 then due_on end)
                    > %(still)s::date then 0
                when running > 0 then 4
                when looked_back_at is not null then 5
                when tried_at is not null then 4
                when insight_at is not null then 3
                when explored_at is not null then 2
                else 1 end as stalled
        from threads_loopfacts
        where %(team)s::uuid is null or team_id = %(team)s
    )
    select team, count(*) filter (where not tough), count(*) filter (where round), count(*) filter (where tough),
        percentile_cont(0.5) within group (order by whole) filter (where round),
        percentile_cont(0.5) within group (order by s1),
        percentile_cont(0.5) within group (order by s2),
        percentile_cont(0.5) within group (order by s3),
        percentile_cont(0.5) within group (order by s4),
        percentile_cont(0.5) within group (order by s5),
        count(s1), count(s2), count(s3), count(s4), count(s5),
        count(*) filter (where stalled = 1), count(*) filter (where stalled = 2), count(*) filter (where stalled = 3),
        count(*) filter (where stalled = 4), count(*) filter (where stalled = 5),
        sum(singles), sum(doubles), sum(triples)
    from lived group by team
"""
DAY = 24 * 60 * 60
LEFT = PHASES[:-1]
NOTHING = Report(0, 0, 0, None, {each: Stay(None, 0) for each in LEFT}, dict.fromkeys(LEFT, 0), (0, 0, 0))


def report_of(team: Team, today: date | None = None) -> Report:
    """Return the figures of one team."""
    return dict(_reports(team.pk, today, apart=True)).get(team.pk, NOTHING)


def report_of_all(today: date | None = None) -> Report:
    """Return the figures of all teams of the organisation together."""
    return dict(_reports(None, today, apart=False)).get(None, NOTHING)


def reports_of_teams(today: date | None = None) -> dict[UUID, Report]:
    """Return the figures of each team that ever asked anything. Not for ranking teams: whoever shows them knows why."""
    return {team: report for team, report in _reports(None, today, apart=True) if team is not None}


def _reports(team: UUID | None, today: date | None, *, apart: bool) -> Iterator[tuple[UUID | None, Report]]:
    on = (today or clock.today()).toordinal() - 7 * STILL_AFTER_WEEKS
    with connection.cursor() as cursor:
        if team is None:  # so that a hundred thousand rows are sorted in memory; until the transaction ends
            cursor.execute("select set_config('work_mem', '64MB', true)")
        cursor.execute(_REPORT, {"team": team, "still": date.fromordinal(on), "apart": apart})
        for key, asked, closed, tough, whole, *rest in cursor.fetchall():
            days, counts, stalled, levels = rest[:5], rest[5:10], rest[10:15], rest[15:]
            stays = [Stay(_days(each), count) for each, count in zip(days, counts, strict=True)]
            yield (
                key,
                Report(
                    asked=asked,
                    closed=closed,
                    tough=tough,
                    days_to_round=_days(whole),
                    stays=dict(zip(LEFT, stays, strict=True)),
                    stalled=dict(zip(LEFT, stalled, strict=True)),
                    levels=(int(levels[0]), int(levels[1]), int(levels[2])),
                ),
            )


def _days(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / DAY
