"""Somebody with a plan of twenty goals and something in every part of growing. `python -m bench.ready
bench.growth_make` prints the session and the pages.
"""

import json
import sys
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client

from bench.live_make import _persons, _session
from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.development.plans import actions
from drieslag.development.reflections import actions as reflections
from drieslag.development.reflections.marks import Marks
from drieslag.development.sharing import actions as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.development.talks import actions as talks
from drieslag.development.talks.enums import TalkKind
from drieslag.people.models import Person, Team

GOALS, ACTIVE, STEPS, SHARED, NOTES = 20, 3, 3, 6, 40
TEXT = "Ik rond af op het moment dat het gezin dat kan, ook als ik zelf nog twijfel"


def make() -> dict[str, Any]:
    """Make an organisation of its own, a team, and one person's growth in it."""
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        team = Team.objects.create(organisation=organisation, name="Wijkteam")
        persons = _persons(organisation, team, 30)
        me = persons[5]
        _goals(me, persons)
        for number in range(NOTES):
            reflections.write(by=me, text=f"{number}. Toen ik stil bleef, begon ze over haar moeder.", marks=Marks())
        _talk(me, persons)
    session = _session(me)
    pages = {"plan": "/growth/plan/", "home": "/growth/", "more": "/more/"}
    shows = {"plan": f"{TEXT}, {GOALS - 1}.", "home": f"{TEXT}, {GOALS - 1}.", "more": me.name}
    queries = {name: _queries(session, address) for name, address in pages.items()}
    return {"session": session, "pages": pages, "shows": shows, "queries": queries}


def _goals(me: Person, persons: list[Person]) -> None:
    for number in range(GOALS):
        goal = actions.add_goal(by=me, text=f"{TEXT}, {number}.", for_residents="Zij weten waar zij aan toe zijn.")
        for step in range(STEPS):
            activity = actions.add_activity(by=me, goal_id=goal.pk, text=f"Meekijken bij een eerste gesprek, {step}.")
            if step:
                actions.mark_done(by=me, activity_id=activity.pk, brought="Wachten tot zeven helpt.")
        if number < SHARED or number >= GOALS - ACTIVE:
            reader = persons[10 + number % 10]
            share = sharing.share(by=me, kind=Kind.GOAL, key=goal.pk, reader=reader)
            sharing.read(by=reader, share_id=share.pk)
        actions.note_week(by=me, goal_id=goal.pk, answer="did", text="Twee keer gelukt.")
        if number < GOALS - ACTIVE - 2:
            came = actions.Came(changed="Ik rond nu samen af.", changed_for="Drie gezinnen", known_by="Zij zeiden het.")
            actions.end_goal(by=me, goal_id=goal.pk, came=came)
        elif number < GOALS - ACTIVE:
            actions.rest_goal(by=me, goal_id=goal.pk)


def _talk(me: Person, persons: list[Person]) -> None:
    talk = talks.ask_for_talk(
        by=me, owner=me, other=persons[1], kind=TalkKind.COACHING, planned_at=clock.now() + timedelta(days=9)
    )
    talks.accept(by=persons[1], talk=talk)


def _queries(session: str, address: str) -> int:
    client, asked = Client(), []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    client.cookies["sessionid"] = session
    with connection.execute_wrapper(note):
        client.get(address, HTTP_ACCEPT_LANGUAGE="nl", HTTP_HOST="127.0.0.1")
    return len([sql for sql in asked if not sql.lower().startswith(("savepoint", "release"))])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(make()))
