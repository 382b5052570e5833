"""Who may do what with what travels. Colleagues read what teams offer; a team speaks for itself; a plan is its owner's.

A colleague is who learns in this organisation: a member of a team, or somebody with a role in learning or leading. An
administrator, a policy maker and a resident are none by that role alone.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.learning.spread.enums import AMBASSADOR_STATES, AmbassadorState, NoteKind
from drieslag.learning.spread.models import (
    Activity,
    Adoption,
    Ambassador,
    Offer,
    Theme,
    ThemeNote,
    ThemeThread,
    Training,
    TransferLook,
    TransferPlan,
)
from drieslag.learning.threads.models import Effect, Thread, TryOut
from drieslag.learning.threads.rules import may_view
from drieslag.people.enums import LEARNING_ROLES, Role
from drieslag.people.models import Membership, Person, Team
from drieslag.people.rules import has_role, is_member
from drieslag.privacy.models import ConsentScope
from drieslag.privacy.queries import allowed_scopes

THEME_ROLES = frozenset({Role.DOMAIN_HOLDER, Role.TEAM_LEADER})

_COLLEAGUE = """
    select exists (select from people_membership hat join people_team team on team.id = hat.team_id
            where hat.person_id = %(person)s and hat.until is null and team.closed_on is null)
        or exists (select from people_organisationrole where person_id = %(person)s and role = any(%(roles)s))
"""


def is_colleague(person: Person) -> bool:
    """Return whether the person learns in this organisation (one query)."""
    with connection.cursor() as cursor:
        cursor.execute(_COLLEAGUE, {"person": person.pk, "roles": [role.value for role in LEARNING_ROLES]})
        return bool(cursor.fetchone()[0])


def may_read(person: Person) -> Verdict:
    """Colleagues read offers, themes and the list of trainings."""
    return YES if is_colleague(person) else no(_("This is for those who learn in a team."))


def _only_members(person: Person, team: Team) -> Verdict:
    return YES if is_member(person, team) else no(_("Only the members of this team can do this."))


def may_offer_thread(person: Person, thread: Thread) -> Verdict:
    """A member offers what came of a question, once the team has looked back on something."""
    if not (seen := may_view(person, thread)):
        return seen
    looked = Effect.objects.filter(try_out__thread=thread).exists()
    return YES if looked else no(_("First try something out and look back on it. Then you can offer it."))


def may_offer_try_out(person: Person, try_out: TryOut) -> Verdict:
    """A member offers what was tried, also what did not work, once somebody looked back on it."""
    if not (member := _only_members(person, try_out.team)):
        return member
    looked = Effect.objects.filter(try_out=try_out).exists()
    return YES if looked else no(_("First look back on it. Then you can offer it."))


def may_change_offer(person: Person, offer: Offer) -> Verdict:
    """The team that offers it changes its words, takes it back and names who carries it."""
    if not (member := _only_members(person, offer.team)):
        return member
    return YES if offer.withdrawn_at is None else no(_("This was taken back."))


def may_restore_offer(person: Person, offer: Offer) -> Verdict:
    """The team undoes taking back."""
    if not (member := _only_members(person, offer.team)):
        return member
    return no(_("This was not taken back.")) if offer.withdrawn_at is None else YES


def may_export(person: Person, offer: Offer) -> Verdict:
    """The team, or a learning adviser, takes the description along for other organisations."""
    if offer.withdrawn_at is None and has_role(person, Role.LEARNING_ADVISER):
        return YES
    return may_change_offer(person, offer)


def may_name(person: Person, offer: Offer, named: Person) -> Verdict:
    """The team asks one of its own to carry it."""
    if not (own := may_change_offer(person, offer)):
        return own
    return YES if is_member(named, offer.team) else no(_("Ask somebody of your own team."))


def may_answer(person: Person, ambassador: Ambassador, state: AmbassadorState) -> Verdict:
    """Only who was asked answers; only who carries it says where it is; the team and that person end it."""
    if state not in AMBASSADOR_STATES[AmbassadorState(ambassador.state)]:
        return no(_("That was answered already."))
    if ambassador.person == person.pk and is_member(person, ambassador.offer.team):
        return YES
    if state == AmbassadorState.ENDED:
        return _only_members(person, ambassador.offer.team)
    return no(_("Only who was asked can answer."))


def may_move_stage(person: Person, ambassador: Ambassador) -> Verdict:
    """Only who carries it says where it is."""
    own = ambassador.person == person.pk and ambassador.state == AmbassadorState.ACCEPTED
    return YES if own else no(_("Only who carries it says where it is."))


def may_adopt(person: Person, offer: Offer, team: Team) -> Verdict:
    """A member takes an offer over for another team than the one that offers it."""
    if offer.withdrawn_at is not None:
        return no(_("This was taken back."))
    if offer.team_id == team.pk:
        return no(_("Your own team offers this."))
    return _only_members(person, team)


def may_tell(person: Person, adoption: Adoption) -> Verdict:
    """A member of the team that took it over tells what it saw."""
    return _only_members(person, adoption.team)


def may_make_theme(person: Person) -> Verdict:
    """A learning adviser, a domain holder or a team leader makes a theme."""
    leads = Membership.objects.filter(person=person, until=None, role__in=THEME_ROLES).exists()
    if leads or has_role(person, Role.LEARNING_ADVISER):
        return YES
    return no(_("A learning adviser, a domain holder or a team leader makes a theme. Ask one of them."))


def may_run_theme(person: Person, theme: Theme) -> Verdict:
    """Who made it, or a learning adviser."""
    if theme.maker == person.pk or has_role(person, Role.LEARNING_ADVISER):
        return YES
    return no(_("Only who made this theme, or a learning adviser, can do this."))


def may_add_to_theme(person: Person, theme: Theme) -> Verdict:
    """Every colleague, until the theme is rounded off."""
    if theme.closed_at is not None:
        return no(_("This theme is rounded off."))
    return may_read(person)


def may_note(person: Person, theme: Theme, kind: NoteKind) -> Verdict:
    """What was learned is gathered also after rounding off, by who runs the theme."""
    if kind == NoteKind.HARVEST and theme.closed_at is not None:
        return may_run_theme(person, theme)
    return may_add_to_theme(person, theme)


def may_link_thread(person: Person, theme: Theme, thread: Thread) -> Verdict:
    """Only the team of a question shows it in a theme."""
    return may_view(person, thread) and may_add_to_theme(person, theme)


def may_take_away(person: Person, row: Activity | ThemeNote | ThemeThread) -> Verdict:
    """Who put it in, or who runs the theme; a question's link its own team."""
    if isinstance(row, ThemeThread):
        return _only_members(person, row.team)
    by = row.maker if isinstance(row, Activity) else row.by
    return YES if by == person.pk else may_run_theme(person, row.theme)


def may_change_training(person: Person, training: Training) -> Verdict:
    """Its trainer and learning advisers put a training's name and day right."""
    if training.trainer == person.pk or has_role(person, Role.LEARNING_ADVISER):
        return YES
    return no(_("Only the trainer or a learning adviser can change this."))


def owns(person: Person, plan: TransferPlan) -> Verdict:
    """A plan is its owner's."""
    return YES if plan.owner == person.pk else no(_("Only whose plan it is can do this."))


def due_on(plan: TransferPlan, week: int) -> date:
    """Return the day from which one looks back on a plan after so many weeks."""
    return plan.from_on + timedelta(weeks=week)


def may_look(person: Person, plan: TransferPlan, week: int) -> Verdict:
    """The owner looks back, from the day on that it is due."""
    if not (own := owns(person, plan)):
        return own
    reached = clock.today() >= due_on(plan, week)
    return YES if reached else no(_("It is too early to look back on this."))


def may_change_look(person: Person, look: TransferLook) -> Verdict:
    """The owner changes it; what was counted in a figure already stays in that figure."""
    return owns(person, look.plan)


def may_share_plan(person: Person, plan: TransferPlan, reader: Person) -> Verdict:
    """The owner shares with colleagues; with somebody who leads them only once the works council allowed that."""
    if not (own := owns(person, plan)):
        return own
    if reader.pk == person.pk:
        return no(_("This is your own plan already."))
    if reader.left_on is not None or not is_colleague(reader):
        return no(_("Choose a colleague."))
    if kept_from(reader, {person.pk}):
        return no(_("A leader reads no plans here: the works council has not allowed that. You can tell it."))
    return YES


def kept_from(reader: Person, owners: Collection[UUID]) -> set[UUID]:
    """Return of whom this reader may read no plan, however it was shared: of those whom one leads, a director all of
    them, unless the works council allowed it.
    """
    if not owners or ConsentScope.LEADER_SEES_PLANS in allowed_scopes():
        return set()
    if has_role(reader, Role.DIRECTOR):
        return set(owners)
    led = Membership.objects.filter(person=reader, until=None, role=Role.TEAM_LEADER).values("team")
    there = Membership.objects.filter(person__in=owners, until=None, team__in=led)
    return set(there.values_list("person_id", flat=True))
