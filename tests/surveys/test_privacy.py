"""What surveys keep about a person is in the register, can be taken along, and goes."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models

from drieslag.core import clock
from drieslag.people import actions as people
from drieslag.privacy.anonymous.models import Slip
from drieslag.privacy.register import everything, export_person
from drieslag.surveys.actions import series
from drieslag.surveys.enums import Relation, RoundKind, RoundState
from drieslag.surveys.models import (
    Expectation,
    Group,
    InstrumentVersion,
    Invitee,
    MirrorShare,
    NamedAnswer,
    OwnInstrument,
    Permission,
    ReleasedResult,
    Round,
    Series,
)
from tests.factories.world import World
from tests.surveys.asking import CODE, answer, group, invitees, opened

pytestmark = [pytest.mark.django_db]
# Columns that hold somebody's key, by whatever name.
PERSONS = {"person", "made_by", "by", "reader", "subject", "texts_by"}


@pytest.fixture
def bram_everywhere(world: World) -> Round:
    """Bram made, reads, answered, noted and looked over."""
    world.colleagues(4)
    here, bram = {"organisation": world.organisation}, world.bram.pk
    found = opened(world, world.bram)
    Round.objects.filter(pk=found.pk).update(reader=bram)
    Group.objects.filter(round=found).update(texts_by=bram)
    NamedAnswer.objects.create(
        round=found, group=group(found, world.team.name), person=bram, answers='{"calm":4}', **here
    )
    own = OwnInstrument.objects.create(code="Q-001", made_by=bram, draft={}, **here)
    InstrumentVersion.objects.create(instrument=own, number=1, text="", by=bram, published_at=clock.now(), **here)
    Permission.objects.create(
        instrument_code="I40", whose="De maker", given_on=clock.today(), document="brief", by=bram,
        noted_at=clock.now(), **here,
    )  # fmt: skip
    ReleasedResult.objects.create(
        round=found, title="Voor de gemeente", made_by=bram, released_at=clock.now(), result={}, **here
    )
    MirrorShare.objects.create(round=found, person=bram, shared_on=clock.today(), **here)
    Expectation.objects.create(round=found, person=bram, words='{"more":"Bellen"}', **here)
    series.make_series(
        by=world.bram, instrument_code=CODE, title="Peiling", mode="anonymous", teams=[world.team.pk], every_weeks=2,
        first_on=clock.today() + timedelta(days=3),
    )  # fmt: skip
    return found


def columns() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.name)
        for model in apps.get_app_config("surveys").get_models()
        for field in model._meta.concrete_fields
        if field.name in PERSONS
    ]


def test_every_column_with_a_person_stands_in_the_register() -> None:
    known = {kept.model for kept in everything()}
    assert {model for model, _ in columns()} <= known
    assert {model for model, _ in columns()} >= {Invitee, NamedAnswer, Round, Series, Group, ReleasedResult}


def test_one_takes_along_what_one_made_and_said(world: World, bram_everywhere: Round) -> None:
    taken = export_person(world.bram.pk)
    for model in {model for model, _ in columns()}:
        assert taken[model._meta.label], model
    assert export_person(world.carla.pk)["surveys.Round"] == []
    assert taken["surveys.NamedAnswer"][0]["answers"] == '{"calm":4}'


def test_erasing_takes_the_person_out_of_everything_and_leaves_the_round(world: World, bram_everywhere: Round) -> None:
    mine = next(row for row in invitees(bram_everywhere) if row.person == world.bram.pk)
    answer(mine)
    people.erase(person_id=world.bram.pk)
    for model, column in columns():
        assert not model._default_manager.filter(**{column: world.bram.pk}).exists(), (model, column)
    assert Round.objects.get().state == RoundState.OPEN
    assert Slip.objects.count() == 1, "what was handed in without a name stays: nobody knows whose it is"


def test_a_mirror_goes_with_whom_it_is_about(world: World, bram_everywhere: Round) -> None:
    Round.objects.filter(pk=bram_everywhere.pk).update(kind=RoundKind.MIRROR, subject=world.lea.pk)
    Group.objects.filter(round=bram_everywhere).update(relation=Relation.COLLEAGUE)
    people.erase(person_id=world.lea.pk)
    assert not Round.objects.exists()
    assert not Group.objects.exists()
