"""Keeping what counts: days, net time, series, and colleagues who confirm only where a works council agreed."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from drieslag.core import tenancy
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.registers import actions, queries
from drieslag.development.registers.actions import years_after
from drieslag.development.registers.enums import Answer
from drieslag.development.registers.models import Confirmation, Entry, RegisterFile, Series
from drieslag.development.registers.noted import Dimensions, Noted, Told
from drieslag.journal.models import Statement
from drieslag.kernel.registers import Own, Reason
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World
from tests.registers.conftest import FIRST, consent, note, noted

pytestmark = pytest.mark.django_db


def counted(world: World, file: RegisterFile, key: str = "reflection") -> int:
    page = queries.page_of(world.bram, file.pk)
    return next(row.counted for row in page.tally.rows if row.category.key == key)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 3, 1), date(2029, 2, 28)), (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2023, 1, 1), date(2027, 12, 31)), (date(2023, 3, 1), date(2028, 2, 29)),
    ],
)  # fmt: skip
def test_five_years_end_the_day_before(first: date, last: date) -> None:
    assert years_after(first, 5) == last


def test_the_first_and_last_day_count_and_a_day_beside_them_does_not(world: World, file: RegisterFile) -> None:
    for day in (date(2024, 2, 29), FIRST, date(2029, 2, 28), date(2029, 3, 1)):
        note(world, file, finished_on=day)
    assert counted(world, file) == 180
    reasons = [row.reason for row in queries.page_of(world.bram, file.pk).entries]
    assert reasons == [Reason.OUTSIDE, None, None, Reason.OUTSIDE]


def test_net_time_counts_and_reflection_alone_does_not(world: World, file: RegisterFile) -> None:
    note(world, file, minutes=240, net=75)
    note(world, file, form="self_reflection", people=1)
    assert counted(world, file) == 75


def test_what_cannot_be_is_refused(world: World, file: RegisterFile) -> None:
    wrong = [
        noted(net=121), noted(form="none"), noted(title=" "), noted(title="x" * 161), noted(minutes=-1, net=-2),
        noted(dimensions=Dimensions("x" * 4001)),
    ]  # fmt: skip
    for one in wrong:
        with pytest.raises(Refused):
            actions.note(by=world.bram, file_id=file.pk, noted=one)
    with pytest.raises(Refused):
        actions.change_file(by=world.bram, file_id=file.pk, first=FIRST, last=FIRST, registered_until=None, own=Own())
    with pytest.raises(Refused):
        actions.begin_file(by=world.bram, code="REGISTERPLEIN", first=FIRST)
    with pytest.raises(NotFound):
        actions.begin_file(by=world.bram, code="NONE", first=FIRST)
    assert not Entry.objects.exists()


def test_what_one_looked_up_goes_before(world: World, file: RegisterFile) -> None:
    note(world, file, people=3)
    assert counted(world, file) == 0
    own = Own(minimums={"reflection": 600}, caps={"other": 60}, smallest=3)
    actions.change_file(
        by=world.bram, file_id=file.pk, first=FIRST, last=date(2029, 2, 28), registered_until=date(2029, 3, 1), own=own
    )
    page = queries.page_of(world.bram, file.pk)
    assert page.own == own
    row = page.tally.rows[1]
    assert (row.counted, row.left) == (90, 510)


def test_the_same_form_twice_is_one_entry(world: World, file: RegisterFile) -> None:
    key = Entry(organisation=world.organisation).pk
    for _again in range(2):
        actions.note(by=world.bram, file_id=file.pk, noted=noted(), key=key)
    assert Entry.objects.count() == 1


def test_nothing_of_it_can_be_read_or_counted_in_the_database(world: World, file: RegisterFile) -> None:
    note(world, file, title="Intervisie Oost", dimensions=Dimensions("Ik vroeg door"))
    actions.begin_series(by=world.bram, file_id=file.pk, told=Told("Intervisie 2025", "intervision"))
    with connection.cursor() as cursor:
        for model in (Entry, Series, RegisterFile):
            cursor.execute(
                f"select t::text, encode(convert_to(t::text, 'utf8'), 'escape') from {model._meta.db_table} t"
            )
            text = str(cursor.fetchall())
            for word in ("Intervisie", "intervision", "2025-05-05", "vroeg"):
                assert word not in text


def test_no_statement_is_written(world: World, file: RegisterFile) -> None:
    before = Statement.objects.count()
    entry = note(world, file)
    actions.change_entry(by=world.bram, entry_id=entry.pk, noted=noted(net=60))
    actions.erase_entry(by=world.bram, entry_id=entry.pk)
    assert Statement.objects.count() == before


@pytest.fixture
def gathering(world: World, file: RegisterFile) -> Entry:
    series = actions.begin_series(by=world.bram, file_id=file.pk, told=Told("Intervisie 2025", "intervision"))
    return actions.note(by=world.bram, file_id=file.pk, noted=noted(), series_id=series.pk)


def test_without_consent_nobody_is_asked(world: World, gathering: Entry) -> None:
    with pytest.raises(Refused) as refused:
        actions.ask(by=world.bram, entry_id=gathering.pk, people=[world.anna])
    assert "works council" in str(refused.value.reason)
    assert queries.asked_of(world.anna) == []


def test_participants_confirm_the_owners_statement(world: World, gathering: Entry) -> None:
    consent(world)
    asked, other = actions.ask(by=world.bram, entry_id=gathering.pk, people=[world.anna, world.lea])
    assert [row.owner for row in queries.asked_of(world.anna)] == ["Bram Visser"]
    with pytest.raises(NotFound):
        actions.answer(by=world.carla, confirmation_id=asked.pk, answer=Answer.CONFIRMED)
    actions.answer(by=world.anna, confirmation_id=asked.pk, answer=Answer.CONFIRMED)
    actions.answer(by=world.lea, confirmation_id=other.pk, answer=Answer.DECLINED)
    page = queries.series_page(world.bram, gathering.series_id)  # type: ignore[arg-type]
    assert [(one.name, one.state) for one in page.gatherings[0][1]] == [
        ("Anna de Boer", Answer.CONFIRMED), ("Lea Kok", Answer.DECLINED),
    ]  # fmt: skip


def test_a_changed_statement_is_confirmed_anew(world: World, gathering: Entry) -> None:
    consent(world)
    (asked,) = actions.ask(by=world.bram, entry_id=gathering.pk, people=[world.anna])
    actions.answer(by=world.anna, confirmation_id=asked.pk, answer=Answer.CONFIRMED)
    said = Noted.from_text(gathering.text)
    actions.change_entry(by=world.bram, entry_id=gathering.pk, noted=replace(said, title="Anders"))
    assert Confirmation.objects.get().state == Answer.CONFIRMED
    actions.change_entry(by=world.bram, entry_id=gathering.pk, noted=replace(said, net=80))
    assert Confirmation.objects.get().state == Answer.ASKED


def test_only_colleagues_are_asked_and_about_gatherings_alone(
    world: World, file: RegisterFile, gathering: Entry
) -> None:
    consent(world)
    for nobody in (world.bram, world.ada):
        with pytest.raises(Refused):
            actions.ask(by=world.bram, entry_id=gathering.pk, people=[nobody])
    with pytest.raises(NotFound):
        actions.ask(by=world.bram, entry_id=note(world, file).pk, people=[world.anna])
    with pytest.raises(NotFound):
        actions.ask(by=world.anna, entry_id=gathering.pk, people=[world.lea])


def test_all_goes_with_its_owner_and_a_name_with_its_person(world: World, gathering: Entry) -> None:
    consent(world)
    actions.ask(by=world.bram, entry_id=gathering.pk, people=[world.anna, world.lea])
    exported = export_person(world.bram.pk)
    assert exported["registers.Entry"][0]["title"] == "Intervisie"
    erase_person(world.anna.pk)
    assert Confirmation.objects.count() == 1
    erase_person(world.bram.pk)
    assert not RegisterFile.objects.exists()
    assert not Confirmation.objects.exists()


def test_nobody_else_reads_a_file(world: World, file: RegisterFile, gathering: Entry) -> None:
    for other in (world.anna, world.lea, world.ada, world.carla):
        assert queries.files(other) == []
        for read in (
            lambda by: queries.get_file(by, file.pk),
            lambda by: queries.get_entry(by, gathering.pk),
            lambda by: queries.get_series(by, gathering.series_id),  # type: ignore[arg-type]
        ):
            with pytest.raises(NotFound):
                read(other)
    with tenancy.inside(world.elsewhere.pk):
        assert not Entry.objects.exists()
