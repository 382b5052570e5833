"""The measuring itself; prints one row as JSON."""

import io
import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pikepdf
from django.utils.translation import override

from bench.live_make import _persons
from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.development.plans import actions as plans
from drieslag.development.portfolio import actions, queries
from drieslag.development.reflections import actions as reflections
from drieslag.development.sharing import things
from drieslag.development.sharing.enums import Kind
from drieslag.people.models import Person, Team
from drieslag.web.portfolio.presenters import archive, paper
from tests.support import database

ITEMS, YEARS, WEEKS, TIMES = 60, 5, 46, 5
SAID = (
    "Ik dacht dat het om boosheid ging. Toen ik stil bleef, begon het gesprek pas echt. Volgende keer vraag ik eerder "
    "wat iemand zelf al probeerde, en laat ik een stilte een stilte zijn."
)


def make(person: Person) -> None:
    """Make five years: four goals a year with five things done for each, a reflection a week, two portfolios."""
    for back in reversed(range(YEARS)):
        start = clock.now() - timedelta(days=365 * (back + 1))
        for number in range(4):
            with clock.frozen(start + timedelta(days=90 * number)):
                goal = plans.add_goal(by=person, text=f"Ik laat stiltes vallen ({back}.{number})", for_residents=SAID)
                for deed in range(5):
                    activity = plans.add_activity(by=person, goal_id=goal.pk, text=f"Meekijken met een collega {deed}")
                    plans.mark_done(by=person, activity_id=activity.pk, brought=SAID)
                plans.rest_goal(by=person, goal_id=goal.pk)
        for week in range(WEEKS):
            with clock.frozen(start + timedelta(weeks=week)):
                reflections.write(by=person, text=SAID)
    notes = things.told(person.pk, Kind.REFLECTION)[:ITEMS]
    for size in (ITEMS, ITEMS // 2):
        made = actions.make(by=person, title="Mijn vijf jaar in De Linde")
        chosen = [(Kind.REFLECTION, note.id) for note in notes[:size]]
        actions.add_things(by=person, portfolio_id=made.pk, chosen=chosen)


def longest(act: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the longest of some times in seconds, the first with cold caches among them, and what came out."""
    took = []
    for _time in range(TIMES):
        began = time.perf_counter()
        body = act()
        took.append(time.perf_counter() - began)
    return max(took), body


def measure() -> dict[str, float | int]:
    """Make the years and measure."""
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk), override("nl"):
        team = Team.objects.create(organisation=organisation, name="Wijkteam")
        person = _persons(organisation, team, 1)[0]
        make(person)
        portfolio = queries.mine(person)[-1]
        pdf_s, body = longest(lambda: paper.printed(queries.story(portfolio, person.name)))
        archive_s, packed = longest(lambda: archive.packed(person))
        with pikepdf.open(io.BytesIO(body)) as found:
            pages = len(found.pages)
        rows = sum(len(found) for found in things.everything(person.pk).values())
        items = len(queries.story(portfolio, person.name).parts)
    return {
        "items": items, "rows": rows, "pages": pages, "pdf_s": pdf_s, "archive_s": archive_s,
        "archive_kb": len(packed) // 1000,
    }  # fmt: skip


def main() -> None:
    with database.lent():
        row = measure()
    json.dump(row, sys.stdout)


if __name__ == "__main__":
    main()
