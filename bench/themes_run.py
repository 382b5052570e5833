"""The measuring itself; prints its figures as JSON."""

import json
import sys
import time
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.db import connection

from bench import asking
from bench.live_make import _persons, _session
from drieslag.config import postgres
from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.development.frameworks import drafting
from drieslag.development.frameworks.actions import publish, writing
from drieslag.development.frameworks.drafting import Draft, said
from drieslag.development.plans.actions import figures
from drieslag.development.plans.figures import figures_of
from drieslag.development.plans.models import Asked, ThemeFigure
from drieslag.kernel.framework import Standing
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person, Team
from tests.support import database

TEAMS, PEOPLE, THEMES, PAGES = 5_000, 50_000, 40, 15

# Teams of two to eighteen. In every tenth most work at the theme of the team; the other goals lie anywhere.
_ROWS = (
    """insert into people_person (id, organisation_id, name, invited_email)
        select uuidv7(), %(here)s, 'Collega ' || number, '' from generate_series(1, %(people)s) number""",
    """insert into people_membership (id, organisation_id, person_id, team_id, role, since)
        select uuidv7(), %(here)s, person.id, team.id, 'professional', current_date
        from (select id, row_number() over (order by id) nth from people_person) person
        join (select id, row_number() over (order by id) nth from people_team) team
        on team.nth = 1 + case when person.nth %% 9 < 5 then person.nth %% %(teams)s
            else (person.nth / 7) %% (%(teams)s / 3) end""",
    """insert into plans_goal (id, organisation_id, owner, text, for_residents, wish, seen_by, this_week, paired, state,
            theme_code, theme_version, theme_key, made_at, look_back_on, changed, changed_for, known_by, reason)
        select uuidv7(), %(here)s, hat.person_id, '\\x00', '\\x00', 'mine', '\\x00', '\\x00', '\\x00', 'active',
            %(code)s, 1, 'theme_' || 1 + abs(hashtext(case
                when each.no = 1 and team.nth %% 10 = 0 and hashtext(hat.id::text) %% 4 <> 0 then team.id::text
                else hat.id::text || each.no end)) %% %(themes)s,
            now(), current_date, '\\x00', '\\x00', '\\x00', '\\x00'
        from people_membership hat
        join (select id, row_number() over (order by id) nth from people_team) team on team.id = hat.team_id,
        generate_series(1, 2) each(no)""",
)


def draft() -> Draft:
    """A framework of forty themes."""
    made = drafting.blank("Kader")
    made["purpose"] = said("Goede hulp.")
    made["roles"] = [{"key": "role_1", "name": said("Professional")}]
    made["themes"] = [
        {
            "key": f"theme_{number}",
            "name": said(f"Thema {number}"),
            "meaning": said("Waar het over gaat."),
            "levels": {standing.value: said(f"Wat je ziet: {standing.value}.") for standing in Standing},
            "goals": [{"key": f"goal_{number}", "text": said(f"Leerdoel {number}."), "roles": ["role_1"]}],
        }
        for number in range(1, THEMES + 1)
    ]
    return made


def make(name: str) -> tuple[Organisation, Person]:
    """Put in teams, people and goals past the checks of keys; return where, and the learning adviser."""
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        teams = Team.objects.bulk_create(
            Team(organisation=organisation, name=f"Wijkteam {number}") for number in range(TEAMS)
        )
        adviser = _persons(organisation, teams[0], 1)[0]
        OrganisationRole.objects.create(organisation=organisation, person=adviser, role=Role.LEARNING_ADVISER)
        own = writing.begin_from(by=adviser, draft=draft())
        publish(by=adviser, own=own)
    known = {"here": organisation.pk, "people": PEOPLE - 1, "teams": TEAMS, "themes": THEMES, "code": own.code}
    with postgres.ensure(database.HOME, testing=True).connect(postgres.SUPERUSER, name) as inside:
        inside.execute("set session_replication_role = replica")
        for statement in _ROWS:
            inside.execute(statement, known)
        inside.execute("analyze")
    return organisation, adviser


def freeze(organisation: Organisation) -> tuple[float, float]:
    """Return how long the figures of a quarter take on a fresh connection, and disclosure of them alone."""
    alone = [0.0]

    def judged(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        found = figures_of(*given, **named)
        alone[0] += time.perf_counter() - began
        return found

    connection.close()
    with tenancy.inside(organisation.pk), patch.object(figures, "figures_of", judged):
        whole = asking.seconds(figures.freeze_themes)
    return whole * 1000, alone[0] * 1000


def page(session: str) -> tuple[float, float, int]:
    """Return the milliseconds of the page on a fresh connection and the middle of some, and its queries."""
    get = asking.page("/frameworks/themes/", session, "Thema 1")
    get()  # templates and the framework are read once in a process
    connection.close()
    cold = asking.seconds(get)
    count = asking.queries(get)
    return cold * 1000, asking.middle(get, PAGES), count


def main() -> None:
    """Measure and print."""
    with database.lent("bench", pooled=2) as name:
        organisation, adviser = make(name)
        freeze_ms, disclosure_ms = freeze(organisation)
        with tenancy.inside(organisation.pk):
            rows = ThemeFigure.objects.filter(asked=Asked.WORKS)
            shown, of_teams = rows.count(), rows.exclude(team=None).count()
        cold_ms, page_ms, queries = page(_session(adviser))
        found = {
            "people": PEOPLE, "goals": 2 * PEOPLE, "themes": THEMES, "freeze_ms": freeze_ms,
            "disclosure_ms": disclosure_ms, "figures": shown, "team_figures": of_teams, "cold_ms": cold_ms,
            "page_ms": page_ms, "queries": queries,
        }  # fmt: skip
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
