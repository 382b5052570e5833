"""What is signed, in the words of Open Badges 3.0 and of W3C's Verifiable Credentials (docs/decisions/0017).

Every proof is `eddsa-rdfc-2022`, on badges and on the list of those that stand no longer alike, so that one verifier
checks both. Contexts come with the library; nothing is fetched.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from drieslag.core import clock
from drieslag.development.badges import addresses
from drieslag.development.badges.models import PLACES, Achievement, IssuerKey

DID_CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
PURPOSE = "revocation"
LIST_DAYS = 7  # a copy of the list that is older is refused, so that nobody shows one of before


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the organisation by its short name and name, with one of its keys."""

    slug: str
    name: str
    number: int
    private: bytes


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in a badge about its owner: a chosen name, an address as a salted digest, own words."""

    badge: UUID
    name: str
    email: str
    salt: str
    words: str
    place: int
    until: date


def sign_badge(signer: Signer, achievement: Achievement, wanted: Wanted) -> str:
    """Return the signed credential, as JSON."""
    from openbadgeslib import ob3

    who = [ob3.IdentityObject(identity_hash=wanted.name, identity_type="name", hashed=False)]
    if wanted.email:
        who.append(ob3.IdentityObject.create(wanted.email.strip().lower(), salt=wanted.salt))
    credential = ob3.OpenBadgeCredential(
        id=credential_id(wanted.badge),
        issuer=ob3.Issuer(id=addresses.did(signer.slug), name=signer.name, url=addresses.issuer(signer.slug)),
        recipient_id=None,
        identifiers=who,
        achievement=ob3.Achievement(
            id=addresses.achievement(signer.slug, achievement.code),
            name=achievement.name,
            description=achievement.description,
            criteria_narrative=achievement.criteria,
            achievement_type="Badge",
        ),
        issuance_date=clock.now().replace(microsecond=0),
        expiration_date=end_of(wanted.until),
        evidence=[ob3.Evidence(narrative=wanted.words)] if wanted.words else [],
        credential_status=[ob3.status_entry(addresses.status(signer.slug), PURPOSE, wanted.place)],
    )
    proof = ob3.OB3LdpSigner(signer.private, addresses.key_id(signer.slug, signer.number))
    return proof.sign_to_json(credential, created=clock.now())


def sign_list(signer: Signer, revoked: Collection[int]) -> dict[str, Any]:
    """Return the signed list of places whose badge stands no longer."""
    from openbadgeslib import ob3

    now = clock.now().replace(microsecond=0)
    plain = ob3.build_status_list_credential(
        addresses.did(signer.slug), addresses.status(signer.slug), PURPOSE, revoked, PLACES,
        issued=now, valid_until=now + timedelta(days=LIST_DAYS),
    )  # fmt: skip
    return ob3.add_data_integrity_proof(
        plain, signer.private, addresses.key_id(signer.slug, signer.number), created=now
    )


def document(slug: str, keys: Iterable[IssuerKey]) -> dict[str, Any]:
    """Return the DID document: earlier keys too, so that an old badge is checked with the key of then; not one that
    fell into other hands.
    """
    name = addresses.did(slug)
    methods = [
        {
            "id": addresses.key_id(slug, key.number),
            "type": "Multikey",
            "controller": name,
            "publicKeyMultibase": key.public,
        }
        for key in keys
        if key.retired_on is None
    ]
    return {
        "@context": DID_CONTEXTS,
        "id": name,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
        "service": [{"id": f"{name}#profile", "type": "LinkedDomains", "serviceEndpoint": addresses.origin()}],
    }


def profile(slug: str, name: str) -> Mapping[str, Any]:
    """Return who issues, as Open Badges tells it."""
    return {"id": addresses.did(slug), "type": ["Profile"], "name": name, "url": addresses.issuer(slug)}


def credential_id(badge: UUID) -> str:
    """Return the name of a credential: its badge's key, so that a badge can be found again from its file."""
    return f"urn:uuid:{badge}"


def end_of(day: date) -> datetime:
    """Return the last moment of a day, as the clock here has it."""
    return datetime.combine(day, time(23, 59, 59), clock.AMSTERDAM).astimezone(UTC)
