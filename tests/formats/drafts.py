"""A format of one's own to test with: small, and complete."""

from drieslag.learning.formats import actions
from drieslag.learning.formats.models import OwnFormat
from drieslag.people.models import Person, Team
from tests.factories.world import World
from tests.library.scripts import SMALL, good

SMALL_NAME = "Klein"


def begun(by: Person, team: Team | None) -> OwnFormat:
    """Begin the small format of the library's tests, ready to publish."""
    return actions.import_format(by=by, team=team, format_=good(SMALL))


def published(world: World, *, ours: bool = False) -> OwnFormat:
    """Publish the small format: of Anna's team, or of the whole organisation."""
    own = begun(world.anna, world.team)
    actions.publish(by=world.anna, own=own)
    if ours:
        own = actions.give_to_organisation(by=world.anna, own=own)
    own.refresh_from_db()
    return own


def renamed(own: OwnFormat, by: Person, name: str) -> None:
    """Publish a next version with another name."""
    actions.change_part(by=by, own=own, values={"name": {"nl": name, "en": name}})
    actions.publish(by=by, own=own)
    own.refresh_from_db()
