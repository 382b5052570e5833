"""An anonymous round of twelve questions whose people have their tokens. `python -m bench.ready bench.answers_make`
followed by PEOPLE prints it; followed by `count ORGANISATION` it opens the boxes and prints what lies in them.
"""

import json
import sys
import time
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from bench.live_make import _session
from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.kernel.instrument import Mode
from drieslag.people.enums import Role
from drieslag.people.models import Account, Membership, OrganisationRole, Person, Team
from drieslag.privacy.anonymous import keyfolder, seal
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.models import Box, Slip, Spent
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.privacy.anonymous.tokens import to_text
from drieslag.surveys.actions import rounds
from drieslag.surveys.models import Invitee
from drieslag.surveys.queries.rounds import instrument_of
from tests.privacy.anonymous.people import Browser

TWELVE = "I02"  # the library's questionnaire of twelve scales
TEAMS = 10


def make(people: int) -> dict[str, Any]:
    """Make teams, ask them, and let every browser fetch its token."""
    organisation = Organisation.objects.create(name="Wijkzorg", slug=uuid4().hex)
    with tenancy.inside(organisation.pk):
        persons = _persons(organisation, people)
        asker = persons[0]
        OrganisationRole.objects.create(organisation=organisation, person=asker, role=Role.LEARNING_ADVISER)
        made = rounds.make_round(
            by=asker,
            instrument_code=TWELVE,
            title="Willen, kunnen, mogen",
            mode=Mode.ANONYMOUS,
            teams=None,
            closes_at=clock.now() + timedelta(days=7),
        )
        found = rounds.open_round(by=asker, round_id=made.pk)
        items = [item.key for item in instrument_of(found).items]
        sessions = {person.pk: _session(person) for person in persons}
        began = time.perf_counter()
        devices = [_device(row, sessions) for row in _invitees(made.pk)]
        issued = len(devices) / (time.perf_counter() - began)
    return {
        "organisation": str(organisation.pk),
        "round": str(made.pk),
        "items": items,
        "issued_a_second": issued,
        "devices": devices,
    }


def _persons(organisation: Organisation, people: int) -> list[Person]:
    accounts = Account.objects.bulk_create(
        Account(email=f"{number}@{organisation.slug}.example", organisation=organisation) for number in range(people)
    )
    persons = Person.objects.bulk_create(
        Person(organisation=organisation, name=f"Collega {number}", account=account)
        for number, account in enumerate(accounts)
    )
    size = people // TEAMS
    for start in range(0, people, size):
        team = Team.objects.create(organisation=organisation, name=f"Wijkteam {start}")
        Membership.objects.bulk_create(
            Membership(
                organisation=organisation, person=one, team=team, role=Role.PROFESSIONAL, since=clock.today()
            )
            for one in persons[start : start + size]
        )  # fmt: skip
    return persons


def _invitees(round_id: UUID) -> list[Invitee]:
    return list(Invitee.objects.filter(round=round_id).select_related("group").order_by("pk"))


def _device(invitee: Invitee, sessions: dict[UUID, str]) -> dict[str, str]:
    scope = invitee.group.keyed_in_id
    assert invitee.person is not None
    assert scope is not None
    signing = KeyRound.objects.get(purpose=Purpose.SURVEY, scope=scope)
    box = Box.objects.get(purpose=Purpose.SURVEY, scope=scope)
    token = Browser(invitee.person).fetch_token(signing)
    return {
        "session": sessions[invitee.person],
        "round": str(signing.pk),
        "box": str(box.pk),
        "prepared": to_text(token.prepared),
        "signature": to_text(token.signature),
    }


def count(organisation: UUID) -> dict[str, Any]:
    """Open every box, and leave it as it is."""
    with tenancy.inside(organisation):
        texts: list[str] = []
        for box in Box.objects.filter(purpose=Purpose.SURVEY):
            private = keyfolder.read(keyfolder.SEAL, box.pk)
            texts += [seal.unseal(private, box.pk, bytes(slip.sealed)).text for slip in Slip.objects.filter(box=box)]
        return {"texts": texts, "spent": Spent.objects.count()}


if __name__ == "__main__":
    told = count(UUID(sys.argv[2])) if sys.argv[1] == "count" else make(int(sys.argv[1]))
    sys.stdout.write(json.dumps(told))
