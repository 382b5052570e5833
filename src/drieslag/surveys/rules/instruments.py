"""Who may write which instrument, who writes down permissions, and what can be asked at all."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.kernel.instrument import Instrument, Licence
from drieslag.people.enums import Role
from drieslag.people.models import Person, Team
from drieslag.people.rules import has_role, is_member
from drieslag.surveys.models import CODE_START, OwnInstrument, Permission

KEEPERS = (Role.LEARNING_ADVISER, Role.ADMINISTRATOR, Role.DIRECTOR)  # of what is the organisation's


def may_write_for(person: Person, team: Team | None) -> Verdict:
    """Members write for their team; whoever looks after learning here writes for the organisation."""
    if team is not None:
        if is_member(person, team):
            return YES
        return no(_("Only the members of this team can make a questionnaire for it."))
    if has_role(person, *KEEPERS):
        return YES
    return no(_("A learning adviser, the director or an administrator makes questionnaires for the organisation."))


def may_see(person: Person, own: OwnInstrument) -> Verdict:
    """The organisation's instruments are there for all, a team's for its members."""
    if own.team is None or is_member(person, own.team):
        return YES
    return no(_("Only the members of this team can see this questionnaire."))


def may_edit(person: Person, own: OwnInstrument) -> Verdict:
    """Whoever may write for its owner, as long as it is in use."""
    if own.retired_at is not None:
        return no(_("This questionnaire was put away. Take it back first."))
    return may_write_for(person, own.team)


def may_retire(person: Person, own: OwnInstrument) -> Verdict:
    """Whoever may write for its owner."""
    return may_write_for(person, own.team)


def may_note_permission(person: Person) -> Verdict:
    """Whoever speaks for the organisation."""
    if has_role(person, *KEEPERS):
        return YES
    return no(_("A learning adviser, the director or an administrator writes down who gave permission."))


def licensed_code(instrument: Instrument) -> str:
    """Return the code under which a permission for these texts stands; nothing when none is needed."""
    if instrument.licence is not Licence.PERMISSION:
        return ""
    return instrument.based_on or instrument.code


def may_be_asked(instrument: Instrument) -> Verdict:
    """Whether rounds can be made with it now: it has its texts, somebody let us use them, and it was not put away."""
    if instrument.licence is Licence.AVOID:
        return no(_("We describe this questionnaire and advise against asking it here. Its page says why."))
    code = licensed_code(instrument)
    if code and not Permission.objects.filter(instrument_code=code, ended_at=None).exists():
        return no(_("The texts of this questionnaire are not ours. Write down first who gave permission to use them."))
    if not instrument.has_texts:
        return no(_("The texts of this questionnaire are still missing. Bring them in first; you have the permission."))
    if instrument.code.startswith(CODE_START) and not _is_used(instrument.code):
        return no(_("This questionnaire was put away. Take it back first."))
    return YES


def _is_used(code: str) -> bool:
    return OwnInstrument.objects.filter(code=code, retired_at=None, published__gt=0).exists()
