"""Promise: slips all appear together; one that is meant to break things breaks nothing (trust.md, Anonymous acts)."""

import json

import pytest

from drieslag.kernel.format import Showing, StepKind
from drieslag.learning.meetings import actions
from drieslag.learning.meetings.actions import anonymous, jar
from drieslag.learning.meetings.guarded import writing
from drieslag.learning.meetings.models import Contribution
from drieslag.web.anonymous.bodies import Body, Malformed
from tests.factories.world import World
from tests.meetings.rooms import SCALE, a_format, a_hall, a_step

HALF = "\ud800"  # half of a character pair
HOSTILE = (
    json.dumps({"text": f"{HALF} hallo"}),
    "[" * 600,
    "[" * 290 + "]" * 290,
    '{"text":' * 60 + "1" + "}" * 60,
    json.dumps({"text": "a\0b"}),
    '{"text": 1e999}',
    "9" * 599,
)


@pytest.mark.parametrize("sent", HOSTILE)
def test_no_question_keeps_the_jar_shut(sent: str) -> None:
    question = jar._question(sent)
    assert len(question.encode()) <= 4 * jar.QUESTION_MAX  # can be written, and is a question's length


@pytest.mark.parametrize("sent", [*HOSTILE, '{"calm":' + "[" * 900 + "]" * 900 + "}", json.dumps({"vote": [HALF, {}]})])
def test_no_answer_keeps_a_step_from_opening(sent: str) -> None:
    answer = anonymous._answer(sent)
    scales = a_step("rating", StepKind.RATE, Showing.ANONYMOUS, scales=(SCALE,))
    assert anonymous.scales_of(scales, [answer]).keys() == {"scales"}
    votes = anonymous.votes_of(a_step("dots", StepKind.VOTE, Showing.ANONYMOUS, dots=3), [answer], {"a"})
    assert votes.keys() == {"withheld"}


def test_half_a_character_is_refused_at_the_door() -> None:
    with pytest.raises(Malformed):
        Body({"text": HALF}).text("text")


@pytest.mark.django_db
def test_after_closing_no_device_can_prove_which_slip_was_its_own(world: World) -> None:
    """The mark serves to take a slip back while the meeting runs; later it would only tie a device to words."""
    hall = a_hall(world, a_format(a_step("cards", StepKind.COLLECT), a_step("talk", StepKind.TALK)))
    with writing():
        Contribution.objects.create(
            organisation=world.organisation, meeting=hall.meeting, step_key="cards", anonymous=True, text="Zo is het.",
            mark=b"m" * 32,
        )  # fmt: skip
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert list(Contribution.objects.filter(meeting=hall.meeting).values_list("mark", flat=True)) == [None]
