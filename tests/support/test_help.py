"""A team asks for help: only the invited read, questions come before advice, the team moves its request."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from drieslag.core import clock, tenancy
from drieslag.core.ids import new_id
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.learning.support import actions, queries, rules
from drieslag.learning.support.actions.help import Asking
from drieslag.learning.support.enums import HELP_STATES, WITH_THE_ASKED, Asked, HelpState
from drieslag.learning.support.models import HelpRequest, HelpWord
from drieslag.learning.support.workdays import working_days_after
from drieslag.learning.threads.enums import Origin
from drieslag.people.enums import Role
from drieslag.people.models import OrganisationRole, Person
from drieslag.people.queries import of_person
from drieslag.privacy.register import erase_person, export_person
from tests.factories.world import World, make_person
from tests.support.conftest import NOW
from tests.support.roles import with_role

pytestmark = pytest.mark.django_db
WORDS = "Wij komen niet toe aan rust"


@pytest.fixture
def coach(world: World) -> Person:
    return with_role(world, "Cora Coach", Role.LEARNING_COACH)


def asking(coach: Person | None = None, **changes: object) -> Asking:
    given = {
        "running_into": WORDS, "tried": "Een pauze", "asking": "Hoe maken we tijd?", "decide_ourselves": "De planning",
        "look_back_on": date(2027, 1, 5), "asked_kind": Asked.COACH, "asked_person": coach.pk if coach else None,
    }  # fmt: skip
    return Asking(**{**given, **changes})  # type: ignore[arg-type]


def concept(world: World, coach: Person) -> HelpRequest:
    return actions.write_request(by=world.bram, team=world.team, asking=asking(coach))


def asked(world: World, coach: Person) -> HelpRequest:
    return actions.bring_to(by=world.anna, request=concept(world, coach), state=HelpState.ASKED)


def test_working_days_skip_the_weekend() -> None:
    assert working_days_after(date(2026, 11, 24), 10) == date(2026, 12, 8)
    assert working_days_after(date(2026, 11, 27), 1) == date(2026, 11, 30)
    assert working_days_after(date(2026, 11, 28), 0) == date(2026, 11, 28)


def test_a_concept_is_the_teams_and_encrypted(world: World, coach: Person) -> None:
    request = concept(world, coach)
    assert [one.pk for one in queries.requests_of(world.team.pk)] == [request.pk]
    for person in (coach, world.carla, world.ada):
        with pytest.raises(NotFound):
            queries.get_request(person, request.pk)
    with connection.cursor() as cursor:
        cursor.execute("select running_into from support_helprequest")
        [(kept,)] = cursor.fetchall()
    assert WORDS.encode() not in bytes(kept)
    with tenancy.inside(world.elsewhere.pk):
        assert not HelpRequest.objects.exists()


def test_the_same_key_again_is_the_same_request(world: World, coach: Person) -> None:
    key = uuid4()
    first = actions.write_request(by=world.bram, team=world.team, asking=asking(coach), key=key)
    assert first == actions.write_request(by=world.bram, team=world.team, asking=asking(coach), key=key)
    other = actions.write_request(by=world.bram, team=world.team, asking=asking(coach, asking="Iets anders"), key=key)
    assert other.pk != first.pk == key


def test_asking_is_the_invitation_and_rounding_off_ends_it(world: World, coach: Person) -> None:
    request = asked(world, coach)
    me = of_person(coach)
    assert [one.request for one in queries.asked_of(me)] == [request]
    assert queries.get_request(coach, request.pk) == request
    assert queries.exchange(me, request).is_asked
    actions.bring_to(by=world.lea, request=request, state=HelpState.ROUNDED)
    assert queries.asked_of(me) == []
    assert [name for name, _at in queries.rounded_lately(me)] == ["Wijkteam De Linde"]
    with pytest.raises(NotFound):
        queries.get_request(coach, request.pk)


def test_taking_it_back_ends_it_as_well(world: World, coach: Person) -> None:
    request = actions.bring_to(by=world.bram, request=asked(world, coach), state=HelpState.CONCEPT)
    assert request.asked_at is None
    with pytest.raises(NotFound):
        queries.get_request(coach, request.pk)
    changed = actions.change_request(by=world.anna, request=request, asking=asking(coach, asking="Anders"))
    assert changed.asking == "Anders"
    actions.remove_request(by=world.anna, request=changed)
    assert not HelpRequest.objects.exists()


def test_another_team_and_the_board_can_be_asked(world: World) -> None:
    to_team = asking(asked_kind=Asked.TEAM, asked_team=world.other_team.pk)
    request = actions.write_request(by=world.bram, team=world.team, asking=to_team)
    request = actions.bring_to(by=world.bram, request=request, state=HelpState.ASKED)
    assert queries.asked_of(of_person(world.carla))[0].request == request
    assert queries.exchange(of_person(world.carla), request).of_whom == "Team Oost"
    director = make_person(world.organisation, "Dora Directeur")
    board = asking(asked_kind=Asked.BOARD)
    with pytest.raises(Refused, match="Choose of whom"):
        actions.write_request(by=world.bram, team=world.team, asking=board)
    OrganisationRole.objects.create(organisation=world.organisation, person=director, role=Role.DIRECTOR)
    other = actions.write_request(by=world.bram, team=world.team, asking=board)
    actions.bring_to(by=world.bram, request=other, state=HelpState.ASKED)
    assert [one.request for one in queries.asked_of(of_person(director))] == [other]
    assert rules.may_read_request(director, HelpRequest.objects.get(pk=other.pk))
    kinds = [one.kind for one in queries.whom(world.team.pk)]
    assert kinds == [Asked.COACH, Asked.TEAM, Asked.BOARD]


@pytest.mark.parametrize("who", ["bram", "carla"])
def test_only_a_coach_or_another_team_can_be_asked(world: World, who: str) -> None:
    with pytest.raises(Refused, match="Choose of whom"):
        actions.write_request(by=world.bram, team=world.team, asking=asking(getattr(world, who)))
    with pytest.raises(Refused, match="Choose of whom"):
        own = asking(asked_kind=Asked.TEAM, asked_team=world.team.pk)
        actions.write_request(by=world.bram, team=world.team, asking=own)


def test_only_the_team_moves_its_request_and_twice_changes_nothing(world: World, coach: Person) -> None:
    request = asked(world, coach)
    for person in (coach, world.carla):
        with pytest.raises(Refused, match="members of this team"):
            actions.bring_to(by=person, request=request, state=HelpState.IN_TALK)
    for _ in range(2):
        actions.bring_to(by=world.bram, request=request, state=HelpState.IN_TALK)
    assert Statement.objects.filter(object_id=request.pk).count() == 2


def test_every_state_is_in_the_machine_and_has_a_way_back() -> None:
    assert set(HELP_STATES) == set(HelpState) == set().union(*HELP_STATES.values())
    assert all(HelpState.CONCEPT in HELP_STATES[state] for state in WITH_THE_ASKED)


def test_what_cannot_follow_is_refused_in_words(world: World, coach: Person) -> None:
    request = concept(world, coach)
    with pytest.raises(Refused, match="this request is now “concept”"):
        actions.bring_to(by=world.bram, request=request, state=HelpState.ROUNDED)
    with pytest.raises(Refused, match="does not ask this now"):
        actions.ask_question(by=coach, request=request, text="Waarom?")
    request = actions.bring_to(by=world.bram, request=request, state=HelpState.ASKED)
    with pytest.raises(Refused, match="Take it back first"):
        actions.change_request(by=world.bram, request=request, asking=asking(coach))


def test_questions_first_and_advice_only_when_wished_for(world: World, coach: Person) -> None:
    request = asked(world, coach)
    with pytest.raises(Refused, match="First ask"):
        actions.advise(by=coach, request=request, text="Doe dit")
    once = new_id()
    question = actions.ask_question(by=coach, request=request, text="Wat helpt al?", key=once)
    assert question == actions.ask_question(by=coach, request=request, text="Wat helpt al?", key=once)
    with pytest.raises(Refused, match="Only who was asked"):
        actions.advise(by=world.bram, request=request, text="Doe dit")
    with pytest.raises(Refused, match="members of this team"):
        actions.change_request(by=coach, request=request, asking=asking(coach))
    assert queries.asked_of(of_person(coach))[0].open_questions == 1
    with pytest.raises(Refused, match="Only who was asked"):
        actions.ask_question(by=world.bram, request=request, text="En?")
    with pytest.raises(Refused, match="members of this team"):
        actions.answer(by=coach, question=question, text="Zelf")
    key = uuid4()
    answer = actions.answer(by=world.bram, question=question, text="Een wandeling", key=key)
    assert answer == actions.answer(by=world.bram, question=question, text="Een wandeling", key=key)
    with pytest.raises(Refused, match="has answered this question"):
        actions.answer(by=world.anna, question=question, text="Nog een")
    with pytest.raises(Refused, match="This is no question"):
        actions.answer(by=world.anna, question=answer, text="Nog een")
    with pytest.raises(Refused, match="has not asked for advice"):
        actions.advise(by=coach, request=request, text="Doe dit")
    actions.wish_advice(by=world.anna, request=request, wants=True)
    actions.advise(by=coach, request=request, text="Wandel vaker")
    exchange = queries.exchange(of_person(world.anna), queries.get_request(world.anna, request.pk))
    assert [(one.word.text, one.answered_by) for one in exchange.said] == [
        ("Wat helpt al?", "Bram Visser"),
        ("Wandel vaker", ""),
    ]
    assert (exchange.of_whom, exchange.has_answer, exchange.is_asked) == ("Cora Coach", True, False)


def test_what_one_said_can_be_taken_back(world: World, coach: Person) -> None:
    request = asked(world, coach)
    question = actions.ask_question(by=coach, request=request, text="Wat helpt al?")
    answer = actions.answer(by=world.bram, question=question, text="Een wandeling")
    with pytest.raises(Refused, match="answered already"):
        actions.withdraw_word(by=coach, word=question)
    with pytest.raises(Refused, match="Only who said this"):
        actions.withdraw_word(by=world.anna, word=answer)
    actions.withdraw_word(by=world.bram, word=queries.get_word(world.bram, answer.pk))
    actions.withdraw_word(by=coach, word=question)
    assert not HelpWord.objects.exists()
    for get in (queries.get_word, queries.get_question):
        with pytest.raises(NotFound):
            get(world.bram, answer.pk)


def test_a_talk_is_proposed_within_ten_working_days(world: World, coach: Person) -> None:
    request = asked(world, coach)
    assert queries.asked_of(of_person(coach))[0].talk_before == date(2026, 12, 8)
    with pytest.raises(Refused, match="within ten working days"):
        actions.propose_talk(by=coach, request=request, day=date(2026, 12, 9))
    with pytest.raises(Refused, match="has passed"):
        actions.propose_talk(by=coach, request=request, day=date(2026, 11, 23))
    assert actions.propose_talk(by=coach, request=request, day=date(2026, 12, 8)).talk_on == date(2026, 12, 8)
    with clock.frozen(NOW + timedelta(days=30)):
        assert rules.last_day_of_talk(request) == date(2027, 1, 7)


def test_it_becomes_a_question_on_the_board_once(world: World, coach: Person) -> None:
    request = actions.write_request(
        by=world.bram, team=world.team, asking=asking(coach, asking="Hoe " + "heel " * 40 + "anders?")
    )
    thread = actions.begin_thread(by=world.anna, request=request)
    assert (thread.origin, thread.story, len(thread.title)) == (Origin.HELP, WORDS, 140)
    with pytest.raises(Refused, match="on your board"):
        actions.begin_thread(by=world.anna, request=request)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"asking": " "}, "no words in it"), ({"running_into": "x" * 1201}, "1 sign too long. Keep it to 1200.")],
)
def test_too_long_and_empty_are_refused(world: World, coach: Person, changes: dict[str, object], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        actions.write_request(by=world.bram, team=world.team, asking=asking(coach, **changes))


def test_the_rule_and_the_gate_agree(world: World, coach: Person) -> None:
    requests = [concept(world, coach), asked(world, coach)]
    requests.append(actions.bring_to(by=world.bram, request=asked(world, coach), state=HelpState.ROUNDED))
    for person in (world.anna, world.bram, coach, world.carla, world.ada):
        for request in requests:
            try:
                queries.get_request(person, request.pk)
                seen = True
            except NotFound:
                seen = False
            assert seen == bool(rules.may_read_request(person, request))


def test_erasing_takes_the_names_and_leaves_the_words(world: World, coach: Person) -> None:
    request = asked(world, coach)
    actions.ask_question(by=coach, request=request, text="Wat helpt al?")
    assert export_person(world.bram.pk)["support.HelpRequest"][0]["story"] == WORDS
    assert export_person(coach.pk)["support.HelpWord"][0]["text"] == "Wat helpt al?"
    erase_person(coach.pk)
    erase_person(world.bram.pk)
    kept = HelpRequest.objects.get()
    assert (kept.opened_by, kept.asked_person, kept.words.get().by) == (None, None, None)
    back = actions.bring_to(by=world.anna, request=kept, state=HelpState.CONCEPT)
    with pytest.raises(Refused, match="Choose somebody else first"):
        actions.bring_to(by=world.anna, request=back, state=HelpState.ASKED)


def test_it_goes_two_years_after_rounding_off(world: World, coach: Person) -> None:
    actions.bring_to(by=world.bram, request=asked(world, coach), state=HelpState.ROUNDED)
    assert actions.forget_old() == 0
    with clock.frozen(NOW + timedelta(days=731)):
        assert actions.forget_old() == 1


def test_who_is_asked_instead_does_not_read_what_was_said_to_another(world: World, coach: Person) -> None:
    request = asked(world, coach)
    question = actions.ask_question(by=coach, request=request, text="Wie zet de rust in de planning?")
    actions.answer(by=world.bram, question=question, text="Niemand, en dat zeggen we alleen tegen jou")
    request = actions.bring_to(by=world.anna, request=request, state=HelpState.CONCEPT)
    other = asking(asked_kind=Asked.TEAM, asked_team=world.other_team.pk)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        request = actions.change_request(by=world.anna, request=request, asking=other)
        request = actions.bring_to(by=world.anna, request=request, state=HelpState.ASKED)
        fresh = actions.ask_question(by=world.carla, request=request, text="En wat als het niet lukt?")
    said = {who.name: queries.exchange(of_person(who), request).said for who in (world.carla, world.bram)}
    assert [one.word for one in said["Carla Bakker"]] == [fresh]
    assert [one.word for one in said["Bram Visser"]] == [question, fresh]
    with pytest.raises(NotFound):
        queries.get_word(world.carla, question.pk)
    with pytest.raises(NotFound):
        queries.get_question(world.carla, question.pk)
