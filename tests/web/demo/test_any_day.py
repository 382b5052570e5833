"""The made-up organisation can be made on any day of the year: in a holiday, at a weekend, when the clock changes."""

from datetime import date, datetime, time

import pytest

from drieslag.core import clock, tenancy
from drieslag.core.models import Installation, Organisation
from drieslag.learning.rhythm.models import Occurrence
from drieslag.web.demo import content
from drieslag.web.demo.seed import seed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAYS = (date(2027, 1, 1), date(2027, 3, 28))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_can_be_made_on_any_day(day: date) -> None:
    Installation.objects.create(is_demo=True)
    with clock.frozen(datetime.combine(day, time(10), clock.AMSTERDAM)):
        seed(lambda _what, _part: None)
        with tenancy.inside(Organisation.objects.get(slug=content.organisation()["slug"]).pk):
            assert Occurrence.objects.filter(starts_at__gt=clock.now()).exists()
