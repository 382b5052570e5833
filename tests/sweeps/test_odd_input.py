"""No form and no address of growing breaks on what nobody types."""

import pytest

from tests.factories.world import World
from tests.sweeps import odd_input
from tests.sweeps.stage import make_stage


@pytest.mark.slow
@pytest.mark.parametrize("area", odd_input.AREAS)
def test_no_odd_input_breaks_a_page(world: World, area: str) -> None:
    said = list(odd_input.broken(make_stage(world), area))
    assert not said, "\n".join(["", *said])


def test_the_fields_of_a_form_are_found_with_what_they_would_send() -> None:
    page = odd_input.Fields()
    page.feed(
        '<input name="a" value="1"><input type="radio" name="b" value="x"><input type="radio" name="b" value="y">'
        '<select name="c"><option value=""><option value="z"></select><textarea name="d"></textarea><input id="e">'
    )
    assert page.found == {"a": "1", "b": "x", "c": "z", "d": ""}
