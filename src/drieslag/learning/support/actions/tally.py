"""The tally of a meeting: taps without persons, where it was silent, and four sliders that go once they are counted."""

import json
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.learning.meetings.actions.anonymous import scale_figures
from drieslag.learning.meetings.enums import LIVE_PHASES
from drieslag.learning.meetings.models import Meeting
from drieslag.learning.support.enums import Room
from drieslag.learning.support.models import Tally, TallyPart, TallySlider
from drieslag.learning.support.rules import may_count, may_give_sliders, may_take_part_in, may_tally
from drieslag.learning.threads.actions.writing import tell
from drieslag.people.models import Person

LOW, HIGH = 0, 10
SLIDERS_OPEN = timedelta(hours=24)  # after the meeting


def open_tally(*, by: Person, meeting: Meeting) -> Tally:
    """Begin to count along. A meeting has one tally, whoever begins."""
    with transaction.atomic():
        now = Meeting.objects.select_for_update(of=("self",)).select_related("team").get(pk=meeting.pk)
        known = Tally.objects.filter(meeting_id=now.pk).select_related("team").first()
        if known is not None:
            require(may_take_part_in(by, now.team))
            return known
        require(may_tally(by, now))
        tally = Tally.objects.create(
            organisation_id=now.organisation_id, team=now.team, meeting_id=now.pk, opened_at=clock.now()
        )
        tell(verb=Verb.OPENED, kind="tally", key=tally.pk, by=None, team_id=now.team_id, meeting=now.pk)
    return tally


def tap(*, by: Person, tally: Tally, room: Room) -> TallyPart:
    """Count one contribution of this kind. Who spoke and who counted is kept nowhere."""
    with transaction.atomic():
        now = _counting(by, tally)
        part = _part(now, now.part_now)
        TallyPart.objects.filter(pk=part.pk).update(**{room.value: F(room.value) + 1})
        part.refresh_from_db()
    return part


def untap(*, by: Person, tally: Tally, room: Room, number: int) -> None:
    """Undo one tap in that half hour."""
    with transaction.atomic():
        now = _counting(by, tally)
        some = now.parts.filter(number=number, **{f"{room.value}__gt": 0})
        some.update(**{room.value: F(room.value) - 1})


def note_silence(*, by: Person, tally: Tally, number: int, room: Room | None) -> TallyPart:
    """Note where it was silent in a half hour that is over or goes on; without a room, that is taken back."""
    with transaction.atomic():
        now = _counting(by, tally)
        if not 0 <= number <= now.part_now:
            raise Refused(_("This half hour is still to come."))
        part = _part(now, number)
        part.silent = room.value if room else ""
        part.save(update_fields=["silent"])
    return part


def give_sliders(*, by: Person, tally: Tally, values: Mapping[Room, int]) -> None:
    """Give one's own four figures, or change them. They are kept until the figures are made and then erased."""
    if set(values) != set(Room) or not all(LOW <= value <= HIGH for value in values.values()):
        raise Refused(_("Give each of the four a figure from 0 to 10."))
    with transaction.atomic():
        now = _locked(tally)
        require(may_give_sliders(by, now))
        row = TallySlider.objects.filter(tally=now, person=by).first()
        row = row or TallySlider(organisation_id=now.organisation_id, tally=now, person=by)
        row.values = json.dumps({room.value: values[room] for room in Room})
        row.save()


def take_sliders_back(*, by: Person, tally: Tally) -> None:
    """Erase one's own figures, as long as nothing was made of them."""
    with transaction.atomic():
        now = _locked(tally)
        require(may_give_sliders(by, now))
        TallySlider.objects.filter(tally=now, person=by).delete()


def freeze(*, by: Person | None, tally: Tally) -> Tally:
    """Make the figures that may be shown, once and for good, and erase what each gave. Twice changes nothing."""
    with transaction.atomic():
        now = _locked(tally)
        if now.frozen_at is not None:
            return now
        if by is not None:
            require(may_count(by, now))
        given = [json.loads(row.values) for row in now.sliders.all()]
        now.figures = {room.value: scale_figures(LOW, HIGH, [one[room.value] for one in given]) for room in Room}
        now.frozen_at = clock.now()
        now.save(update_fields=["figures", "frozen_at"])
        now.sliders.all().delete()
        tell(verb=Verb.CLOSED, kind="tally", key=now.pk, by=None, team_id=now.team_id, meeting=now.meeting_id)
    return now


def freeze_due() -> int:
    """Freeze the tallies of meetings that ended a day ago or are gone, in the organisation of the transaction."""
    open_ = list(Tally.objects.filter(frozen_at=None))
    recent = clock.now() - SLIDERS_OPEN
    keep = set(
        Meeting.objects.filter(pk__in=[one.meeting_id for one in open_], phase__in=LIVE_PHASES).values_list(
            "pk", flat=True
        )
    ) | set(
        Meeting.objects.filter(pk__in=[one.meeting_id for one in open_], closed_at__gte=recent).values_list(
            "pk", flat=True
        )
    )
    due = [one for one in open_ if one.meeting_id not in keep]
    for tally in due:
        freeze(by=None, tally=tally)
    return len(due)


def _locked(tally: Tally) -> Tally:
    return Tally.objects.select_for_update(of=("self",)).select_related("team").get(pk=tally.pk)


def _counting(by: Person, tally: Tally) -> Tally:
    now = _locked(tally)
    require(may_give_sliders(by, now))
    require(may_tally(by, Meeting.objects.select_related("team").get(pk=now.meeting_id)))
    return now


def _part(tally: Tally, number: int) -> TallyPart:
    part, _made = TallyPart.objects.get_or_create(organisation_id=tally.organisation_id, tally=tally, number=number)
    return part
