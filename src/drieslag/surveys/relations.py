"""How somebody stands to whom a mirror is about, in the words of whoever reads it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from drieslag.surveys.enums import Relation
from drieslag.surveys.models import Group
from drieslag.surveys.naming import listed


def to_subject(relation: str) -> str:
    """Say it to whom the mirror is about."""
    return {
        Relation.COLLEAGUE: _("your colleagues"),
        Relation.REPORT: _("the people whom you lead"),
        Relation.PARTNER: _("partners outside"),
        Relation.RESIDENT: _("residents"),
        Relation.LEADER: _("your leader"),
        Relation.SELF: _("you yourself"),
    }[Relation(relation)]


def to_others(relation: str, name: str) -> str:
    """Say it to somebody else, of whom it is about."""
    said = {
        Relation.COLLEAGUE: _("colleagues of %(name)s"),
        Relation.REPORT: _("people whom %(name)s leads"),
        Relation.PARTNER: _("partners of %(name)s outside"),
        Relation.RESIDENT: _("residents"),
        Relation.LEADER: _("the leader of %(name)s"),
        Relation.SELF: _("%(name)s, about the own work"),
    }
    return said[Relation(relation)] % {"name": name}


def of_group(group: Group, name: str) -> str:
    """Say to somebody who answers in which group that counts."""
    return to_others(group.relation, name) if group.relation else _("everybody whom %(name)s asks") % {"name": name}


def together(relations: Iterable[str], name: str = "") -> str:
    """Name several relations as one group; `name` for who is not the subject."""
    order = list(Relation)
    found = sorted(relations, key=lambda each: order.index(Relation(each)))
    return listed([to_others(each, name) if name else to_subject(each) for each in found])
