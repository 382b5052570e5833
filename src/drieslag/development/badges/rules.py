"""Who may have a badge, and who may take one back."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.badges.declared import Declared
from drieslag.development.badges.models import Badge
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.people.queries import of_person

VIEWS = 2


def may_issue(declared: Declared) -> Verdict:
    """For a declaration that stands and that two colleagues said something of."""
    if not declared.is_standing:
        return no(_("A badge is for a declaration that stands now."))
    if declared.views < VIEWS:
        return no(_("A badge is for a declaration that two colleagues gave their view of."))
    return YES


def may_withdraw_wrong(by: Person, badge: Badge) -> Verdict:
    """The learning adviser, of a badge that was issued wrongly and that somebody showed."""
    if badge.ended_on is not None:
        return no(_("This badge stands no longer already."))
    return YES if is_adviser(by) else no(_("The learning adviser takes back a badge that was issued wrongly."))


def is_adviser(person: Person) -> bool:
    """Whether somebody speaks for the organisation about its badges."""
    return of_person(person).has(Role.LEARNING_ADVISER)
