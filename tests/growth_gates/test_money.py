"""The database itself refuses what no action would write, as the role of the program and past all of its code."""

import pytest
from django.db import IntegrityError, connection, transaction

from drieslag.development.budgets import actions
from tests.budgets.things import ask, make_adviser, make_budget
from tests.factories.world import World

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize(
    "said",
    [
        "budgets_budget set committed_cents = cents + 1",
        "budgets_budget set committed_cents = -1",
        "budgets_budget set cents = -1",
        "budgets_budget set minutes = -1",
        "budgets_request set cents = -1",
        "budgets_request set cents = 0, minutes = 0",
        "budgets_request set granted_cents = null",
        "budgets_request set granted_minutes = null",
        "budgets_request set granted_cents = -1",
        "budgets_request set state = 'asked'",
        "budgets_request set state = 'spent'",
        "budgets_request set state = 'spent', spent_on = now(), spent_cents = 1",
        "budgets_request set state = 'spent', spent_on = now(), spent_cents = granted_cents + 1, spent_minutes = 0",
        "budgets_request set spent_cents = 1",
    ],
)
def test_no_row_says_what_cannot_be(world: World, said: str) -> None:
    adviser = make_adviser(world)
    request = ask(world, make_budget(world, adviser))
    actions.decide(by=adviser, request=request, agrees=True)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update {said}")
