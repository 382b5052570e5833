"""What is sent to the pages of a register that no form would send."""

from datetime import date

import pytest

from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.registers import actions
from drieslag.development.registers.noted import Noted
from drieslag.library.registers import newest
from tests.factories.world import World

pytestmark = [pytest.mark.django_db]
DAY = date(2026, 3, 2)


def test_another_ones_key_is_no_key(world: World) -> None:
    rules = newest()[0]
    key, entry = new_id(), new_id()
    theirs = actions.begin_file(by=world.bram, code=rules.code, first=DAY, key=key)
    mine = actions.begin_file(by=world.anna, code=rules.code, first=DAY)
    with pytest.raises(NotFound):
        actions.begin_file(by=world.anna, code=rules.code, first=DAY, key=key)
    noted = Noted("Intervisie", rules.forms[0].key, DAY, 60, 60)
    actions.note(by=world.bram, file_id=theirs.pk, noted=noted, key=entry)
    with pytest.raises(NotFound):
        actions.note(by=world.anna, file_id=mine.pk, noted=noted, key=entry)


@pytest.mark.parametrize("first", [date(9999, 12, 31), date(1, 1, 1)])
def test_a_period_of_another_century_is_refused(world: World, first: date) -> None:
    with pytest.raises(Refused):
        actions.begin_file(by=world.bram, code=newest()[0].code, first=first)
