"""Writing down where room was found."""

from uuid import UUID

from django.db import transaction

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import require
from drieslag.journal.verbs import Verb
from drieslag.learning.groundwork.enums import Theme
from drieslag.learning.groundwork.models import LINE_MAX, STORY_MAX, FoundRoom
from drieslag.learning.groundwork.rules import may_change_room, may_keep
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.people.models import Person, Team


def note_room(
    *,
    by: Person,
    team: Team,
    theme: Theme,
    title: str,
    thought: str,
    found: str,
    rule: str = "",
    key: UUID | None = None,
) -> FoundRoom:
    """Write down where there was more room than people thought. The same `key` again returns the first."""
    words = within(title, LINE_MAX), within(thought, STORY_MAX), within(found, STORY_MAX)
    with transaction.atomic():
        require(may_keep(by, team))
        if known := earlier(FoundRoom, key, team_id=team.pk, by=by.pk):
            return known
        room = FoundRoom.objects.create(
            id=key or new_id(),
            organisation_id=team.organisation_id,
            team=team,
            theme=theme,
            title=words[0],
            thought=words[1],
            found=words[2],
            rule=within(rule, LINE_MAX, needed=False),
            by=by.pk,
            noted_at=clock.now(),
        )
        tell(verb=Verb.NOTED, kind="found_room", key=room.pk, by=by, team_id=team.pk, theme=theme)
    return room


def change_room(*, by: Person, room: FoundRoom, theme: Theme, title: str, thought: str, found: str, rule: str) -> None:
    """Change one's own words."""
    with transaction.atomic():
        now = _locked(room)
        require(may_change_room(by, now))
        now.theme, now.title, now.rule = theme, within(title, LINE_MAX), within(rule, LINE_MAX, needed=False)
        now.thought, now.found = within(thought, STORY_MAX), within(found, STORY_MAX)
        now.save(update_fields=["theme", "title", "thought", "found", "rule"])
        tell(verb=Verb.EDITED, kind="found_room", key=now.pk, by=by, team_id=now.team_id)


def withdraw_room(*, by: Person, room: FoundRoom) -> None:
    """Take it back. It can be returned for a day; then it is erased."""
    with transaction.atomic():
        now = _locked(room)
        require(may_change_room(by, now))
        now.withdrawn_at = now.withdrawn_at or clock.now()
        now.save(update_fields=["withdrawn_at"])
        tell(verb=Verb.WITHDREW, kind="found_room", key=now.pk, by=by, team_id=now.team_id)


def return_room(*, by: Person, room: FoundRoom) -> None:
    """Undo taking back."""
    with transaction.atomic():
        now = _locked(room)
        require(may_change_room(by, now))
        now.withdrawn_at = None
        now.save(update_fields=["withdrawn_at"])
        tell(verb=Verb.RESUMED, kind="found_room", key=now.pk, by=by, team_id=now.team_id)


def _locked(room: FoundRoom) -> FoundRoom:
    return FoundRoom.objects.select_for_update().get(pk=room.pk)
