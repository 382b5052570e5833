"""Anonymous steps, the question jar and the blind draw, through a browser's half of the protocol."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_bytes

import pytest
from pytest_django import Settings

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal import queries as journal
from drieslag.journal.verbs import Verb
from drieslag.kernel.format import Showing, StepKind
from drieslag.kernel.visibility import Viewer
from drieslag.learning.meetings import actions, jobs, queries
from drieslag.learning.meetings.actions.anonymous import shut_box
from drieslag.learning.meetings.lots import lots
from drieslag.learning.meetings.models import Contribution, JarSlip, Participant
from drieslag.learning.meetings.rules import TextRefused
from drieslag.live.topics import versions_of
from drieslag.privacy import keys
from drieslag.privacy.anonymous import actions as boxes
from drieslag.privacy.anonymous import draw as recipe
from drieslag.privacy.anonymous import queries as store
from drieslag.privacy.anonymous.models import Box, Round
from tests.factories.world import World
from tests.meetings.rooms import OPTIONS, SCALE, Hall, a_format, a_hall, a_step, planned
from tests.privacy.anonymous.people import Browser

pytestmark = pytest.mark.django_db
SLIPS = a_format(a_step("slips", StepKind.COLLECT, Showing.ANONYMOUS), a_step("talk", StepKind.TALK))
VOTE = a_format(a_step("vote", StepKind.VOTE, Showing.ANONYMOUS, options=OPTIONS), a_step("talk", StepKind.TALK))
RATE = a_format(a_step("rate", StepKind.RATE, Showing.ANONYMOUS, scales=(SCALE,)), a_step("talk", StepKind.TALK))
JAR = a_format(a_step("pick", StepKind.DRAW, source="jar"), a_step("talk", StepKind.TALK))


@pytest.fixture(autouse=True)
def key_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DRIESLAG_KEYS = tmp_path / "keys"
    keys.ensure()


def open_way(hall: Hall, step: str) -> tuple[Round, Box]:
    box = shut_box(hall.meeting, step)
    assert box is not None
    return store.open_rounds([hall.meeting.pk])[0], box


def browser_of(seat: Participant, found: Round) -> Browser:
    browser = Browser(seat.person_id or seat.pk)
    browser.fetch_token(found)
    return browser


def hall_of(world: World, size: int = 5, format_: object = SLIPS) -> Hall:
    return a_hall(world, format_, more=world.colleagues(size - 3))  # type: ignore[arg-type]


def test_slips_appear_together_without_a_name_when_the_box_opens(world: World) -> None:
    hall = hall_of(world)
    hall.meeting = actions.start(by=world.anna, meeting=hall.meeting)
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="slips")
    found, box = open_way(hall, "slips")
    before = versions_of(hall.meeting.topic, hall.meeting.presence_topic)
    for number, seat in enumerate(hall.seats.values()):
        browser_of(seat, found).hand_in(found, box, f"briefje {number}")
    assert versions_of(hall.meeting.topic, hall.meeting.presence_topic) == before
    for viewer in (Viewer.FACILITATOR, Viewer.PARTICIPANT, Viewer.SCREEN):
        room = queries.room(hall.fresh(), viewer)
        assert (room.items, room.closed_cards) == ((), 0)
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="slips")
    room = queries.room(hall.fresh(), Viewer.PARTICIPANT, hall.bram)
    assert sorted(one.text for one in room.items) == [f"briefje {number}" for number in range(5)]
    assert {(one.author, one.seat_id, one.mine) for one in room.items} == {("", None, False)}
    rows = Contribution.objects.filter(meeting=hall.meeting)
    assert {(row.seat_id, row.person_id, row.client_key, row.pk.version) for row in rows} == {(None, None, None, 4)}
    said = [one for one in journal.of(object_id=hall.meeting.pk) if one.verb == Verb.COLLECTED]
    assert [one.context for one in said] == [{"step": "slips", "count": 5}]


def test_with_fewer_than_five_there_is_no_box_and_the_step_can_go_on_with_names(world: World) -> None:
    hall = a_hall(world, SLIPS)
    room = queries.room(hall.fresh(), Viewer.FACILITATOR)
    assert room.slips is not None
    assert (room.slips.box, bool(room.slips.may_open)) == (None, False)
    with pytest.raises(Refused):
        actions.offer_box(by=hall.anna, meeting=hall.meeting, step="slips")
    with pytest.raises(TextRefused):
        actions.contribute(by=hall.bram, meeting=hall.meeting, step="slips", text="met naam")
    for _press in range(2):
        actions.make_named(by=hall.anna, meeting=hall.meeting, step="slips")
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="slips", text="met naam")
    assert queries.room(hall.fresh(), Viewer.FACILITATOR).closed_cards == 1
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="slips")
    assert [one.author for one in queries.room(hall.fresh(), Viewer.SCREEN).items] == ["Bram Visser"]


def test_what_was_promised_without_names_stays_so(world: World) -> None:
    hall = hall_of(world)
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="slips")
    with pytest.raises(Refused):
        actions.make_named(by=hall.anna, meeting=hall.meeting, step="slips")


def test_leaving_the_step_opens_the_box_so_that_nothing_is_lost_or_added(world: World) -> None:
    hall = hall_of(world)
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="slips")
    found, box = open_way(hall, "slips")
    browser = browser_of(hall.bram, found)
    browser.hand_in(found, box, "op tijd")
    hall.go_to("talk")
    assert [one.text for one in queries.room(hall.fresh(), Viewer.PARTICIPANT).past["slips"]] == ["op tijd"]
    with pytest.raises(Refused):
        browser.hand_in(found, box, "te laat")


def test_only_who_is_in_the_room_gets_a_token(world: World) -> None:
    hall = hall_of(world)
    found = store.open_rounds([hall.meeting.pk])[0]
    assert store.cards_for(world.bram.pk, [hall.meeting.pk]) != []
    assert store.cards_for(world.carla.pk, [hall.meeting.pk]) == []
    guest, _secret = actions.join_as_guest(meeting=hall.meeting, name="Gast")
    assert store.cards_for(guest.pk, [hall.meeting.pk]) == []
    actions.admit_guest(by=hall.anna, guest=guest)
    assert browser_of(guest, found).token is not None


def test_the_writer_alone_takes_an_opened_slip_back(world: World) -> None:
    hall = hall_of(world)
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="slips")
    found, box = open_way(hall, "slips")
    secret = token_bytes(32)
    browser_of(hall.bram, found).hand_in(found, box, "spijt", secret)
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="slips")
    with pytest.raises(NotFound):
        boxes.withdraw(box_id=box.pk, secret=token_bytes(32))
    boxes.withdraw(box_id=box.pk, secret=secret)
    assert queries.room(hall.fresh(), Viewer.PARTICIPANT).items == ()


def answers(hall: Hall, step: str, said: Sequence[Mapping[str, object]]) -> None:
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step=step)
    found, box = open_way(hall, step)
    for seat, answer in zip(hall.seats.values(), said, strict=False):
        browser_of(seat, found).hand_in(found, box, json.dumps(answer))
    actions.open_step(by=hall.anna, meeting=hall.meeting, step=step)


def test_an_anonymous_vote_shows_from_eight_on(world: World) -> None:
    few = hall_of(world, 7, VOTE)
    answers(few, "vote", [{"vote": "yes"}] * 7)
    assert queries.room(few.fresh(), Viewer.SCREEN).tallies["vote"] == {"votes": {"withheld": "too_few"}}


def test_an_anonymous_vote_of_eight(world: World) -> None:
    hall = hall_of(world, 9, VOTE)
    answers(hall, "vote", [{"vote": "yes"}] * 5 + [{"vote": "no"}] * 3 + [{"vote": ["maybe", 3]}])
    shown = queries.room(hall.fresh(), Viewer.SCREEN).tallies["vote"]["votes"]
    assert shown == {"n": 8, "counts": {"no": 3, "yes": 5}, "rest": [], "rest_count": 0}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([7] * 7, {"withheld": "too_few"}),
        ([9] * 8, {"n": 8, "all_in": "high"}),
        ([1, 1, 1, 1, 9, 9, 9, 9], {"n": 8, "mean": 5.0}),
    ],
)
def test_an_anonymous_rating(world: World, values: list[int], expected: dict[str, object]) -> None:
    hall = hall_of(world, 9, RATE)
    answers(hall, "rate", [{"calm": str(value)} for value in values] + [{"calm": "99"}])
    shown = queries.room(hall.fresh(), Viewer.SCREEN).tallies["rate"]["scales"]["calm"]
    assert {key: shown[key] for key in expected} == expected


def test_nonsense_from_a_device_counts_as_nothing(world: World) -> None:
    hall = hall_of(world, 5, RATE)
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="rate")
    found, box = open_way(hall, "rate")
    for seat, sent in zip(hall.seats.values(), ["geen json", "[1]", '{"calm": "--3"}', '{"calm": null}'], strict=False):
        browser_of(seat, found).hand_in(found, box, sent)
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="rate")
    assert queries.room(hall.fresh(), Viewer.SCREEN).tallies["rate"]["scales"]["calm"] == {"withheld": "too_few"}


def fill_jar(world: World, questions: list[str]) -> None:
    jar = actions.ensure_jar(by=world.bram, team=world.team)
    people = [world.anna, world.bram, world.lea, *world.more]
    for person, question in zip(people, questions, strict=False):
        browser = Browser(person.pk)
        browser.fetch_token(jar.round)
        browser.hand_in(jar.round, jar.box, json.dumps({"text": question}))


def press_and_draw(hall: Hall) -> None:
    for seat, number in ((hall.bram, 12), (hall.lea, 345)):
        for _press in range(2):
            actions.press_number(by=seat, meeting=hall.meeting, step="pick", number=number)
    actions.draw(by=hall.anna, meeting=hall.meeting, step="pick")


def test_one_question_is_drawn_from_the_jar_and_the_others_stay(world: World) -> None:
    world.colleagues(2)
    fill_jar(world, ["Wie wil er ander werk?", "Waarom duurt het zo lang?", "Durven we nee te zeggen?"])
    hall = a_hall(world, JAR, more=world.more)
    room = queries.room(hall.fresh(), Viewer.SCREEN)
    assert room.drawn is not None
    assert (len(room.drawn.hashes), room.drawn.needed, room.drawn.numbers) == (3, 2, ())
    with pytest.raises(Refused):
        actions.draw(by=hall.anna, meeting=hall.meeting, step="pick")
    press_and_draw(hall)
    slip = hall.state.drawn["pick"]
    drawn = next(lot for lot in lots(hall.meeting, "jar") if lot.key == slip.slip)
    for viewer in (Viewer.SCREEN, Viewer.FACILITATOR):
        assert drawn.text not in repr(queries.room(hall.fresh(), viewer))
    readers = [seat for seat in hall.seats.values() if seat.pk in hall.state.drawn["pick"].readers]
    others = [seat for seat in hall.seats.values() if seat not in readers]
    assert queries.mine(hall.fresh(), readers[0]).drawn_text == drawn.text
    assert queries.mine(hall.fresh(), others[0]).drawn_text == ""
    with pytest.raises(Refused):
        actions.confirm_drawn(by=others[0], meeting=hall.meeting, step="pick")
    for reader in readers:
        actions.confirm_drawn(by=reader, meeting=hall.meeting, step="pick")
    shown = queries.room(hall.fresh(), Viewer.SCREEN).drawn
    assert shown is not None
    assert (shown.text, shown.numbers) == (drawn.text, (12, 345))
    assert recipe.commitment(shown.text, bytes.fromhex(shown.nonce)) == recipe.drawn_hash(shown.hashes, shown.numbers)
    assert JarSlip.objects.count() == 2


def test_a_first_reader_puts_an_insult_back_unseen(world: World) -> None:
    fill_jar(world, ["Wie is hier de slechtste?"])
    hall = a_hall(world, JAR)
    press_and_draw(hall)
    reader = next(seat for seat in hall.seats.values() if seat.pk in hall.state.drawn["pick"].readers)
    actions.put_back(by=reader, meeting=hall.meeting, step="pick")
    assert (hall.state.drawn, JarSlip.objects.count()) == ({}, 1)
    room = queries.room(hall.fresh(), Viewer.SCREEN)
    assert room.drawn is not None
    assert room.drawn.needed == 2


def test_the_jar_is_the_teams_own_and_may_be_empty(world: World) -> None:
    with pytest.raises(Refused):
        actions.ensure_jar(by=world.carla, team=world.team)
    jar = actions.ensure_jar(by=world.bram, team=world.team)
    assert actions.ensure_jar(by=world.lea, team=world.team) == jar
    assert store.cards_for(world.carla.pk, [world.team.pk]) == []
    hall = a_hall(world, JAR)
    for seat in (hall.bram, hall.lea):
        actions.press_number(by=seat, meeting=hall.meeting, step="pick", number=1)
    with pytest.raises(Refused):
        actions.draw(by=hall.anna, meeting=hall.meeting, step="pick")


def test_a_card_of_an_earlier_step_is_drawn_for_all_at_once(world: World) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="Mijn kaart")
    hall.go_to("pick")
    with pytest.raises(Refused):
        actions.press_number(by=hall.bram, meeting=hall.meeting, step="pick", number=-1)
    press_and_draw(hall)
    drawn = queries.room(hall.fresh(), Viewer.SCREEN).drawn
    assert drawn is not None
    assert (drawn.text, drawn.is_shown) == ("Mijn kaart", True)
    actions.draw(by=hall.anna, meeting=hall.meeting, step="pick")  # a second press


def test_dots_without_names_go_on_cards(world: World) -> None:
    steps = (
        a_step("cards", StepKind.COLLECT),
        a_step("vote", StepKind.VOTE, Showing.ANONYMOUS, source="cards", dots=2),
    )
    hall = hall_of(world, 9, a_format(*steps))
    card = actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text="een")
    hall.go_to("vote")
    assert actions.offer_box(by=hall.anna, meeting=hall.meeting, step="vote").step == "vote"  # it stands there already
    answers(hall, "vote", [{"vote": [str(card.pk)] * 5}] * 8)
    shown = queries.room(hall.fresh(), Viewer.SCREEN).tallies["vote"]["votes"]
    assert (shown["n"], shown["counts"]) == (8, {str(card.pk): 16})


def test_an_anonymous_check_in_leaves_figures_only_and_nothing_in_the_report(world: World) -> None:
    hall = hall_of(world, 9, a_format(a_step("weather", StepKind.CHECK_IN, Showing.ANONYMOUS, scales=(SCALE,))))
    answers(hall, "weather", [{"calm": "2"}] * 8)
    assert queries.room(hall.fresh(), Viewer.SCREEN).tallies["weather"]["scales"]["calm"] == {"n": 8, "all_in": "low"}
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert "weather" not in {step.key for step in queries.report(world.lea, hall.fresh()).steps if step.tally}


def test_a_box_that_nobody_opened_is_emptied_at_closing(world: World) -> None:
    hall = hall_of(world)
    found, box = open_way(hall, "slips")
    browser_of(hall.bram, found).hand_in(found, box, "nooit gelezen")
    actions.close(by=hall.anna, meeting=hall.meeting)
    assert shut_box(hall.meeting, "slips") is None
    assert queries.report(world.lea, hall.fresh()).steps[0].items == ()


def test_opening_without_a_box_opens_nothing(world: World) -> None:
    hall = a_hall(world, SLIPS)
    actions.open_step(by=hall.anna, meeting=hall.meeting, step="slips")
    assert queries.room(hall.fresh(), Viewer.SCREEN).items == ()


def test_a_new_week_has_a_new_round_and_old_tokens_a_day_longer(world: World) -> None:
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock.frozen(start):
        first = actions.ensure_jar(by=world.bram, team=world.team).round
    with clock.frozen(start + timedelta(days=7)):
        second = actions.ensure_jar(by=world.bram, team=world.team).round
        first.refresh_from_db()
        assert (first.state, first.part, second.part) == ("closing", "2026-W10", "2026-W11")
    with clock.frozen(start + timedelta(days=9)):
        assert actions.ensure_jar(by=world.bram, team=world.team).round == second
        first.refresh_from_db()
        assert first.state == "closed"


@pytest.mark.parametrize("sent", ["geen json", "[]", '{"text": 3}', '{"text": "  "}'])
def test_nonsense_in_the_jar_is_no_question(world: World, sent: str) -> None:
    jar = actions.ensure_jar(by=world.bram, team=world.team)
    browser = Browser(world.bram.pk)
    browser.fetch_token(jar.round)
    browser.hand_in(jar.round, jar.box, sent)
    hall = a_hall(world, JAR)
    assert JarSlip.objects.count() == 0
    room = queries.room(hall.fresh(), Viewer.SCREEN)
    assert room.drawn is not None
    assert room.drawn.hashes == ()


def test_when_both_first_readers_are_gone_the_facilitator_reads(world: World) -> None:
    fill_jar(world, ["Wie wil er ander werk?"])
    hall = a_hall(world, JAR)
    with pytest.raises(Refused):
        actions.confirm_drawn(by=hall.anna, meeting=hall.meeting, step="pick")
    press_and_draw(hall)
    gone = [seat for seat in hall.seats.values() if seat.pk in hall.state.drawn["pick"].readers]
    if hall.anna in gone:
        actions.hand_over(by=hall.anna, meeting=hall.meeting, to=next(s for s in hall.seats.values() if s not in gone))
    leads = next(seat for seat in hall.seats.values() if seat.is_of(hall.fresh().facilitator_id))
    for seat in gone:
        actions.leave(by=seat)
    actions.confirm_drawn(by=leads, meeting=hall.meeting, step="pick")
    shown = queries.room(hall.fresh(), Viewer.SCREEN).drawn
    assert shown is not None
    assert shown.text == "Wie wil er ander werk?"
    actions.confirm_drawn(by=leads, meeting=hall.meeting, step="pick")  # a second press
    assert set(actions.put_back(by=leads, meeting=hall.meeting, step="pick").shown) == {"pick"}


def test_numbers_belong_to_a_draw(world: World) -> None:
    hall = a_hall(world)
    with pytest.raises(TextRefused):
        actions.press_number(by=hall.bram, meeting=hall.meeting, step="weather", number=3)
    with pytest.raises(Refused):
        actions.put_back(by=hall.bram, meeting=hall.meeting, step="weather")


def test_in_a_step_without_names_the_device_says_ready(world: World) -> None:
    hall = hall_of(world)
    with pytest.raises(TextRefused):
        actions.set_ready(by=hall.bram, meeting=hall.meeting, step="slips")
    found, box = open_way(hall, "slips")
    token = browser_of(hall.bram, found).token
    assert token is not None
    boxes.set_ready(round_id=found.pk, box_id=box.pk, token=token, ready=True)
    room = queries.room(hall.fresh(), Viewer.FACILITATOR)
    assert (room.ready, room.ready_names, {seat.ready for seat in room.seats}) == (1, (), {False})


def test_a_rating_whose_spread_would_tell_too_much_shows_its_mean_alone(world: World) -> None:
    hall = hall_of(world, 9, RATE)
    answers(hall, "rate", [{"calm": "5"}] * 7 + [{"calm": "9"}, {"calm": "1"}])
    assert "classes" not in queries.room(hall.fresh(), Viewer.SCREEN).tallies["rate"]["scales"]["calm"]


def test_a_jar_that_nobody_set_out_is_empty(world: World) -> None:
    hall = a_hall(world, JAR)
    room = queries.room(hall.fresh(), Viewer.SCREEN)
    assert room.drawn is not None
    assert (room.drawn.hashes, room.drawn.is_drawn) == ((), False)
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="pick")  # not a step for slips: nothing happens


def test_a_box_can_be_offered_once_enough_are_there(world: World) -> None:
    first, fifth = world.colleagues(2)
    hall = a_hall(world, SLIPS, more=[first])
    late = actions.enter(by=fifth, meeting=planned(world, SLIPS))
    Participant.objects.filter(pk=late.pk).update(meeting=hall.meeting)  # came in while the step was being prepared
    assert shut_box(hall.meeting, "slips") is None
    actions.offer_box(by=hall.anna, meeting=hall.meeting, step="slips")
    assert shut_box(hall.meeting, "slips") is not None


def test_every_night_each_jar_has_the_round_of_its_week(world: World) -> None:
    assert jobs.renew_every_jar() == 0
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock.frozen(start):
        jar = actions.ensure_jar(by=world.bram, team=world.team)
    with clock.frozen(start + timedelta(hours=12)):
        jobs.renew_jars_now(0)
        assert queries.jar_of(world.team.pk) == jar
    with clock.frozen(start + timedelta(days=7)):
        assert queries.jar_of(world.team.pk) is None
        jobs.renew_jars_now(0)
        jobs.renew_jars_now(0)  # the last week takes late tokens for a day, whatever is renewed meanwhile
        renewed = queries.jar_of(world.team.pk)
        assert renewed is not None
        assert (renewed.round.part, renewed.box) == ("2026-W11", jar.box)
