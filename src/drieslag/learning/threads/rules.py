"""Who may do what with a thread. A question is its team's; what one wrote under a name only that one changes."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.threads.enums import THREAD_STATES, TRY_OUT_STATES, ThreadState, TryOutState
from drieslag.learning.threads.models import Effect, Insight, Thread, TryOut
from drieslag.people.models import Person, Team
from drieslag.people.rules import is_member


def may_ask(person: Person, team: Team) -> Verdict:
    """Members bring questions in their own team."""
    return YES if is_member(person, team) else no(_("Only the members of this team can bring something in here."))


def may_view(person: Person, thread: Thread) -> Verdict:
    """The team reads it; once taken back, nobody does."""
    if thread.state == ThreadState.WITHDRAWN:
        return no(_("This question was taken back."))
    return may_ask(person, thread.team)


def may_add_to(person: Person, thread: Thread) -> Verdict:
    """Any member writes down what came of a question."""
    return may_view(person, thread)


def may_edit(person: Person, thread: Thread) -> Verdict:
    """Only who brought it in changes the words."""
    if not (seen := may_view(person, thread)):
        return seen
    if thread.opened_by is None:
        return no(_("There is no name with this question, so nobody can change its words."))
    if not thread.is_opened_by(person.pk):
        return no(_("Only who brought this question in can change its words."))
    return _follows(thread, ThreadState.OPEN) if thread.state == ThreadState.CLOSED else YES


def may_withdraw(person: Person, thread: Thread) -> Verdict:
    """Only who brought it in, and only while nothing came of it: what others wrote is not theirs to take away."""
    if not (own := may_edit(person, thread)):
        return own
    if thread.explorations.exists() or thread.insights.exists() or thread.try_outs.exists():
        return no(_("Your team has worked on this question already. You can lay it aside."))
    return _follows(thread, ThreadState.WITHDRAWN)


def may_restore(person: Person, thread: Thread) -> Verdict:
    """Only who took it back can undo that."""
    if thread.state == ThreadState.WITHDRAWN and thread.is_opened_by(person.pk):
        return may_ask(person, thread.team)
    return no(_("Only who took this question back can undo that."))


def may_lay_aside(person: Person, thread: Thread) -> Verdict:
    """Any member: a board full of what nobody works on helps nobody."""
    return may_view(person, thread) and _follows(thread, ThreadState.ASIDE)


def may_take_up(person: Person, thread: Thread) -> Verdict:
    """Any member picks up what was laid aside."""
    return may_view(person, thread) and _follows(thread, ThreadState.OPEN)


def may_close(person: Person, thread: Thread) -> Verdict:
    """Any member, once the team has looked back on something that it tried."""
    if not (seen := may_view(person, thread)):
        return seen
    if not Effect.objects.filter(try_out__thread=thread).exists():
        return no(_("First try something out and look back on it."))
    return _follows(thread, ThreadState.CLOSED)


def may_withdraw_insight(person: Person, insight: Insight) -> Verdict:
    """Only who wrote it."""
    return YES if insight.by == person.pk else no(_("Only who wrote this can take it back."))


def owns(person: Person, try_out: TryOut) -> bool:
    """Whether it is this person's to change, among the members; a try-out of the whole team is any member's."""
    return try_out.owner in (None, person.pk)


def may_change_try_out(person: Person, try_out: TryOut) -> Verdict:
    """The owner, as long as a member."""
    if not (member := may_ask(person, try_out.team)):
        return member
    return YES if owns(person, try_out) else no(_("Only who tries this out can change it."))


def may_stop(person: Person, try_out: TryOut) -> Verdict:
    """Who may change it may stop it, while it runs."""
    return may_change_try_out(person, try_out) and _goes_to(try_out, TryOutState.STOPPED)


def may_resume(person: Person, try_out: TryOut) -> Verdict:
    """Who may change it may go on with it."""
    return may_change_try_out(person, try_out) and _goes_to(try_out, TryOutState.RUNNING)


def may_note_effect(person: Person, try_out: TryOut) -> Verdict:
    """Who tries it out looks back; alone, or in a meeting that asked its own rules."""
    return may_change_try_out(person, try_out) and _goes_to(try_out, TryOutState.LOOKED_BACK)


def may_withdraw_effect(person: Person, effect: Effect) -> Verdict:
    """Only who wrote it changes it or takes it back."""
    return YES if effect.by == person.pk else no(_("Only who wrote this can take it back or change it."))


def _follows(thread: Thread, state: ThreadState) -> Verdict:
    if state in THREAD_STATES[ThreadState(thread.state)]:
        return YES
    return no(
        _("That is not possible any more: this question is now “%(state)s”.") % {"state": thread.get_state_display()}
    )


def _goes_to(try_out: TryOut, state: TryOutState) -> Verdict:
    if state in TRY_OUT_STATES[TryOutState(try_out.state)]:
        return YES
    reason = _("That is not possible any more: this try-out is now “%(state)s”.")
    return no(reason % {"state": try_out.get_state_display()})
