"""What one does with a pulse on its pages: begin it with a first round to look at, change how often it comes back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.people.models import Person
from drieslag.surveys.actions.rounds import make_round, stop_round
from drieslag.surveys.actions.series import end_series, make_series
from drieslag.surveys.models import Round, Series
from drieslag.surveys.rules.rounds import may_end_series

WEEK = 7
BETWEEN = 2  # days between the end of a round and the next one: late answers, and closing


def begin_pulse(*, every_weeks: int, key: UUID | None = None, **given: Any) -> Round:
    """Plan a pulse and make its first round, which is opened by hand as any other; the next ones open by themselves.

    `given` is what `make_round` takes. Raises Refused.
    """
    with transaction.atomic():
        if key is not None and (known := Round.objects.filter(series=key, made_by=given["by"].pk).first()):
            return known
        open_days = (given["closes_at"].astimezone(clock.AMSTERDAM).date() - clock.today()).days
        plan = {name: value for name, value in given.items() if name not in {"closes_at", "codes"}}
        series = make_series(
            **plan,
            open_days=open_days,
            every_weeks=every_weeks,
            first_on=clock.today() + timedelta(weeks=every_weeks),
            key=key,
        )
        return make_round(**given, series=series)


def put_away_draft(*, by: Person, draft: Round) -> None:
    """Put away a round that was not opened, and the pulse that would have begun with it."""
    with transaction.atomic():
        stop_round(by=by, round_id=draft.pk)
        if draft.series_id and not Round.objects.filter(series=draft.series_id).exclude(pk=draft.pk).exists():
            end_series(by=by, series_id=draft.series_id)


def change_rhythm(*, by: Person, series_id: UUID, every_weeks: int) -> Series:
    """Let a pulse come back more or less often; the next time counts from the one that was planned last."""
    with transaction.atomic():
        found = Series.objects.select_for_update().filter(pk=series_id).first()
        if found is None:
            raise NotFound
        require(may_end_series(by, found))
        if found.ended_at is not None:
            raise Refused(_("This pulse has ended."))
        if found.plan["open_days"] > every_weeks * WEEK - BETWEEN:
            raise Refused(_("Let each round be closed before the next one begins: choose fewer days, or more weeks."))
        last = found.next_on - timedelta(weeks=found.every_weeks)
        found.every_weeks = every_weeks
        found.next_on = max(last + timedelta(weeks=every_weeks), clock.today() + timedelta(days=1))
        found.save(update_fields=["every_weeks", "next_on"])
    return found
