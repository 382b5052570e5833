"""A colleague, asked by name, looks at a moment and writes to its owner alone. There is no mark in it. Whether it may
stand in the owner's portfolio, the colleague says, and may say otherwise later.
"""

from django.db import transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, require
from drieslag.development.competence.actions.looking import note_look
from drieslag.development.competence.enums import FeedbackState
from drieslag.development.competence.models import WORDS_MAX, Feedback, Moment
from drieslag.development.competence.rules import may_answer_feedback, may_ask_feedback, owns
from drieslag.development.sharing.enums import Kind
from drieslag.learning.threads.actions.writing import within
from drieslag.people.models import Person


def ask_feedback(*, by: Person, moment: Moment, colleague: Person) -> Feedback:
    """Ask a colleague to look: that one reads the task, the prediction and the day, and a link while it is kept. Asking
    the same twice is one.
    """
    with transaction.atomic():
        now = Moment.objects.select_for_update().get(pk=moment.pk)
        require(may_ask_feedback(by, now, colleague))
        row, _made = Feedback.objects.get_or_create(
            organisation_id=now.organisation_id,
            moment=now,
            person=colleague.pk,
            defaults={"asked_on": clock.today()},
        )
    return row


def open_moment(*, by: Person, feedback: Feedback) -> None:
    """Open what one was asked to look at; the owner sees on which day. Raises NotFound for whoever was not asked."""
    if feedback.person != by.pk or by.left_on is not None:
        raise NotFound
    note_look(by, feedback.moment.owner, Kind.MOMENT, feedback.moment_id)


def give_feedback(
    *, by: Person, feedback: Feedback, saw: str, effect: str = "", idea: str = "", may_show: bool = False
) -> Feedback:
    """Write what one saw, what it did, what could be tried next, and whether it may stand in the owner's portfolio.
    Again changes it; what may not be shown any more is in no portfolio from then on.
    """
    with transaction.atomic():
        now = _locked(feedback)
        require(may_answer_feedback(by, now, FeedbackState.GIVEN))
        now.saw = within(saw, WORDS_MAX)
        now.effect = within(effect, WORDS_MAX, needed=False)
        now.idea = within(idea, WORDS_MAX, needed=False)
        now.may_show = may_show
        now.state, now.given_on = FeedbackState.GIVEN, now.given_on or clock.today()
        now.save()
    return now


def decline_feedback(*, by: Person, feedback: Feedback) -> Feedback:
    """Say that it does not fit now; no reason is asked."""
    with transaction.atomic():
        now = _locked(feedback)
        require(may_answer_feedback(by, now, FeedbackState.DECLINED))
        now.state = FeedbackState.DECLINED
        now.save(update_fields=["state"])
    return now


def erase_feedback(*, by: Person, feedback: Feedback) -> None:
    """Take one's own words back, or, as the owner, the question with its answer."""
    with transaction.atomic():
        now = _locked(feedback)
        if now.person != by.pk:
            require(owns(by, now.moment))
        now.delete()


def _locked(feedback: Feedback) -> Feedback:
    found = Feedback.objects.select_for_update(of=("self",)).select_related("moment").filter(pk=feedback.pk).first()
    if found is None:
        raise NotFound
    return found
