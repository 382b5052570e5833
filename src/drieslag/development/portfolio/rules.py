"""What may be done with a portfolio, and how long an address may live."""

from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from drieslag.core import clock
from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.portfolio.models import Link, Portfolio
from drieslag.people.models import Person

LONGEST: Final = timedelta(days=366)
USUAL: Final = timedelta(days=30)
MOST_ITEMS: Final = 200
MOST_LINKS: Final = 20


def owns(by: Person, portfolio: Portfolio) -> bool:
    """Return whether it is this person's."""
    return portfolio.owner == by.pk


def may_make_link(until: date, running: int) -> Verdict:
    """An address ends within a year, and there are never more than twenty at once."""
    if until < clock.today():
        return no(_("Choose a day that is still to come."))
    if until > clock.today() + LONGEST:
        return no(_("An address works for a year at most. Afterwards you can make a new one."))
    if running >= MOST_LINKS:
        return no(_("There are twenty addresses already. Take one back first."))
    return YES


def may_add(count: int) -> Verdict:
    """A story of two hundred parts is no story any more."""
    return YES if count < MOST_ITEMS else no(_("There is no room for more. Take something out first."))


def is_open(link: Link) -> bool:
    """Return whether the address works today."""
    return link.withdrawn_on is None and clock.today() <= link.until
