"""A running meeting with many people in it, made through the actions.

`python -m bench.ready bench.live_make PEOPLE` says where.
"""

import json
import sys
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.sessions.backends.db import SessionStore

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.kernel.format import Format, Step, StepKind, Text
from drieslag.learning.meetings import actions
from drieslag.learning.meetings.enums import SeatState
from drieslag.learning.meetings.models import Participant
from drieslag.library import formats
from drieslag.people.enums import Role
from drieslag.people.models import Account, Membership, Person, Team

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODE = "W99"


def a_format() -> Format:
    """Return a way of working with one open step that never fills up."""
    known = formats.load_all()
    model = next(iter(known.values()))
    text = Text("Wat zie je?", "What do you see?")
    step = Step(
        key="cards", kind=StepKind.COLLECT, title=text, say=text, minutes=90, ask=text, max_each=50, max_length=400
    )
    found = replace(model, code=CODE, slug="meting", minutes=90, group_min=2, group_max=200, steps=(step,))
    formats.SHELF.known = {**known, CODE: found}
    return found


def make(people: int) -> dict[str, Any]:
    """Make an organisation of its own, its team, and a meeting in which everyone sits."""
    a_format()
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        team = Team.objects.create(organisation=organisation, name="Wijkteam")
        persons = _persons(organisation, team, people)
        lead = persons[0]
        meeting = actions.plan(
            by=lead,
            team=team,
            format_code=CODE,
            planned_at=clock.now() + timedelta(minutes=10),
            facilitator=lead,
            title="De wachtlijst",
        )
        meeting = actions.start(by=lead, meeting=meeting)
        actions.enter(by=lead, meeting=meeting)
        Participant.objects.bulk_create(
            Participant(organisation=organisation, meeting=meeting, person=person, state=SeatState.LET_IN)
            for person in persons[1:]
        )
        seats = dict(Participant.objects.filter(meeting=meeting).values_list("person_id", "pk"))
    return {
        "organisation": str(organisation.pk),
        "meeting": str(meeting.pk),
        "topics": [meeting.topic, meeting.presence_topic],
        "seats": [str(seats[person.pk]) for person in persons],
        "sessions": [_session(person) for person in persons],
    }


def _persons(organisation: Organisation, team: Team, people: int) -> list[Person]:
    accounts = Account.objects.bulk_create(
        Account(email=f"{number}@{organisation.slug}.example", organisation=organisation) for number in range(people)
    )
    persons = Person.objects.bulk_create(
        Person(organisation=organisation, name=f"Collega {number}", account=account)
        for number, account in enumerate(accounts)
    )
    Membership.objects.bulk_create(
        Membership(
            organisation=organisation,
            person=person,
            team=team,
            role=Role.PROFESSIONAL if number else Role.LEARNING_COACH,
            since=clock.today(),
        )
        for number, person in enumerate(persons)
    )
    return persons


def _session(person: Person) -> str:
    assert person.account is not None
    session = SessionStore()
    session.update(
        {
            "_auth_user_id": str(person.account.pk),
            "_auth_user_backend": BACKEND,
            "_auth_user_hash": person.account.get_session_auth_hash(),
        }
    )
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(make(int(sys.argv[1]))))
