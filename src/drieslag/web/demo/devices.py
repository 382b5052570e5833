"""The browser's half of an anonymous hand-in, for made-up people: the very same tokens and boxes as on a page."""

import secrets
from uuid import UUID

from drieslag.privacy.anonymous import actions, crypto, seal
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.models import Box, Round
from drieslag.privacy.anonymous.queries import key_of, open_rounds, shut_box
from drieslag.privacy.anonymous.tokens import MESSAGE_BYTES, Token
from drieslag.surveys.models import Invitee

SECRET_BYTES = 32


def hand_in(*, holder: UUID, opened: Round, box: Box, text: str) -> None:
    """Fetch a token for the holder and hand in one slip with it."""
    key = key_of(opened)
    prepared = crypto.prepare(secrets.token_bytes(MESSAGE_BYTES))
    blinded = crypto.blind(key, prepared)
    signature = actions.issue(by=holder, round_id=opened.pk, blinded=blinded.message)
    token = Token(prepared, crypto.finalize(key, prepared, signature, blinded.inverse))
    secret = secrets.token_bytes(SECRET_BYTES)
    actions.hand_in(
        round_id=opened.pk,
        box_id=box.pk,
        token=token,
        text=text,
        change_hash=seal.change_hash(secret),
        mark=seal.mark_of(secret),
    )


def fill_in(invitee: Invitee, holder: UUID, text: str) -> None:
    """Answer the questions that somebody, or whoever has a code on paper, was asked without a name."""
    scope = invitee.group.keyed_in_id
    assert scope is not None
    (opened,) = open_rounds([scope])
    box = shut_box(Purpose.SURVEY, scope)
    assert box is not None
    hand_in(holder=holder, opened=opened, box=box, text=text)
