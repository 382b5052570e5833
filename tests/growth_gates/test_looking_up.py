"""Looking for a colleague by name, with signs that no name has."""

from datetime import timedelta

import pytest

from drieslag.core import clock
from drieslag.development.competence import actions
from drieslag.development.competence.actions.moments import Said
from drieslag.development.competence.enums import MomentKind
from tests.factories.world import World

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "\x00 anna", "%_\\", "x" * 100_000])
def test_it_finds_nobody_or_says_so(world: World, words: str) -> None:
    declaration = actions.declare(
        by=world.bram, can="Ik kan luisteren.", because="Ik deed het.",
        until_on=clock.today() + timedelta(days=100),
    )  # fmt: skip
    moment = actions.make_moment(by=world.bram, kind=MomentKind.OBSERVATION, said=Said(task="Een intake doen."))
    browser = world.client(world.bram)
    for path in (
        f"/competence/declarations/{declaration.pk}/asked/",
        f"/competence/moments/{moment.pk}/asked/",
        "/talks/new/",
        f"/growth/share/moment/{moment.pk}/",
    ):
        assert browser.post(path, {"words": words}).status_code in {200, 422}, path
