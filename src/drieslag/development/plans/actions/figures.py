"""Counting which themes live, once a quarter, in one transaction of the organisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from drieslag.core import clock, tenancy
from drieslag.development.plans.enums import GoalState, Wish
from drieslag.development.plans.figures import Earlier, Figure, Where, figures_of, quarter_of, said
from drieslag.development.plans.models import Asked, ThemeFigure, ThemeQuarter
from drieslag.kernel.disclosure import MINIMUMS, SMALL_CLASS

type Theme = tuple[str, str]  # code of the framework and key; its version changes nothing of what people work at


@dataclass(frozen=True, slots=True)
class Census:
    """People by theme and team, the newest version in which somebody linked each theme, and all people by team."""

    counts: Mapping[Asked, Mapping[Theme, Mapping[Where, int]]]
    versions: Mapping[Theme, int]
    sizes: Mapping[Where, int]


# Everybody counts in one team: the first that they came to of those they are in now. A row without a theme says how
# many people a team has.
_COUNTS = """
    with here as (
        select distinct on (hat.person_id) hat.person_id, hat.team_id
        from people_membership hat
        join people_team team on team.id = hat.team_id and team.closed_on is null
        join people_person person on person.id = hat.person_id and person.left_on is null
        where hat.until is null
        order by hat.person_id, hat.since, hat.id
    ),
    alive as (
        select goal.owner, goal.theme_code, goal.theme_key, max(goal.theme_version) as version,
            bool_or(goal.state = %(active)s) as works, bool_or(goal.wish = %(mine)s) as wishes
        from plans_goal goal join people_person person on person.id = goal.owner and person.left_on is null
        where goal.theme_code <> '' and goal.state in (%(active)s, %(resting)s)
        group by goal.owner, goal.theme_code, goal.theme_key
    )
    select alive.theme_code, alive.theme_key, max(alive.version), here.team_id,
        count(*) filter (where alive.works), count(*) filter (where alive.wishes)
    from alive left join here on here.person_id = alive.owner
    group by alive.theme_code, alive.theme_key, here.team_id
    union all
    select '', '', 0, team_id, count(*), 0 from here group by team_id
"""
_OTHERS = """
    select count(distinct goal.owner)
    from plans_goal goal join people_person person on person.id = goal.owner and person.left_on is null
    where goal.theme_code <> '' and goal.state = any(%(states)s) and goal.wish = any(%(wishes)s)
    and goal.theme_code || ':' || goal.theme_key = any(%(themes)s)
"""


def freeze_themes() -> ThemeQuarter | None:
    """Write the figures of the quarter that began, for the organisation of the transaction. Once a quarter: afterwards
    it returns None and changes nothing.
    """
    begins_on = quarter_of(clock.today())
    with transaction.atomic():
        quarter, is_new = ThemeQuarter.objects.get_or_create(organisation_id=tenancy.entered(), begins_on=begins_on)
        if not is_new:
            return None
        before = _before(begins_on)
        census = _census()
        for asked in Asked:
            ThemeFigure.objects.bulk_create(_rows(quarter, asked, census, before[asked]))
    return quarter


def _before(begins_on: date) -> dict[str, dict[Theme, dict[UUID | None, Earlier]]]:
    """Return what stands in the quarter before."""
    found: dict[str, dict[Theme, dict[UUID | None, Earlier]]] = {asked: defaultdict(dict) for asked in Asked}
    last = ThemeQuarter.objects.filter(begins_on__lt=begins_on).order_by("-begins_on").first()
    for row in ThemeFigure.objects.filter(quarter=last) if last else ():
        found[row.asked][row.theme_code, row.theme_key][row.team_id] = Earlier(row.about, row.people)
    return found


def _rows(
    quarter: ThemeQuarter,
    asked: Asked,
    census: Census,
    before: Mapping[Theme, Mapping[UUID | None, Earlier]],
) -> Iterator[ThemeFigure]:
    few: list[Theme] = []
    for theme, by_team in census.counts[asked].items():
        known = {**census.sizes, None: by_team.get(None, 0)}
        figures = figures_of(by_team, known, before.get(theme, {}))
        if not figures:
            few.append(theme)
        yield from (_row(quarter, asked, figure, theme, census.versions[theme]) for figure in figures)
    yield from _others(quarter, asked, few, sum(census.sizes.values()), before.get(("", ""), {}).get(None))


def _census() -> Census:
    """Count the people of each team, all and by theme."""
    counts: dict[Asked, dict[Theme, dict[Where, int]]] = {asked: defaultdict(dict) for asked in Asked}
    versions: dict[Theme, int] = defaultdict(int)
    sizes: dict[Where, int] = {}
    known = {"active": GoalState.ACTIVE, "resting": GoalState.RESTING, "mine": Wish.MINE}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, known)
        found = cursor.fetchall()
    for code, key, version, team, works, wishes in found:
        if not code:
            sizes[team] = works
            continue
        for asked, people in ((Asked.WORKS, works), (Asked.WISHES, wishes)):
            if people:
                counts[asked][code, key][team] = people
        versions[code, key] = max(versions[code, key], version)
    return Census(counts, versions, sizes)


def _which(asked: Asked) -> dict[str, list[str]]:
    if asked is Asked.WORKS:
        return {"states": [GoalState.ACTIVE], "wishes": [wish.value for wish in Wish]}
    return {"states": [GoalState.ACTIVE, GoalState.RESTING], "wishes": [Wish.MINE]}


def _others(
    quarter: ThemeQuarter, asked: Asked, few: Iterable[Theme], everybody: int, earlier: Earlier | None
) -> Iterator[ThemeFigure]:
    """The themes of which nothing is said apart, together; a single one stays unsaid."""
    themes = [f"{code}:{key}" for code, key in few]
    if len(themes) <= 1:  # would be told apart after all
        return
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS, {**_which(asked), "themes": themes})
        people = int(cursor.fetchone()[0])
    if people >= MINIMUMS.private_acts and everybody - people > SMALL_CLASS:
        yield _row(quarter, asked, said(None, people, earlier), ("", ""), None)


def _row(quarter: ThemeQuarter, asked: Asked, figure: Figure, theme: Theme, version: int | None) -> ThemeFigure:
    return ThemeFigure(
        organisation_id=quarter.organisation_id,
        quarter=quarter,
        asked=asked,
        team_id=figure.team,
        theme_code=theme[0],
        theme_version=version,
        theme_key=theme[1],
        about=figure.about,
        people=figure.people,
    )
