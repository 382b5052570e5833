"""What is done in the name of nobody, and what opens and closes the way for it.

Every act here is a transaction that writes the store and nothing else: no statement, job, session or signal. On a
page the transaction is the page's own, so these acts open no savepoint in it (rows would carry a number of their own
and so hide what else was written), and a page that calls one writes nothing besides. Checks come before writes,
always.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import StrEnum
from functools import partial
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from drieslag.core import clock, tenancy
from drieslag.core.doors import close_doors, make_door
from drieslag.core.models import DoorKind
from drieslag.core.verdict import NotFound, Refused, require
from drieslag.privacy.anonymous import crypto, holders, keyfolder, rules, seal
from drieslag.privacy.anonymous.crypto import BlindSignatureError, SigningKey
from drieslag.privacy.anonymous.enums import BoxState, Purpose, RoundState, Taking
from drieslag.privacy.anonymous.models import Box, Issue, Ready, Round, Slip, Spent
from drieslag.privacy.anonymous.queries import count_tokens, get_box, get_round, key_of, shut_box
from drieslag.privacy.anonymous.seal import Content
from drieslag.privacy.anonymous.tokens import Token

LATE = timedelta(hours=24)  # unspent tokens are taken this long after closing begins
SLIPS_A_TOKEN = 12  # a box of many holds at most this many a token in all: nobody's own number is known


class Receipt(StrEnum):
    """What became of a slip."""

    RECEIVED = "received"
    ALREADY = "already"


@contextmanager
def own_transaction() -> Iterator[None]:
    """Join the running transaction without a savepoint, or open one."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield


# Opening the way


def open_round(*, purpose: Purpose, scope: UUID, part: str = "", key: SigningKey | None = None) -> Round:
    """Make a signing key of its own for this meeting, jar and week, or report group, and open the door to it.

    The caller's own rule has said that the person may; here nobody is asked. `key` is given by tests only.
    """
    signing = key or crypto.generate()
    modulus = signing.n.to_bytes(signing.public.size)
    with own_transaction():
        opened = Round(
            organisation_id=_here(),
            purpose=purpose,
            scope=scope,
            part=part,
            modulus=modulus,
            fingerprint=signing.public.fingerprint,
        )
        keyfolder.keep(keyfolder.SIGN, opened.pk, signing.to_pem())
        opened.save(force_insert=True)
        make_door(
            kind=DoorKind.ANONYMOUS, secret=str(opened.pk), organisation_id=opened.organisation_id, target=opened.pk
        )
    return opened


def open_box(
    *,
    purpose: Purpose,
    scope: UUID,
    part: str = "",
    taking: Taking = Taking.MANY,
    max_length: int,
    max_each: int = 0,
    present: int | None = None,
) -> Box:
    """Make a box for slips, or return the one that is there. A step with fewer than five present is refused."""
    if purpose == Purpose.STEP:
        require(rules.may_open_step(present or 0))
    private = seal.generate()
    with own_transaction():
        if there := shut_box(purpose, scope, part):
            return there
        box = Box(
            organisation_id=_here(),
            purpose=purpose,
            scope=scope,
            part=part,
            taking=taking,
            max_length=max_length,
            max_each=max_each,
            public_key=seal.public_of(private),
        )
        keyfolder.keep(keyfolder.SEAL, box.pk, private)
        box.save(force_insert=True)
    return box


def _here() -> UUID:
    organisation = tenancy.current()
    if organisation is None:
        raise NotFound
    return organisation


# A token


def issue(*, by: UUID, round_id: UUID, blinded: bytes) -> bytes:
    """Sign a blinded message for a holder, once: the same message again gets the same signature, another is refused.

    This is the one act of this part that knows who asks; it writes that they did, not when.
    """
    with own_transaction():
        found = get_round(round_id)
        require(holders.may_hold(found.purpose, by, found.scope))
        require(rules.may_issue(found))
        signature = _signature(found, blinded)
        Round.objects.select_for_update(no_key=True).get(pk=found.pk)  # two devices at once: one of them is first
        digest = hashlib.sha256(blinded).digest()
        before = Issue.objects.filter(round=found, holder=by).first()
        if before is None:
            Issue.objects.create(organisation_id=found.organisation_id, round=found, holder=by, blinded_hash=digest)
        elif bytes(before.blinded_hash) != digest:
            raise Refused(
                _("Your token lies on another device or in another browser, and there is one for each person.")
            )
    return signature


def _signature(found: Round, blinded: bytes) -> bytes:
    key = crypto.from_pem(keyfolder.read(keyfolder.SIGN, found.pk))
    try:
        return crypto.blind_sign(key, blinded)
    except BlindSignatureError as error:
        raise Refused(_("Your browser sent something that cannot be signed. Load the page again.")) from error


# Handing in: without a person


def hand_in(*, round_id: UUID, box_id: UUID, token: Token, text: str, change_hash: bytes, mark: bytes) -> Receipt:
    """Put a sealed slip in a box. A spent token, and a slip that came before, get ALREADY whatever their text."""
    with own_transaction():
        box = _admitted(round_id, box_id, token)
        spent = token.hash_for("spent", box.pk)
        if box.taking == Taking.ONCE and Spent.objects.filter(box=box, token_hash=spent).exists():
            return Receipt.ALREADY
        if Slip.objects.filter(box=box, change_hash=change_hash).exists():
            return Receipt.ALREADY
        sealed = _sealed(box, text, mark, withdrawn=False)
        _require_room(box)
        if box.taking == Taking.ONCE:
            Spent.objects.create(organisation_id=box.organisation_id, box=box, token_hash=spent)
        Slip.objects.create(organisation_id=box.organisation_id, box=box, sealed=sealed, change_hash=change_hash)
    return Receipt.RECEIVED


def change(*, box_id: UUID, secret: bytes, text: str) -> None:
    """Put another text in place of one's own, while the box is shut."""
    with own_transaction():
        box = _locked(box_id)
        require(rules.may_change(box))
        _reseal(box, secret, text, withdrawn=False)


def withdraw(*, box_id: UUID, secret: bytes) -> None:
    """Take one's own slip back. In a shut box an empty one takes its place, so that nothing seems taken."""
    with own_transaction():
        box = _locked(box_id)
        if box.state == BoxState.SHUT:
            require(rules.may_change(box))
            _reseal(box, secret, "", withdrawn=True)
        elif not holders.recall(box.purpose, box.scope, seal.mark_of(secret)):
            raise NotFound


def set_ready(*, round_id: UUID, box_id: UUID, token: Token, ready: bool) -> None:
    """Count the token's holder as ready, or no longer."""
    with own_transaction():
        box = _admitted(round_id, box_id, token)
        mine = Ready.objects.filter(box=box, token_hash=token.hash_for("ready", box.pk))
        if not ready:
            mine.delete()
        elif not mine.exists():
            Ready.objects.create(
                organisation_id=box.organisation_id, box=box, token_hash=token.hash_for("ready", box.pk)
            )


def _admitted(round_id: UUID, box_id: UUID, token: Token) -> Box:
    """Return the box, locked, when this token is good for it."""
    found = get_round(round_id)
    if not token.is_of(key_of(found)):
        raise Refused(_("This token is not valid here."))
    box = _locked(box_id)
    require(rules.may_use(found, box))
    return box


def _locked(box_id: UUID) -> Box:
    box = Box.objects.select_for_update(no_key=True).filter(pk=box_id).first()
    if box is None:
        raise NotFound
    return box


def _sealed(box: Box, text: str, mark: bytes, *, withdrawn: bool) -> bytes:
    said = text.replace("\0", "").strip()
    if not said and not withdrawn:
        raise Refused(_("There is nothing in it yet."))
    if len(said) > box.max_length:
        too_long = ngettext_lazy(
            "This is longer than %(max)d character.", "This is longer than %(max)d characters.", "max"
        )
        raise Refused(too_long % {"max": box.max_length})
    if not withdrawn:
        said = holders.checked(box.purpose, box.scope, said)
    return seal.seal(bytes(box.public_key), box.pk, Content(said, mark), seal.size_for(box.max_length))


def _reseal(box: Box, secret: bytes, text: str, *, withdrawn: bool) -> None:
    slip = Slip.objects.select_for_update().filter(box=box, change_hash=seal.change_hash(secret)).first()
    if slip is None:
        raise NotFound
    slip.sealed = _sealed(box, text, seal.mark_of(secret), withdrawn=withdrawn)
    slip.save(update_fields=["sealed"])


def _require_room(box: Box) -> None:
    """A box of many holds no more than its tokens could bring. One of once needs no bound: each token is spent, and
    tokens that were given are forgotten with whoever is erased while what they handed in stays.
    """
    if box.taking == Taking.ONCE:
        return
    most = count_tokens(box) * (box.max_each or SLIPS_A_TOKEN)
    if Slip.objects.filter(box=box).count() >= most:
        raise Refused(_("No more slips fit in here."))


# Opening and closing


def open_slips(*, box_id: UUID) -> list[Content]:
    """Open a box for good and return what lay in it, shuffled. Its key goes once the caller's transaction is kept.

    Call it in the transaction that writes the texts, all at once, each under a fresh `uuid4`; nothing of a slip but its
    text and its mark may be written.
    """
    with own_transaction():
        box = _locked(box_id)
        require(rules.may_open_box(box))
        private = keyfolder.read(keyfolder.SEAL, box.pk)
        contents = seal.open_all(private, box.pk, (bytes(slip.sealed) for slip in Slip.objects.filter(box=box)))
        _empty(box)
    return contents


def discard(*, box_id: UUID) -> None:
    """Empty a box that nobody opened, unread: its step was skipped, or the meeting closed before."""
    with own_transaction():
        box = _locked(box_id)
        if box.state == BoxState.SHUT:
            _empty(box)


def _empty(box: Box) -> None:
    for model in (Slip, Spent, Ready):
        model.objects.filter(box=box).delete()
    box.state = BoxState.OPENED
    box.save(update_fields=["state"])
    transaction.on_commit(partial(keyfolder.destroy, keyfolder.SEAL, box.pk))


def begin_closing(*, round_id: UUID) -> Round:
    """Give no more tokens, and take unspent ones for another day; said to everyone from the start."""
    with own_transaction():
        found = _round_locked(round_id)
        require(rules.may_go_to(found, RoundState.CLOSING))
        found.state, found.takes_until = RoundState.CLOSING, clock.now() + LATE
        found.save(update_fields=["state", "takes_until"])
    return found


def close_round(*, round_id: UUID) -> Round:
    """Take no more tokens; destroy the signing key, and the list of who had one. Does nothing the second time."""
    with own_transaction():
        found = _round_locked(round_id)
        if found.state == RoundState.CLOSED:
            return found
        Issue.objects.filter(round=found).delete()
        found.state = RoundState.CLOSED
        found.save(update_fields=["state"])
        close_doors(found.pk)
        transaction.on_commit(partial(keyfolder.destroy, keyfolder.SIGN, found.pk))
    return found


def close_scope(*, purpose: Purpose, scope: UUID) -> None:
    """Close every round of a meeting, a jar or a survey, and empty what was not opened."""
    with own_transaction():
        for box in Box.objects.filter(purpose=purpose, scope=scope, state=BoxState.SHUT):
            discard(box_id=box.pk)
        for found in Round.objects.filter(purpose=purpose, scope=scope).exclude(state=RoundState.CLOSED):
            close_round(round_id=found.pk)


def _round_locked(round_id: UUID) -> Round:
    get_round(round_id)
    return Round.objects.select_for_update(no_key=True).get(pk=round_id)


__all__ = [
    "Receipt",
    "begin_closing",
    "change",
    "close_round",
    "close_scope",
    "discard",
    "get_box",
    "hand_in",
    "issue",
    "open_box",
    "open_round",
    "open_slips",
    "set_ready",
    "withdraw",
]
