"""A talk as it is now, locked: what both do at the same moment is done one after the other."""

from drieslag.core.verdict import NotFound
from drieslag.development.talks.enums import TalkState
from drieslag.development.talks.models import Talk
from drieslag.development.talks.rules import side_of
from drieslag.people.models import Person


def locked(by: Person, talk: Talk) -> Talk:
    """Return the talk of two people, one of whom asks, until the transaction ends. Raises NotFound for any other."""
    found = Talk.objects.select_for_update().filter(pk=talk.pk).first()
    if found is None or side_of(by, found) is None:
        raise NotFound
    return found


def settle(talk: Talk, state: TalkState, *also: str) -> Talk:
    """Put a locked talk in a state that its rule allowed."""
    talk.state = state
    talk.save(update_fields=["state", *also])
    return talk
