"""Who asks, who decides, who sees. A personal budget is between its owner and a learning adviser; a team decides about
its own; who holds a domain decides about that. Nobody decides about an own request.
"""

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.budgets.enums import OF_A_PERSON, STATES, Kind, State
from drieslag.development.budgets.models import Budget, Request
from drieslag.learning.spread.rules import is_colleague
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.rules import has_role

TWO_OTHERS = 2


def in_team(person: Person, budget: Budget) -> bool:
    """Return whether a budget is of a team of this person."""
    return budget.team_id is not None and Membership.objects.filter(
        person=person, team=budget.team_id, until=None
    ).exists()  # fmt: skip


def is_adviser(person: Person) -> bool:
    """Return whether somebody advises on learning here."""
    return has_role(person, Role.LEARNING_ADVISER)


def may_set_up(person: Person) -> Verdict:
    """A learning adviser sets budgets up."""
    return YES if is_adviser(person) else no(_("A learning adviser sets budgets up. Ask one of them."))


def may_see_totals(person: Person) -> Verdict:
    """Advisers and directors see what the organisation spends, over all."""
    if has_role(person, Role.LEARNING_ADVISER, Role.DIRECTOR):
        return YES
    return no(_("Only a learning adviser or a director sees this."))


def may_see(person: Person, budget: Budget) -> Verdict:
    """The owner or holder, the members of the team, and a learning adviser."""
    own = budget.owner is not None and budget.owner == person.pk
    if own or in_team(person, budget) or is_adviser(person):
        return YES
    return no(_("This budget is not yours."))


def may_read_words(person: Person, budget: Budget) -> Verdict:
    """Who decides reads for what it is; an adviser sees of a team or domain the amounts alone."""
    if budget.kind in OF_A_PERSON or not is_adviser(person):
        return may_see(person, budget)
    own = budget.owner is not None and budget.owner == person.pk
    return YES if own or in_team(person, budget) else no(_("You see amounts here, and no words."))


def may_ask(person: Person, budget: Budget) -> Verdict:
    """Of a budget of one's own, of one's team, and of any domain: in the period that it is for."""
    if not budget.starts_on <= clock.today() <= budget.ends_on:
        return no(_("This budget is not for now."))
    if budget.kind in OF_A_PERSON:
        return YES if budget.owner == person.pk else no(_("This budget is not yours."))
    if budget.kind == Kind.TEAM:
        return YES if in_team(person, budget) else no(_("Only the members of this team can ask of it."))
    return YES if is_colleague(person) else no(_("This is for those who learn here."))


def may_see_request(person: Person, request: Request) -> Verdict:
    """Who asked, and who may decide about it or did."""
    if request.asker is not None and request.asker == person.pk:
        return YES
    if request.budget.kind == Kind.TEAM and in_team(person, request.budget):
        return YES
    return _decides(person, request)


def may_decide(person: Person, request: Request, state: State) -> Verdict:
    """Never who asked. Of a team another member; of a person a learning adviser; of a domain who holds it."""
    if state not in STATES[State(request.state)]:
        return no(_("This was decided already."))
    return _decides(person, request)


def _decides(person: Person, request: Request) -> Verdict:
    """Say whether this is one of those who decide. Where nobody else is there a learning adviser does, and about an
    adviser's own request another adviser or a director.
    """
    if request.asker == person.pk:
        return no(_("Somebody else decides about what you ask."))
    budget = request.budget
    if budget.kind == Kind.TEAM and voices_needed(request):
        return YES if in_team(person, budget) else no(_("The other members of the team decide."))
    if budget.kind == Kind.DOMAIN and budget.owner is not None and budget.owner != request.asker:
        return YES if budget.owner == person.pk else no(_("Who holds this domain decides."))
    asks_adviser = request.asker is not None and _advises(request)
    if is_adviser(person) or (asks_adviser and has_role(person, Role.DIRECTOR)):
        return YES
    return no(_("A learning adviser decides about this."))


def _advises(request: Request) -> bool:
    return OrganisationRole.objects.filter(person=request.asker, role=Role.LEARNING_ADVISER).exists()


def voices_needed(request: Request) -> int:
    """Return how many other members decide together about a request of a team: two, or one where there is but one; none
    where nobody else is there, or where it is no team's.
    """
    if request.budget.kind != Kind.TEAM:
        return 0
    others = Membership.objects.filter(team=request.budget.team_id, until=None, person__left_on=None)
    return min(TWO_OTHERS, others.exclude(person=request.asker).values("person").distinct().count())


def may_change_request(person: Person, request: Request) -> Verdict:
    """Who asked changes it, until it is decided."""
    if request.asker != person.pk:
        return no(_("Only who asked can change this."))
    return YES if request.state == State.ASKED else no(_("This was decided already."))


def may_move(person: Person, request: Request, state: State) -> Verdict:
    """Withdraw: who asked. Say what it cost, or give it back: who asked or who decides. Undo a refusal: who decides."""
    if state not in STATES[State(request.state)]:
        return no(_("This cannot be done any more."))
    mine = request.asker is not None and request.asker == person.pk
    if state == State.WITHDRAWN or (state == State.ASKED and request.state != State.REFUSED):
        return YES if mine else no(_("Only who asked can do this."))
    if mine and not (state == State.ASKED and request.state == State.REFUSED):
        return YES
    return _decides(person, request)


def may_undo(person: Person, request: Request) -> Verdict:
    """What was said to be spent goes back to granted. What is only asked is granted by nobody in this way."""
    if request.state != State.SPENT:
        return no(_("This cannot be done any more."))
    return may_move(person, request, State.GRANTED)


def may_raise(person: Person, request: Request) -> Verdict:
    """Who decides grants more than before; a team asks for the rest by itself."""
    if request.state != State.GRANTED:
        return no(_("This cannot be done any more."))
    if request.budget.kind == Kind.TEAM and voices_needed(request):
        return no(_("Ask the team for the rest, as a request of its own."))
    return _decides(person, request)
