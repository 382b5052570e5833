"""What somebody passes on when leaving. Nothing is written in the journal before it is shared with the team."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.ids import new_id
from drieslag.core.verdict import Refused, require
from drieslag.journal.verbs import Verb
from drieslag.learning.support.enums import ItemKind
from drieslag.learning.support.models import ITEM_MAX, Departure, DepartureItem
from drieslag.learning.support.rules import (
    may_add_item,
    may_fill_departure,
    may_make_insight,
    may_own_departure,
    may_remove_item,
    may_take_part_in,
)
from drieslag.learning.threads.actions import add_insight, change_try_out
from drieslag.learning.threads.actions.writing import earlier, tell, within
from drieslag.learning.threads.enums import Level
from drieslag.learning.threads.models import Insight, TryOut
from drieslag.live.topics import announce
from drieslag.people.models import Person, Team
from drieslag.people.rules import is_member


def begin_departure(*, by: Person, team: Team) -> Departure:
    """Begin one's own list for a team. There is one; beginning again returns it."""
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
        require(may_take_part_in(by, team))
        found, _made = Departure.objects.get_or_create(
            organisation_id=team.organisation_id, team=team, person=by, defaults={"began_on": clock.today()}
        )
    return found


def set_departure(*, by: Person, departure: Departure, last_day: date | None, colleague: Person | None) -> Departure:
    """Say until when one is there, and which colleague reads and fills along."""
    with transaction.atomic():
        now = _locked(departure)
        require(may_own_departure(by, now))
        if colleague is not None and (colleague.pk == by.pk or not is_member(colleague, now.team)):
            raise Refused(_("Choose a colleague of your team."))
        now.last_day, now.colleague = last_day, colleague
        now.save(update_fields=["last_day", "colleague"])
    return now


def add_item(
    *, by: Person, departure: Departure, kind: ItemKind, text: str, passed_to: Person | None = None,
    key: UUID | None = None,
) -> DepartureItem:  # fmt: skip
    """Put a line on the list. The same `key` and words again return the first."""
    words = within(text, ITEM_MAX)
    with transaction.atomic():
        now = _locked(departure)
        require(may_add_item(by, now, kind))
        if passed_to is not None and not is_member(passed_to, now.team):
            raise Refused(_("Choose a colleague of your team."))
        known = earlier(DepartureItem, key)
        if known and (known.departure_id, known.text) == (now.pk, words):
            return known
        item = DepartureItem.objects.create(
            id=new_id() if known else key or new_id(),
            organisation_id=now.organisation_id,
            departure=now,
            kind=kind,
            text=words,
            passed_to=passed_to.pk if passed_to else None,
            by=by.pk,
            noted_at=clock.now(),
        )
        _announce(now)
    return item


def remove_item(*, by: Person, item: DepartureItem) -> None:
    """Erase a line."""
    with transaction.atomic():
        now = _locked(item.departure)
        require(may_remove_item(by, item))
        item.delete()
        _announce(now)


def mark_passed_on(*, by: Person, item: DepartureItem, done: bool) -> DepartureItem:
    """Say that something was passed on, or not yet."""
    with transaction.atomic():
        now = _locked(item.departure)
        require(may_fill_departure(by, now))
        item.passed_on = done
        item.save(update_fields=["passed_on"])
        _announce(now)
    return item


def share_departure(*, by: Person, departure: Departure, shared: bool) -> Departure:
    """Share the list with the team, or take it back to oneself. Twice changes nothing."""
    with transaction.atomic():
        now = _locked(departure)
        require(may_own_departure(by, now))
        if bool(now.shared_at) == shared:
            return now
        now.shared_at = clock.now() if shared else None
        now.save(update_fields=["shared_at"])
        verb = Verb.SHARED if shared else Verb.WITHDREW
        tell(verb=verb, kind="departure", key=now.pk, by=by, team_id=now.team_id)
    return now


def offer_try_out(*, by: Person, departure: Departure, try_out: TryOut) -> TryOut:
    """Leave one's own try-out to the team: from now on it is the whole team's."""
    with transaction.atomic():
        require(may_own_departure(by, _locked(departure)))
        return change_try_out(by=by, try_out=try_out, owner=None)


def to_insight(*, by: Person, item: DepartureItem, level: Level = Level.SINGLE) -> Insight:
    """Make a shared line an insight of the team, which stays when the list goes."""
    with transaction.atomic():
        now = _locked(item.departure)
        require(may_make_insight(by, item))
        insight = add_insight(by=by, team=now.team, text=item.text, level=level)
        item.insight_id = insight.pk
        item.save(update_fields=["insight_id"])
    return insight


def erase_departure(*, by: Person, departure: Departure) -> None:
    """Erase the list. What became an insight of the team stays."""
    with transaction.atomic():
        now = _locked(departure)
        require(may_own_departure(by, now))
        now.delete()
        _announce(now)


def _locked(departure: Departure) -> Departure:
    found = Departure.objects.select_for_update(of=("self",)).select_related("team")
    return found.get(pk=departure.pk)


def _announce(departure: Departure) -> None:
    """Tell the team's open pages only of what the team may see."""
    if departure.shared_at:
        announce(f"team:{departure.team_id}")
