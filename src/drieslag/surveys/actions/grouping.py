# ruff: noqa: A002 — `round` is the word of the trade
"""The report groups of a round and who is in them, as it is at this moment."""

from collections.abc import Collection, Sequence
from uuid import UUID

from drieslag.kernel.instrument import Mode
from drieslag.people.models import Team
from drieslag.privacy.anonymous.groups import merged
from drieslag.surveys import naming
from drieslag.surveys.enums import NAMED_RELATIONS, Asked, RoundKind
from drieslag.surveys.models import Group, Invitee, Round
from drieslag.surveys.queries.asked import Asking, minimums, place

BATCH = 1_000


def make_groups(round: Round, *, teams: Collection[UUID], persons: Sequence[UUID], codes: int = 0) -> None:
    """Make the groups and the invitees of a new round, and say with whose key each group is asked."""
    asking = place(round.asked, teams, persons)
    groups = _groups(round, asking)
    _invite(round, asking, groups)
    Invitee.objects.bulk_create(_invitee(round, groups[None]) for _number in range(codes))
    count(round)


def refresh_groups(round: Round) -> None:
    """Look again who is in the teams that are asked, and who is still there. Codes stay what they are."""
    teams = [group.team_id for group in round.groups.all() if group.team_id is not None]
    invited = round.invitees.filter(person__isnull=False)
    persons = [key for key in invited.values_list("person", flat=True) if key is not None]
    asking = place(round.asked, teams, persons)
    groups = _groups(round, asking)
    invited.delete()
    _invite(round, asking, groups)
    gone = {group.pk for group in round.groups.all()} - {group.pk for group in groups.values()}
    Group.objects.filter(pk__in=gone).delete()
    count(round)


def count(round: Round) -> None:
    """Write how many are in each group, and with whose key it is asked."""
    groups = list(round.groups.order_by("pk"))
    members = {group.pk: 0 for group in groups}
    for group_id in round.invitees.values_list("group_id", flat=True):
        members[group_id] += 1
    keyed = keys_for(round, groups, members)
    for group in groups:
        group.members, group.keyed_in_id = members[group.pk], keyed[group.pk]
    Group.objects.bulk_update(groups, ["members", "keyed_in"], batch_size=BATCH)


def keys_for(round: Round, groups: Sequence[Group], members: dict[UUID, int]) -> dict[UUID, UUID | None]:
    """Return with whose key each group is asked: none where answers are named."""
    if round.mode != Mode.ANONYMOUS:
        return dict.fromkeys(members)
    pooled = [group for group in groups if group.relation not in NAMED_RELATIONS]
    return dict.fromkeys(members) | merge(pooled, members, minimum_of(round))


def minimum_of(round: Round) -> int:
    """From how many answers a group of this round counts for itself."""
    return minimums().relation if round.kind == RoundKind.MIRROR else minimums().mean


def merge(groups: Sequence[Group], counts: dict[UUID, int], minimum: int) -> dict[UUID, UUID | None]:
    """Return for each group the one with which it is read, as `privacy.anonymous.groups.merged` says."""
    parents = {str(group.pk): str(group.parent_id) if group.parent_id else None for group in groups}
    into = merged(parents, {str(group.pk): counts[group.pk] for group in groups}, minimum)
    return {UUID(group): UUID(end) if end else None for group, end in into.items()}


def _groups(round: Round, asking: Asking) -> dict[UUID | None, Group]:
    """The groups by team; the whole stands under None. A round of one team has that team as its whole."""
    there = {group.team_id: group for group in round.groups.all() if group.parent_id is not None}
    root = round.groups.filter(parent=None).first() or _root(round, asking)
    found: dict[UUID | None, Group] = {None: root}
    if root.team_id is not None:
        return found | {root.team_id: root}
    fresh = [_new(round, root, team) for team in asking.teams if team.pk not in there]
    Group.objects.bulk_create(fresh, batch_size=BATCH)
    there |= {group.team_id: group for group in fresh}
    return found | {team.pk: there[team.pk] for team in asking.teams}


def _root(round: Round, asking: Asking) -> Group:
    team = asking.teams[0] if round.asked == Asked.TEAMS and len(asking.teams) == 1 else None
    name = team.name if team else naming.whole(round.asked)
    return Group.objects.create(organisation_id=round.organisation_id, round=round, team=team, name=name)


def _new(round: Round, root: Group, team: Team) -> Group:
    return Group(organisation_id=round.organisation_id, round=round, parent=root, team=team, name=team.name)


def _invite(round: Round, asking: Asking, groups: dict[UUID | None, Group]) -> None:
    Invitee.objects.bulk_create(_invitee(round, groups[team], person) for person, team in asking.people.items())


def _invitee(round: Round, group: Group, person: UUID | None = None) -> Invitee:
    return Invitee(
        organisation_id=round.organisation_id,
        round=round,
        group=group,
        person=person,
        named=round.mode != Mode.ANONYMOUS,
    )
