"""What is kept about a person stands in the register, can be taken along, and goes."""

import json
import zipfile
from io import BytesIO

import pytest
from django.apps import apps
from django.db import connection, models

from drieslag.core import clock
from drieslag.core.tenancy import tenant_models
from drieslag.learning.meetings import actions as meetings
from drieslag.learning.meetings.models import Contribution, DrawNumber, Meeting, Participant, Rating, Vote
from drieslag.people import actions as people
from drieslag.people.models import Person
from drieslag.privacy.models import Look
from drieslag.privacy.register import Rows, everything, export_person
from tests.factories.world import World
from tests.sweeps.stage import STEP, Stage, make_stage

NAMED_PEOPLE = (
    "owner by opened_by facilitator presenter viewer actor holder author invited_by made_by reader subject texts_by"
)
PERSON_NAMES = {"person", *NAMED_PEOPLE.split()}
# A person's key may stay in these alone, and why.
STAYS = {
    "privacy_erasure.person": "so that a backup that is put back can be erased again",
    "live_topicversion.name": "for a day: so that a ticket from before does not open a stream (privacy.jobs)",
}


def has_a_person(model: type[models.Model]) -> bool:
    return any(
        field.name in PERSON_NAMES or (isinstance(field, models.ForeignKey) and field.related_model is Person)
        for field in model._meta.concrete_fields
    )


def test_every_table_with_a_person_in_it_is_in_the_register() -> None:
    known = {kept.model for kept in everything()}
    missing = [m._meta.label for m in tenant_models() if (has_a_person(m) or m is Person) and m not in known]
    assert not missing, f"say in the part's privacy.py why and how long these are kept: {', '.join(missing)}"


def test_a_table_with_a_person_under_another_name_is_noticed() -> None:
    assert has_a_person(Vote) or "seat" in {field.name for field in Vote._meta.concrete_fields}
    assert has_a_person(Look)
    assert not has_a_person(apps.get_model("people", "Team"))


def test_the_register_says_all_of_it_in_words() -> None:
    for kept in everything():
        assert all(map(str, (kept.name, kept.purpose, kept.basis, kept.retention, kept.who_sees))), kept.model


@pytest.fixture
def stage(world: World) -> Stage:
    """Bram has everything: a question, an insight, try-outs, effects, a running meeting, ratings, looks, attendance."""
    stage = make_stage(world)
    running = Meeting.objects.get(pk=str(stage.keys["meetings.key"]))
    seat = Participant.objects.get(meeting=running, person=world.bram)
    card = Contribution.objects.filter(meeting=running).first()
    common = {"organisation": world.organisation, "meeting": running, "seat": seat, "step_key": STEP}
    Vote.objects.create(target=card, dots=1, **common)
    Rating.objects.create(scale_key="weather", value=2, **common)
    DrawNumber.objects.create(number=4, **common)
    closed = Meeting.objects.get(pk=str(stage.keys["meetings:report.key"]))
    meetings.confirm_attendance(by=world.bram, meeting=closed)
    for owner, viewer in ((world.bram, world.lea), (world.lea, world.bram)):
        Look.objects.create(
            organisation=world.organisation, owner=owner.pk, viewer=viewer.pk, object_kind="plan",
            object_id=running.pk, day=clock.today(),
        )  # fmt: skip
    meetings.plan(
        by=world.bram, team=world.team, format_code="W14", planned_at=clock.now(), facilitator=world.bram,
        presenter=world.bram,
    )  # fmt: skip
    _readers_report(world)
    return stage


def _readers_report(world: World) -> None:
    """A meeting that Bram led, with a report for its participants alone."""
    meeting = meetings.plan(
        by=world.bram, team=world.team, format_code="W14", planned_at=clock.now(), facilitator=world.bram
    )
    meetings.start(by=world.bram, meeting=meeting)
    seats = [meetings.enter(by=who, meeting=meeting) for who in (world.bram, world.anna)]
    meetings.hand_over(by=seats[0], meeting=meeting, to=seats[1])
    meetings.hand_over(by=seats[1], meeting=meeting, to=seats[0])
    meetings.close(by=seats[0], meeting=meeting)


def tables() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t "
            "using (table_schema, table_name) where table_schema = 'public' and table_type = 'BASE TABLE' order by 1, 2"
        )
        return list(cursor.fetchall())


def where(words: list[str]) -> list[str]:
    """Return every column of the database in which one of these words stands, as text or as bytes."""
    found = []
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, column in tables():
            cursor.execute(f"select {quote(column)}::text from {quote(table)} where {quote(column)} is not null")
            lies = "\n".join(row[0] for row in cursor.fetchall()).lower()
            if any(word.lower() in lies or word.encode().hex() in lies for word in words):
                found.append(f"{table}.{column}")
    return found


@pytest.mark.slow
def test_after_erasing_nothing_in_the_database_knows_the_person(stage: Stage, world: World) -> None:
    bram, account = world.bram, world.bram.account
    assert account is not None
    words = [str(bram.pk), bram.name, account.email, str(account.pk)]
    assert len(where(words)) > 10  # what could stay behind is there
    people.erase(person_id=bram.pk)
    connection.check_constraints()
    assert set(where(words)) == set(STAYS)


@pytest.mark.slow
def test_others_keep_everything_when_somebody_is_erased(stage: Stage, world: World) -> None:
    before = kept_by(world.lea)
    people.erase(person_id=world.bram.pk)
    assert kept_by(world.lea) == before


def kept_by(person: Person) -> dict[str, Rows]:
    """What is kept about somebody, but for what goes with another: looks, and being asked in that one's mirror."""
    return {key: rows for key, rows in export_person(person.pk).items() if not key.endswith(("Look", "Invitee"))}


@pytest.mark.slow
def test_what_is_taken_along_holds_all_that_one_wrote(stage: Stage, world: World) -> None:
    answer = world.client(world.bram).get("/account/privacy/copy/")
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["drieslag.html", "drieslag.json"]
        data, page = json.loads(archive.read("drieslag.json")), archive.read("drieslag.html").decode()
    for words in ("Wat doe ik bij stilte?", "Stilte werkt.", "Tel tot tien.", "De moeder belde zelf.", world.bram.name):
        assert words in json.dumps(data, ensure_ascii=False)
        assert words in page
    assert set(data["kept"]) == {kept.model._meta.label for kept in everything()}


KNOWN_TEXTS = ["Wat doe ik bij stilte?", "Stilte werkt.", "Tel tot tien.", "De moeder belde zelf.", "Gijs"]


@pytest.mark.slow
def test_nothing_that_people_wrote_lies_readable_in_the_database(stage: Stage) -> None:
    # The search finds what is readable.
    assert where(["Wijkteam De Linde"]) == ["people_team.name", "surveys_group.name"]
    assert where(KNOWN_TEXTS) == []
