"""How little it takes to meet."""

import pytest

from tests.e2e.newcomers import MOST_CLICKS, MOST_FIELDS, meet
from tests.e2e.people import People

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_two_people_meet_with_few_presses_and_fields(people: People) -> None:
    count = meet(people)
    assert 0 < count.clicks <= MOST_CLICKS
    assert 0 < count.fields <= MOST_FIELDS
