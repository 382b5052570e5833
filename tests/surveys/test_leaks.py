"""What an organiser, a reader or whoever has the keys could try with rounds, and must not get."""

import secrets
from datetime import timedelta
from typing import Any

import pytest

from drieslag.core import clock
from drieslag.core.verdict import Refused
from drieslag.kernel.instrument import Mode
from drieslag.library import instruments
from drieslag.people.enums import Role
from drieslag.people.models import Membership, OrganisationRole, Person
from drieslag.privacy.anonymous import actions as anonymous
from drieslag.privacy.anonymous.models import Slip
from drieslag.privacy.models import Consent
from drieslag.surveys.actions import answers as named
from drieslag.surveys.actions import mails, rounds, series
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import ClosedText, Invitee, NamedAnswer, Round
from tests.factories.world import World, make_person
from tests.mirror import mirrors
from tests.surveys.asking import (
    CODE,
    a_round,
    answer,
    answers,
    both,
    box_of,
    close,
    consent,
    group,
    hand_in,
    invitees,
    learning_adviser,
    opened,
    sample,
    team_of,
)

pytestmark = pytest.mark.django_db


def people(world: World, count: int) -> list[Person]:
    return [make_person(world.organisation, f"Mens {number}") for number in range(count)]


def a_list(world: World, by: Person, found: list[Person], **given: Any) -> Round:
    return opened(world, by, teams=[], persons=[person.pk for person in found], **given)


# Two rounds beside each other


@pytest.mark.parametrize(("first", "second"), [((0, 6), (0, 5)), ((0, 5), (0, 6)), ((0, 6), (1, 7)), ((0, 10), (0, 6))])
def test_two_lists_that_differ_by_few_are_not_asked_the_same_at_once(
    world: World, first: tuple[int, int], second: tuple[int, int]
) -> None:
    iris, found = learning_adviser(world), people(world, 10)
    a_list(world, iris, found[slice(*first)])
    with pytest.raises(Refused, match="Almost the same people"):
        a_list(world, iris, found[slice(*second)])
    assert Round.objects.filter(state="draft").count() == 1


@pytest.mark.parametrize(
    ("first", "second"), [((0, 5), (5, 10)), ((0, 6), (0, 6)), ((0, 10), (0, 5)), ((0, 7), (3, 10))]
)
def test_lists_that_give_nobody_away_are(world: World, first: tuple[int, int], second: tuple[int, int]) -> None:
    iris, found = learning_adviser(world), people(world, 10)
    asked = [found[slice(*first)], found[slice(*second)]]
    made = [a_list(world, iris, persons) for persons in asked]
    for row, persons in zip(made, asked, strict=True):
        assert row.state == RoundState.OPEN
        assert {invitee.person for invitee in invitees(row)} == {person.pk for person in persons}


def test_a_list_beside_a_team_and_one_team_beside_two_read_together(world: World) -> None:
    world.colleagues(7)
    iris = learning_adviser(world)
    members = Membership.objects.filter(team=world.team, until=None).order_by("pk")
    opened(world)
    team = [row.person for row in members]
    with pytest.raises(Refused, match="Almost the same people"):
        a_list(world, iris, team[:-1])
    few = team_of(world, "Klein", 4)
    with pytest.raises(Refused, match="Almost the same people"):
        opened(world, iris, teams=[world.team.pk, few.pk])  # the two are read together: the four would follow


def test_other_questions_and_a_round_that_is_over_are_in_nobodys_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    iris, found = learning_adviser(world), people(world, 6)
    from dataclasses import replace

    page = sample().pages[0]
    other = replace(page, items=(replace(page.items[0], key="else", text=both("Something else")),))
    fresh = replace(sample(), code="T-02", slug="anders", pages=(other,), scales=())
    copied = replace(sample(), code="T-03", slug="kopie")
    shipped = dict(instruments.load_all()) | {each.code: each for each in (fresh, copied)}
    monkeypatch.setattr(instruments.SHELF, "known", shipped)
    first = a_list(world, iris, found)
    a_list(world, iris, found[:5], instrument_code="T-02")
    with pytest.raises(Refused, match="Almost the same people"):
        a_list(world, iris, found[:5], instrument_code="T-03")
    rounds.stop_round(by=iris, round_id=first.pk)
    a_list(world, iris, found[:5])


def test_a_pulse_waits_while_its_questions_are_asked_of_almost_the_same_people(world: World) -> None:
    iris, found = learning_adviser(world), people(world, 6)
    series.make_series(
        by=iris, instrument_code=CODE, title="Peiling", mode="anonymous", teams=[],
        persons=[person.pk for person in found[:5]], every_weeks=2, first_on=clock.today(),
    )  # fmt: skip
    a_list(world, iris, found)
    assert series.open_due() == 0


def test_a_small_team_with_names_is_in_the_way_of_nobody_else(world: World) -> None:
    iris, few, other = learning_adviser(world), team_of(world, "Klein", 3), team_of(world, "Noord", 6)
    nameless = opened(world, iris, teams=[other.pk])
    with_names = opened(world, iris, teams=[few.pk], mode=Mode.OPEN, reader=iris.pk)
    assert [row.state for row in (nameless, with_names)] == [RoundState.OPEN] * 2
    assert [len(invitees(row)) for row in (nameless, with_names)] == [6, 3]


# Handing in


def test_what_was_handed_in_is_neither_changed_nor_taken_back(world: World) -> None:
    """The page says so; and whoever gets hold of the device must not be able to."""
    world.colleagues(7)
    found = opened(world)
    invitee = invitees(found)[0]
    browser, secret = answer(invitees(found)[1]), secrets.token_bytes(32)
    assert browser is not None
    from drieslag.privacy.anonymous import seal

    box = box_of(invitee.group)
    before = set(Slip.objects.values_list("sealed", flat=True))
    slip = Slip.objects.get(box=box)
    Slip.objects.filter(pk=slip.pk).delete()
    slip.change_hash = seal.change_hash(secret)
    slip.save(force_insert=True)
    with pytest.raises(Refused):
        anonymous.change(box_id=box.pk, secret=secret, text='{"calm": "1"}')
    with pytest.raises(Refused):
        anonymous.withdraw(box_id=box.pk, secret=secret)
    assert set(Slip.objects.values_list("sealed", flat=True)) == before
    assert hand_in(browser, invitee.group) == "already"


# Words


def test_words_that_nobody_may_read_are_kept_nowhere(world: World) -> None:
    """A list of people, and teams that are read together, have no team whose members could read them."""
    iris, found = learning_adviser(world), people(world, 9)
    row = a_list(world, iris, found)
    for invitee in invitees(row):
        answer(invitee, answers(4, words="Te druk hier."))
    close(row)
    assert not ClosedText.objects.filter(round=row).exists()


# With names


def confidential(world: World) -> Round:
    world.colleagues(6)
    consent(world)
    return opened(world, world.lea, mode=Mode.CONFIDENTIAL, reader_role=Role.LEARNING_COACH)


def test_a_consent_that_ends_halfway_stops_the_gathering_and_not_the_taking_back(world: World) -> None:
    found = confidential(world)
    named.hand_in_named(by=world.bram, round_id=found.pk, answers=answers(4))
    Consent.objects.update(ended_on=clock.today())
    with clock.frozen(clock.now() + timedelta(days=1)):
        with pytest.raises(Refused):
            named.hand_in_named(by=world.anna, round_id=found.pk, answers=answers(4))
        with pytest.raises(Refused):
            named.keep_draft(by=world.anna, round_id=found.pk, answers=answers(4))
        assert "calm" in world.client(world.bram).get(f"/answers/{found.pk}/").content.decode()
        named.withdraw_named(by=world.bram, round_id=found.pk)
    assert not NamedAnswer.objects.filter(round=found).exists()


def test_nobody_but_the_reader_learns_when_somebody_handed_in(world: World) -> None:
    found = confidential(world)
    named.hand_in_named(by=world.bram, round_id=found.pk, answers=answers(4))
    iris = learning_adviser(world)
    OrganisationRole.objects.create(organisation=world.organisation, person=world.ada, role=Role.DIRECTOR)
    for person in (world.lea, world.anna, iris, world.ada):
        for path in (f"/rounds/{found.pk}/", "/rounds/", "/answers/", f"/rounds/{found.pk}/council/"):
            text = world.client(person).get(path).content.decode()
            assert "Bram" not in text


# Minimums


def test_the_mail_of_a_mirror_says_the_minimum_that_holds_here(world: World) -> None:
    iris = learning_adviser(world)
    rounds.set_minimums(by=iris, mean=6, distribution=9, relation=7)
    found = mirrors.opened(world, colleague=mirrors.people(world, 8))
    asked = mails.asked_of(Invitee.objects.filter(round=found, named=False).first() or Invitee())
    from drieslag.surveys import letters

    said = " ".join(letters.promise(asked.mode, asked.reader, asked.about, least=asked.least))
    assert "7" in said
    assert "four" not in said


def test_a_minimum_that_was_raised_meanwhile_holds_at_closing(world: World) -> None:
    world.colleagues(7)
    iris, other = learning_adviser(world), team_of(world, "Noord", 9)
    found = opened(world, iris, teams=[world.team.pk, other.pk])
    for number, invitee in enumerate(invitees(found, world.team.name)):
        if number < 6:
            answer(invitee)
    for invitee in invitees(found, other.name):
        answer(invitee)
    rounds.set_minimums(by=iris, mean=7, distribution=9, relation=4)
    close(found)
    whole = group(found, "All teams that are asked")
    assert group(found, world.team.name).counted_in_id == whole.pk
    assert group(found, other.name).counted_in_id == whole.pk
    assert a_round(world) is not None
