"""The pages of registers: in plain words, on paper as a tagged PDF, and for nobody else."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from drieslag.core.ids import new_id
from drieslag.development.offerings.models import TakenPart
from drieslag.development.offerings.taken import Taken
from drieslag.development.registers import actions
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import Entry, RegisterFile, Series
from drieslag.development.registers.noted import Dimensions, Noted, Told
from drieslag.learning.meetings.models import Attendance
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole
from tests.factories.world import World
from tests.registers.conftest import consent, note, noted

pytestmark = pytest.mark.django_db

ENTRY = {
    "title": "Intervisie", "form": "intervision", "finished_on": "2025-05-05", "minutes": "120", "net": "90",
    "people": "5", "points": "", "technical": "Ik vroeg door", "normative": "", "personal": "", "origin": "",
}  # fmt: skip


@pytest.fixture
def series(world: World, file: RegisterFile) -> Series:
    told = Told("Intervisie 2025", "intervision", Dimensions("Doorvragen", "Eerlijk zijn", "Mijn haast"))
    made = actions.begin_series(by=world.bram, file_id=file.pk, told=told)
    actions.note(by=world.bram, file_id=file.pk, noted=noted(), series_id=made.pk)
    return made


def text(world: World, path: str) -> str:
    response = world.client(world.bram).get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_from_choosing_a_register_to_what_counts(world: World) -> None:
    client = world.client(world.bram)
    assert "Are you registered somewhere?" in text(world, "/registers/")
    given = {"client_key": "", "code": "SKJ-JGP", "first": "2024-03-01", "registered_until": ""}
    page = client.get("/registers/new/")
    given["client_key"] = str(page.context["form"]["client_key"].initial)
    made = client.post("/registers/new/", given)
    file = RegisterFile.objects.get()
    assert made.headers["Location"] == f"/registers/{file.pk}/"
    assert (file.first, file.last) == (date(2024, 3, 1), date(2029, 2, 28))
    said = text(world, f"/registers/{file.pk}/")
    assert "You need 60 points more." in said
    assert "You need 3368 hours more." in said
    assert "%" not in said.split("<main", 1)[1].split("</main>", 1)[0]
    client.post(f"/registers/{file.pk}/entry/", {**ENTRY, "form": "course", "points": "12.5", "is_accredited": "on"})
    said = text(world, f"/registers/{file.pk}/")
    assert "Counted: 12.5 points." in said
    assert "You need 47.5 points more." in said


def test_what_does_not_count_says_why(world: World, file: RegisterFile) -> None:
    note(world, file, form="self_reflection", people=1)
    note(world, file, finished_on=date(2020, 1, 1))
    said = text(world, f"/registers/{file.pk}/")
    assert "It is not among the forms that Registerplein names." in said
    assert "It was not finished within your period." in said


def test_settings_come_back_as_they_were_given(world: World, file: RegisterFile) -> None:
    client, path = world.client(world.bram), f"/registers/{file.pk}/settings/"
    given = {
        "first": "2024-03-01", "last": "2029-02-28", "registered_until": "2029-03-01", "smallest": "3", "largest": "8",
        "shortest": "60", "minimum_reflection": "37.5", "minimum_schooling": "60", "cap_other": "20",
        "minimum_other": "0",
    }  # fmt: skip
    assert client.post(path, given).status_code == 302
    said = text(world, f"/registers/{file.pk}/")
    assert "You need 37 hours and 30 minutes more." in said
    assert "registered until 1 March 2029" in said
    page = client.get(path).content.decode()
    assert 'value="37.5"' in page
    assert 'value="60"' in page
    assert client.post(path, {**given, "last": "2020-01-01"}).status_code == 422


def test_a_refused_form_keeps_what_was_typed(world: World, file: RegisterFile) -> None:
    refused = world.client(world.bram).post(f"/registers/{file.pk}/entry/", {**ENTRY, "net": "500"})
    assert refused.status_code == 422
    assert "Ik vroeg door" in refused.content.decode()


def test_a_gathering_is_noted_changed_and_erased(world: World, file: RegisterFile, series: Series) -> None:
    client = world.client(world.bram)
    assert "Intervisie 2025" in client.get(f"/registers/{file.pk}/entry/?series={series.pk}").content.decode()
    client.post(f"/registers/{file.pk}/entry/?series={series.pk}", {**ENTRY, "finished_on": "2025-06-05"})
    made = next(row for row in Entry.objects.all() if Noted.from_text(row.text).finished_on == date(2025, 6, 5))
    assert made.series_id == series.pk
    client.post(f"/registers/entry/{made.pk}/", {**ENTRY, "net": "75"})
    made.refresh_from_db()
    assert Noted.from_text(made.text).net == 75
    client.post(f"/registers/entry/{made.pk}/erase/")
    client.post(
        f"/registers/series/{series.pk}/words/", {"title": "Anders", "form": "intervision", "technical": "Nieuw"}
    )
    assert "Nieuw" in text(world, f"/registers/series/{series.pk}/")
    client.post(f"/registers/series/{series.pk}/erase/")
    client.post(f"/registers/{file.pk}/erase/")
    assert not RegisterFile.objects.exists()


@pytest.mark.slow
def test_a_series_is_a_tagged_pdf(world: World, series: Series) -> None:
    response = world.client(world.bram).get(f"/registers/series/{series.pk}/series.pdf")
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en"


def test_tables_hold_what_was_noted_and_no_formula(world: World, file: RegisterFile, series: Series) -> None:
    note(world, file, title="=1+1", people=3)
    table = text(world, f"/registers/{file.pk}/list.csv")
    assert "'=1+1" in table
    assert ";no" in table
    assert "2025-05-05;Intervisie;120;90;5;" in text(world, f"/registers/series/{series.pk}/series.csv")


def test_colleagues_confirm_once_there_is_consent(world: World, series: Series) -> None:
    entry = Entry.objects.get()
    client, anna = world.client(world.bram), world.client(world.anna)
    assert "works council" in text(world, f"/registers/series/{series.pk}/")
    assert client.post(f"/registers/entry/{entry.pk}/people/", {"person": str(world.anna.pk)}).status_code == 422
    consent(world)
    assert "Anna de Boer" in client.post(f"/registers/entry/{entry.pk}/people/", {"words": "anna"}).content.decode()
    client.post(f"/registers/entry/{entry.pk}/people/", {"person": str(world.anna.pk)})
    asked = anna.get("/registers/asked/").content.decode()
    assert "Bram Visser was at “Intervisie 2025” on 5 May 2025, 1 hour and 30 minutes net." in asked
    assert "Doorvragen" not in asked
    key = entry.confirmations.get().pk
    anna.post(f"/registers/asked/{key}/", {"answer": "confirmed"})
    assert entry.confirmations.get().state == Answer.CONFIRMED
    assert ";Anna de Boer" in text(world, f"/registers/series/{series.pk}/series.csv")
    anna.post(f"/registers/asked/{key}/", {"answer": "declined"})
    assert ";Anna de Boer" not in text(world, f"/registers/series/{series.pk}/series.csv")
    assert anna.post(f"/registers/asked/{key}/", {"answer": "asked?"}).status_code == 404


def test_nobody_else_finds_anything(world: World, file: RegisterFile, series: Series) -> None:
    for role in (Role.LEARNING_ADVISER, Role.DIRECTOR):
        OrganisationRole.objects.create(organisation=world.organisation, person=world.carla, role=role)
    entry = Entry.objects.get()
    pages = [
        f"/registers/{file.pk}/", f"/registers/{file.pk}/settings/", f"/registers/{file.pk}/list.csv",
        f"/registers/{file.pk}/entry/", f"/registers/{file.pk}/series/", f"/registers/entry/{entry.pk}/",
        f"/registers/entry/{entry.pk}/people/", f"/registers/series/{series.pk}/",
        f"/registers/series/{series.pk}/words/", f"/registers/series/{series.pk}/series.pdf",
        f"/registers/series/{series.pk}/series.csv",
    ]  # fmt: skip
    acts = [
        f"/registers/{file.pk}/erase/",
        f"/registers/entry/{entry.pk}/erase/",
        f"/registers/series/{series.pk}/erase/",
    ]
    for other in (world.lea, world.carla, world.ada, world.anna, world.dirk):
        client = world.client(other)
        assert [client.get(path).status_code for path in pages] == [404] * len(pages)
        assert [client.post(path).status_code for path in acts] == [404] * len(acts)
        assert "Intervisie 2025" not in client.get("/registers/").content.decode()
    assert Entry.objects.exists()


def test_a_page_costs_few_queries(
    world: World, file: RegisterFile, series: Series, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        note(world, file, title=f"Bijeenkomst {number}")
    client = world.client(world.bram)
    with django_assert_max_num_queries(14):
        client.get(f"/registers/{file.pk}/")
    with django_assert_max_num_queries(13):
        client.get(f"/registers/series/{series.pk}/")


def test_what_was_noted_elsewhere_is_offered_and_taken_over_once(world: World, file: RegisterFile) -> None:
    def taken(title: str, day: date) -> TakenPart:
        said = Taken(new_id(), "training", title, day, 180, 150, is_live=True, host="Anna de Boer")
        return TakenPart.objects.create(organisation=world.organisation, owner=world.bram.pk, text=said.as_text())

    row = taken("Training rouw", date(2026, 2, 3))
    taken("Training van vroeger", date(2020, 2, 3))
    said = {
        "meeting": str(new_id()),
        "on": "2026-03-04",
        "format": "W03",
        "minutes": 60,
        "title": "Intervisie in maart",
    }
    Attendance.objects.create(organisation=world.organisation, person=world.bram, text=json.dumps(said))
    page = text(world, f"/registers/{file.pk}/")
    assert "Training rouw" in page
    assert "Intervisie in maart" in page
    assert "Training van vroeger" not in page
    client, origin = world.client(world.bram), f"taken:{row.pk}"
    form = client.get(f"/registers/{file.pk}/entry/?from={origin}").context["form"]
    assert (form["net"].value(), form["minutes"].value(), form["origin"].value()) == (150, 180, origin)
    client.post(f"/registers/{file.pk}/entry/", {**ENTRY, "title": "Training rouw", "origin": origin})
    assert "?from=" not in text(world, f"/registers/{file.pk}/").replace("?from=meeting", "")


@pytest.mark.parametrize(
    ("query", "status"), [("from=x", 200), ("from=taken:1", 200), ("series=x", 404), ("series=", 200)]
)
def test_a_strange_address_harms_nothing(world: World, file: RegisterFile, query: str, status: int) -> None:
    assert world.client(world.bram).get(f"/registers/{file.pk}/entry/?{query}").status_code == status
