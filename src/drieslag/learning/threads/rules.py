"""Who may do what with a thread. A question is its team's; what one wrote under a name only that one changes."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.threads.enums import (
    THREAD_STATES,
    TRY_OUT_STATES,
    HandOverState,
    ThreadState,
    TryOutState,
)
from drieslag.learning.threads.models import Effect, HandOver, Insight, SharedResult, Thread, TryOut
from drieslag.people.models import Membership, Person, Team
from drieslag.people.rules import is_member

FREE = (ThreadState.OPEN, ThreadState.ASIDE)


def may_ask(person: Person, team: Team) -> Verdict:
    """Members bring questions in their own team."""
    return YES if is_member(person, team) else no(_("Only the members of this team can bring something in here."))


def may_view(person: Person, thread: Thread) -> Verdict:
    """The team reads it; once taken back, nobody does."""
    if thread.state == ThreadState.WITHDRAWN:
        return no(_("This question was taken back."))
    if thread.state == ThreadState.JOINED:
        return no(_("This question was joined with another."))
    return may_ask(person, thread.team)


def may_add_to(person: Person, thread: Thread) -> Verdict:
    """Any member writes down what came of a question."""
    return may_view(person, thread)


def may_edit(person: Person, thread: Thread) -> Verdict:
    """Only who brought it in changes the words; once another team took it over, any member of that."""
    if not (seen := may_view(person, thread)):
        return seen
    if thread.handed_at is not None:
        return _follows(thread, ThreadState.OPEN) if thread.state == ThreadState.CLOSED else YES
    if thread.opened_by is None:
        return no(_("There is no name with this question, so nobody can change its words."))
    if not thread.is_opened_by(person.pk):
        return no(_("Only who brought this question in can change its words."))
    return _follows(thread, ThreadState.OPEN) if thread.state == ThreadState.CLOSED else YES


def may_withdraw(person: Person, thread: Thread) -> Verdict:
    """Only who brought it in, and only while nothing came of it: what others wrote is not theirs to take away."""
    if not (own := may_edit(person, thread)):
        return own
    if thread.handed_at is not None or _has_grown(thread) or thread.joined.exists() or thread.split_off.exists():
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
    if thread.both_sides and not thread.insights.exists():
        return no(_("You work on this with thinking and doing. First write down what you came to see."))
    return _follows(thread, ThreadState.CLOSED)


def may_split(person: Person, thread: Thread) -> Verdict:
    """Any member, while it is open and not on its way to another team."""
    return may_view(person, thread) and _is_free(thread)


def may_undo_split(person: Person, thread: Thread) -> Verdict:
    """Any member, while nothing new came of it."""
    if not (free := may_split(person, thread)):
        return free
    if thread.split_from is None or thread.split_from.state not in FREE or thread.split_from.team_id != thread.team_id:
        return no(_("There is nothing to put it back in any more."))
    new = (
        thread.explorations.exists()
        or thread.insights.exclude(came_from=thread.split_from_id).exists()
        or thread.try_outs.exclude(came_from=thread.split_from_id).exists()
        or thread.joined.exists()
        or thread.split_off.exists()
    )
    return no(_("Your team has worked on this question already. You can join the two instead.")) if new else YES


def may_join(person: Person, thread: Thread, into: Thread) -> Verdict:
    """Any member joins two open questions of the same team."""
    for each in (thread, into):
        if not (free := may_split(person, each)):
            return free
    if thread.pk == into.pk or thread.team_id != into.team_id:
        return no(_("Choose another question of your own team."))
    return YES


def may_part(person: Person, thread: Thread) -> Verdict:
    """Any member undoes joining, as long as the other question is open and in the team."""
    into = thread.joined_into
    if into is None or into.team_id != thread.team_id:
        return no(_("The two questions cannot be parted any more."))
    return may_ask(person, thread.team) and _is_free(into)


def may_hand_over(person: Person, thread: Thread, to_team: Team) -> Verdict:
    """To any other team of the organisation."""
    if to_team.pk == thread.team_id or to_team.closed_on is not None:
        return no(_("Choose another team."))
    return may_offer(person, thread)


def may_offer(person: Person, thread: Thread) -> Verdict:
    """Who brought it in under a name, since it is that person's story; any member where that name is not there."""
    if not (free := may_split(person, thread)):
        return free
    own = thread.handed_at is None and thread.opened_by is not None and not thread.is_opened_by(person.pk)
    if own and Membership.objects.filter(person=thread.opened_by, team=thread.team_id, until=None).exists():
        return no(_("Only who brought this question in can hand it to another team. Ask your colleague."))
    return YES


def may_settle(person: Person, hand_over: HandOver) -> Verdict:
    """Any member of the team that it is offered to."""
    return may_ask(person, hand_over.to_team) and _offered(hand_over)


def may_recall(person: Person, hand_over: HandOver) -> Verdict:
    """Any member of the team that offers it."""
    return may_ask(person, hand_over.team) and _offered(hand_over)


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


def has_left(try_out: TryOut) -> bool:
    """Whether its owner is no longer in its team: then nobody has it, until somebody takes it over."""
    if try_out.owner is None:
        return False
    there = Membership.objects.filter(person=try_out.owner, team=try_out.team_id, until=None, person__left_on=None)
    return not there.exists()


def may_take_over(person: Person, try_out: TryOut) -> Verdict:
    """Any member, when its owner left the team while it runs."""
    if not (member := may_ask(person, try_out.team)):
        return member
    if try_out.state != TryOutState.RUNNING or not has_left(try_out):
        return no(_("This try-out is somebody's already."))
    return YES


def may_share(person: Person, try_out: TryOut) -> Verdict:
    """Who tried it, or any member where it was the whole team's or its owner left; after looking back."""
    if not (member := may_ask(person, try_out.team)):
        return member
    if not (owns(person, try_out) or has_left(try_out)):
        return no(_("Only who tried this out can share it with other teams."))
    if SharedResult.objects.filter(try_out=try_out).exclude(team=try_out.team_id).exists():
        return no(_("The team that this comes from shared it already, in its own words."))
    return YES if try_out.effects.exists() else no(_("First look back on it."))


def may_unshare(person: Person, shared: SharedResult) -> Verdict:
    """Any member of the team that shared it."""
    return may_ask(person, shared.team)


def may_adapt(person: Person, try_out: TryOut) -> Verdict:
    """Who may change it makes a changed one of it, after looking back."""
    if not (own := may_change_try_out(person, try_out)):
        return own
    return YES if try_out.effects.exists() else no(_("First look back on it."))


def may_stop(person: Person, try_out: TryOut) -> Verdict:
    """Who may change it may stop it, while it runs."""
    return may_change_try_out(person, try_out) and _goes_to(try_out, TryOutState.STOPPED)


def may_resume(person: Person, try_out: TryOut) -> Verdict:
    """Who may change it may go on with it."""
    return may_change_try_out(person, try_out) and _goes_to(try_out, TryOutState.RUNNING)


def may_note_effect(person: Person, try_out: TryOut) -> Verdict:
    """Who tries it out looks back; alone, or in a meeting that asked its own rules."""
    return may_change_try_out(person, try_out) and _goes_to(try_out, TryOutState.LOOKED_BACK)


def may_add_effect(person: Person, try_out: TryOut) -> Verdict:
    """Who may look back may also add to what somebody else just noted."""
    if not (own := may_change_try_out(person, try_out)):
        return own
    return no(_("You stopped with this try-out.")) if try_out.state == TryOutState.STOPPED else YES


def may_withdraw_effect(person: Person, effect: Effect) -> Verdict:
    """Only who wrote it changes it or takes it back."""
    return YES if effect.by == person.pk else no(_("Only who wrote this can take it back or change it."))


def _has_grown(thread: Thread) -> bool:
    return thread.explorations.exists() or thread.insights.exists() or thread.try_outs.exists()


def _is_free(thread: Thread) -> Verdict:
    """Open or laid aside, and not offered to another team."""
    if thread.state not in FREE:
        reason = _("That is not possible any more: this question is now “%(state)s”.")
        return no(reason % {"state": thread.get_state_display()})
    if thread.hand_overs.filter(state=HandOverState.OFFERED).exists():
        return no(_("This question is offered to another team. Wait for its answer, or take the offer back."))
    return YES


def _offered(hand_over: HandOver) -> Verdict:
    if hand_over.state == HandOverState.OFFERED:
        return YES
    reason = _("That is not possible any more: this offer is now “%(state)s”.")
    return no(reason % {"state": hand_over.get_state_display()})


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
