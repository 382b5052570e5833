"""Putting dots on cards or options, with name."""

from uuid import UUID

from django.db.models import Q, Sum

from drieslag.core.verdict import NotFound
from drieslag.journal.verbs import Verb
from drieslag.kernel import script
from drieslag.kernel import writing as kernel
from drieslag.learning.meetings.models import Contribution, Meeting, Participant, Vote
from drieslag.learning.meetings.scene import Scene, on_stage, text_refused


def vote(
    *, by: Participant, meeting: Meeting, step: str, dots: int = 1, target: UUID | None = None, option: str = ""
) -> None:
    """Set the dots of this seat on one card or option: again replaces them, none takes them away.

    With options one chooses one answer; choosing another moves the dot.
    """
    with on_stage(meeting) as scene:
        seat = scene.seat(by)
        found = scene.step_named(step)
        card = _card(scene, found.source, target) if target else None
        if (card is None) == (not option):
            raise NotFound
        mine = Vote.objects.filter(meeting=scene.meeting, step_key=step, seat=seat)
        same = Q(target=card, option_key=option)
        if found.options and found.dots == 1:
            elsewhere = 0
        else:
            elsewhere = mine.exclude(same).aggregate(sum=Sum("dots"))["sum"] or 0
        with text_refused():
            kernel.may_vote(scene.format, scene.state, step, dots + elsewhere if dots >= 0 else dots, option)
        (mine if found.options and found.dots == 1 else mine.filter(same)).delete()
        if dots:
            Vote.objects.create(
                organisation_id=scene.meeting.organisation_id,
                meeting=scene.meeting,
                step_key=step,
                seat=seat,
                target=card,
                option_key=option,
                dots=dots,
            )
            scene.record(Verb.VOTED, None, {"step": step})
        scene.announce_writing(step)


def _card(scene: Scene, source: str, target: UUID) -> Contribution:
    """Return a card that everybody can read, of the step that the vote is about."""
    card = Contribution.objects.filter(
        pk=target, meeting=scene.meeting, step_key=source, withdrawn_at=None, hidden_at=None
    ).first()
    if card is None or not script.is_open(scene.format, scene.state, source):
        raise NotFound
    return card
