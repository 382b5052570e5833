"""What may be done with a self-evaluation. Whose it is decides everything; a role decides nothing."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.evaluations.models import Evaluation
from drieslag.people.models import Person


def owns(person: Person, row: Evaluation) -> Verdict:
    """Only its owner does anything with it."""
    return YES if row.owner == person.pk else no(_("Only whoever wrote this can change it."))


def may_write(person: Person, row: Evaluation) -> Verdict:
    """As long as its owner is at it; what was finished stays as it was, unless one goes on with it."""
    if not (owned := owns(person, row)):
        return owned
    return YES if row.is_open else no(_("You rounded this off. Go on with it first, or begin a new one."))
