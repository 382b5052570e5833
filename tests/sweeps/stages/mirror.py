"""Mirrors of Bram's own work: one that he is making, one that is open, one that is closed. Lea is asked as his leader.

Everybody but Bram finds nothing at any of their addresses, whatever their role.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.privacy.actions import record_consent
from drieslag.privacy.models import ConsentBody, ConsentScope
from drieslag.surveys.actions import expectations, mirror
from drieslag.surveys.enums import Relation
from drieslag.surveys.models import Round
from tests.factories.world import make_person
from tests.surveys.asking import close

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make one of each; the closed one is shared with somebody who is no persona."""
    world = stage.world
    record_consent(
        by=world.ada.pk, scope=ConsentScope.FEEDBACK_BEYOND_SUBJECT, body=ConsentBody.WORKS_COUNCIL,
        given_on=clock.today(), document="OR 26-08",
    )  # fmt: skip
    coach = make_person(world.organisation, "Coach van buiten het team")
    draft, open_, closed = (_asked(stage, instrument) for instrument in ("I12", "I12", "I16"))
    mirror.open_mirror(by=world.bram, round_id=open_.pk)
    mirror.open_mirror(by=world.bram, round_id=closed.pk)
    close(closed)
    expectations.expect(by=world.bram, round_id=open_.pk, words={"valued": "Mijn geduld."})
    mirror.share(by=world.bram, round_id=closed.pk, person=coach)
    stage.keys |= {
        "mirror:one.key": closed.pk,
        "mirror:shares.key": closed.pk,
        "mirror:share_end.key": closed.pk,
        "mirror:plan.key": closed.pk,
        "mirror:share_end.person": coach.pk,
        "mirror:people.key": draft.pk,
        "mirror:opening.key": draft.pk,
        "mirror.key": open_.pk,
    }


def _asked(stage: "Stage", instrument: str) -> Round:
    world = stage.world
    asked = {person.pk: Relation.COLLEAGUE for person in world.more[:4]}
    return mirror.ask_for_mirror(
        by=world.bram,
        instrument_code=instrument,
        people=asked | {world.lea.pk: Relation.LEADER},
        codes={Relation.RESIDENT: 4},
        closes_at=clock.now() + timedelta(days=14),
    )
