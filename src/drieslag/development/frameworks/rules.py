"""Who gives learning its direction, who reads it, and what somebody may take."""

from django.utils.translation import gettext_lazy as _

from drieslag.core.verdict import YES, Verdict, no
from drieslag.development.frameworks.models import FrameworkInUse, OwnFramework
from drieslag.kernel.framework import Framework
from drieslag.people.enums import Role
from drieslag.people.models import Person
from drieslag.people.queries import of_person
from drieslag.people.rules import has_role

KEEPERS = (Role.LEARNING_ADVISER,)
OVERVIEW_READERS = (Role.LEARNING_ADVISER, Role.DIRECTOR)


def may_lay_direction(person: Person) -> Verdict:
    """Only a learning adviser writes frameworks, puts them to use and puts them away."""
    if has_role(person, *KEEPERS):
        return YES
    return no(_("A learning adviser writes the frameworks here. Tell them what you miss."))


def may_edit(person: Person, own: OwnFramework) -> Verdict:
    """A learning adviser, as long as it is not put away."""
    if own.retired_at is not None:
        return no(_("This framework was put away. Take it back first."))
    return may_lay_direction(person)


def may_read(person: Person) -> Verdict:
    """Every colleague reads every framework: it says what is asked of nobody in particular."""
    if of_person(person).is_colleague:
        return YES
    return no(_("Frameworks are for colleagues."))


def may_take(person: Person, framework: Framework, role: str) -> Verdict:
    """A colleague takes a role of a framework that the organisation uses."""
    if not (readable := may_read(person)):
        return readable
    if not FrameworkInUse.objects.filter(code=framework.code, version=framework.version, until=None).exists():
        return no(_("Your organisation does not use this framework now. Choose another one."))
    if role not in {one.key for one in framework.roles}:
        return no(_("This framework has no such role. Load the page again."))
    return YES
