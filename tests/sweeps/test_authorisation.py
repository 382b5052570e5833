"""Every address, as everybody, against the table that is kept."""

import pytest

from tests.factories.world import World
from tests.sweeps import authorisation
from tests.sweeps.stage import PERSONAS, make_stage


@pytest.mark.slow
def test_every_address_answers_everybody_as_the_table_says(world: World) -> None:
    found = authorisation.walk(make_stage(world))
    wrong = authorisation.differences(authorisation.read(), found)
    assert not wrong, "\n".join(["", *wrong])


def test_a_new_address_without_a_row_is_told() -> None:
    row = dict.fromkeys(PERSONAS, "200")
    (said,) = authorisation.differences({}, {("board:new_page", "GET"): row})
    assert said.startswith("no row for board:new_page GET")
    assert "board:new_page,GET,200" in said


def test_a_changed_answer_is_told_with_who_and_what() -> None:
    kept = {("a", "GET"): dict.fromkeys(PERSONAS, "404")}
    found = {("a", "GET"): {**kept["a", "GET"], "elsewhere": "200"}}
    assert authorisation.differences(kept, found) == ["a GET as elsewhere: the table says 404, the page answers 200"]
