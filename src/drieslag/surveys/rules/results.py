# ruff: noqa: A002 — `round` is the word of the trade
"""Who reads which result, from when, and who lets it go further. The team is always first."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.people.enums import Role
from drieslag.people.queries import Hat, Me
from drieslag.surveys.enums import RoundKind, RoundState, Texts
from drieslag.surveys.models import Group, Round

NOT_YOURS = _("Only the members of this team can read this.")


@dataclass(frozen=True)
class ClosedRound:
    """A closed round with all its groups, as every rule about its results needs them."""

    round: Round
    groups: Sequence[Group]

    @property
    def whole(self) -> Group:
        """The group of everybody."""
        return next(group for group in self.groups if group.parent_id is None)

    @property
    def counting(self) -> list[Group]:
        """The groups that are read by themselves."""
        return [group for group in self.groups if group.counted_in_id == group.pk]

    @property
    def is_of_one_team(self) -> bool:
        """Whether the whole is one team and nobody else, so that its result is that team's."""
        return len({group.team_id for group in self.groups if group.parent_id or group.counted_in_id}) == 1 and any(
            group.team_id for group in self.groups
        )

    def read_by(self, group: Group) -> list[Group]:
        """Return the groups whose answers are counted in this one."""
        return [each for each in self.groups if each.counted_in_id == group.pk]

    def group(self, key: UUID) -> Group | None:
        """Return one of its groups."""
        return next((group for group in self.groups if group.pk == key), None)


def is_closed(round: Round) -> bool:
    """Whether the round has a result at all, that is read here: a mirror has pages of its own."""
    return round.state == RoundState.CLOSED and round.kind == RoundKind.SURVEY


def is_own(me: Me, asked: ClosedRound, group: Group) -> bool:
    """Whether a team of this person is counted in the group, so that they read it first."""
    return any(each.team_id in me.team_ids for each in [group, *asked.read_by(group)] if each.team_id)


def may_see(me: Me, asked: ClosedRound, group: Group) -> Verdict:
    """Members read what their own team is counted in as soon as the round is closed. When their days are over, learning
    advisers read every group, and colleagues and directors the whole. What one team asks itself stays in that team.
    """
    if not is_closed(asked.round):
        return no(NOT_YOURS)
    if is_own(me, asked, group):
        return YES
    if asked.is_of_one_team and asked.round.made_by != me.id:
        return no(NOT_YOURS)
    first_until = asked.round.team_first_until
    if first_until is None or clock.now() < first_until:
        return no(_("The teams read their own result first."))
    if me.has(Role.LEARNING_ADVISER):
        return YES
    return YES if group.parent_id is None and me.is_colleague and not asked.is_of_one_team else no(NOT_YOURS)


def may_see_whole(me: Me, asked: ClosedRound) -> Verdict:
    """Say whether the whole may be shown, also beside one's own team."""
    return may_see(me, asked, asked.whole)


def may_discuss(me: Me, group: Group) -> Verdict:
    """Members of the team plan a meeting about its result and make a practice question of it."""
    if group.team_id in me.team_ids:
        return YES
    return no(_("Only the members of this team can do this."))


def hat_of(me: Me, group: Group) -> Hat | None:
    """Return what somebody is in the team of a group."""
    return next((hat for hat in me.hats if hat.team_id == group.team_id), None)


def may_look_over(me: Me, group: Group) -> Verdict:
    """A member who does not lead the team looks over what was written, before the team reads it; one at a time."""
    hat = hat_of(me, group)
    if hat is None:
        return no(NOT_YOURS)
    if Role.TEAM_LEADER in hat.roles:
        return no(_("Somebody who does not lead the team looks this over."))
    if group.texts == Texts.LOOKED_OVER and group.texts_by != me.id:
        return no(_("A colleague is looking this over."))
    return YES


def may_read_texts(me: Me, group: Group) -> Verdict:
    """The members of the team, once it was laid open. Nobody else, ever."""
    if hat_of(me, group) is None:
        return no(NOT_YOURS)
    return YES if group.texts == Texts.LAID_OPEN else no(_("Nobody reads this until a colleague has looked it over."))


def may_release(me: Me, asked: ClosedRound) -> Verdict:
    """A learning adviser or a director lets the whole go to the municipality, after the teams' own days."""
    if not me.has(Role.LEARNING_ADVISER, Role.DIRECTOR):
        return no(_("Only a learning adviser or a director can do this."))
    if asked.is_of_one_team:
        return no(_("This is of one team. It is not let go to anybody else."))
    return may_see_whole(me, asked)


def may_see_released(me: Me) -> Verdict:
    """Policy makers read what was let go, and so do those who let it go."""
    if me.has(Role.POLICY_MAKER, Role.LEARNING_ADVISER, Role.DIRECTOR):
        return YES
    return no(_("This is for policy makers, learning advisers and directors."))
