"""What a report group is called. A team keeps its name; the whole is named in the language of whoever reads."""

from collections.abc import Sequence
from functools import cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from drieslag.surveys.enums import Asked
from drieslag.surveys.models import Group

NAMED = 5  # groups; more are a number


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


def together(names: Sequence[str]) -> str:
    """Return what groups are called that are read together; without a name are those who are in no team."""
    if len(names) > NAMED:
        return _("%(count)d groups together") % {"count": len(names)}
    return listed([name or _("those in no team") for name in names])


def listed(names: Sequence[str]) -> str:
    """Return names as one says them: a, b and c."""
    if len(names) < 2:  # noqa: PLR2004 — two is where "and" begins
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@cache
def _in_every_language(asked: str) -> frozenset[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(whole(asked))
    return frozenset(found)
