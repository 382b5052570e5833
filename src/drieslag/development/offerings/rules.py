"""Who offers, who signs up, who sees who is coming. Every colleague sees what is offered; what one kept of having been
there is one's own.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.offerings.enums import STATES, Kind, State
from drieslag.development.offerings.models import Host, Offering, Seat
from drieslag.learning.spread.rules import is_colleague
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.people.rules import has_role

TRAIN = frozenset({Role.INTERNAL_TRAINER, Role.LEARNING_ADVISER})
NAMES_KEPT = timedelta(days=30)
LEAD_ACTIVITY = TRAIN | {Role.DOMAIN_HOLDER, Role.LEARNING_COACH, Role.AMBASSADOR}


def _is_one_of(person: Person, roles: frozenset[Role]) -> bool:
    """Return whether somebody has one of these roles, in a team or in the organisation."""
    if OrganisationRole.objects.filter(person=person, role__in=roles).exists():
        return True
    return Membership.objects.filter(person=person, until=None, role__in=roles).exists()


def may_offer(person: Person, kind: Kind) -> Verdict:
    """Trainers give trainings, who holds a domain leads activities, everyone in a team lets others look."""
    if kind is Kind.TRAINING:
        if _is_one_of(person, TRAIN):
            return YES
        return no(_("An internal trainer or a learning adviser puts a training on the list. Ask one of them."))
    if kind is Kind.ACTIVITY:
        if _is_one_of(person, LEAD_ACTIVITY):
            return YES
        return no(_("Who holds a domain, a trainer, a coach or an ambassador offers an activity. Ask one of them."))
    there = Membership.objects.filter(person=person, until=None, team__closed_on=None).exists()
    return YES if there else no(_("Who works in a team lets others look over the shoulder."))


def is_trainer(person: Person) -> bool:
    """Return whether somebody gives trainings here."""
    return _is_one_of(person, frozenset({Role.INTERNAL_TRAINER}))


def may_run(person: Person, offering: Offering) -> Verdict:
    """Its hosts and learning advisers."""
    if Host.objects.filter(offering=offering, person=person.pk).exists() or has_role(person, Role.LEARNING_ADVISER):
        return YES
    return no(_("Only who gives this, or a learning adviser, can do this."))


def may_change(person: Person, offering: Offering) -> Verdict:
    """Who runs it, until it is over or called off."""
    if offering.state != State.PLANNED:
        return no(_("This is not planned any more."))
    if offering.last_at <= clock.now():
        return no(_("This is over already."))
    return may_run(person, offering)


def may_settle(person: Person, offering: Offering, state: State) -> Verdict:
    """Who runs it calls it off, plans it again, or says that it was held."""
    if state not in STATES[State(offering.state)]:
        return no(_("This cannot be done any more."))
    over, begun = offering.last_at <= clock.now(), offering.first_at <= clock.now()
    if state == State.HELD and not over:
        return no(_("It is not over yet."))
    if state == State.CANCELLED and over:
        return no(_("This is over already."))
    if state == State.PLANNED and begun:
        return no(_("Its day has passed. Offer it again, with a new day."))
    return may_run(person, offering)


def may_sign_up(person: Person, offering: Offering) -> Verdict:
    """Every colleague but its hosts, until it begins."""
    if offering.state == State.CANCELLED:
        return no(_("This was called off."))
    if offering.state == State.HELD or offering.first_at <= clock.now():
        return no(_("It has begun already."))
    if not is_colleague(person):
        return no(_("This is for those who learn here."))
    if Host.objects.filter(offering=offering, person=person.pk).exists():
        return no(_("You give this yourself."))
    return YES


def may_withdraw(person: Person, seat: Seat) -> Verdict:
    """Who signed up, at any time before it begins."""
    if seat.person != person.pk:
        return no(_("Only who signed up can do this."))
    return YES if seat.offering.first_at > clock.now() else no(_("It has begun already."))


def may_see_who_comes(person: Person, offering: Offering) -> Verdict:
    """Its hosts alone: one signs up under one's name for them."""
    if Host.objects.filter(offering=offering, person=person.pk).exists():
        return YES
    return no(_("Only who gives this sees who is coming."))


def are_names_over(offering: Offering) -> bool:
    """Return whether its end is so long ago that nobody reads any more who signed up."""
    return offering.last_at < clock.now() - NAMES_KEPT


def may_have_been_there(person: Person, offering: Offering) -> Verdict:
    """Every colleague says so for oneself, once it is over. Whether one signed up is not asked."""
    if offering.state == State.CANCELLED:
        return no(_("This was called off."))
    if offering.last_at > clock.now():
        return no(_("It is not over yet."))
    return YES if is_colleague(person) else no(_("This is for those who learn here."))


def may_plan(person: Person, offering: Offering) -> Verdict:
    """Who may have been at a training plans what to do with it, whether or not its giver said that it was held."""
    if offering.kind != Kind.TRAINING:
        return no(_("A plan belongs to a training."))
    return may_have_been_there(person, offering)


def may_say_room(person: Person) -> Verdict:
    """An internal trainer says what one gives and how often."""
    return YES if is_trainer(person) else no(_("This is for internal trainers."))
