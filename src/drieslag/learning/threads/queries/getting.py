"""Obtaining one thing: not found says neither "no such" nor "not yours"."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from drieslag.core.verdict import NotFound
from drieslag.learning.threads.enums import HandOverState, ThreadState
from drieslag.learning.threads.models import Effect, HandOver, Insight, SharedResult, Thread, TryOut
from drieslag.people.models import Membership, Person, Team

ON_BOARD = (ThreadState.OPEN, ThreadState.ASIDE, ThreadState.CLOSED)


def visible_to(person: Person) -> QuerySet[Thread]:
    """The threads of one's teams, but for those taken back."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return Thread.objects.filter(Exists(mine), state__in=ON_BOARD)


def get_thread(person: Person, key: UUID) -> Thread:
    """Return a thread of one's teams. Raises NotFound."""
    return _found(visible_to(person).select_related("team").filter(pk=key).first())


def get_withdrawn(person: Person, key: UUID) -> Thread:
    """Return what this person took back, to undo that. Raises NotFound."""
    return _found(Thread.objects.filter(pk=key, opened_by=person.pk, state=ThreadState.WITHDRAWN).first())


def get_try_out(person: Person, key: UUID) -> TryOut:
    """Return a try-out of one's teams, with its thread. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(TryOut.objects.filter(Exists(mine), pk=key).select_related("thread", "team").first())


def get_hand_over(person: Person, key: UUID) -> HandOver:
    """Return a hand-over from or to one of one's teams. Raises NotFound."""
    mine = Membership.objects.filter(Q(team=OuterRef("team")) | Q(team=OuterRef("to_team")), person=person, until=None)
    found = HandOver.objects.filter(Exists(mine), pk=key).exclude(thread__state=ThreadState.WITHDRAWN)
    return _found(found.select_related("team", "to_team", "thread", "thread__team").first())


def get_shared(person: Person, key: UUID) -> SharedResult:
    """Return what one of one's teams shared of this try-out. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(SharedResult.objects.filter(Exists(mine), try_out=key).select_related("try_out", "team").first())


def shared_of(try_out: TryOut) -> SharedResult | None:
    """Return what was shared of a try-out that one may see."""
    return SharedResult.objects.filter(try_out=try_out).first()


def get_joined(person: Person, key: UUID) -> Thread:
    """Return a question of one's teams that was joined with another. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    found = Thread.objects.filter(Exists(mine), pk=key, state=ThreadState.JOINED)
    return _found(found.select_related("team", "joined_into").first())


def handed_on(person: Person, key: UUID) -> HandOver:
    """Return the last hand-over of a question that one's team gave away. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    found = HandOver.objects.filter(Exists(mine), thread=key, state=HandOverState.TAKEN)
    return _found(found.select_related("team", "to_team", "thread").order_by("-settled_at").first())


def offers_to(team: Team) -> list[HandOver]:
    """Return the questions that other teams offer to this one, oldest first."""
    found = HandOver.objects.filter(to_team=team, state=HandOverState.OFFERED).select_related("team", "thread")
    return sorted(found.only("offered_at", "team__name", "thread__title"), key=lambda offer: offer.offered_at)


def joinable(thread: Thread) -> QuerySet[Thread]:
    """The questions of the same team that this one can be joined with, newest first, for choosing one."""
    free = Thread.objects.filter(team=thread.team_id, state__in=(ThreadState.OPEN, ThreadState.ASIDE))
    offered = HandOver.objects.filter(thread=OuterRef("pk"), state=HandOverState.OFFERED)
    return free.exclude(pk=thread.pk).filter(~Exists(offered)).order_by("-opened_at")


def get_insight(person: Person, key: UUID) -> Insight:
    """Return an insight of one's teams. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(Insight.objects.filter(Exists(mine), pk=key).first())


def get_effect(person: Person, key: UUID) -> Effect:
    """Return an effect that was noted in one's teams. Raises NotFound."""
    mine = Membership.objects.filter(person=person, until=None, team=OuterRef("team"))
    return _found(Effect.objects.filter(Exists(mine), pk=key).select_related("try_out", "try_out__team").first())


def open_threads(team: Team) -> list[Thread]:
    """Return what the team can work on, newest first: to choose from when planning a meeting."""
    return list(open_in(team).select_related("team"))


def open_in(team: Team) -> QuerySet[Thread]:
    """The open threads of a team, newest first, for choosing one."""
    return Thread.objects.filter(team=team, state=ThreadState.OPEN).order_by("-opened_at")


def _found[T](row: T | None) -> T:
    if row is None:
        raise NotFound
    return row
