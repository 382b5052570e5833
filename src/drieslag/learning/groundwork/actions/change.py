"""Changes: beginning one while there is room for it, its two lists, and letting it become ordinary."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.learning.groundwork.enums import ChangeState, Side
from drieslag.learning.groundwork.models import CAP_MAX, LINE_MAX, STORY_MAX, Change, ChangeCap, ChangeLine
from drieslag.learning.groundwork.queries import room_for_change
from drieslag.learning.groundwork.rules import may_go_to, may_keep
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.people.models import Person, Team


def begin_change(*, by: Person, team: Team, title: str, why: str = "", key: UUID | None = None) -> Change:
    """Begin a change. Raises Refused when the team already changes as much at a time as it agreed on."""
    words = within(title, LINE_MAX), within(why, STORY_MAX, needed=False)
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=team.pk)  # two beginnings at once are two changes
        require(may_keep(by, team))
        if known := earlier(Change, key, team_id=team.pk, by=by.pk):
            return known
        _refuse_too_many(team)
        change = Change.objects.create(
            id=key or new_id(),
            organisation_id=team.organisation_id,
            team=team,
            title=words[0],
            why=words[1],
            by=by.pk,
            begun_at=clock.now(),
        )
        tell(verb=Verb.STARTED, kind="change", key=change.pk, by=by, team_id=team.pk)
    return change


def add_line(*, by: Person, change: Change, side: Side, text: str, key: UUID | None = None) -> ChangeLine:
    """Write on one of the two lists."""
    words = within(text, LINE_MAX)
    with transaction.atomic():
        now = _locked(change)
        require(may_keep(by, now.team))
        if known := earlier(ChangeLine, key, change_id=now.pk):
            return known
        line = ChangeLine.objects.create(
            id=key or new_id(), organisation_id=now.organisation_id, change=now, side=side, text=words
        )
        tell(verb=Verb.CHANGED, kind="change", key=now.pk, by=by, team_id=now.team_id)
    return line


def mark_line(*, by: Person, line: ChangeLine, done: bool) -> None:
    """Say that it is let go of, or built; or that it is not, after all."""
    with transaction.atomic():
        now = ChangeLine.objects.select_for_update(of=("self",)).select_related("change__team").get(pk=line.pk)
        require(may_keep(by, now.change.team))
        now.done = done
        now.save(update_fields=["done"])
        verb = Verb.LET_GO if done and now.side == Side.LET_GO else Verb.CHANGED
        tell(verb=verb, kind="change", key=now.change_id, by=by, team_id=now.change.team_id)


def remove_line(*, by: Person, line: ChangeLine) -> None:
    """Take a line off the list."""
    with transaction.atomic():
        require(may_keep(by, line.change.team))
        ChangeLine.objects.filter(pk=line.pk).delete()
        tell(verb=Verb.CHANGED, kind="change", key=line.change_id, by=by, team_id=line.change.team_id)


def put_change(*, by: Person, change: Change, state: ChangeState) -> Change:
    """Let a change become ordinary, stop with it, or take it up again when there is room. Twice changes nothing."""
    with transaction.atomic():
        Team.objects.select_for_update().get(pk=change.team_id)
        now = _locked(change)
        if now.state == state:
            return now
        require(may_go_to(by, now, state))
        if state is ChangeState.RUNNING:
            _refuse_too_many(now.team)
        now.state = state
        now.ended_at = None if state is ChangeState.RUNNING else clock.now()
        now.save(update_fields=["state", "ended_at"])
        verb = Verb.RESUMED if state is ChangeState.RUNNING else Verb.CLOSED
        tell(verb=verb, kind="change", key=now.pk, by=by, team_id=now.team_id, state=state)
    return now


def set_cap(*, by: Person, team: Team, most: int) -> None:
    """Agree on how much the team changes at the same time at most. Raises Refused outside 1 to the largest."""
    if not 1 <= most <= CAP_MAX:
        raise Refused(
            ngettext("Choose a number from 1 to %(most)d.", "Choose a number from 1 to %(most)d.", CAP_MAX)
            % {"most": CAP_MAX}
        )
    with transaction.atomic():
        require(may_keep(by, team))
        ChangeCap.objects.update_or_create(team=team, defaults={"organisation_id": team.organisation_id, "most": most})
        tell(verb=Verb.AGREED, kind="change_cap", key=team.pk, by=by, team_id=team.pk, most=most)


def _refuse_too_many(team: Team) -> None:
    room = room_for_change(team)
    if room.is_full:
        said = ngettext(
            "You already change one thing. Round it off first, or agree on more at a time.",
            "You already change %(count)d things at a time. Round one off first, or agree on more at a time.",
            room.running,
        )
        raise Refused(said % {"count": room.running})


def _locked(change: Change) -> Change:
    return Change.objects.select_for_update(of=("self",)).select_related("team").get(pk=change.pk)
