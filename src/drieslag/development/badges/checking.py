"""Checking a badge that somebody shows, whoever that is: is it ours, is it unchanged, does it stand? Nothing is kept.

The proof covers what the pinned contexts define, so a file with a context of its own, or with a member under another
spelling, is refused before anything in it is read.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from openbadgeslib import ob3
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3.credential import OB3_CONTEXT

from drieslag.core import clock, tenancy
from drieslag.core.models import Organisation
from drieslag.development.badges import addresses, queries
from drieslag.development.badges.models import IssuerKey
from drieslag.development.badges.wording import Wording, wording_of

LARGEST = 400_000
PNG = b"\x89PNG\r\n\x1a\n"
SLUG = re.compile(r"[-A-Za-z0-9_]{1,100}")


class Verdict(StrEnum):
    """What checking found."""

    GENUINE = "genuine"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CHANGED = "changed"
    ELSEWHERE = "elsewhere"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a badge says, when it is one of ours. Empty for anything else."""

    verdict: Verdict
    badge: UUID | None = None
    organisation: UUID | None = None
    issuer: str = ""
    said: Wording | None = None
    name: str = ""
    until: datetime | None = None


class _Wrong(Exception):
    """What was shown is no badge of ours that can be read."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict


def check(data: bytes) -> Checked:
    """Check a file or a pasted text. Never raises: whatever it is, there is a verdict."""
    try:
        document = _document(data)
        organisation = _issuer(document)
        with tenancy.inside(organisation.pk):
            return _judged(document, organisation)
    except _Wrong as wrong:
        return Checked(wrong.verdict)
    except RecursionError:  # lists in lists in lists: no badge is like that
        return Checked(Verdict.UNREADABLE)


def _document(data: bytes) -> dict[str, Any]:
    """Return the credential in an SVG, in a PNG or as it is."""
    if len(data) > LARGEST:
        raise _Wrong(Verdict.UNREADABLE)
    try:
        if data.startswith(PNG):
            text = ob3.OB3Verifier.extract_token_from_png(data)
        elif data.lstrip().startswith(b"<"):
            text = ob3.OB3Verifier.extract_token_from_svg(data)
        else:
            text = data.decode()
        found = json.loads(text)
    except (LibOpenBadgesException, ValueError, RecursionError) as error:
        raise _Wrong(Verdict.UNREADABLE) from error
    if not isinstance(found, dict) or "proof" not in found:
        raise _Wrong(Verdict.UNREADABLE)
    return found


def _issuer(document: dict[str, Any]) -> Organisation:
    """Return which organisation of this installation it says it is of."""
    said = document.get("issuer")
    name = said.get("id") if isinstance(said, dict) else said
    ours = addresses.did("")
    slug = name.removeprefix(ours) if isinstance(name, str) and name.startswith(ours) else ""
    found = Organisation.objects.filter(slug=slug).first() if SLUG.fullmatch(slug) else None
    if found is None:
        raise _Wrong(Verdict.ELSEWHERE)
    return found


def _judged(document: dict[str, Any], organisation: Organisation) -> Checked:
    _require_plain(document)
    _require_proof(document, organisation)
    try:
        return _read(document, organisation)
    except (KeyError, TypeError, ValueError) as error:
        raise _Wrong(Verdict.CHANGED) from error


def _read(document: dict[str, Any], organisation: Organisation) -> Checked:
    subject = document["credentialSubject"]
    until = datetime.fromisoformat(document["validUntil"])
    verdict = Verdict.GENUINE if until >= clock.now() else Verdict.EXPIRED
    if int(document["credentialStatus"]["statusListIndex"]) in queries.revoked():
        verdict = Verdict.WITHDRAWN
    names = [one["identityHash"] for one in subject["identifier"] if one["identityType"] == "name"]
    return Checked(
        verdict,
        UUID(document["id"].removeprefix("urn:uuid:")),
        organisation.pk,
        organisation.name,
        wording_of(document),
        names[0] if names else "",
        until,
    )


def _require_plain(document: dict[str, Any]) -> None:
    if document.get("@context") != OB3_CONTEXT:
        raise _Wrong(Verdict.CHANGED)
    for name in _names_in({key: value for key, value in document.items() if key != "@context"}):
        if not name.isidentifier():
            raise _Wrong(Verdict.CHANGED)


def _names_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _names_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names_in(inner)


def _require_proof(document: dict[str, Any], organisation: Organisation) -> None:
    """Raise unless a key that this organisation publishes signed exactly this."""
    proof = document["proof"]
    said = proof.get("verificationMethod") if isinstance(proof, dict) else None
    known = {addresses.key_id(organisation.slug, key.number): key for key in IssuerKey.objects.filter(retired_on=None)}
    key = known.get(said) if isinstance(said, str) else None
    if key is None:
        raise _Wrong(Verdict.CHANGED)
    try:
        ob3.verify_data_integrity_proof(document, ob3.resolve_did(f"did:key:{key.public}"))
    except LibOpenBadgesException as error:
        raise _Wrong(Verdict.CHANGED) from error
