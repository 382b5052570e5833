"""What a report group is called. A team keeps its name; the whole is named in the language of whoever reads."""

from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from drieslag.surveys.enums import Asked
from drieslag.surveys.models import Group


def whole(asked: str) -> str:
    """Return what all who are asked are called together."""
    names = {
        Asked.ORGANISATION: _("The whole organisation"),
        Asked.TEAMS: _("All teams that are asked"),
        Asked.PEOPLE: _("Everybody who is asked"),
    }
    return names[Asked(asked)]


def name_of(group: Group, asked: str) -> str:
    """Return what a group is called now; what was kept for the whole is in the language of its maker."""
    if group.parent_id or group.team_id or group.name not in _in_every_language(asked):
        return group.name
    return whole(asked)


@cache
def _in_every_language(asked: str) -> frozenset[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(whole(asked))
    return frozenset(found)
