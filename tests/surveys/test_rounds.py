"""Making a round and opening it: who may, whom it asks, in which groups, and what is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation
from pytest_django import Settings

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.disclosure import MINIMUMS
from drieslag.kernel.instrument import Instrument, Licence, Mode
from drieslag.library import instruments
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person, Team
from drieslag.people.queries import of_person
from drieslag.privacy.anonymous import keyfolder
from drieslag.privacy.anonymous.enums import Purpose
from drieslag.privacy.anonymous.models import Box
from drieslag.privacy.anonymous.models import Round as KeyRound
from drieslag.privacy.anonymous.queries import cards_for
from drieslag.surveys import jobs
from drieslag.surveys.actions import opening, rounds
from drieslag.surveys.enums import Asked, RoundState
from drieslag.surveys.models import Group, Invitee, Minimum, Round
from drieslag.surveys.queries import rounds as queries
from drieslag.surveys.queries.answers import sheet_for
from drieslag.surveys.queries.asked import minimums
from tests.factories.world import World, make_person
from tests.surveys.asking import (
    CODE,
    ENDS,
    NOW,
    a_round,
    consent,
    group,
    holders,
    invitees,
    learning_adviser,
    opened,
    team_of,
)

pytestmark = [pytest.mark.django_db]


def three_teams(world: World) -> list[Team]:
    return [team_of(world, name, size) for name, size in (("A", 10), ("B", 8), ("C", 4))]


# Who may


def test_a_member_asks_the_own_team_without_names_and_a_leader_with_names(world: World) -> None:
    consent(world)
    assert a_round(world, world.bram).made_by == world.bram.pk
    named = {"mode": Mode.CONFIDENTIAL, "reader_role": Role.TEAM_LEADER}
    with pytest.raises(Refused, match="ask your team anonymously"):
        a_round(world, world.bram, **named)
    assert a_round(world, world.lea, **named).reader_role == Role.TEAM_LEADER
    assert a_round(world, world.anna, **named).mode == Mode.CONFIDENTIAL  # a learning coach
    with pytest.raises(Refused, match="your own team"):
        a_round(world, world.carla)
    for nobody in ({"teams": None}, {"teams": [], "persons": [world.bram.pk]}):
        with pytest.raises(Refused, match="learning adviser or a director"):
            a_round(world, world.lea, **nobody)


def test_an_adviser_asks_anybody_and_an_administrator_nobody(world: World) -> None:
    iris = learning_adviser(world)
    assert a_round(world, iris, teams=None).asked == Asked.ORGANISATION
    assert a_round(world, iris, teams=[world.team.pk, world.other_team.pk]).asked == Asked.TEAMS
    assert a_round(world, iris, teams=None, persons=[world.bram.pk]).asked == Asked.PEOPLE
    with pytest.raises(Refused):
        a_round(world, world.ada)
    with pytest.raises(NotFound):
        a_round(world, iris, teams=[world.team_elsewhere.pk])
    with pytest.raises(NotFound):
        a_round(world, iris, instrument_code="Q-999")


def test_a_confidential_round_waits_for_the_works_council_and_an_open_one_for_a_reader(world: World) -> None:
    with pytest.raises(Refused, match="works council"):
        a_round(world, mode=Mode.CONFIDENTIAL, reader_role=Role.TEAM_LEADER)
    consent(world)
    with pytest.raises(Refused, match="which role"):
        a_round(world, mode=Mode.CONFIDENTIAL, reader_role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="who reads"):
        a_round(world, mode=Mode.OPEN)
    with pytest.raises(NotFound):
        a_round(world, mode=Mode.OPEN, reader=world.dirk.pk)
    assert a_round(world, mode=Mode.OPEN, reader=world.lea.pk).reader == world.lea.pk


def test_without_https_nothing_anonymous_is_asked(world: World, settings: Settings) -> None:
    settings.DRIESLAG_ADDRESS = "http://leren.example"
    with pytest.raises(Refused, match="without HTTPS"):
        a_round(world)
    settings.DRIESLAG_ADDRESS = "http://localhost:8000"
    a_round(world)


def test_a_questionnaire_without_its_texts_or_in_another_way_is_not_asked(
    world: World, questionnaire: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    bare = replace(
        questionnaire,
        licence=Licence.PERMISSION,
        modes=(Mode.ANONYMOUS,),
        pages=tuple(
            replace(page, items=tuple(replace(item, text=type(item.text)("", "")) for item in page.items))
            for page in questionnaire.pages
        ),
    )
    monkeypatch.setattr(instruments.SHELF, "known", {CODE: bare})
    with pytest.raises(Refused, match="not ours"):
        a_round(world)
    monkeypatch.setattr(instruments.SHELF, "known", {CODE: replace(questionnaire, modes=(Mode.OPEN,))})
    with pytest.raises(Refused, match="not meant"):
        a_round(world)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"closes_at": NOW}, "That moment is over"),
        ({"closes_at": NOW + timedelta(days=200)}, "at most 120 days"),
        ({"title": "  "}, "no words"),
        ({"title": "x" * 121}, "too long"),
        ({"codes": 501}, "too large"),
        ({"team_first_days": 91}, "too large"),
        ({"codes": 5, "mode": Mode.OPEN}, "no name here"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(world: World, given: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        a_round(world, **given)
    assert not Round.objects.exists()


def test_a_second_press_is_the_same_round(world: World) -> None:
    key = uuid4()
    assert a_round(world, key=key) == a_round(world, key=key)
    assert Round.objects.count() == 1


# Whom, in which groups


def test_twenty_two_people_in_three_teams_of_which_one_is_small(world: World) -> None:
    teams = three_teams(world)
    made = a_round(world, learning_adviser(world), teams=[team.pk for team in teams])
    assert [(row.name, row.members, row.read_with, row.asked) for row in queries.preview(made)] == [
        ("A", 10, None, True),
        ("B", 8, "C", True),
        ("C", 4, "B", True),
    ]
    found = rounds.open_round(by=Person.objects.get(name="Iris Adviseur"), round_id=made.pk)
    root = Group.objects.get(round=found, parent=None)
    assert (root.name, root.members) == ("All teams that are asked", 0)
    assert {row.group.keyed_in_id for row in invitees(found, "B", "C")} == {root.pk}
    assert KeyRound.objects.filter(purpose=Purpose.SURVEY).count() == 2
    assert Box.objects.filter(purpose=Purpose.SURVEY).count() == 2
    people = [Person.objects.get(pk=str(invitees(found, name)[0].person)) for name in "ABC"]
    assert [sheet_for(person, found.pk).together for person in people] == [("A",), ("B", "C"), ("B", "C")]
    assert set(queries.fingerprints(found)) == {group(found, "A").pk, root.pk}


def test_many_that_are_read_together_are_a_number(world: World) -> None:
    teams = [team_of(world, f"T{number}", 2) for number in range(7)]
    made = a_round(world, learning_adviser(world), teams=[team.pk for team in teams])
    assert {row.read_with for row in queries.preview(made)} == {"6 other groups"}


def test_the_whole_organisation_holds_colleagues_in_no_team_and_nobody_else(world: World) -> None:
    world.colleagues(4)
    director = make_person(world.organisation, "Dora Directeur")
    OrganisationRole.objects.create(organisation=world.organisation, person=director, role=Role.DIRECTOR)
    found = opened(world, director, teams=None)
    names = {group.name: group.members for group in found.groups.all()}
    assert names == {"The whole organisation": 1, world.team.name: 7, world.other_team.name: 1}
    assert world.ada.pk not in holders(found)  # an administrator by that alone is no colleague
    # Carla, alone in her team, and the director, alone in none, are read with the whole.
    assert [row.read_with for row in queries.preview(found)] == [
        f"{world.other_team.name} and {world.team.name}",
        f"those who are in no team and {world.team.name}",
        f"those who are in no team and {world.other_team.name}",
    ]


def test_somebody_of_two_teams_counts_where_they_were_first(world: World) -> None:
    Membership.objects.create(
        organisation=world.organisation,
        person=world.bram,
        team=world.other_team,
        since=clock.today() - timedelta(days=99),
    )
    found = a_round(world, learning_adviser(world), teams=[world.team.pk, world.other_team.pk])
    assert group(found, world.other_team.name).members == 2
    assert len(invitees(found)) == len(set(holders(found))) == 4


def test_opening_looks_again_who_is_there(world: World) -> None:
    world.colleagues(4)
    made = a_round(world)
    later = make_person(world.organisation, "Nieuw Iemand", world.team)
    Person.objects.filter(pk=world.bram.pk).update(left_on=clock.today())
    found = rounds.open_round(by=world.anna, round_id=made.pk)
    assert later.pk in holders(found)
    assert world.bram.pk not in holders(found)
    last = make_person(world.organisation, "Te Laat", world.team)
    assert last.pk not in holders(found), "who comes after opening is not asked any more"
    assert cards_for(last.pk, []) == []
    assert len(cards_for(later.pk, [])) == 1


def test_a_team_of_four_is_not_asked_alone_but_with_names_it_is(world: World) -> None:
    world.colleagues(1)
    made = a_round(world)
    assert [row.asked for row in queries.preview(made)] == [False]
    with pytest.raises(Refused, match="fewer than 5 people nobody is anonymous"):
        rounds.open_round(by=world.anna, round_id=made.pk)
    named = opened(world, mode=Mode.OPEN, reader=world.lea.pk)
    assert named.state == RoundState.OPEN
    assert all(row.named for row in invitees(named))
    assert cards_for(world.bram.pk, []) == []


def test_a_round_of_nobody_is_not_made(world: World) -> None:
    empty = Team.objects.create(organisation=world.organisation, name="Leeg")
    with pytest.raises(Refused, match="Nobody would be asked"):
        a_round(world, learning_adviser(world), teams=[empty.pk])
    made = a_round(world)
    Team.objects.filter(pk=world.team.pk).update(closed_on=clock.today())
    with pytest.raises(Refused, match="Nobody would be asked"):
        rounds.open_round(by=world.anna, round_id=made.pk)


def test_the_text_that_is_asked_never_changes(
    world: World, questionnaire: Instrument, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    world.colleagues(4)
    found = opened(world)
    monkeypatch.setattr(instruments.SHELF, "known", {CODE: replace(questionnaire, version=2, minutes=9)})
    assert queries.instrument_of(found).minutes == 3
    assert found.instrument_version == 1


# Keys


def test_many_groups_get_their_keys_from_a_job_that_goes_on_after_a_crash(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "INLINE", 2)
    monkeypatch.setattr(opening, "BATCH", 1)
    teams = [team_of(world, f"Team {number}", 5) for number in range(3)]
    found = opened(world, learning_adviser(world), teams=[team.pk for team in teams])
    assert found.state == RoundState.PREPARING
    assert cards_for(holders(found)[0], []) == []
    assert opening.make_next_keys(round_id=found.pk)
    assert KeyRound.objects.count() == 1
    keep = keyfolder.keep
    left: list[object] = []

    def killed(kind: str, key: object, data: bytes) -> None:
        if left:
            raise KeyboardInterrupt
        left.append(key)
        keep(kind, key, data)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(keyfolder, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            opening.make_next_keys(round_id=found.pk)  # the signing key lies there, its round was never kept
    assert KeyRound.objects.count() == 1
    assert cards_for(holders(found)[0], []) == [], "no tokens before everybody can have one"
    assert jobs.prepare_everywhere() == 1
    found.refresh_from_db()
    assert found.state == RoundState.OPEN
    assert KeyRound.objects.count() == Box.objects.count() == 3
    assert jobs.prepare_everywhere() == 0
    assert not opening.make_next_keys(round_id=found.pk)


def test_a_round_whose_keys_take_until_its_end_is_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "INLINE", 0)
    world.colleagues(4)
    found = opened(world)
    with clock.frozen(ENDS + timedelta(hours=1)):
        jobs.prepare_everywhere()
    found.refresh_from_db()
    assert (found.state, found.opened_at) == (RoundState.STOPPED, None)


# While it is open


def test_a_round_lasts_longer_and_never_shorter(world: World) -> None:
    world.colleagues(4)
    found = opened(world)
    with pytest.raises(Refused, match="longer, not shorter"):
        rounds.extend_round(by=world.anna, round_id=found.pk, closes_at=ENDS - timedelta(days=1))
    with pytest.raises(Refused, match="Only who asks"):
        rounds.extend_round(by=world.bram, round_id=found.pk, closes_at=ENDS + timedelta(days=1))
    later = rounds.extend_round(by=world.lea, round_id=found.pk, closes_at=ENDS + timedelta(days=1))
    assert later.closes_at == ENDS + timedelta(days=1)


def test_reminding_is_for_everybody_and_once_a_week(world: World) -> None:
    world.colleagues(4)
    made = a_round(world)
    with pytest.raises(Refused, match="that is open"):
        rounds.remind(by=world.anna, round_id=made.pk)
    rounds.open_round(by=world.anna, round_id=made.pk)
    assert len(queries.to_mail(made)) == 7
    rounds.mark_told(invitees=[row.invitee for row in queries.to_mail(made)])
    assert queries.to_mail(made) == []
    assert queries.rounds_to_tell() == []
    rounds.remind(by=world.anna, round_id=made.pk)
    with pytest.raises(Refused, match="less than a week"):
        rounds.remind(by=world.anna, round_id=made.pk)
    assert len(queries.to_mail(made, again=True)) == 7


def test_stopping_destroys_keys_and_invitations(world: World, key_folder: object) -> None:
    from drieslag.privacy.anonymous.keyfolder import folder

    world.colleagues(4)
    found = opened(world)
    assert len(list(folder().iterdir())) == 2
    stopped = rounds.stop_round(by=world.anna, round_id=found.pk)
    assert stopped.state == RoundState.STOPPED
    assert rounds.stop_round(by=world.anna, round_id=found.pk).state == RoundState.STOPPED
    assert not Invitee.objects.exists()
    assert not Box.objects.filter(state="shut").exists()
    with pytest.raises(Refused, match="was stopped"):
        rounds.open_round(by=world.anna, round_id=found.pk)


def test_who_may_not_know_of_a_round_does_not_find_it(world: World) -> None:
    world.colleagues(4)
    made = a_round(world, world.bram)
    with pytest.raises(NotFound):
        queries.get_round(world.carla, made.pk)
    assert queries.get_round(world.lea, made.pk) == queries.get_organised(world.anna, made.pk) == made
    with pytest.raises(NotFound):
        queries.get_round(world.more[0], made.pk)  # a draft is its makers'
    rounds.open_round(by=world.bram, round_id=made.pk)
    assert queries.get_round(world.more[0], made.pk) == made
    with pytest.raises(NotFound):
        queries.get_organised(world.more[0], made.pk)
    with pytest.raises(NotFound):
        queries.get_round(world.bram, uuid4())


def test_an_organiser_sees_the_own_rounds_and_an_adviser_those_of_all(
    world: World, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    iris = learning_adviser(world)
    own = a_round(world, world.bram)
    wide = a_round(world, iris, teams=[world.team.pk, world.other_team.pk])
    assert queries.rounds_for_organiser(world.bram) == [own]
    assert queries.rounds_for_organiser(world.lea) == [own]
    assert queries.rounds_for_organiser(iris) == [wide], "what a team asks itself is the team's"
    assert queries.rounds_for_organiser(world.carla) == []
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]
        queries.rounds_for_organiser(world.lea)


def test_what_awaits_somebody_is_told_in_two_queries(
    world: World, django_assert_num_queries: Callable[[int], object]
) -> None:
    world.colleagues(4)
    found = opened(world)
    me = of_person(world.bram)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        (row,) = queries.to_answer(me)
    assert (row.id, row.title, row.minutes, row.mode, row.closes_at) == (
        found.pk, "Hoe is het bij ons?", 3, Mode.ANONYMOUS, ENDS,
    )  # fmt: skip
    assert queries.to_answer(of_person(world.carla)) == []
    asked = queries.invitee_of(found, world.bram)
    assert asked is not None
    assert queries.invitee_of(found, world.carla) is None


# Minimums


def test_minimums_go_up_and_never_down(world: World) -> None:
    assert minimums() == MINIMUMS
    with pytest.raises(Refused):
        rounds.set_minimums(by=world.lea, mean=6, distribution=8, relation=4)
    rounds.set_minimums(by=world.ada, mean=7, distribution=10, relation=5)
    assert (minimums().mean, minimums().open_text, minimums().relation) == (7, 10, 5)
    with pytest.raises(Refused, match="up, not down"):
        rounds.set_minimums(by=world.ada, mean=6, distribution=10, relation=5)
    assert Minimum.objects.count() == 1
    world.colleagues(3)
    with pytest.raises(Refused, match="fewer than 7"):
        opened(world)


def test_the_whole_has_a_name_in_the_language_of_its_maker(world: World) -> None:
    with translation.override("nl"):
        made = a_round(world, learning_adviser(world), teams=None)
    assert Group.objects.get(round=made, parent=None).name
