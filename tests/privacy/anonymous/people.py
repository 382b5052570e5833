"""Someone with a browser, simulated: the client's half of the protocol, and the server's keys made once a run."""

import secrets
from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from drieslag.core.verdict import YES, Verdict, no
from drieslag.privacy.anonymous import actions, crypto, holders, seal
from drieslag.privacy.anonymous.actions import Receipt
from drieslag.privacy.anonymous.crypto import Blinded, SigningKey
from drieslag.privacy.anonymous.enums import Purpose, Taking
from drieslag.privacy.anonymous.models import Box, Round
from drieslag.privacy.anonymous.queries import key_of
from drieslag.privacy.anonymous.tokens import MESSAGE_BYTES, Token


@cache
def signing_key(number: int = 0) -> SigningKey:
    """One of a few keys; making one for each test would take most of its time."""
    return crypto.generate()


@dataclass
class Browser:
    """One device of one holder."""

    holder: UUID
    prepared: bytes = b""
    blinded: Blinded | None = None
    token: Token | None = None

    def ask(self, found: Round) -> bytes:
        """Blind a fresh message, as on the first page after opening."""
        self.prepared = crypto.prepare(secrets.token_bytes(MESSAGE_BYTES))
        self.blinded = crypto.blind(key_of(found), self.prepared)
        return self.blinded.message

    def fetch_token(self, found: Round) -> Token:
        """Ask, have it signed and unblind it."""
        message = self.ask(found)
        return self.finish(found, actions.issue(by=self.holder, round_id=found.pk, blinded=message))

    def finish(self, found: Round, signature: bytes) -> Token:
        """Unblind what the server signed."""
        assert self.blinded is not None
        done = crypto.finalize(key_of(found), self.prepared, signature, self.blinded.inverse)
        self.token = Token(self.prepared, done)
        return self.token

    def hand_in(self, found: Round, box: Box, text: str, secret: bytes | None = None) -> Receipt:
        """Hand in a slip."""
        assert self.token is not None
        kept = secret or secrets.token_bytes(32)
        hashes = {"change_hash": seal.change_hash(kept), "mark": seal.mark_of(kept)}
        return actions.hand_in(round_id=found.pk, box_id=box.pk, token=self.token, text=text, **hashes)


class Circle:
    """Who may hold tokens in a test, and what was taken back after opening."""

    def __init__(self, purpose: Purpose = Purpose.STEP) -> None:
        self.purpose = purpose
        self.scope = uuid4()
        self.members = {uuid4() for _ in range(6)}
        self.recalled: list[tuple[UUID, bytes]] = []
        self.marks: set[bytes] = set()
        holders.register(purpose, may_hold=self.may_hold, recall=self.recall)

    def may_hold(self, holder: UUID, scope: UUID) -> Verdict:
        return YES if scope == self.scope and holder in self.members else no("not a member")

    def recall(self, scope: UUID, mark: bytes) -> bool:
        self.recalled.append((scope, mark))
        return mark in self.marks

    def open(self, taking: Taking = Taking.MANY, part: str = "collect", max_each: int = 0) -> tuple[Round, Box]:
        found = actions.open_round(purpose=self.purpose, scope=self.scope, key=signing_key())
        box = actions.open_box(
            purpose=self.purpose,
            scope=self.scope,
            part=part,
            taking=taking,
            max_length=2000,
            max_each=max_each,
            present=6,
        )
        return found, box

    def browsers(self, found: Round) -> list[Browser]:
        made = [Browser(member) for member in sorted(self.members)]
        for browser in made:
            browser.fetch_token(found)
        return made
