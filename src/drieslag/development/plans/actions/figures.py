"""Counting which themes live, once a quarter, in one transaction of the organisation."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from django.db import connection, transaction

from drieslag.core import clock, tenancy
from drieslag.development.plans.enums import GoalState, Wish
from drieslag.development.plans.figures import Earlier, Figure, Where, figures_of, quarter_of, said
from drieslag.development.plans.models import Asked, ThemeFigure, ThemeQuarter
from drieslag.kernel.disclosure import MINIMUMS, SMALL_CLASS

type Theme = tuple[str, str]  # code of the framework and key; its version changes nothing of what people work at

# Everybody counts in one team: the first that they came to of those they are in now.
_PLACES = """
    with here as (
        select distinct on (hat.person_id) hat.person_id, hat.team_id
        from people_membership hat
        join people_team team on team.id = hat.team_id and team.closed_on is null
        join people_person person on person.id = hat.person_id and person.left_on is null
        where hat.until is null
        order by hat.person_id, hat.since, hat.id
    )
"""
_SIZES = _PLACES + "select team_id, count(*) from here group by team_id"  # noqa: S608 — of constants alone
_COUNTS = (
    _PLACES  # noqa: S608 — of constants alone
    + """
    select goal.theme_code, goal.theme_key, max(goal.theme_version), here.team_id, count(distinct goal.owner)
    from plans_goal goal join people_person person on person.id = goal.owner and person.left_on is null
    left join here on here.person_id = goal.owner
    where goal.theme_code <> '' and goal.state = any(%(states)s) and goal.wish = any(%(wishes)s)
    group by goal.theme_code, goal.theme_key, here.team_id
    """
)
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
        sizes = _sizes()
        for asked in Asked:
            ThemeFigure.objects.bulk_create(_rows(quarter, asked, sizes, before[asked]))
    return quarter


def _before(begins_on: date) -> dict[str, dict[Theme, dict[UUID | None, Earlier]]]:
    """Return what stands in the quarter before."""
    found: dict[str, dict[Theme, dict[UUID | None, Earlier]]] = {asked: defaultdict(dict) for asked in Asked}
    last = ThemeQuarter.objects.filter(begins_on__lt=begins_on).order_by("-begins_on").first()
    for row in ThemeFigure.objects.filter(quarter=last) if last else ():
        found[row.asked][row.theme_code, row.theme_key][row.team_id] = Earlier(row.about, row.people)
    return found


def _sizes() -> dict[Where, int]:
    with connection.cursor() as cursor:
        cursor.execute(_SIZES)
        return dict(cursor.fetchall())


def _rows(
    quarter: ThemeQuarter,
    asked: Asked,
    sizes: Mapping[Where, int],
    before: Mapping[Theme, Mapping[UUID | None, Earlier]],
) -> Iterator[ThemeFigure]:
    counts, versions = _counts(asked)
    few: list[Theme] = []
    for theme, by_team in counts.items():
        known = {**sizes, None: by_team.get(None, 0)}
        figures = figures_of(by_team, known, before.get(theme, {}))
        if not any(figure.team is None for figure in figures):
            few.append(theme)
        yield from (_row(quarter, asked, figure, theme, versions[theme]) for figure in figures)
    yield from _others(quarter, asked, few, sum(sizes.values()), before.get(("", ""), {}).get(None))


def _counts(asked: Asked) -> tuple[dict[Theme, dict[Where, int]], dict[Theme, int]]:
    """Return the people of each team by theme, and the newest version in which somebody linked the theme."""
    counts: dict[Theme, dict[Where, int]] = defaultdict(dict)
    versions: dict[Theme, int] = defaultdict(int)
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, _which(asked))
        for code, key, version, team, people in cursor.fetchall():
            counts[code, key][team] = people
            versions[code, key] = max(versions[code, key], version)
    return counts, versions


def _which(asked: Asked) -> dict[str, list[str]]:
    if asked is Asked.WORKS:
        return {"states": [GoalState.ACTIVE], "wishes": [wish.value for wish in Wish]}
    return {"states": [GoalState.ACTIVE, GoalState.RESTING], "wishes": [Wish.MINE]}


def _others(
    quarter: ThemeQuarter, asked: Asked, few: Iterable[Theme], everybody: int, earlier: Earlier | None
) -> Iterator[ThemeFigure]:
    """The themes of which nothing is said apart, together; a single one stays unsaid."""
    themes = [f"{code}:{key}" for code, key in few]
    if len(themes) < 2:  # noqa: PLR2004 — one theme is no other themes together
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
