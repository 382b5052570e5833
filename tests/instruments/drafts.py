"""Instruments of one's own to test with."""

from datetime import timedelta

from drieslag.core import clock
from drieslag.kernel.instrument import Mode
from drieslag.people.models import Person
from drieslag.surveys.actions import instruments as writing
from drieslag.surveys.actions import versions
from drieslag.surveys.composing import AnswerScale
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import OwnInstrument, Round
from drieslag.surveys.queries import instruments as queries
from tests.factories.world import World
from tests.instruments.samples import all_kinds

LINES = "Ik kan zeggen dat iets niet gelukt is.\nWe helpen elkaar.\nFouten houden we voor ons."


def begun(by: Person, world: World, *, ours: bool = False, lines: str = LINES) -> OwnInstrument:
    """Begin one of three lines: of the team, or of the organisation."""
    team = None if ours else world.team
    return writing.begin(by=by, team=team, name="Onze vragen", lines=lines, answers=AnswerScale.AGREEMENT)


def published(by: Person, world: World, *, ours: bool = False) -> OwnInstrument:
    """Begin one and publish it."""
    own = begun(by, world, ours=ours)
    versions.publish(by=by, own=own)
    own.refresh_from_db()
    return own


def rich(world: World) -> OwnInstrument:
    """Publish one with an item of each kind, of Anna's team."""
    own = writing.import_instrument(by=world.anna, team=world.team, instrument=all_kinds())
    versions.publish(by=world.anna, own=own)
    own.refresh_from_db()
    return own


def asked(own: OwnInstrument, state: RoundState = RoundState.OPEN) -> Round:
    """Ask the version that is in use."""
    text, number = queries.text_of(own.code)
    now = clock.now()
    return Round.objects.create(
        organisation_id=own.organisation_id,
        instrument_code=own.code,
        instrument_version=number,
        instrument=text,
        title="Meting",
        mode=Mode.ANONYMOUS,
        made_at=now,
        state=state,
        opened_at=None if state in {RoundState.DRAFT, RoundState.STOPPED} else now,
        closes_at=now + timedelta(days=7),
        closed_at=now if state is RoundState.CLOSED else None,
    )


def reworded(own: OwnInstrument, by: Person, key: str, text: str) -> versions.Published:
    """Change the words of an item and publish."""
    writing.change_item(by=by, own=own, key=key, values={"text": {"nl": text, "en": ""}})
    made = versions.publish(by=by, own=own)
    own.refresh_from_db()
    return made
