"""The measuring itself; prints its figures as JSON."""

import json
import sys
from collections.abc import Callable
from uuid import uuid4

from django.db import connection

from bench import asking
from bench.live_make import _persons, _session
from drieslag.config import postgres
from drieslag.core import tenancy
from drieslag.core.models import Organisation
from drieslag.learning.threads import queries
from drieslag.learning.threads.actions import folding
from drieslag.people.models import Team
from tests.support import database

TEAMS, EACH, PAGES = 5_000, 36, 15

# A third of the questions stays where it is; the rest is explored, most is tried, a third is round. Words are not read.
_ROWS = (
    """insert into threads_thread (id, organisation_id, team_id, title, story, shared_with, opened_at, origin, tough,
            both_sides, state, closed_at)
        select uuidv7(), %(here)s, team.id, '\\x00', '\\x00', '\\x00', asked.at, 'person', number %% 12 = 0, false,
            case when number %% 3 = 0 then 'closed' else 'open' end,
            case when number %% 3 = 0 then asked.at + interval '1 day' * (40 + number) end
        from people_team team, generate_series(1, %(each)s) number,
            lateral (select now() - interval '1 day' * (1095 - number * 29 + hashtext(team.id::text) %% 20) as at) asked
        where team.organisation_id = %(here)s""",
    """insert into threads_exploration (id, organisation_id, team_id, thread_id, meeting_id, format_code, at)
        select uuidv7(), organisation_id, team_id, id, gen_random_uuid(), 'W08', opened_at + interval '6 days'
        from threads_thread where hashtext(id::text) %% 3 <> 0 or state = 'closed'""",
    """insert into threads_insight (id, organisation_id, team_id, thread_id, text, level, noted_at)
        select uuidv7(), organisation_id, team_id, id, '\\x00',
            (array['single', 'double', 'triple'])[1 + abs(hashtext(id::text)) %% 3],
            opened_at + interval '9 days' * nth
        from threads_thread, generate_series(1, 2) nth where hashtext(id::text) %% 4 <> 0 or state = 'closed'""",
    """insert into threads_tryout (id, organisation_id, team_id, thread_id, kind, text, expectation, due_on, state,
            begun_at, ended_at)
        select uuidv7(), organisation_id, team_id, id, 'experiment', '\\x00', '\\x00',
            (opened_at + interval '40 days')::date,
            case when state = 'closed' then 'looked_back' else 'running' end, opened_at + interval '12 days',
            case when state = 'closed' then opened_at + interval '36 days' end
        from threads_thread where hashtext(id::text) %% 5 <> 0 or state = 'closed'""",
    """insert into threads_effect (id, organisation_id, team_id, try_out_id, seen, text, verdict, better_life,
            less_costly, taking_part, noted_at)
        select uuidv7(), organisation_id, team_id, id, 'bit', '\\x00', '', '', '', '', ended_at
        from threads_tryout where ended_at is not null""",
)


def make(name: str) -> tuple[Organisation, Team, str, float]:
    """Make three years of questions; return where, one team with a session of a member, and how long folding took.

    The rows are put in past the checks of keys, by the hundred thousand; folding is the product's own statement.
    """
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        made = [Team(organisation=organisation, name=f"Wijkteam {number}") for number in range(TEAMS)]
        teams = Team.objects.bulk_create(made)
        lead = _persons(organisation, teams[0], 8)[0]
    session = _session(lead)
    with postgres.ensure(database.HOME, testing=True).connect(postgres.SUPERUSER, name) as inside:
        inside.execute("set session_replication_role = replica")
        for statement in _ROWS:
            inside.execute(statement, {"here": organisation.pk, "each": EACH})
        inside.execute("analyze")
        fold = asking.seconds(lambda: inside.execute(folding.FOLD, {"thread": None}))
        inside.execute("analyze")
    return organisation, teams[0], session, fold


def cold(organisation: Organisation, ask: Callable[[], object]) -> float:
    """Return how long the first question on a fresh connection takes, transaction and tenancy included."""
    connection.close()

    def first() -> None:
        with tenancy.inside(organisation.pk):
            ask()

    return asking.seconds(first)


def page(team: Team, session: str) -> tuple[float, int]:
    """Return the milliseconds of a page, the middle one of some, and its queries."""
    get = asking.page(f"/board/{team.pk}/figures/", session, "<table")
    get()
    count = asking.queries(get)
    return asking.middle(get, PAGES), count


def main() -> None:
    """Measure and print."""
    with database.lent("bench", pooled=2) as name:
        organisation, team, session, fold = make(name)
        together = cold(organisation, queries.report_of_all)
        apart = cold(organisation, queries.reports_of_teams)
        page_ms, count = page(team, session)
        found = {
            "teams": TEAMS, "threads": TEAMS * EACH, "fold": fold, "all": together, "apart": apart, "page_ms": page_ms,
            "queries": count,
        }  # fmt: skip
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
