"""What changed in the step that runs since a version: for sending a few cards instead of the whole room."""

from dataclasses import dataclass
from uuid import UUID

from drieslag.kernel import script
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings.models import Contribution, Meeting
from drieslag.learning.meetings.pinned import format_of, history
from drieslag.learning.meetings.queries.rows import Eyes, Item, item, name_of
from drieslag.live.topics import versions_of

MOST = 20  # beyond this the whole is sent


@dataclass(frozen=True)
class Changes:
    """New cards, cards that changed in place, and cards that are gone."""

    appended: tuple[Item, ...]
    changed: tuple[Item, ...]
    gone: tuple[UUID, ...]
    version: int


def changes_since(meeting: Meeting, viewer: Viewer, since: int) -> Changes | None:
    """Return what an audience must be sent; None when anything but cards of this step changed, or too much did.

    Every change of a card leaves its version on the card. So when each version since then is found on a card, nothing
    else happened in between; a version that is missing was a move, a vote, or was written over.
    """
    (version,) = versions_of(meeting.topic)
    if since <= 0 or not 0 < version - since <= MOST:
        return None
    rows = list(Contribution.objects.filter(meeting=meeting, changed_version__gt=since).order_by("pk"))
    if {row.changed_version for row in rows} != set(range(since + 1, version + 1)):
        return None
    plain = format_of(meeting)
    state = script.fold(plain, history(meeting))
    if any(row.step_key != state.step for row in rows):
        return None
    eyes = Eyes(viewer, script.as_it_runs(plain, state), state)
    seats = meeting.seats.select_related("person").filter(pk__in={row.seat_id for row in rows})
    names = {seat.pk: name_of(seat) for seat in seats}
    seen = [(row, item(row, eyes, names, {})) for row in rows]
    return Changes(
        appended=tuple(one for row, one in seen if one and row.made_version > since),
        changed=tuple(one for row, one in seen if one and row.made_version <= since),
        gone=tuple(row.pk for row, one in seen if one is None),
        version=version,
    )
