"""A dry run plays every format to its end, and says where one would get stuck."""

from dataclasses import replace

import pytest

from drieslag.kernel.format import Format, Showing, StepKind, Use
from drieslag.kernel.visibility import Viewer
from drieslag.learning.formats.rehearsal import Snag, rehearse
from drieslag.library import formats
from tests.library.scripts import SMALL, good

LIVE = [found for found in formats.load_all().values() if found.use is not Use.LOG]


def small(**changes: object) -> Format:
    """Return the small format with its first step changed."""
    found = good(SMALL)
    first = replace(found.steps[0], **changes)  # type: ignore[arg-type]
    return replace(found, steps=(first, *found.steps[1:]))


@pytest.mark.parametrize("format_", LIVE, ids=[found.code for found in LIVE])
@pytest.mark.parametrize("people", [1, 5, 30])
def test_every_format_of_the_library_plays_to_its_end(format_: Format, people: int) -> None:
    for number in range(1, format_.sittings + 1):
        part = format_.one_sitting(number)
        played = rehearse(part, people)
        assert [scene.step for scene in played.scenes] == list(part.steps)
        assert format_.group_min <= len(played.people) <= format_.group_max
        if people == 5:
            assert Snag.NOBODY_CAN not in {snag for scene in played.scenes for snag in scene.warnings}


def test_what_is_closed_shows_nothing_before_it_opens() -> None:
    scene = rehearse(small(showing=Showing.HIDDEN)).scenes[0]
    assert not scene.before[Viewer.PARTICIPANT].text
    assert scene.after[Viewer.SCREEN].author
    slip = rehearse(small(showing=Showing.ANONYMOUS)).scenes[0]
    assert not slip.before[Viewer.FACILITATOR].exists
    assert (slip.after[Viewer.FACILITATOR].text, slip.after[Viewer.FACILITATOR].author) == (True, False)


@pytest.mark.parametrize(
    ("changes", "snag"),
    [
        ({"speaks": "presenter"}, Snag.ROLE_OF_NOBODY),
        ({"showing": Showing.ANONYMOUS}, Snag.TOO_FEW_FOR_NO_NAMES),
        ({"speaks": "turns", "minutes": 1}, Snag.HURRIED),
        ({"max_all": 2}, Snag.NOT_ALL_FIT),
        ({"kind": StepKind.GROUPS, "group_size": 8}, Snag.ONE_GROUP),
        ({"kind": StepKind.DRAW, "source": "nowhere"}, Snag.NOTHING_TO_CHOOSE),
    ],
)
def test_a_dead_end_is_told(changes: dict[str, object], snag: Snag) -> None:
    assert snag in rehearse(small(**changes)).scenes[0].warnings


def test_turns_go_round_with_the_facilitator_last_and_nobody_is_alone_in_a_group() -> None:
    assert rehearse(small(speaks="turns")).scenes[0].turns == (1, 2, 3, 4, 0)
    assert rehearse(small(kind=StepKind.GROUPS, group_size=2)).scenes[0].groups == ((0, 1), (2, 3, 4))


def test_nothing_that_remains_is_told() -> None:
    assert rehearse(good(SMALL)).warnings == (Snag.NO_OUTCOME,)
