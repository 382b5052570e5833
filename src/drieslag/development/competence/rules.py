"""Who may do what with moments, declarations and reserved tasks. It is its owner's; colleagues come in by name."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.competence.enums import (
    FEEDBACK_STATES,
    VIEW_STATES,
    FeedbackState,
    Standing,
    ViewState,
)
from drieslag.development.competence.models import (
    TWO,
    Declaration,
    Deployment,
    Feedback,
    Moment,
    Qualification,
    ReservedTask,
    View,
)
from drieslag.development.competence.terms import LONGEST_MONTHS, months_after
from drieslag.development.sharing.enums import FOR_PORTFOLIO, Kind
from drieslag.development.sharing.rules import leads, leads_person, may_reach
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person
from drieslag.people.queries import of_person
from drieslag.people.rules import has_role
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope

YEAR = timedelta(days=366)
NO_LEADER = gettext_lazy("Ask somebody who does not lead you. Colleagues look at this.")
NO_EVIDENCE = FOR_PORTFOLIO | {Kind.DECLARATION}


def owns(person: Person, thing: Moment | Declaration | Qualification) -> Verdict:
    """What is under somebody's name is that person's alone."""
    return YES if thing.owner == person.pk else no(_("This is somebody else's."))


def _is_colleague(person: Person) -> bool:
    return person.left_on is None and of_person(person).is_colleague


# Moments


def may_ask_feedback(by: Person, moment: Moment, colleague: Person) -> Verdict:
    """The owner asks a colleague by name, of own choice."""
    if not (own := owns(by, moment)):
        return own
    if colleague.pk == by.pk or not _is_colleague(colleague):
        return no(_("Ask a colleague."))
    return YES


def may_answer_feedback(by: Person, feedback: Feedback, state: FeedbackState) -> Verdict:
    """Only who was asked answers; whoever left the organisation no longer does."""
    if feedback.person != by.pk or by.left_on is not None:
        return no(_("Somebody else was asked."))
    return YES if state in FEEDBACK_STATES[FeedbackState(feedback.state)] else no(_("That was answered already."))


# Declarations


def longest_until(declared_on: date, task: ReservedTask | None = None) -> date:
    """Return the last day that a declaration of this day may stand: 24 months, or less where its task says so."""
    return months_after(declared_on, min(LONGEST_MONTHS, task.competent_months) if task else LONGEST_MONTHS)


def may_declare(by: Person, task: ReservedTask | None, declared_on: date, until_on: date) -> Verdict:
    """Somebody who learns here declares it, for a term that is not over and not too long."""
    if not _is_colleague(by):
        return no(_("This is for those who learn in a team."))
    if task is not None and task.ended_on is not None:
        return no(_("This task is not reserved any more."))
    if until_on <= declared_on:
        return no(_("Choose a day to come."))
    if until_on > longest_until(declared_on, task):
        months = min(LONGEST_MONTHS, task.competent_months) if task else LONGEST_MONTHS
        said = ngettext(
            "It holds for %(months)d month at most. Then you renew it.",
            "It holds for %(months)d months at most. Then you renew it.",
            months,
        )
        return no(said % {"months": months})
    return YES


def standing_of(declaration: Declaration, saw: int, day: date) -> Standing:
    """Say where a declaration is on this day: it stands by the views of two, within its term, until withdrawn."""
    if declaration.withdrawn_on is not None:
        return Standing.WITHDRAWN
    if day > declaration.until_on:
        return Standing.OVER
    return Standing.STANDS if saw >= TWO else Standing.WAITS


def may_change_words(by: Person, declaration: Declaration, *, is_seen: bool) -> Verdict:
    """Words that a colleague saw stay as they were seen; then one renews."""
    if not (own := _is_running(by, declaration)):
        return own
    return no(_("A colleague saw these words. Make a new declaration instead.")) if is_seen else YES


def may_withdraw(by: Person, declaration: Declaration) -> Verdict:
    """The owner withdraws it at any time, without a reason."""
    if not (own := owns(by, declaration)):
        return own
    return YES if declaration.withdrawn_on is None else no(_("You withdrew this."))


def may_lay_under(by: Person, declaration: Declaration) -> Verdict:
    """The owner says which own things are evidence."""
    return _is_running(by, declaration)


def _is_running(by: Person, declaration: Declaration) -> Verdict:
    if not (own := may_withdraw(by, declaration)):
        return own
    return YES if clock.today() <= declaration.until_on else no(_("Its term is over. Make a new one."))


def may_ask_view(by: Person, declaration: Declaration, colleague: Person, taken: int) -> Verdict:
    """Two colleagues by name, neither of whom leads the owner. `taken` are those who were asked and did not decline."""
    if not (own := _is_running(by, declaration)):
        return own
    if colleague.pk == by.pk or not _is_colleague(colleague):
        return no(_("Ask a colleague."))
    if leads_person(colleague.pk, by.pk):
        return no(NO_LEADER)
    return YES if taken < TWO else no(_("You asked two colleagues already."))


def leading(owner: UUID, people: Collection[UUID]) -> set[UUID]:
    """Return which of these lead the owner, and are not asked for a view (one query)."""
    return set(Person.objects.filter(leads(owner), pk__in=people).values_list("pk", flat=True))


def may_read_view(by: Person, view: View) -> bool:
    """Who was asked reads it, until withdrawn; not somebody who left, nor who came to lead its owner, unless that was
    agreed on.
    """
    if view.person != by.pk or by.left_on is not None or view.declaration.withdrawn_on is not None:
        return False
    return bool(may_reach(view.declaration.owner, by.pk, Kind.DECLARATION))


def may_give_view(view: View, state: ViewState) -> Verdict:
    """Within the term, in the order of the states."""
    if clock.today() > view.declaration.until_on and state == ViewState.SAW:
        return no(_("The term of this declaration is over."))
    return YES if state in VIEW_STATES[ViewState(view.state)] else no(_("That was answered already."))


# Reserved tasks


def may_define_tasks(by: Person) -> Verdict:
    """A learning adviser says which tasks are reserved."""
    if has_role(by, Role.LEARNING_ADVISER):
        return YES
    return no(_("Only a learning adviser says which tasks are reserved."))


def may_state_qualified(by: Person, task: ReservedTask, from_on: date, until_on: date | None) -> Verdict:
    """The owner states it, for as long as the task lets it hold."""
    if not _is_colleague(by):
        return no(_("This is for those who learn in a team."))
    if from_on > clock.today():
        return no(_("A qualification begins today or earlier."))
    return _term(task, from_on, until_on, task.qualified_months)


def leads_now(leader: UUID, person: UUID) -> bool:
    """Return whether somebody is team leader of a team of this person. A director is not, by that role."""
    teams = Membership.objects.filter(person=person, until=None, team__closed_on=None).values("team")
    return (
        leader != person
        and Membership.objects.filter(person=leader, role=Role.TEAM_LEADER, until=None, team__in=teams).exists()
    )


def may_say_deployable(by: Person, person: Person, task: ReservedTask, from_on: date, until_on: date) -> Verdict:
    """Only a team leader of the person says so, from today on, for as long as the task lets it hold."""
    if not leads_now(by.pk, person.pk) or person.left_on is not None:
        return no(_("Only the team leader of this person says that."))
    if from_on < clock.today():
        return no(_("It begins today or later."))
    return _term(task, from_on, until_on, task.deployable_months)


def _term(task: ReservedTask, from_on: date, until_on: date | None, months: int | None) -> Verdict:
    if task.ended_on is not None:
        return no(_("This task is not reserved any more."))
    if abs(from_on - clock.today()) > YEAR * 60:
        return no(_("Choose another first day."))
    if until_on is not None and until_on < from_on:
        return no(_("The last day lies before the first."))
    if months is not None and (until_on is None or until_on > months_after(from_on, months)):
        said = ngettext(
            "For this task it holds for %(months)d month at most.",
            "For this task it holds for %(months)d months at most.",
            months,
        )
        return no(said % {"months": months})
    return YES


def may_withdraw_deployable(by: Person, deployment: Deployment) -> Verdict:
    """Whoever leads the person now takes it back, with a reason that the person reads."""
    if deployment.withdrawn_on is not None:
        return no(_("That was taken back already."))
    return YES if leads_now(by.pk, deployment.owner) else no(_("Only the team leader of this person says that."))


def may_show(by: Person, leader: Person) -> Verdict:
    """The owner shows a fact, whichever it is, to the own team leader, once the works council agreed that leaders see
    such things.
    """
    if not leads_now(leader.pk, by.pk):
        return no(_("You show this to your own team leader."))
    return may_be_seen()


def may_be_seen() -> Verdict:
    """Off until a works council consented; asked at showing and at each reading."""
    if is_allowed(ConsentScope.LEADER_SEES_PLANS):
        return YES
    return no(
        gettext_lazy(
            "A leader sees plans and declarations only once the works council agreed to that. You can tell it."
        )
    )
