"""The writers of badges. Nothing is written in the journal: a badge is its owner's."""

import hashlib
import secrets
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.core.models import Organisation
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.development.badges import declared as declarations
from drieslag.development.badges import keyring, queries, signing
from drieslag.development.badges.declared import Declared
from drieslag.development.badges.enums import Ended
from drieslag.development.badges.models import NAME_MAX, PLACES, REASON_MAX, Achievement, Badge, IssuerKey, Place
from drieslag.development.badges.rules import may_issue, may_withdraw_wrong
from drieslag.development.badges.signing import Signer
from drieslag.development.sharing import actions as sharing
from drieslag.learning.threads.actions.writing import earlier, within
from drieslag.people.models import Person

EMAIL_MAX = 254
TRIES = 20


def issue(
    *, by: Person, about: UUID, name: str, email: str = "", with_words: bool = False, key: UUID | None = None
) -> Badge:
    """Let the organisation sign a badge for a declaration of one's own. The name is the owner's choice; the address
    goes in as a salted digest; own words only when the owner says so. Raises NotFound and Refused.
    """
    with transaction.atomic():
        if made := earlier(Badge, key, about=about, owner=by.pk):
            return made
        organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
        declared = queries.get_declared(by, about)
        require(may_issue(declared))
        if Badge.objects.filter(about=about, ended_on=None).exists():
            raise Refused(_("There is a badge for this declaration. Take that one back first."))
        badge = Badge(
            organisation=organisation,
            owner=by.pk,
            about=about,
            place=_new_place(organisation),
            title=declared.own,
            name=within(name, NAME_MAX),
            issued_on=clock.today(),
            valid_until=declared.until,
            reason="",
        )
        if key is not None:
            badge.pk = key
        wanted = signing.Wanted(
            badge.pk, badge.name, within(email, EMAIL_MAX, needed=False), secrets.token_hex(8),
            declared.words if with_words else "", badge.place.number, declared.until,
        )  # fmt: skip
        badge.credential = signing.sign_badge(_signer(organisation), _achievement(organisation, declared), wanted)
        badge.save(force_insert=True)
    return badge


def withdraw(*, by: Person, badge_id: UUID) -> Badge:
    """Take a badge of one's own back: from now on every verifier is told so. Raises NotFound."""
    with transaction.atomic():
        badge = Badge.objects.select_for_update().filter(pk=badge_id, owner=by.pk).first()
        if badge is None:
            raise NotFound
        return badge if badge.ended_on is not None else _end(badge, Ended.OWNER)


def withdraw_wrong(*, by: Person, badge_id: UUID, reason: str) -> Badge:
    """Take back, for the organisation, a badge that was issued wrongly. Its owner reads the reason. Raises NotFound and
    Refused.
    """
    with transaction.atomic():
        queries.get_shown(by, badge_id)
        badge = Badge.objects.select_for_update().get(pk=badge_id)
        require(may_withdraw_wrong(by, badge))
        badge.reason = within(reason, REASON_MAX)
        return _end(badge, Ended.ORGANISATION)


def erase(*, by: Person, badge_id: UUID) -> None:
    """Erase a badge of one's own here. A file that was downloaded keeps its worth, unless the badge is taken back
    first. Raises NotFound.
    """
    with transaction.atomic():
        badge = Badge.objects.select_for_update().filter(pk=badge_id, owner=by.pk).first()
        if badge is None:
            raise NotFound
        if queries.get_own(by, badge_id).state is queries.State.WITHDRAWN and badge.ended_on is None:
            _end(badge, Ended.DECLARATION)
        remove([badge])


def remove(badges: list[Badge]) -> int:
    """Delete badges and what was shared of them. The list keeps telling which stood no longer; a file that still stood
    stays good, also when its owner leaves and all declarations go along.
    """
    for badge in badges:
        sharing.forget(key=badge.pk)
        badge.delete()
    return len(badges)


def renew_key(*, organisation: Organisation, lost: bool = False) -> IssuerKey:
    """Sign with a new key from now on. The earlier ones stay published, so that what they signed is still accepted;
    one that fell into other hands (`lost`) is no longer, and its badges are issued anew.
    """
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        number = (IssuerKey.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        if lost:
            IssuerKey.objects.filter(retired_on=None).update(retired_on=clock.today())
        public = keyring.make(organisation.pk, number)
        transaction.on_commit(lambda: keyring.destroy_before(organisation.pk, number))
        return IssuerKey.objects.create(organisation=organisation, number=number, public=public, since=clock.today())


def _end(badge: Badge, by: Ended) -> Badge:
    badge.ended_on, badge.ended_by = clock.today(), by
    badge.save(update_fields=["ended_on", "ended_by", "reason"])
    Place.objects.filter(pk=badge.place_id).update(revoked_on=clock.today())
    return badge


def _signer(organisation: Organisation) -> Signer:
    found = queries.signer(organisation)
    if found is None:
        renew_key(organisation=organisation)
        found = queries.signer(organisation)
    assert found is not None
    return found


def _new_place(organisation: Organisation) -> Place:
    """Return a place that nobody has, drawn by chance so that it does not tell when or in what order."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return Place.objects.create(organisation=organisation, number=secrets.randbelow(PLACES))
        except IntegrityError:
            continue
    raise Refused(_("The list of badges of this organisation is full."))


def _achievement(organisation: Organisation, declared: Declared) -> Achievement:
    """Return the public words of what a badge is for, in the language of now; the same words are the same row."""
    criteria = _(
        "The holder declared, in own words and with evidence from practice, to be competent in this. Two colleagues "
        "gave their view. The organisation signs that this was done; it did not examine. The declaration ends on the "
        "day that stands in the badge, or sooner when the holder takes it back."
    )
    words = {
        "name": declared.name[:200],
        "description": declared.meaning or declared.name,
        "criteria": criteria,
        "language": translation.get_language()[:5],
    }
    code = hashlib.sha256("\x00".join(words.values()).encode()).hexdigest()[:16]
    made, _new = Achievement.objects.get_or_create(organisation=organisation, code=code, defaults=words)
    return made


def follow(declaration: UUID) -> int:
    """Take back the badge of a declaration that its owner withdrew or erased: it stays so whoever is erased after that.
    Returns how many.
    """
    today = clock.today()
    held = list(Badge.objects.select_for_update().filter(about=declaration, ended_on=None, valid_until__gte=today))
    for badge in held:
        _end(badge, Ended.DECLARATION)
    return len(held)


def follow_declarations() -> int:
    """Take back the badges whose declaration stands no longer, though its days were not over. Returns how many."""
    with transaction.atomic():
        held = list(Badge.objects.select_for_update().filter(ended_on=None, valid_until__gte=clock.today()))
        standing = declarations.standing({badge.about for badge in held})
        gone = [badge for badge in held if badge.about not in standing]
        for badge in gone:
            _end(badge, Ended.DECLARATION)
    return len(gone)
