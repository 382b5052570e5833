"""A made-up past: as much as was asked for, the same for the same seed, encrypted, and never beside real people."""

from datetime import datetime

import pytest
from django.db import connection

from drieslag.core import tenancy
from drieslag.core.models import Installation, Organisation
from drieslag.learning.threads.models import Thread, TryOut
from drieslag.people.models import Person
from drieslag.web.demo.simulate import holds_real_people, simulate

pytestmark = pytest.mark.django_db


def make(seed: int = 7) -> Organisation:
    return simulate(professionals=20, months=3, seed=seed, progress=lambda _what, _part: None)


def days(organisation: Organisation) -> list[tuple[datetime, str]]:
    with tenancy.inside(organisation.pk):
        return sorted(Thread.objects.values_list("opened_at", "state"))


@pytest.mark.slow
def test_there_are_as_many_people_as_were_asked_for_and_a_past_behind_them() -> None:
    organisation = make()
    with tenancy.inside(organisation.pk):
        assert Person.objects.count() == 20
        assert Thread.objects.count() == 3 * 3 * 3  # three teams, three months, three questions a month
        assert TryOut.objects.exists()
        assert Thread.objects.first().title.endswith("?")  # type: ignore[union-attr]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_past_and_another_seed_another() -> None:
    first = days(make(7))
    assert days(make(7)) == first
    assert days(make(8)) != first


@pytest.mark.slow
def test_what_people_wrote_lies_encrypted() -> None:
    organisation = make()
    with tenancy.inside(organisation.pk):
        title = Thread.objects.all()[0].title
        with connection.cursor() as cursor:
            cursor.execute("select string_agg(encode(title, 'escape'), '') from threads_thread")
            (lies,) = cursor.fetchone()
    assert title not in lies


def test_a_database_with_a_real_organisation_holds_real_people_and_a_demo_does_not() -> None:
    assert not holds_real_people()
    Organisation.objects.create(name="Echt", slug="echt")
    assert holds_real_people()
    Installation.objects.create(is_demo=True)
    assert not holds_real_people()
