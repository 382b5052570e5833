"""What goes with an offering: links and short texts, for a goal."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.development.offerings import models
from drieslag.development.offerings.actions.seats import locked
from drieslag.development.offerings.models import Material, Offering
from drieslag.development.offerings.rules import may_run
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person


def add_material(
    *,
    by: Person,
    offering: Offering,
    title: str,
    goal: str = "",
    text: str = "",
    link: str = "",
    key: UUID | None = None,
) -> Material:
    """Put a link or a short text with an offering."""
    given = {
        "title": within(title, models.TITLE_MAX),
        "goal": within(goal, models.LINE_MAX, needed=False),
        "text": within(text, models.WORDS_MAX, needed=False),
        "link": within(link, models.LINK_MAX, needed=False),
    }
    with transaction.atomic():
        if known := earlier(Material, key, offering_id=offering.pk, by=by.pk):
            return known
        now = locked(offering)
        require(may_run(by, now))
        if not given["text"] and not given["link"]:
            raise Refused(_("Give a link or a short text."))
        if given["link"] and not given["link"].startswith("https://"):
            raise Refused(_("Begin the address with https://."))
        if now.materials.count() >= models.MOST_MATERIALS:
            raise Refused(_("There are 20 already. Take one away first."))
        return Material.objects.create(
            id=key or new_id(), organisation_id=now.organisation_id, offering=now, by=by.pk, **given
        )


def remove_material(*, by: Person, material: Material) -> int:
    """Take it away."""
    with transaction.atomic():
        require(may_run(by, material.offering))
        return Material.objects.filter(pk=material.pk).delete()[0]
