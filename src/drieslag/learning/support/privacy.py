"""What support keeps about a person. Who was whose buddy goes with the person; words asked of others stay nameless."""

import json
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from drieslag.learning.support.models import (
    BuddyWish,
    Commitment,
    Departure,
    DepartureItem,
    HelpRequest,
    HelpWord,
    Pair,
    PairSeat,
    PairTalk,
    TallySlider,
    Undertaking,
)
from drieslag.privacy.register import Eraser, Exporter, Kept, Rows, register

type Words = str | Promise

WORK = _("To work and learn together")
AGREEMENT = _("The work that was agreed on")
TEAM = _("Your team")
ALONE = _("You alone")


def _seats(key: UUID) -> Rows:
    rows = PairSeat.objects.filter(person_id=key).select_related("pair").order_by("pk")
    return [{"from": row.pair.starts_on, "until": row.pair.ends_on, "state": row.pair.state} for row in rows]


def _talks(key: UUID) -> Rows:
    rows = PairTalk.objects.filter(pair__seats__person_id=key).order_by("held_on")
    return [{"at": row.held_on} for row in rows]


def _erase_seats(key: UUID) -> int:
    """A pair without one of its two is nothing any more: it goes whole, with its talks."""
    pairs = PairSeat.objects.filter(person_id=key).values_list("pair_id", flat=True)
    return Pair.objects.filter(pk__in=list(pairs)).delete()[0]


def _wishes(key: UUID) -> Rows:
    return list(BuddyWish.objects.filter(person_id=key).values("no_buddy", "across_lead"))


def _requests(key: UUID) -> Rows:
    rows = HelpRequest.objects.filter(opened_by=key).order_by("opened_at")
    return [
        {"title": row.asking, "story": row.running_into, "detail": f"{row.tried}\n{row.decide_ourselves}".strip(),
         "at": row.opened_at, "state": row.state}
        for row in rows
    ]  # fmt: skip


def _forget_requests(key: UUID) -> int:
    asked = HelpRequest.objects.filter(asked_person=key).update(asked_person=None)
    return asked + HelpRequest.objects.filter(opened_by=key).update(opened_by=None)


def _words(key: UUID) -> Rows:
    rows = HelpWord.objects.filter(by=key).order_by("said_at")
    return [{"kind": row.kind, "text": row.text, "at": row.said_at} for row in rows]


def _sliders(key: UUID) -> Rows:
    rows = TallySlider.objects.filter(person_id=key).order_by("pk")
    return [{"detail": json.loads(row.values)} for row in rows]


def _departures(key: UUID) -> Rows:
    rows = Departure.objects.filter(person_id=key).order_by("began_on")
    return [{"from": row.began_on, "until": row.last_day} for row in rows]


def _forget_departures(key: UUID) -> int:
    helping = Departure.objects.filter(colleague_id=key).update(colleague=None)
    return helping + Departure.objects.filter(person_id=key).delete()[0]


def _items(key: UUID) -> Rows:
    rows = DepartureItem.objects.filter(by=key).order_by("noted_at")
    return [{"kind": row.kind, "text": row.text, "at": row.noted_at} for row in rows]


def _forget_items(key: UUID) -> int:
    """What this person wrote on another's list stays, nameless; one's own list goes by itself."""
    passed = DepartureItem.objects.filter(passed_to=key).update(passed_to=None)
    return passed + DepartureItem.objects.filter(by=key).update(by=None)


def _undertakings(key: UUID) -> Rows:
    rows = Undertaking.objects.filter(opened_by=key).order_by("opened_at")
    return [{"title": row.title, "at": row.opened_at} for row in rows]


def _commitments(key: UUID) -> Rows:
    rows = Commitment.objects.filter(person_id=key).select_related("undertaking").order_by("said_at")
    return [
        {"title": row.undertaking.title, "minutes": row.minutes_a_week, "until": row.until, "at": row.said_at}
        for row in rows
    ]


def fill() -> None:
    """Put these kinds of rows in the register."""
    _fill_buddies()
    _fill_help()
    _fill_leaving()
    _fill_rest()


def _fill_buddies() -> None:
    _put(PairSeat, _("Whose buddy you are"), (_("A year after it ended"), TEAM), _seats, _erase_seats)
    both = (_("Until the pair ends"), _("You and your buddy"))
    _put(PairTalk, _("On which days you and your buddy spoke"), both, _talks, lambda _key: 0)
    wish = (_("As long as you are in the team"), ALONE)
    _put(BuddyWish, _("What you wish about a buddy"), wish, _wishes, _gone(BuddyWish))


def _fill_help() -> None:
    kept = (_("Two years after the team rounded it off"), _("Your team, and whoever it asks"))
    _put(HelpRequest, _("Requests for help that you wrote"), kept, _requests, _forget_requests)
    said = _("What you asked or answered in a request for help")
    _put(HelpWord, said, kept, _words, lambda key: HelpWord.objects.filter(by=key).update(by=None))


def _fill_leaving() -> None:
    kept = (_("Three months after your last day"), _("You, and with whom you share it"))
    _put(Departure, _("Your list of what you pass on when leaving"), kept, _departures, _forget_departures)
    _put(DepartureItem, _("Lines on a list of somebody who leaves"), kept, _items, _forget_items)


def _fill_rest() -> None:
    figures = (_("Until the figures are made, a day at most"), ALONE)
    _put(TallySlider, _("The four figures that you gave in a meeting"), figures, _sliders, _gone(TallySlider))
    begun = (_("Three months after the last one stopped"), TEAM)
    opened = _("What you put down to begin with")
    _put(
        Undertaking, opened, begun, _undertakings,
        lambda key: Undertaking.objects.filter(opened_by=key).update(opened_by=None),
    )  # fmt: skip
    part = (_("Three months after its end"), _("Who takes part in the same"))
    _put(Commitment, _("What you take part in, and how much time"), part, _commitments, _gone(Commitment))


def _gone(model: type[Model]) -> Eraser:
    """Return how the rows of a person go."""
    return lambda key: model._default_manager.filter(person_id=key).delete()[0]


def _put(model: type[Model], name: Words, kept: tuple[Words, Words], export: Exporter, erase: Eraser) -> None:
    """Register a kind of row; `kept` says how long, and who sees it."""
    register(Kept(model, name, WORK, AGREEMENT, *kept, export, erase))
