"""Fixed buddies: by lot or chosen, agreed on by each of them, ended without a word about who wished that."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta
from itertools import combinations
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.learning.support.enums import PairState
from drieslag.learning.support.models import BuddyWish, Pair, PairSeat, PairTalk
from drieslag.learning.support.pairing import LARGEST, PAIR, Lot, Two, propose
from drieslag.learning.support.rules import (
    LONGEST_WEEKS,
    may_answer_proposal,
    may_keep_pair,
    may_take_part_in,
)
from drieslag.learning.threads.actions.writing import tell
from drieslag.people.enums import Role
from drieslag.people.models import Membership, Person, Team
from drieslag.people.queries import members

LASTS = timedelta(weeks=26)


def propose_pairs(*, by: Person | None, team: Team, seed: int) -> list[Pair]:
    """Draw pairs among the members who have none and want one. Each of them still says yes or no."""
    with transaction.atomic():
        now = _locked_team(team)
        if by is not None:
            require(may_take_part_in(by, now))
        free = _free(now)
        lot = propose(free, earlier=_earlier(now), apart=_apart(now), seed=seed)
        made = [_propose(now, group) for group in lot.groups]
        return made + _third_in(now, lot)


def choose_buddies(*, by: Person, team: Team, others: Sequence[Person]) -> Pair:
    """Ask a colleague, or two. Two who are buddies already are asked whether one may join them."""
    with transaction.atomic():
        now = _locked_team(team)
        require(may_take_part_in(by, now))
        group = {by.pk, *(other.pk for other in others)}
        if len(group) not in {PAIR, LARGEST}:
            raise Refused(_("Choose one colleague, or two."))
        if not group <= {person.pk for person in members(now)}:
            raise Refused(_("Choose somebody of your team."))
        _refuse_taken(now, by.pk, group)
        same = _live(now).filter(state=PairState.PROPOSED, seats__person=by)
        for pair in same:
            if {seat.person_id for seat in pair.seats.all()} == group:
                return _agreed(by, pair)
            _end(pair)
        return _agreed(by, _propose(now, sorted(group)))


def agree(*, by: Person, pair: Pair) -> Pair:
    """Say yes to a proposal; with the last yes it is real, and the team sees who is whose buddy. Twice is once."""
    with transaction.atomic():
        now = _locked(pair)
        if now.state == PairState.AGREED and now.seats.filter(person=by).exists():
            return now
        require(may_answer_proposal(by, now))
        return _agreed(by, now)


def decline(*, by: Person, pair: Pair) -> Pair:
    """Say no to a proposal. It is gone for all of them, without a word about why or who."""
    with transaction.atomic():
        now = _locked(pair)
        require(may_answer_proposal(by, now))
        _end(now)
    return now


def wish_change(*, by: Person, pair: Pair, wants: bool) -> Pair:
    """Wish for another buddy, or take that back. The pair ends in the night; nobody is told who wished it."""
    with transaction.atomic():
        now = _locked(pair)
        require(may_keep_pair(by, now))
        now.seats.filter(person=by).update(wants_change=wants)
    return now


def note_talk(*, by: Person, pair: Pair) -> PairTalk:
    """Note that buddies spoke today. Both pressing it is one talk."""
    with transaction.atomic():
        now = _locked(pair)
        require(may_keep_pair(by, now))
        talk, _made = PairTalk.objects.get_or_create(
            organisation_id=now.organisation_id, pair=now, held_on=clock.today()
        )
    return talk


def take_talk_back(*, by: Person, pair: Pair) -> None:
    """Undo having noted a talk today."""
    with transaction.atomic():
        now = _locked(pair)
        require(may_keep_pair(by, now))
        now.talks.filter(held_on=clock.today()).delete()


def set_rhythm(*, by: Person, pair: Pair, every_weeks: int) -> Pair:
    """Say after how many weeks the next talk is due."""
    with transaction.atomic():
        now = _locked(pair)
        require(may_keep_pair(by, now))
        now.every_weeks = max(1, min(every_weeks, LONGEST_WEEKS))
        now.save(update_fields=["every_weeks"])
    return now


def wish(*, by: Person, team: Team, no_buddy: bool, across_lead: bool) -> BuddyWish:
    """Say what one wishes. Without a wish for a buddy, open proposals go."""
    with transaction.atomic():
        now = _locked_team(team)
        require(may_take_part_in(by, now))
        own, _made = BuddyWish.objects.update_or_create(
            organisation_id=now.organisation_id, team=now, person=by,
            defaults={"no_buddy": no_buddy, "across_lead": across_lead},
        )  # fmt: skip
        if no_buddy:
            for pair in _live(now).filter(state=PairState.PROPOSED, seats__person=by):
                _end(pair)
    return own


def settle_pairs(*, seed: int) -> int:
    """End the pairs of which one left, wished another buddy or whose time is over, and propose new ones to those who
    were in them. In the organisation of the transaction; returns how many ended.
    """
    there = Membership.objects.filter(
        person=OuterRef("person"), team=OuterRef("pair__team"), until=None, person__left_on=None
    )
    gone = PairSeat.objects.filter(~Exists(there) | Q(wants_change=True))
    over = Pair.objects.exclude(state=PairState.ENDED).filter(ends_on__lte=clock.today())
    due = {*gone.values_list("pair_id", flat=True), *over.values_list("pk", flat=True)}
    ended = Pair.objects.exclude(state=PairState.ENDED).filter(pk__in=due).select_related("team")
    teams: set[Team] = set()
    count = 0
    for pair in ended:
        with transaction.atomic():
            _end(_locked(pair))
        count += 1
        if pair.team.closed_on is None:
            teams.add(pair.team)
    for team in sorted(teams, key=lambda each: each.pk):
        propose_pairs(by=None, team=team, seed=seed)
    return count


def _locked_team(team: Team) -> Team:
    """All of a team's pairs are decided one after another: nobody becomes the buddy of two pairs at once."""
    return Team.objects.select_for_update().get(pk=team.pk)


def _locked(pair: Pair) -> Pair:
    _locked_team(pair.team)
    return Pair.objects.select_for_update(of=("self",)).select_related("team").get(pk=pair.pk)


def _live(team: Team) -> QuerySet[Pair]:
    return Pair.objects.filter(team=team).exclude(state=PairState.ENDED).prefetch_related("seats")


def _free(team: Team) -> list[UUID]:
    taken = PairSeat.objects.filter(pair__team=team).exclude(pair__state=PairState.ENDED)
    out = set(taken.values_list("person_id", flat=True))
    out |= set(BuddyWish.objects.filter(team=team, no_buddy=True).values_list("person_id", flat=True))
    return [person.pk for person in members(team) if person.pk not in out]


def _earlier(team: Team) -> Counter[Two]:
    """How often two were proposed to each other or together before: the lot prefers others."""
    found: Counter[Two] = Counter()
    for pair in Pair.objects.filter(team=team, state=PairState.ENDED).prefetch_related("seats"):
        found.update(_twos([seat.person_id for seat in pair.seats.all()]))
    return found


def _apart(team: Team) -> set[Two]:
    """A leader and a member, unless both wish it."""
    there = list(Membership.objects.filter(team=team, until=None).values_list("person_id", "role"))
    leaders = {key for key, role in there if role == Role.TEAM_LEADER}
    wishing = set(BuddyWish.objects.filter(team=team, across_lead=True).values_list("person_id", flat=True))
    others = {key for key, _role in there} - leaders
    return {frozenset((one, other)) for one in leaders for other in others if not {one, other} <= wishing}


def _twos(group: Collection[UUID]) -> list[Two]:
    return [frozenset(two) for two in combinations(group, 2)]


def _propose(team: Team, group: Sequence[UUID]) -> Pair:
    today = clock.today()
    pair = Pair.objects.create(
        organisation_id=team.organisation_id, team=team, proposed_on=today, ends_on=today + LASTS
    )
    PairSeat.objects.bulk_create(
        PairSeat(organisation_id=team.organisation_id, pair=pair, person_id=key) for key in group
    )
    return pair


def _third_in(team: Team, lot: Lot) -> list[Pair]:
    """Propose whoever is left alone to a pair that is there: the three of them say whether they want that."""
    apart, earlier, made = _apart(team), _earlier(team), []
    two = [
        [seat.person_id for seat in pair.seats.all()]
        for pair in _live(team).filter(state=PairState.AGREED).order_by("pk")
    ]
    open_ = [group for group in two if len(group) == PAIR]
    for one in lot.alone:
        fits = [group for group in open_ if not apart.intersection(frozenset((one, each)) for each in group)]
        if fits:
            group = min(fits, key=lambda each: sum(earlier[frozenset((one, other))] for other in each))
            open_.remove(group)
            made.append(_propose(team, sorted([one, *group])))
    return made


def _refuse_taken(team: Team, by: UUID, group: set[UUID]) -> None:
    """Raise Refused when somebody of the group has a buddy outside of it."""
    for pair in _live(team).filter(state=PairState.AGREED):
        seats = {seat.person_id for seat in pair.seats.all()}
        if by in seats:
            raise Refused(_("You have a buddy. Ask for a change first."))
        if seats & group and not seats < group:
            raise Refused(_("This colleague has a buddy already."))


def _agreed(by: Person, pair: Pair) -> Pair:
    pair.seats.filter(person=by).update(agreed=True)
    if pair.seats.filter(agreed=False).exists():
        return pair
    group = set(pair.seats.values_list("person_id", flat=True))
    for other in _live(pair.team).exclude(pk=pair.pk).filter(seats__person__in=group).distinct():
        seats = {seat.person_id for seat in other.seats.all()}
        if other.state == PairState.AGREED and not seats < group:
            raise Refused(_("One of you has another buddy by now."))
        _end(other)
    pair.state, pair.starts_on = PairState.AGREED, clock.today()
    pair.save(update_fields=["state", "starts_on"])
    tell(verb=Verb.NAMED, kind="buddies", key=pair.pk, by=None, team_id=pair.team_id)
    return pair


def _end(pair: Pair) -> None:
    """End a pair. What each of them pressed and when they spoke goes with it."""
    was = pair.state
    pair.state, pair.ended_on = PairState.ENDED, clock.today()
    pair.save(update_fields=["state", "ended_on"])
    pair.seats.update(agreed=False, wants_change=False)
    pair.talks.all().delete()
    if was == PairState.AGREED:
        tell(verb=Verb.ENDED, kind="buddies", key=pair.pk, by=None, team_id=pair.team_id)
