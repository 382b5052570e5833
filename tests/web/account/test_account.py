"""One's own account: name and language, what is kept, taking it along, going; and the pages that everyone may read."""

import pytest
from django.conf import settings

from drieslag.people.enums import Role
from drieslag.people.models import Account, OrganisationRole, Person
from tests.factories.world import World


def test_name_and_language_are_kept_and_the_pages_come_in_that_language(world: World) -> None:
    client = world.client(world.bram)
    answer = client.post("/account/", {"name": " Bram  de Visser ", "language": "en"}, follow=True)
    page = answer.content.decode()
    assert 'value="Bram de Visser"' in page
    assert '<html lang="en"' in page
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert Account.objects.get(person=world.bram).language == "en"


def test_a_name_that_is_too_long_stays_in_the_field(world: World) -> None:
    answer = world.client(world.bram).post("/account/", {"name": "x" * 81, "language": "nl"})
    assert answer.status_code == 422
    assert "x" * 81 in answer.content.decode()
    assert Person.objects.get(pk=world.bram.pk).name == "Bram Visser"


def test_the_language_comes_along_to_another_device(world: World) -> None:
    account = Account.objects.get(person=world.bram)
    account.language = "en"
    account.set_password("de lucht is vandaag blauw")
    account.save()
    client = world.client()
    client.post("/account/login/", {"login": account.email, "password": "de lucht is vandaag blauw"})
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_what_is_kept_is_ones_own_with_who_sees_it(world: World) -> None:
    answer = world.client(world.bram).get("/account/privacy/")
    rows = {row.name: row for row in answer.context["rows"]}
    assert answer.context["me"].person == world.bram
    assert sum(row.count for row in rows.values()) == 2  # the name, and one team
    assert all(row.who_sees and row.retention for row in rows.values())


def test_a_copy_is_a_file_that_nobody_keeps(world: World) -> None:
    answer = world.client(world.bram).get("/account/privacy/copy/")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_erasing_oneself_signs_out_and_leaves_no_account(world: World) -> None:
    client = world.client(world.bram)
    assert "Bram Visser" in client.get("/account/privacy/erasure/").content.decode()  # the dialog names who goes
    assert "Bram Visser" in client.post("/account/privacy/erasure/").content.decode()  # without script it asks again
    assert Person.objects.filter(pk=world.bram.pk).exists()
    answer = client.post("/account/privacy/erasure/", {"sure": "1"})
    assert answer.status_code == 200
    assert "Bram" not in answer.content.decode()
    assert not Person.objects.filter(pk=world.bram.pk).exists()
    assert client.get("/account/").status_code == 302


def test_the_last_administrator_reads_why_not_and_stays(world: World) -> None:
    client = world.client(world.ada)
    assert 'id="erase"' not in client.get("/account/privacy/erasure/").content.decode()
    assert client.post("/account/privacy/erasure/", {"sure": "1"}).status_code == 403
    assert Person.objects.filter(pk=world.ada.pk).exists()
    OrganisationRole.objects.create(organisation=world.organisation, person=world.bram, role=Role.ADMINISTRATOR)
    assert client.post("/account/privacy/erasure/", {"sure": "1"}).status_code == 200


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/"])
def test_what_we_promise_is_read_by_everyone(world: World, path: str) -> None:
    for person in (None, world.bram, world.dirk):
        assert world.client(person).get(path).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["het programma zelf verandert", "het netwerk afluistert", "minder dan vijf mensen", "sleutelbestand"]),
        ("en", ["changes the program itself", "records the network", "fewer than five people", "key file"]),
    ],
)
def test_the_promise_says_where_it_ends(world: World, language: str, words: list[str]) -> None:
    client = world.client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/privacy/").content.decode()
    assert [word for word in words if word not in page] == []


def test_nobody_signs_up_alone(world: World) -> None:
    before = Account.objects.count()
    world.client().post("/account/signup/", {"email": "ik@example.org", "password1": "de lucht is vandaag blauw"})
    assert Account.objects.count() == before


def test_a_wrong_password_does_not_tell_whether_the_account_is_there(world: World) -> None:
    answers = [
        world.client().post("/account/login/", {"login": login, "password": "fout fout fout"}).content.decode()
        for login in ("bram.visser@lindestad.example", "niemand@lindestad.example")
    ]
    plain = [page.split("<main")[1].split("</main")[0] for page in answers]
    assert plain[0].replace("bram.visser", "").count("<p") == plain[1].replace("niemand", "").count("<p")
