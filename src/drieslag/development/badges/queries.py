"""Reading badges: one's own; and, for anybody, what an organisation publishes about those that it signed."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from drieslag.core import clock
from drieslag.core.models import Organisation
from drieslag.core.verdict import NotFound
from drieslag.development.badges import declared, keyring
from drieslag.development.badges.declared import Declared
from drieslag.development.badges.models import Achievement, Badge, IssuerKey, Place
from drieslag.development.badges.signing import Signer
from drieslag.development.badges.wording import Wording, wording_of
from drieslag.people.models import Person


class State(StrEnum):
    """How a badge stands today."""

    STANDS = "stands"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Shown:
    """One badge of somebody, with how it stands today."""

    badge: Badge
    state: State

    @property
    def is_standing(self) -> bool:
        """Whether a verifier accepts it."""
        return self.state is State.STANDS


def get_own(person: Person, key: UUID) -> Shown:
    """Return a badge of one's own. Raises NotFound for everybody else."""
    found = Badge.objects.filter(pk=key, owner=person.pk).first()
    if found is None:
        raise NotFound
    return _shown([found])[0]


def standing_of(person: Person, about: UUID) -> Badge | None:
    """Return the badge that somebody has of a declaration and that goes when that is withdrawn, or None (one query)."""
    return Badge.objects.filter(owner=person.pk, about=about, ended_on=None, valid_until__gte=clock.today()).first()


def mine(person: UUID, keys: Collection[UUID] | None = None) -> list[Shown]:
    """Return somebody's badges, those of these keys or all, the latest first (two queries)."""
    rows = Badge.objects.filter(owner=person).order_by("-issued_on", "-pk")
    return _shown(list(rows if keys is None else rows.filter(pk__in=keys)))


def _shown(badges: list[Badge]) -> list[Shown]:
    standing = declared.standing({badge.about for badge in badges if badge.ended_on is None})
    return [Shown(badge, state_of(badge, standing, clock.today())) for badge in badges]


def state_of(badge: Badge, standing: Collection[UUID], today: date) -> State:
    """Say how a badge stands: taken back and its declaration gone go before its last day."""
    if badge.ended_on is not None or (badge.about not in standing and badge.valid_until >= today):
        return State.WITHDRAWN
    return State.EXPIRED if badge.valid_until < today else State.STANDS


def could_have(person: Person) -> list[Declared]:
    """Return the declarations of which there is no badge that stands."""
    held = set(Badge.objects.filter(owner=person.pk, ended_on=None).values_list("about", flat=True))
    return [one for one in declared.of_owner(person.pk) if one.is_standing and one.id not in held]


def get_declared(person: Person, key: UUID) -> Declared:
    """Return a declaration of one's own. Raises NotFound."""
    for one in declared.of_owner(person.pk):
        if one.id == key:
            return one
    raise NotFound


def issuer(slug: str) -> Organisation:
    """Return the organisation of this short name. Raises NotFound. It is outside the rows of tenants."""
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def issuer_keys() -> list[IssuerKey]:
    """Return every key with which the organisation ever signed. Raises NotFound before its first badge, since until
    then it says nothing to the world.
    """
    found = list(IssuerKey.objects.order_by("number"))
    if not found:
        raise NotFound
    return found


def signer(organisation: Organisation) -> Signer | None:
    """Return who signs now: the newest key in use that is at hand, or None when no key is."""
    for key in IssuerKey.objects.filter(retired_on=None).order_by("-number"):
        private = keyring.read(organisation.pk, key.number)
        if private is not None:
            return Signer(organisation.slug, organisation.name, key.number, private)
    return None


def revoked() -> list[int]:
    """Return the places of badges that stand no longer, taken back or with a declaration that ended (three queries)."""
    taken_back = set(Place.objects.filter(revoked_on__isnull=False).values_list("number", flat=True))
    held = Badge.objects.filter(ended_on=None, valid_until__gte=clock.today()).values_list("about", "place__number")
    places = dict(held)
    gone = set(places) - declared.standing(set(places))
    return sorted(taken_back | {places[key] for key in gone})


def get_achievement(code: str) -> Achievement:
    """Return what a badge is for, as anybody may read it. Raises NotFound."""
    found = Achievement.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def get_shown(by: Person, key: UUID) -> Badge:
    """Return a badge for the learning adviser who holds its file. Raises NotFound for everybody else, who need not
    learn that it exists.
    """
    from drieslag.development.badges.rules import is_adviser

    found = Badge.objects.filter(pk=key).first()
    if found is None or not is_adviser(by):
        raise NotFound
    return found


def achievement_name(badge: Badge) -> str:
    """Return what the signed badge is of, in its public words."""
    return wording(badge).name


def wording(badge: Badge) -> Wording:
    """Return what whoever holds its file reads in it."""
    return wording_of(json.loads(badge.credential))
