"""What people wrote in their own words: looked over by a member for the team, laid open for the team, and for nobody
else. Every step can be undone.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core.verdict import NotFound, Refused, require
from drieslag.live.topics import announce
from drieslag.people.models import Person
from drieslag.people.queries import of_person
from drieslag.surveys.enums import Texts
from drieslag.surveys.models import ClosedText, Group
from drieslag.surveys.queries.asked import minimums
from drieslag.surveys.rules.results import is_closed, may_look_over


def look_over(*, by: Person, group_id: UUID) -> Group:
    """Begin to look over what the team wrote. Raises Refused for a leader, and while a colleague does it."""
    with transaction.atomic():
        group = _locked(by, group_id)
        if group.texts == Texts.LAID_OPEN:
            raise Refused(_("This was laid open already."))
        return _into(group, Texts.LOOKED_OVER, by)


def hide_text(*, by: Person, text_id: UUID, hidden: bool = True) -> ClosedText:
    """Keep a text from the team, because it tells who wrote it or about whom it is; or show it after all."""
    with transaction.atomic():
        found = ClosedText.objects.filter(pk=text_id).first()
        if found is None:
            raise NotFound
        _own(_locked(by, found.group_id), by)
        found.hidden = hidden
        found.save(update_fields=["hidden"])
        return found


def lay_open(*, by: Person, group_id: UUID) -> Group:
    """Let the team read what is not hidden. Doing it twice changes nothing."""
    with transaction.atomic():
        group = _locked(by, group_id)
        if group.texts == Texts.LAID_OPEN:
            return group
        return _into(_own(group, by), Texts.LAID_OPEN, by)


def take_back(*, by: Person, group_id: UUID) -> Group:
    """Undo one step: fold it up again, or leave the looking over to somebody else."""
    with transaction.atomic():
        group = _locked(by, group_id)
        if group.texts == Texts.LAID_OPEN:
            return _into(group, Texts.LOOKED_OVER, by)
        return _into(_own(group, by), Texts.SHUT, None)


def _locked(by: Person, group_id: UUID) -> Group:
    """Return the group, locked, for a member who may look over. Raises NotFound for others, Refused with the reason."""
    group = Group.objects.select_for_update(of=("self",)).select_related("round").filter(pk=group_id).first()
    if group is None or group.team_id is None or not is_closed(group.round):
        raise NotFound
    me = of_person(by)
    if group.team_id not in me.team_ids:
        raise NotFound
    require(may_look_over(me, group))
    if (group.answers or 0) < minimums().open_text:
        raise Refused(_("Too few people answered. What they wrote stays shut."))
    return group


def _own(group: Group, by: Person) -> Group:
    if group.texts != Texts.LOOKED_OVER or group.texts_by != by.pk:
        raise Refused(_("Begin with looking it over."))
    return group


def _into(group: Group, texts: Texts, by: Person | None) -> Group:
    group.texts, group.texts_by = texts, by.pk if by else None
    group.save(update_fields=["texts", "texts_by"])
    announce(f"team:{group.team_id}")
    return group
