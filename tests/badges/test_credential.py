"""A badge is accepted by a verifier that others wrote; what is changed, taken back or of another is not."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from openbadgeslib.errors import LibOpenBadgesException
from openbadgeslib.ob3 import OB3LdpVerifier

from drieslag.core import clock, tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.badges import actions, baking, checking, keyring, queries
from drieslag.development.badges.checking import Verdict, check
from drieslag.development.badges.models import Badge, IssuerKey, Place
from drieslag.development.badges.queries import State
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from drieslag.privacy.keys import folder
from drieslag.privacy.register import erase_person
from drieslag.web.printing import pictures
from tests.badges.conftest import ORIGIN, Declarations, Verifier
from tests.factories.world import World

pytestmark = pytest.mark.django_db

ACCEPTED = {"verified": True, "revoked": False, "errors": []}


def issued(world: World, declarations: Declarations, **given: Any) -> Badge:
    about = declarations.add(world.bram.pk)
    return actions.issue(by=world.bram, about=about, name="Bram Visser", **given)


def read(badge: Badge) -> dict[str, Any]:
    found = json.loads(badge.credential)
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
def test_another_verifier_accepts_it(world: World, declarations: Declarations, verifier: Verifier) -> None:
    badge = issued(world, declarations, email="bram@elders.example", with_words=True)
    assert verifier(world, read(badge)) == ACCEPTED
    assert check(badge.credential.encode()).verdict is Verdict.GENUINE


@pytest.mark.slow
def test_what_was_changed_is_refused(world: World, declarations: Declarations, verifier: Verifier) -> None:
    badge = issued(world, declarations)
    changed = read(badge)
    changed["credentialSubject"]["achievement"]["name"] = "Anders"
    assert verifier(world, changed)["verified"] is False
    assert check(json.dumps(changed).encode()).verdict is Verdict.CHANGED


@pytest.mark.slow
def test_what_was_taken_back_is_told(world: World, declarations: Declarations, verifier: Verifier) -> None:
    badge = issued(world, declarations)
    other = issued(world, declarations)
    actions.withdraw(by=world.bram, badge_id=badge.pk)
    assert verifier(world, read(badge))["revoked"] is True
    assert verifier(world, read(other)) == ACCEPTED
    assert check(badge.credential.encode()).verdict is Verdict.WITHDRAWN


@pytest.mark.slow
def test_a_badge_ends_with_its_declaration(world: World, declarations: Declarations, verifier: Verifier) -> None:
    badge = issued(world, declarations)
    declarations.gone.add(badge.about)
    assert verifier(world, read(badge))["revoked"] is True
    assert check(badge.credential.encode()).verdict is Verdict.WITHDRAWN
    assert queries.get_own(world.bram, badge.pk).state is State.WITHDRAWN
    assert actions.follow_declarations() == 1
    declarations.gone.clear()
    assert queries.get_own(world.bram, badge.pk).state is State.WITHDRAWN


@pytest.mark.slow
def test_after_its_last_day_it_is_over(world: World, declarations: Declarations, verifier: Verifier) -> None:
    badge = issued(world, declarations)
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert verifier(world, read(badge))["verified"] is False
        assert check(badge.credential.encode()).verdict is Verdict.EXPIRED
        assert queries.get_own(world.bram, badge.pk).state is State.EXPIRED


@pytest.mark.slow
def test_a_new_key_leaves_what_the_old_one_signed(world: World, declarations: Declarations, verifier: Verifier) -> None:
    first = issued(world, declarations)
    actions.renew_key(organisation=world.organisation)
    second = issued(world, declarations)
    assert [read(one)["proof"]["verificationMethod"][-5:] for one in (first, second)] == ["key-1", "key-2"]
    assert verifier(world, read(first)) == verifier(world, read(second)) == ACCEPTED


@pytest.mark.slow
def test_a_key_in_other_hands_is_worth_nothing(world: World, declarations: Declarations, verifier: Verifier) -> None:
    first = issued(world, declarations)
    actions.renew_key(organisation=world.organisation, lost=True)
    assert verifier(world, read(first))["verified"] is False
    assert check(first.credential.encode()).verdict is Verdict.CHANGED


def test_a_key_that_is_gone_is_made_anew(world: World, declarations: Declarations) -> None:
    issued(world, declarations)
    (folder() / keyring.FOLDER / f"{world.organisation.pk}.1").unlink()
    assert queries.signer(world.organisation) is None
    assert read(issued(world, declarations))["proof"]["verificationMethod"].endswith("key-2")


def test_the_private_key_lies_in_the_key_folder_alone(world: World, declarations: Declarations) -> None:
    issued(world, declarations)
    path = folder() / keyring.FOLDER / f"{world.organisation.pk}.1"
    assert path.stat().st_mode & 0o077 == 0
    private = path.read_bytes()
    with connection.cursor() as cursor:
        for model in (IssuerKey, Badge, Place):
            cursor.execute(f"select t::text from {model._meta.db_table} t")
            for (row,) in cursor.fetchall():
                assert "PRIVATE KEY" not in row
                assert private[40:80].decode() not in row


def test_no_word_of_a_badge_lies_open_in_the_database(world: World, declarations: Declarations) -> None:
    issued(world, declarations, with_words=True)
    with connection.cursor() as cursor:
        cursor.execute("select t::text, encode(credential, 'escape') from badges_badge t")
        (row,) = cursor.fetchall()
    for word in ("Bram Visser", "Herstelgericht", "nachtteam"):
        assert not any(word in text for text in row)


def test_the_address_goes_in_as_a_digest_and_words_only_when_asked(world: World, declarations: Declarations) -> None:
    badge = issued(world, declarations, email="Bram@Elders.example")
    assert "elders.example" not in badge.credential.lower()
    kinds = [one["identityType"] for one in read(badge)["credentialSubject"]["identifier"]]
    assert kinds == ["name", "emailAddress"]
    assert "evidence" not in read(badge)


def test_a_picture_carries_it(world: World, declarations: Declarations) -> None:
    badge = issued(world, declarations)
    words = {"title": badge.title, "issuer": "Wijkzorg", "line": "Gezien", "language": "nl"}
    drawing = baking.into_svg(pictures.badge_svg(**words), badge.credential)
    image = baking.into_png(pictures.badge_png(**words), badge.credential)
    assert check(drawing).verdict is check(image).verdict is Verdict.GENUINE
    assert b"<title>Ik kan herstelgericht werken" in drawing
    assert check(image[:-30]).verdict is Verdict.UNREADABLE


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
LARGE = b"1" * (checking.LARGEST + 1)
NO_BADGES = [b"", b"x", b"{}", b"[]", b"<svg", SVG, checking.PNG + b"rest", b"\xff\xfe", b"[" * 5000, LARGE]


@pytest.mark.parametrize("data", NO_BADGES, ids=range(len(NO_BADGES)))
def test_a_wrong_file_is_said_to_be_one(world: World, data: bytes) -> None:
    assert check(data).verdict is Verdict.UNREADABLE


def test_a_badge_of_elsewhere_is_not_judged(world: World, declarations: Declarations) -> None:
    other = read(issued(world, declarations))
    for name in ("did:web:elders.example:badges:lindestad", "did:web:leren.example.nl:badges:none", 5, None):
        other["issuer"]["id"] = name
        assert check(json.dumps(other).encode()).verdict is Verdict.ELSEWHERE


def test_another_organisation_cannot_be_put_under_it(world: World, declarations: Declarations) -> None:
    other = read(issued(world, declarations))
    other["issuer"]["id"] = other["issuer"]["id"].replace("lindestad", "elders")
    assert check(json.dumps(other).encode()).verdict is Verdict.CHANGED


@pytest.mark.parametrize("spoil", [
    lambda d: d["@context"].append({"validUntil": None}),
    lambda d: d.update({"https://www.w3.org/2018/credentials#validUntil": d.pop("validUntil")}),
    lambda d: d.update(proof=[]),
    lambda d: d["proof"].update(proofValue="z"),
    lambda d: d.pop("credentialStatus"),
    lambda d: d.update({"@included": []}),
    lambda d: d["proof"].update(cryptosuite="ecdsa-sd-2023"),
])  # fmt: skip
def test_no_trick_with_the_words_helps(world: World, declarations: Declarations, spoil: Any) -> None:
    document = read(issued(world, declarations))
    spoil(document)
    assert check(json.dumps(document).encode()).verdict is Verdict.CHANGED


def test_who_may_have_one(world: World, declarations: Declarations) -> None:
    with pytest.raises(NotFound):
        actions.issue(by=world.carla, about=declarations.add(world.bram.pk), name="Carla")
    with pytest.raises(Refused):
        actions.issue(by=world.bram, about=declarations.add(world.bram.pk, views=1), name="Bram")
    badge = issued(world, declarations)
    with pytest.raises(Refused):
        actions.issue(by=world.bram, about=badge.about, name="Bram")
    actions.withdraw(by=world.bram, badge_id=badge.pk)
    assert actions.issue(by=world.bram, about=badge.about, name="Bram").pk != badge.pk


def test_the_same_form_twice_is_one_badge(world: World, declarations: Declarations) -> None:
    about = declarations.add(world.bram.pk)
    key = Badge(organisation=world.organisation).pk
    made = [actions.issue(by=world.bram, about=about, name="Bram", key=key) for _ in range(2)]
    assert made[0].pk == made[1].pk == key


def test_the_adviser_takes_a_wrong_one_back_with_a_reason(world: World, declarations: Declarations) -> None:
    badge = issued(world, declarations)
    for other in (world.ada, world.lea, world.carla):
        with pytest.raises(NotFound):
            actions.withdraw_wrong(by=other, badge_id=badge.pk, reason="Nee")
    OrganisationRole.objects.create(organisation=world.organisation, person=world.carla, role=Role.LEARNING_ADVISER)
    actions.withdraw_wrong(by=world.carla, badge_id=badge.pk, reason="De verklaring ging over iets anders.")
    shown = queries.get_own(world.bram, badge.pk)
    assert (shown.state, shown.badge.reason) == (State.WITHDRAWN, "De verklaring ging over iets anders.")


@pytest.mark.slow
def test_a_file_outlives_its_owner_here(world: World, declarations: Declarations, verifier: Verifier) -> None:
    kept, withdrawn = issued(world, declarations), issued(world, declarations)
    actions.withdraw(by=world.bram, badge_id=withdrawn.pk)
    erase_person(world.bram.pk)
    assert not Badge.objects.exists()
    assert verifier(world, read(kept)) == ACCEPTED
    assert verifier(world, read(withdrawn))["revoked"] is True


def test_no_other_organisation_reads_them(world: World, declarations: Declarations) -> None:
    issued(world, declarations)
    with tenancy.inside(world.elsewhere.pk):
        assert not Badge.objects.exists()
        with pytest.raises(NotFound):
            queries.issuer_keys()


def test_the_librarys_own_verifier_finds_keys_and_list_where_the_standard_says(
    world: World, declarations: Declarations
) -> None:
    """It resolves did:web and the list by address, asking our pages, and checks shape, proof, days and status. The
    list's own proof it reads as a JWT alone; that one the other verifier checks.
    """
    badge, other = issued(world, declarations), issued(world, declarations)
    actions.withdraw(by=world.bram, badge_id=other.pk)
    client = world.client()

    def download(url: str) -> bytes:
        assert url.startswith(ORIGIN)
        return bytes(client.get(url.removeprefix(ORIGIN)).content)

    def checked(one: Badge) -> str:
        found = OB3LdpVerifier.for_issuer_did(read(one)["issuer"]["id"], download=download)
        credential = found.verify(one.credential, check_status=True, download=download, verify_status_list=False)
        return credential.issuer.name

    assert checked(badge) == world.organisation.name
    with pytest.raises(LibOpenBadgesException, match="'revocation' is set"):
        checked(other)
