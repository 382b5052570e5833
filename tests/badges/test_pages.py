"""The pages of badges: what the owner does, what the world may ask, and that nobody else finds anything."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from itertools import count

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from drieslag.core import clock
from drieslag.development.badges import actions, addresses, signing
from drieslag.development.badges.models import Achievement, Badge
from drieslag.development.sharing import queries as sharing
from drieslag.development.sharing.enums import Kind
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from tests.badges.conftest import ORIGIN, Declarations
from tests.factories.world import World

type Counting = Callable[[int], AbstractContextManager[object]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def badge(world: World, declarations: Declarations) -> Badge:
    return actions.issue(by=world.bram, about=declarations.add(world.bram.pk), name="Bram Visser")


def test_a_badge_is_made_in_one_form(world: World, declarations: Declarations) -> None:
    about = declarations.add(world.bram.pk)
    client = world.client(world.bram)
    assert str(about) in client.get("/badges/").content.decode()
    page = client.get(f"/badges/new/{about}/")
    given = {
        "client_key": page.context["form"]["client_key"].initial,
        "name": "B. Visser",
        "email": "",
        "with_words": "on",
    }
    for _again in range(2):
        made = client.post(f"/badges/new/{about}/", given)
    badge = Badge.objects.get()
    assert made.headers["Location"] == f"/badges/{badge.pk}/"
    assert "nachtteam" in badge.credential
    assert "B. Visser" in client.get(made.headers["Location"]).content.decode()


def test_a_form_without_a_name_is_refused_with_what_was_typed(world: World, declarations: Declarations) -> None:
    about = declarations.add(world.bram.pk)
    refused = world.client(world.bram).post(f"/badges/new/{about}/", {"name": "", "email": "geen adres"})
    assert refused.status_code == 422
    assert "geen adres" in refused.content.decode()


@pytest.mark.parametrize(("kind", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("json", b"{")])
def test_its_owner_carries_it_along(world: World, badge: Badge, kind: str, begins: bytes) -> None:
    response = world.client(world.bram).get(f"/badges/{badge.pk}/badge.{kind}")
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert f"/badges/{badge.pk}/badge.svg" in world.client(world.bram).get(f"/badges/{badge.pk}/").content.decode()
    assert "attachment" in response.headers["Content-Disposition"]
    assert world.client(world.bram).get(f"/badges/{badge.pk}/badge.exe").status_code == 404


def test_nobody_else_finds_it(world: World, badge: Badge, declarations: Declarations) -> None:
    adviser = world.anna
    for role in (Role.LEARNING_ADVISER, Role.DIRECTOR):
        OrganisationRole.objects.create(organisation=world.organisation, person=adviser, role=role)
    others: list[Person] = [adviser, world.lea, world.carla, world.ada, world.dirk]
    for other in others:
        client = world.client(other)
        for path in ("", "badge.svg", "badge.json"):
            assert client.get(f"/badges/{badge.pk}/{path}").status_code == 404, (other, path)
        for path in ("withdrawal/", "erase/"):
            assert client.post(f"/badges/{badge.pk}/{path}").status_code == 404
        assert client.get(f"/badges/new/{badge.about}/").status_code == 404
        assert badge.title not in client.get("/badges/").content.decode()
    assert Badge.objects.get().ended_on is None


def test_what_the_world_may_ask_names_nobody(world: World, badge: Badge) -> None:
    client, slug = Client(), world.organisation.slug
    code = Achievement.objects.get().code
    for path in ("did.json", "status/", "issuer/", f"achievement/{code}/"):
        response = client.get(f"/badges/{slug}/{path}")
        said = response.content.decode()
        assert response.status_code == 200
        assert "Bram" not in said
        assert str(badge.pk) not in said
        assert path.endswith(("issuer/", f"{code}/")) or not response.cookies
    assert json.loads(client.get(f"/badges/{slug}/did.json").content)["id"] == addresses.did(slug)
    assert client.get(f"/badges/{slug}/status/").headers["Access-Control-Allow-Origin"] == "*"
    assert addresses.achievement(slug, code) == f"{ORIGIN}/badges/{slug}/achievement/{code}/"


def test_an_organisation_that_never_signed_is_not_told_of(world: World, declarations: Declarations) -> None:
    for slug in (world.organisation.slug, "none"):
        for path in ("did.json", "status/", "issuer/", "achievement/0123/"):
            assert Client().get(f"/badges/{slug}/{path}").status_code == 404


def test_the_list_costs_few_queries(
    world: World, badge: Badge, declarations: Declarations, django_assert_max_num_queries: Counting
) -> None:
    slug = world.organisation.slug
    with django_assert_max_num_queries(12):
        world.client().get(f"/badges/{slug}/status/")
    client = world.client(world.bram)
    with django_assert_max_num_queries(11):
        client.get("/badges/")


def test_the_list_is_signed_once_until_it_tells_something_else(
    world: World, badge: Badge, declarations: Declarations, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, address, signed = world.client(), f"/badges/{world.organisation.slug}/status/", count()
    sign = signing.sign_list
    monkeypatch.setattr(signing, "sign_list", lambda *given: (next(signed), sign(*given))[1])
    first = client.get(address)
    assert [client.get(address).content for _ in range(3)] == [first.content] * 3
    assert repr(signed) == "count(1)"
    assert (first.headers["Cache-Control"], first.headers["Content-Type"]) == ("public, max-age=300", "application/vc")
    same = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    actions.withdraw(by=world.bram, badge_id=badge.pk)
    after = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert (after.status_code, repr(signed)) == (200, "count(2)")
    lists = [json.loads(one.content)["credentialSubject"]["encodedList"] for one in (first, after)]
    assert lists[0] != lists[1]
    actions.renew_key(organisation=world.organisation)
    assert json.loads(client.get(address).content)["proof"]["verificationMethod"].endswith("2")
    with clock.frozen(clock.now() + timedelta(days=1)):
        client.get(address)
    assert repr(signed) == "count(4)"


def test_a_declaration_that_ends_is_told_at_once(world: World, badge: Badge, declarations: Declarations) -> None:
    client, address = world.client(), f"/badges/{world.organisation.slug}/status/"
    before = json.loads(client.get(address).content)["credentialSubject"]["encodedList"]
    declarations.gone.add(badge.about)
    assert json.loads(client.get(address).content)["credentialSubject"]["encodedList"] != before


def test_anybody_checks_a_badge_and_nothing_is_kept(world: World, badge: Badge) -> None:
    client = Client()
    said = client.post("/badges/check/", {"text": badge.credential}).content.decode()
    assert "This badge is genuine and stands." in said
    assert "Bram Visser" in said
    file = SimpleUploadedFile("badge.json", badge.credential.replace("Herstel", "Anders").encode())
    assert "was changed after it was signed" in client.post("/badges/check/", {"file": file}).content.decode()
    empty = client.post("/badges/check/", {})
    assert (empty.status_code, "Nothing is checked yet." in empty.content.decode()) == (422, True)
    assert "not kept yet" not in empty.content.decode()


def test_who_checks_a_badge_reads_what_it_means_and_its_owner_reads_the_same(
    world: World, declarations: Declarations
) -> None:
    about = declarations.add(world.bram.pk)
    for with_words in (False, True):
        badge = actions.issue(by=world.bram, about=about, name="Bram Visser", with_words=with_words)
        checked = Client().post("/badges/check/", {"text": badge.credential}).content.decode()
        own = world.client(world.bram).get(f"/badges/{badge.pk}/").content.decode()
        for page in (checked, own):
            assert "Herstelgericht werken" in page
            assert "Wat iemand kan, staat voorop." in page
            assert "Two colleagues gave their view." in page
            assert "it did not examine" in page
            assert ("want ik deed het in het nachtteam" in page) is with_words
        actions.withdraw(by=world.bram, badge_id=badge.pk)


def test_taking_back_asks_first(world: World, badge: Badge) -> None:
    client, at = world.client(world.bram), f"/badges/{badge.pk}/"
    page = client.get(at).content.decode()
    assert f'href="{at}withdrawal/"' in page
    assert f'action="{at}withdrawal/"' not in page
    assert "You cannot undo that." in client.get(f"{at}withdrawal/").content.decode()
    assert Badge.objects.get().ended_on is None
    assert world.client(world.anna).get(f"{at}withdrawal/").status_code == 404
    assert client.post(f"{at}withdrawal/")["Location"] == at
    assert client.get(f"{at}withdrawal/")["Location"] == at


def test_only_the_adviser_who_holds_the_file_takes_a_wrong_one_back(world: World, badge: Badge) -> None:
    shown = {"text": badge.credential}
    OrganisationRole.objects.create(organisation=world.organisation, person=world.carla, role=Role.LEARNING_ADVISER)
    for other in (world.lea, world.ada, world.dirk, world.bram):
        assert f"/badges/{badge.pk}/wrong/" not in world.client(other).post("/badges/check/", shown).content.decode()
        assert world.client(other).post(f"/badges/{badge.pk}/wrong/", {"reason": "Nee"}).status_code == 404
    client = world.client(world.carla)
    assert f"/badges/{badge.pk}/wrong/" in client.post("/badges/check/", shown).content.decode()
    refused = client.post(f"/badges/{badge.pk}/wrong/", {"reason": ""})
    assert refused.status_code == 422
    for private in (badge.title, badge.name):  # the key alone tells neither whose it is nor what that person wrote
        assert private not in refused.content.decode()
    client.post(f"/badges/{badge.pk}/wrong/", {"reason": "Over een ander thema."})
    assert "Over een ander thema." in world.client(world.bram).get(f"/badges/{badge.pk}/").content.decode()
    assert "taken back" in world.client().post("/badges/check/", shown).content.decode()


def test_what_is_no_badge_is_told_and_stays_in_the_field(world: World) -> None:
    answer = Client().post("/badges/check/", {"text": "geen badge, maar tekst"})
    assert answer.status_code == 422
    assert "geen badge, maar tekst" in answer.content.decode()


def test_checking_has_a_measure(world: World, badge: Badge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drieslag.web.badges.views.public.MOST_CHECKS", 1)
    client = Client(REMOTE_ADDR="203.0.113.9")
    codes = [client.post("/badges/check/", {"text": "x"}).status_code for _ in range(2)]
    assert codes == [422, 429]


def test_it_is_told_where_it_is_shared(world: World, badge: Badge) -> None:
    told = sharing.get_own(world.bram, Kind.BADGE, badge.pk)
    assert told.title == badge.title
    assert ("In the name of", "Bram Visser") in told.lines


def test_without_https_it_says_that_nobody_can_check(
    world: World, declarations: Declarations, settings: LazySettings
) -> None:
    settings.DRIESLAG_ADDRESS = "http://localhost:8000"
    assert addresses.did("lindestad") == "did:web:localhost%3A8000:badges:lindestad"
    assert "has no https address" in world.client(world.bram).get("/badges/").content.decode()
