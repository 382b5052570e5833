"""Calendars and messages: Bram's own."""

from typing import TYPE_CHECKING

from drieslag.core import clock
from drieslag.learning.notices import actions
from drieslag.learning.notices.actions.choices import secret_for
from drieslag.learning.notices.enums import Notice, Source
from drieslag.learning.notices.models import OwnCalendar

if TYPE_CHECKING:
    from tests.sweeps.stage import Stage


def add(stage: "Stage") -> None:
    """Make one of each."""
    bram = stage.world.bram
    feed, secret = actions.make_feed(by=bram)
    kept, _secret = actions.make_feed(by=bram, team=stage.world.team)
    own = OwnCalendar.objects.create(
        organisation_id=bram.organisation_id, person=bram, source=Source.FILE, read_at=clock.now()
    )
    stage.keys |= {
        "calendar:feed.secret": secret,
        "calendar:off.secret": secret_for(bram, Notice.DIGEST),
        "calendar:titles.key": feed.pk,
        "calendar:stop.key": kept.pk,
        "calendar:forget.key": own.pk,
    }
