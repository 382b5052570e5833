"""Beginning a format: from nothing, from another one, from a file, or from what another organisation let go."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.doors import with_free_code
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.kernel.format import Format
from drieslag.learning.formats import draft as drafts
from drieslag.learning.formats import queries
from drieslag.learning.formats.models import CODE_START, OwnFormat
from drieslag.learning.formats.rules import may_write_for
from drieslag.people.models import Person, Team

MOST_OWN = 300
NAME_MAX = 80


def new_format(*, by: Person, team: Team | None, name: str, key: UUID | None = None) -> OwnFormat:
    """Begin an empty format, for a team or (without one) for the organisation. The same `key` begins it once."""
    return _begin(by, team, drafts.blank(" ".join(name.split())[:NAME_MAX]), key)


def copy_format(*, by: Person, team: Team | None, slug: str, name: str = "", key: UUID | None = None) -> OwnFormat:
    """Begin from a copy of any format that one can see. Raises NotFound."""
    draft = drafts.of(queries.get_format(by, slug))
    if name.strip():
        draft["name"] = {drafts.NL: " ".join(name.split())[:NAME_MAX], drafts.EN: ""}
    return _begin(by, team, draft, key)


def import_format(*, by: Person, team: Team | None, format_: Format, key: UUID | None = None) -> OwnFormat:
    """Begin from a file that was read."""
    return _begin(by, team, drafts.of(format_), key)


def take_released(*, by: Person, team: Team | None, released: UUID, key: UUID | None = None) -> OwnFormat:
    """Begin from what another organisation let go; its name, where it is known, goes along as a source."""
    found = queries.get_released(released)
    draft = drafts.of(found.format)
    if found.made_known_as:
        origin = draft["origin"]
        origin["sources"] = [*dict.fromkeys([*origin.get("sources", []), found.made_known_as])]
    return _begin(by, team, draft, key)


def _begin(by: Person, team: Team | None, draft: drafts.Draft, key: UUID | None) -> OwnFormat:
    with transaction.atomic():
        require(may_write_for(by, team))
        known = OwnFormat.objects.filter(pk=key).first() if key else None
        if known is not None:
            if (known.team_id, known.made_by) != (team.pk if team else None, by.pk):
                raise NotFound
            return known
        if OwnFormat.objects.filter(retired_at=None).count() >= MOST_OWN:
            raise Refused(_("Your organisation has very many formats of its own. Put some away first."))
        return with_free_code(
            lambda code: OwnFormat(
                pk=key or new_id(),
                organisation_id=by.organisation_id,
                code=CODE_START + code,
                team=team,
                made_by=by.pk,
                draft=draft,
                changed_at=clock.now(),
            )
        )
