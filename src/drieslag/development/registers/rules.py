"""Who may keep what for a register, and who may be asked to confirm it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import Confirmation
from drieslag.development.registers.noted import Noted
from drieslag.kernel.registers import Rules
from drieslag.people.models import Person
from drieslag.people.queries import of_person
from drieslag.privacy.consents import is_allowed
from drieslag.privacy.models import ConsentScope

LONGEST = 31 * 24 * 60
EARLIEST = date(2000, 1, 1)
LATEST = date(2099, 12, 31)


def may_note(rules: Rules, noted: Noted) -> Verdict:
    """What can be true: net time is never more than the time it took, and the form is one of this register."""
    if rules.form(noted.form) is None:
        return no(_("This register does not know this form."))
    if noted.net > noted.minutes:
        return no(_("The net time cannot be longer than the whole."))
    if min(noted.minutes, noted.net, noted.points) < 0 or noted.people < 1:
        return no(_("Less than nothing cannot be."))
    return YES


def may_gather() -> Verdict:
    """Asking colleagues to confirm that one was there: off until a works council consented."""
    if is_allowed(ConsentScope.ATTENDANCE_SERIES):
        return YES
    return no(
        _("Colleagues can confirm your list only once the works council agreed to that. Your own words need nobody.")
    )


def may_ask(by: Person, colleague: Person) -> Verdict:
    """A colleague who took part, by name."""
    if not (allowed := may_gather()):
        return allowed
    if colleague.pk == by.pk or colleague.left_on is not None or not of_person(colleague).is_colleague:
        return no(_("Ask a colleague who was there."))
    return YES


def may_answer(by: Person, confirmation: Confirmation, answer: Answer) -> Verdict:
    """Only who was asked answers, and may come back on it."""
    if confirmation.person != by.pk:
        return no(_("Somebody else was asked."))
    if answer == Answer.ASKED:
        return no(_("Say whether it is right."))
    return may_gather()
