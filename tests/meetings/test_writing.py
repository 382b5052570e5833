"""Writing in a step, changing it, taking it back, hiding it; check-in, dots, ratings, being ready."""

from uuid import uuid4

import pytest
from django.db import InternalError, transaction
from django.db.utils import IntegrityError

from drieslag.core.verdict import NotFound, Refused
from drieslag.journal import queries as journal
from drieslag.journal.verbs import Verb
from drieslag.kernel.moves import Reason
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, queries
from drieslag.learning.meetings.guarded import WrittenOutsideAnAction, writing
from drieslag.learning.meetings.models import Contribution, MeetingEvent, Rating, Vote
from drieslag.learning.meetings.rules import TextRefused
from drieslag.live.topics import versions_of
from tests.factories.world import World
from tests.meetings.rooms import Hall, a_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(world: World) -> Hall:
    """A meeting in its step of open cards."""
    made = a_hall(world)
    made.go_to("cards")
    return made


def texts(hall: Hall, viewer: Viewer, seat: object = None) -> list[str]:
    return [one.text for one in queries.room(hall.fresh(), viewer, seat).items]  # type: ignore[arg-type]


def say(hall: Hall, text: str = "De wachtlijst groeit", step: str = "cards") -> Contribution:
    return actions.contribute(by=hall.bram, meeting=hall.meeting, step=step, text=text)


def test_what_is_written_in_an_open_step_shows_at_once_with_its_name(hall: Hall) -> None:
    before = versions_of(hall.meeting.topic)
    say(hall, "  De wachtlijst groeit ")
    item = queries.room(hall.fresh(), Viewer.SCREEN).items[0]
    assert (item.text, item.author, item.mine) == ("De wachtlijst groeit", "Bram Visser", False)
    assert versions_of(hall.meeting.topic) > before
    assert [one.verb for one in journal.of(object_id=hall.meeting.pk)][-1] == Verb.CONTRIBUTED


def test_the_same_sending_twice_is_written_once(hall: Hall) -> None:
    key = uuid4()
    for text in ("eerst", "nog eens"):
        made = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text=text, client_key=key)
        assert made.text == "eerst"
    assert Contribution.objects.filter(meeting=hall.meeting).count() == 1
    hall.go_to("closed")  # a phone that sends again after the step went on gets its own contribution, not a refusal
    assert actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="x", client_key=key) == made


@pytest.mark.parametrize(
    ("text", "reason"),
    [(" ", Reason.EMPTY), ("x" * 201, Reason.TOO_LONG), ("x" * 100_000, Reason.TOO_LONG)],
)
def test_a_text_that_does_not_fit_is_refused_with_words(hall: Hall, text: str, reason: Reason) -> None:
    with pytest.raises(TextRefused) as refused:
        say(hall, text)
    assert (refused.value.why, refused.value.over) == (reason, False)
    assert str(refused.value.reason)


def test_a_step_that_is_over_takes_nothing_more_and_says_so(hall: Hall) -> None:
    hall.go_to("closed")
    with pytest.raises(TextRefused) as refused:
        say(hall)
    assert refused.value.over


def test_a_limit_of_three_each(hall: Hall) -> None:
    made = [say(hall, f"kaart {number}") for number in range(3)]
    with pytest.raises(TextRefused, match="3"):
        say(hall, "kaart 4")
    actions.withdraw(by=hall.bram, contribution=made[0])
    say(hall, "kaart 4")


def test_one_changes_and_takes_back_only_what_is_ones_own(hall: Hall) -> None:
    made = say(hall)
    assert actions.change_contribution(by=hall.bram, contribution=made, text="Anders").text == "Anders"
    for act in (actions.withdraw, lambda **w: actions.change_contribution(**w, text="Nee")):
        with pytest.raises(Refused):
            act(by=hall.lea, contribution=made)
    for _press in range(2):
        actions.withdraw(by=hall.bram, contribution=made)
    assert texts(hall, Viewer.PARTICIPANT, hall.bram) == []
    assert Contribution.objects.get(pk=made.pk).text == ""
    with pytest.raises(Refused):
        actions.change_contribution(by=hall.bram, contribution=made, text="Toch")


def test_once_the_step_is_over_it_stands(hall: Hall) -> None:
    made = say(hall)
    hall.go_to("closed")
    with pytest.raises(TextRefused):
        actions.withdraw(by=hall.bram, contribution=made)
    with pytest.raises(TextRefused):
        actions.change_contribution(by=hall.bram, contribution=made, text="Anders")


def test_the_facilitator_hides_without_learning_who(hall: Hall) -> None:
    made = say(hall, "Iets onaardigs")
    with pytest.raises(Refused):
        actions.hide_contribution(by=hall.lea, meeting=hall.meeting, contribution_id=made.pk)
    for _press in range(2):
        actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=made.pk)
    assert texts(hall, Viewer.PARTICIPANT) == texts(hall, Viewer.SCREEN) == []
    kept = queries.room(hall.fresh(), Viewer.FACILITATOR).items[0]
    assert (kept.text, kept.author, kept.seat_id, kept.hidden) == ("", "", None, True)
    own = queries.mine(hall.fresh(), hall.bram).items[0]
    assert (own.text, own.hidden) == ("Iets onaardigs", True)
    actions.show_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=made.pk)
    assert texts(hall, Viewer.SCREEN) == ["Iets onaardigs"]
    with pytest.raises(NotFound):
        actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=uuid4())


def test_a_closed_step_shows_nothing_early(hall: Hall) -> None:
    hall.go_to("closed")
    before = versions_of(hall.meeting.topic)
    made = say(hall, "Geheim", "closed")
    assert versions_of(hall.meeting.topic) == before
    for viewer in (Viewer.PARTICIPANT, Viewer.FACILITATOR, Viewer.SCREEN):
        room = queries.room(hall.fresh(), viewer)
        assert "Geheim" not in repr(room)
        assert (room.closed_cards, [(one.text, one.author, one.seat_id) for one in room.items]) == (1, [("", "", None)])
    with pytest.raises(Refused):
        actions.hide_contribution(by=hall.anna, meeting=hall.meeting, contribution_id=made.pk)
    with pytest.raises(Refused):
        actions.open_step(by=hall.bram, meeting=hall.meeting, step="closed")
    for _press in range(2):
        actions.open_step(by=hall.anna, meeting=hall.meeting, step="closed")
    room = queries.room(hall.fresh(), Viewer.SCREEN)
    assert [(one.text, one.author) for one in room.items] == [("Geheim", "Bram Visser")]


def test_cards_stay_closed_when_the_meeting_goes_on(hall: Hall) -> None:
    hall.go_to("closed")
    say(hall, "Geheim", "closed")
    hall.go_to("turns")
    assert "Geheim" not in repr(queries.room(hall.fresh(), Viewer.FACILITATOR))
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="closed")
    assert [one.text for one in queries.room(hall.fresh(), Viewer.PARTICIPANT).past["closed"]] == ["Geheim"]


def test_in_turns_only_whose_turn_it_is_writes(hall: Hall) -> None:
    hall.go_to("turns")
    first, second = hall.state.turns["turns"].order[:2]
    by_seat = {seat.pk: seat for seat in hall.seats.values()}
    with pytest.raises(TextRefused) as refused:
        actions.contribute(by=by_seat[second], meeting=hall.meeting, step="turns", text="Ik ook")
    assert refused.value.why is Reason.NOT_YOUR_TURN
    assert queries.mine(hall.fresh(), by_seat[first]).my_turn
    actions.contribute(by=by_seat[first], meeting=hall.meeting, step="turns", text="Ik")


def test_a_check_in_is_replaced_and_never_in_a_statement(world: World) -> None:
    hall = a_hall(world)
    for word, value in (("zon", 8), ("wolk", 4)):
        actions.check_in(by=hall.bram, meeting=hall.meeting, step="weather", word=word, values={"calm": value})
    actions.check_in(by=hall.lea, meeting=hall.meeting, step="weather", values={"calm": 4})
    room = queries.room(hall.fresh(), Viewer.SCREEN)
    assert [one.text for one in room.items] == ["wolk"]
    assert room.tallies["weather"] == {"values": {"calm": {4: 2}}}
    assert [one.verb for one in journal.of(object_id=hall.meeting.pk)] == [Verb.PLANNED, Verb.STARTED]
    with pytest.raises(TextRefused):
        actions.check_in(by=hall.bram, meeting=hall.meeting, step="weather", values={"calm": 11})
    with pytest.raises(TextRefused):
        actions.check_in(by=hall.bram, meeting=hall.meeting, step="weather")
    hall.go_to("cards")
    with pytest.raises(TextRefused):
        actions.check_in(by=hall.bram, meeting=hall.meeting, step="cards", word="zon")


def test_dots_on_cards(hall: Hall) -> None:
    cards = [say(hall, "een"), say(hall, "twee")]
    hall.go_to("dots")
    for card, dots in ((cards[0], 2), (cards[1], 1), (cards[0], 1)):
        actions.vote(by=hall.lea, meeting=hall.meeting, step="dots", dots=dots, target=card.pk)
    assert {one.text: one.dots for one in queries.room(hall.fresh(), Viewer.SCREEN).cards} == {"een": 1, "twee": 1}
    assert queries.mine(hall.fresh(), hall.lea).dots_left == 1
    with pytest.raises(TextRefused, match="3"):
        actions.vote(by=hall.lea, meeting=hall.meeting, step="dots", dots=3, target=cards[1].pk)
    actions.vote(by=hall.lea, meeting=hall.meeting, step="dots", dots=0, target=cards[1].pk)
    assert Vote.objects.filter(meeting=hall.meeting).count() == 1
    for wrong in ({"target": uuid4()}, {"option": ""}, {"target": cards[0].pk, "option": "yes"}):
        with pytest.raises(NotFound):
            actions.vote(by=hall.lea, meeting=hall.meeting, step="dots", **wrong)


def test_one_answer_out_of_options_moves(hall: Hall) -> None:
    hall.go_to("choice")
    for option in ("yes", "no"):
        actions.vote(by=hall.lea, meeting=hall.meeting, step="choice", option=option)
    assert queries.room(hall.fresh(), Viewer.SCREEN).tallies["choice"] == {"options": {"no": 1}}
    with pytest.raises(TextRefused):
        actions.vote(by=hall.lea, meeting=hall.meeting, step="choice", option="maybe")


def test_a_rating_is_replaced(hall: Hall) -> None:
    hall.go_to("rating")
    for value in (3, 7):
        actions.rate(by=hall.lea, meeting=hall.meeting, step="rating", scale="calm", value=value)
    assert [row.value for row in Rating.objects.filter(meeting=hall.meeting)] == [7]
    assert queries.mine(hall.fresh(), hall.lea).ratings == {"calm": 7}


def test_who_is_ready_shows_in_a_step_with_names(hall: Hall) -> None:
    actions.set_ready(by=hall.lea, meeting=hall.meeting, step="cards")
    room = queries.room(hall.fresh(), Viewer.FACILITATOR)
    assert (room.ready, room.ready_names) == (1, ("Lea Kok",))
    actions.set_ready(by=hall.lea, meeting=hall.meeting, step="cards", ready=False)
    assert queries.room(hall.fresh(), Viewer.FACILITATOR).ready == 0


def test_rows_are_written_by_actions_alone(hall: Hall) -> None:
    made = say(hall)
    made.text = "vervalst"
    with pytest.raises(WrittenOutsideAnAction):
        made.save()
    with pytest.raises(WrittenOutsideAnAction):
        made.delete()
    with pytest.raises(WrittenOutsideAnAction):
        Contribution.objects.filter(pk=made.pk).update(step_key="talk")
    with pytest.raises(WrittenOutsideAnAction):
        MeetingEvent.objects.all().delete()
    with pytest.raises(WrittenOutsideAnAction):
        Contribution.objects.bulk_create([])
    with writing():
        assert Contribution.objects.bulk_create([]) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update meetings_contribution set step_key = 'talk'",
        "delete from meetings_contribution",
        "update meetings_meetingevent set payload = '{}'",
        "delete from meetings_meetingevent",
    ],
)
def test_the_database_refuses_it_too(hall: Hall, statement: str) -> None:
    from django.db import connection

    say(hall)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
