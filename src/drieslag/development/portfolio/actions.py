"""The writers of portfolios."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from drieslag.core import clock, doors
from drieslag.core.ids import new_id
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, require
from drieslag.development.portfolio import queries, rules
from drieslag.development.portfolio.models import (
    CAPTION_MAX,
    FOR_MAX,
    STORY_MAX,
    TITLE_MAX,
    Item,
    Link,
    Opening,
    Portfolio,
)
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.queries import get_own as get_thing
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person


def make(*, by: Person, title: str, key: UUID | None = None) -> Portfolio:
    """Begin a portfolio, empty."""
    with transaction.atomic():
        if known := earlier(Portfolio, key):
            return known if rules.owns(by, known) else _none()
        return Portfolio.objects.create(
            id=key or new_id(),
            organisation_id=by.organisation_id,
            owner=by.pk,
            title=within(title, TITLE_MAX),
            made_at=clock.now(),
        )


def _none() -> Portfolio:
    raise NotFound


def tell(*, by: Person, portfolio_id: UUID, title: str, story: str) -> Portfolio:
    """Change the title and the story around the parts."""
    with transaction.atomic():
        found = _locked(by, portfolio_id)
        found.title = within(title, TITLE_MAX)
        found.story = within(story, STORY_MAX, needed=False)
        found.save(update_fields=["title", "story"])
    return found


def add_things(*, by: Person, portfolio_id: UUID, chosen: list[tuple[Kind, UUID]]) -> int:
    """Put things of one's own at the end, each once. Returns how many came in. Raises NotFound for another's."""
    with transaction.atomic():
        found = _locked(by, portfolio_id)
        there = set(found.items.values_list("object_id", flat=True))
        fresh = [(kind, key) for kind, key in dict.fromkeys(chosen) if key not in there]
        for kind, key in fresh:
            get_thing(by, kind, key)
            _append(found, kind=kind, object_id=key)
    return len(fresh)


def add_words(*, by: Person, portfolio_id: UUID, caption: str) -> Item:
    """Put words of one's own at the end."""
    with transaction.atomic():
        return _append(_locked(by, portfolio_id), caption=within(caption, CAPTION_MAX))


def say(*, by: Person, portfolio_id: UUID, item_id: UUID, caption: str) -> Item:
    """Change what stands with a part."""
    with transaction.atomic():
        item = _item(_locked(by, portfolio_id), item_id)
        item.caption = within(caption, CAPTION_MAX, needed=item.object_id is None)
        item.save(update_fields=["caption"])
    return item


def move(*, by: Person, portfolio_id: UUID, item_id: UUID, up: bool) -> None:
    """Let a part change places with its neighbour; at the edge nothing happens."""
    with transaction.atomic():
        item = _item(found := _locked(by, portfolio_id), item_id)
        beside = found.items.filter(place__lt=item.place) if up else found.items.filter(place__gt=item.place)
        other = beside.order_by("-place" if up else "place").first()
        if other is not None:
            item.place, other.place = other.place, item.place
            Item.objects.bulk_update([item, other], ["place"])


def take_out(*, by: Person, portfolio_id: UUID, item_id: UUID) -> None:
    """Take a part out. The thing itself stays where it is."""
    with transaction.atomic():
        _item(_locked(by, portfolio_id), item_id).delete()


def erase(*, by: Person, portfolio_id: UUID) -> None:
    """Erase a portfolio and its addresses. The things in it stay."""
    with transaction.atomic():
        found = _locked(by, portfolio_id)
        for link in found.links.all():
            doors.close_doors(link.pk)
        found.delete()


def make_link(*, by: Person, portfolio_id: UUID, until: date, whom: str = "") -> tuple[Link, str]:
    """Make an address that works until the end of a day. Returns it with its secret, which is shown once."""
    with transaction.atomic():
        found = _locked(by, portfolio_id)
        running = found.links.filter(withdrawn_on=None, until__gte=clock.today()).count()
        require(rules.may_make_link(until, running))
        link = Link.objects.create(
            organisation_id=by.organisation_id,
            portfolio=found,
            whom=within(whom, FOR_MAX, needed=False),
            made_on=clock.today(),
            until=until,
        )
        secret = doors.make_secret(
            DoorKind.PORTFOLIO, organisation_id=by.organisation_id, target=link.pk, expires_at=_end_of(until)
        )
    return link, secret


def _end_of(day: date) -> datetime:
    """A moment after the day has ended everywhere in the country; the link itself keeps to the day."""
    return datetime.combine(day + timedelta(days=1), time(0), UTC)


def withdraw_link(*, by: Person, portfolio_id: UUID, link_id: UUID) -> None:
    """Let an address work no longer, from now on."""
    with transaction.atomic():
        link = _locked(by, portfolio_id).links.filter(pk=link_id).first()
        if link is None:
            raise NotFound
        doors.close_doors(link.pk)
        link.withdrawn_on = link.withdrawn_on or clock.today()
        link.save(update_fields=["withdrawn_on"])


def open_by_link(*, link_id: UUID) -> queries.Story:
    """Return the portfolio of an address, and count the opening in its owner's sight. Raises NotFound."""
    with transaction.atomic():
        link = queries.get_link(link_id)
        owner = queries.owner_of(link.portfolio)
        row, made = Opening.objects.get_or_create(
            link=link, day=clock.today(), defaults={"organisation_id": link.organisation_id}
        )
        if not made:
            Opening.objects.filter(pk=row.pk).update(times=F("times") + 1)
    return queries.story(link.portfolio, owner.name)


def withdraw_links_of_leavers() -> int:
    """Take back the addresses of who works here no more, in the organisation of the transaction."""
    gone = Person.objects.exclude(left_on=None).values("pk")
    links = Link.objects.filter(portfolio__owner__in=gone, withdrawn_on=None)
    for link in links:
        doors.close_doors(link.pk)
    return links.update(withdrawn_on=clock.today())


def _locked(by: Person, key: UUID) -> Portfolio:
    found = Portfolio.objects.select_for_update().filter(pk=key, owner=by.pk).first()
    return found or _none()


def _item(portfolio: Portfolio, key: UUID) -> Item:
    item = portfolio.items.filter(pk=key).first()
    if item is None:
        raise NotFound
    return item


def _append(portfolio: Portfolio, *, kind: str = "", object_id: UUID | None = None, caption: str = "") -> Item:
    require(rules.may_add(portfolio.items.count()))
    last = portfolio.items.aggregate(last=Max("place"))["last"] or 0
    return Item.objects.create(
        organisation_id=portfolio.organisation_id,
        portfolio=portfolio,
        place=last + 1,
        kind=kind,
        object_id=object_id,
        caption=caption,
    )
