"""Bringing in a sheet: all that is wrong at once with its cell, nothing brought in; and taking one along."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from drieslag.development.frameworks import queries
from drieslag.development.frameworks.models import OwnFramework
from drieslag.library import framework_sheet
from drieslag.people.models import Person
from tests.factories.world import World
from tests.frameworks.drafts import published
from tests.frameworks.test_pages import text_of

pytestmark = pytest.mark.django_db
IMPORT = reverse("frameworks:import")


def sheet_of(own: OwnFramework) -> bytes:
    return framework_sheet.write(queries.find(own.code), "nl")


def changed(data: bytes, sheet: str, cell: str, value: str | None) -> bytes:
    book = load_workbook(BytesIO(data))
    book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: Any, data: bytes, name: str = "kader.xlsx", at: str = IMPORT) -> Any:
    key = client.get(at).context["form"].initial["key"]
    return client.post(at, {"key": key, "file": SimpleUploadedFile(name, data)})


def test_a_sheet_comes_back_as_a_draft(world: World, eva: Person) -> None:
    own, client = published(eva), world.client(eva)
    data = client.get(reverse("frameworks:export", args=[own.slug])).content
    answer = send(client, data)
    made = OwnFramework.objects.exclude(pk=own.pk).get()
    assert answer["Location"] == reverse("frameworks:edit", args=[made.slug])
    assert made.published == 0
    assert "2 themes and 3 learning goals were read." in text_of(client.get(answer["Location"]))
    assert [theme["name"]["nl"] for theme in made.draft["themes"]] == ["Luisteren", "Eigen regie"]


def test_into_the_same_framework_keys_stay_and_nothing_is_published(world: World, eva: Person) -> None:
    own, client = published(eva), world.client(eva)
    book = load_workbook(BytesIO(sheet_of(own)))
    named = [row[0] for title in ("Thema's", "Leerdoelen") for row in book[title].iter_rows()]
    for cell in named:
        cell.value = "Horen" if cell.value == "Luisteren" else cell.value
    out = BytesIO()
    book.save(out)
    answer = send(client, out.getvalue(), at=reverse("frameworks:import_into", args=[own.slug]))
    assert answer["Location"] == reverse("frameworks:publish", args=[own.slug])
    own.refresh_from_db()
    assert {one["key"]: one["name"]["nl"] for one in own.draft["themes"]} == {
        "theme_1": "Horen",
        "theme_2": "Eigen regie",
    }
    assert own.published == 1
    assert queries.find(own.code).theme("theme_1").name.nl == "Luisteren"
    assert "Luisteren</span> → Horen" in text_of(client.get(answer["Location"]))
    client.post(reverse("frameworks:restore", args=[own.slug]))
    own.refresh_from_db()
    assert own.draft["themes"][0]["name"]["nl"] == "Luisteren"


def test_all_errors_at_once_with_their_cells_and_nothing_brought_in(world: World, eva: Person) -> None:
    own, client = published(eva), world.client(eva)
    data = changed(sheet_of(own), "Thema's", "A3", "Luisteren")
    data = changed(data, "Leerlijnen", "B2", "Tovenaar")
    answer = send(client, data)
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Nothing was brought in." in page
    found = framework_sheet.read(data, file="kader.xlsx")
    assert isinstance(found, list)
    assert len(found) >= 2
    for problem in found:
        assert f">{problem.cell}</th>" in page
        assert problem.sheet.replace("'", "&#x27;") in page
    assert {"A3", "B2"} <= {problem.cell for problem in found}
    assert OwnFramework.objects.count() == 1
    again = send(client, data, at=reverse("frameworks:import_into", args=[own.slug]))
    assert again.status_code == 422
    own.refresh_from_db()
    assert own.removed is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a,b\n1,2\n", "kader.csv"),
        (b"%PDF-1.7 ...", "kader.xlsx"),
        (b"PK\x03\x04 broken", "kader.xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "oud.xls"),
    ],
)
def test_other_files_are_told_what_to_do(world: World, eva: Person, data: bytes, name: str) -> None:
    answer = send(world.client(eva), data, name)
    assert answer.status_code == 422
    assert "Nothing was brought in." in text_of(answer)
    assert not OwnFramework.objects.exists()


def test_too_large_empty_or_no_file(world: World, eva: Person) -> None:
    client = world.client(eva)
    assert "larger than 2 MB" in text_of(send(client, b"x" * (framework_sheet.MOST_BYTES + 1)))
    assert "This file is empty." in text_of(send(client, b""))
    key = client.get(IMPORT).context["form"].initial["key"]
    assert "Choose a file." in text_of(client.post(IMPORT, {"key": key}))
    assert not OwnFramework.objects.exists()


def test_the_empty_sheet_and_who_may_have_which(world: World, eva: Person) -> None:
    own = published(eva)
    template = world.client(eva).get(reverse("frameworks:template"))
    assert template["Content-Disposition"] == 'attachment; filename="framework.xlsx"'
    assert "Roles" in load_workbook(BytesIO(template.content)).sheetnames
    export = reverse("frameworks:export", args=[own.slug])
    assert world.client(world.bram).get(export).status_code == 200
    assert world.client(world.ada).get(export).status_code == 404
    assert world.client(world.dirk).get(export).status_code == 404
    assert world.client(world.bram).get(reverse("frameworks:template")).status_code == 404
    assert world.client(world.bram).post(IMPORT).status_code == 404
