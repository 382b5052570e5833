"""Asking for a talk, preparing it, agreeing: who may do what, and who sees what at each moment."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.development.sharing import things
from drieslag.development.sharing.actions import read, share
from drieslag.development.sharing.enums import Kind
from drieslag.development.sharing.models import Share
from drieslag.development.talks import actions, queries, rules
from drieslag.development.talks import agreed as lines
from drieslag.development.talks.deck import CARDS
from drieslag.development.talks.enums import AHEAD, TALK_STATES, Side, TalkKind, TalkState, Who
from drieslag.development.talks.models import Agreement, Preparation, Reply, Talk
from drieslag.development.talks.script import PARTS, minutes
from drieslag.people import actions as people
from drieslag.privacy.models import Look
from drieslag.privacy.register import export_person
from tests.factories.world import World, make_person
from tests.talks.talking import LINES, NOW, agreed, asked, closed, outsiders, planned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> object:
    with clock.frozen(NOW):
        yield


def test_every_state_is_told_and_every_kind_has_its_questions() -> None:
    assert set(TALK_STATES) == set(TalkState)
    assert {kind: minutes(kind) for kind in TalkKind} == {"coaching": 60, "good": 45, "expectations": 30}
    assert [part.minutes for part in PARTS[TalkKind.COACHING]] == [10, 10, 15, 15, 10]
    assert len(CARDS) == len({str(text) for text in CARDS.values()}) >= 15


def test_who_was_asked_accepts_the_moment_and_twice_is_once(world: World) -> None:
    talk = asked(world)
    with pytest.raises(Refused, match="The other answers this"):
        actions.accept(by=world.bram, talk=talk)
    for _press in range(2):
        assert actions.accept(by=world.anna, talk=talk).state == TalkState.PLANNED
    with pytest.raises(Refused, match="answered already"):
        actions.decline(by=world.anna, talk=talk)


def test_sending_the_same_form_twice_is_one_talk(world: World) -> None:
    first = asked(world)
    assert asked(world, key=first.pk).pk == first.pk
    assert Talk.objects.count() == 1


def test_a_leader_asks_and_the_professional_accepts(world: World) -> None:
    talk = asked(world, by=world.lea, other=world.lea)
    assert (talk.begun_by, talk.asked_by) == (Side.OTHER, Side.OTHER)
    with pytest.raises(Refused):
        actions.accept(by=world.lea, talk=talk)
    assert actions.accept(by=world.bram, talk=talk).state == TalkState.PLANNED


def test_who_does_not_lead_asks_for_no_talk_about_another(world: World) -> None:
    with pytest.raises(Refused, match="leader"):
        asked(world, by=world.anna)
    with pytest.raises(Refused, match="leader"):
        asked(world, by=world.lea)  # for a talk with Anna
    with pytest.raises(Refused, match="somebody else"):
        asked(world, other=world.bram)
    with pytest.raises(Refused, match="colleague"):
        asked(world, other=world.ada)  # administers, and learns in no team
    world.carla.left_on = clock.today()
    world.carla.save()
    with pytest.raises(Refused, match="colleague"):
        asked(world, other=world.carla)


@pytest.mark.parametrize(
    ("ahead", "wrong"),
    [(timedelta(0), "passed"), (timedelta(minutes=1), ""), (timedelta(days=366), ""), (timedelta(days=367), "year")],
)
def test_a_moment_lies_ahead_and_within_a_year(world: World, ahead: timedelta, wrong: str) -> None:
    if not wrong:
        assert asked(world, planned_at=NOW + ahead).planned_at == NOW + ahead
        return
    with pytest.raises(Refused, match=wrong):
        asked(world, planned_at=NOW + ahead)


def test_another_moment_is_the_others_to_accept(world: World) -> None:
    talk = planned(world)
    moved = actions.move(by=world.anna, talk=talk, planned_at=NOW + timedelta(days=20), place="Oost")
    assert (moved.state, moved.asked_by, moved.place) == (TalkState.ASKED, Side.OTHER, "Oost")
    with pytest.raises(Refused):
        actions.accept(by=world.anna, talk=talk)
    assert actions.accept(by=world.bram, talk=talk).state == TalkState.PLANNED


def test_declined_or_called_off_is_over(world: World) -> None:
    first, second = asked(world), planned(world)
    actions.decline(by=world.anna, talk=first)
    actions.call_off(by=world.bram, talk=second)
    for talk in (first, second):
        for act in (actions.call_off, actions.accept, actions.close_talk):
            with pytest.raises(Refused):
                act(by=world.bram, talk=talk)
        with pytest.raises(Refused, match="over"):
            actions.prepare(by=world.anna, talk=talk, answers={"saw": "Rust"})
    assert queries.coming(world.bram) == []


def test_the_owners_words_are_closed_until_laid_open_and_opening_is_seen(world: World) -> None:
    talk = planned(world)
    actions.prepare(by=world.bram, talk=talk, answers={"does": "Ik wacht langer", "unknown": "weg", "learn": " "})
    assert queries.answers_of(queries.seen(world.bram, talk.pk).mine) == {"does": "Ik wacht langer"}
    assert queries.seen(world.anna, talk.pk).theirs is None
    with pytest.raises(NotFound):
        actions.read_prepared(by=world.anna, talk=talk)
    actions.lay_open(by=world.bram, talk=talk)
    assert queries.seen(world.anna, talk.pk).theirs_is_closed
    for _press in range(2):
        actions.read_prepared(by=world.anna, talk=talk)
    seen = queries.seen(world.anna, talk.pk)
    assert not seen.theirs_is_closed
    assert queries.answers_of(seen.theirs) == {"does": "Ik wacht langer"}
    assert [(look.owner, look.viewer, look.object_id) for look in Look.objects.all()] == [
        (world.bram.pk, world.anna.pk, talk.pk)
    ]
    actions.close_again(by=world.bram, talk=talk)
    assert queries.seen(world.anna, talk.pk).theirs is None


def test_what_the_other_keeps_about_somebody_is_open_to_that_person_at_once(world: World) -> None:
    talk = planned(world, by=world.lea, other=world.lea)
    kept = actions.prepare(by=world.lea, talk=talk, answers={"saw": "Je bleef rustig"})
    assert kept.opened_on == clock.today()
    seen = queries.seen(world.bram, talk.pk)
    assert queries.answers_of(seen.theirs) == {"saw": "Je bleef rustig"}
    assert not seen.theirs_is_closed
    for act in (actions.lay_open, actions.close_again):
        with pytest.raises(NotFound):
            act(by=world.lea, talk=talk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Preparation.objects.filter(pk=kept.pk).update(opened_on=None)
    actions.prepare(by=world.lea, talk=talk, answers={"saw": "Je bleef stil"})
    assert queries.answers_of(queries.seen(world.bram, talk.pk).theirs) == {"saw": "Je bleef stil"}
    actions.take_words_back(by=world.lea, talk=talk)
    assert queries.seen(world.bram, talk.pk).theirs is None


def test_cards_on_the_table_are_of_the_deck(world: World) -> None:
    talk = planned(world)
    first, second = list(CARDS)[:2]
    actions.lay_cards(by=world.anna, talk=talk, cards=[second, first])
    assert [one.key for one in queries.cards_of(queries.get_talk(world.bram, talk.pk))] == [first, second]
    with pytest.raises(Refused, match="not offered any more"):
        actions.lay_cards(by=world.bram, talk=talk, cards=["other"])


def test_the_owner_alone_writes_what_was_agreed(world: World) -> None:
    with pytest.raises(Refused, match="moment"):
        agreed(world, asked(world))
    talk = planned(world)
    with pytest.raises(Refused, match="Only whose talk"):
        agreed(world, talk, by=world.anna)
    with pytest.raises(Refused, match="at least one"):
        agreed(world, talk, lines=[])
    with pytest.raises(Refused, match="six"):
        agreed(world, talk, lines=LINES * 4)
    first = agreed(world, talk)
    assert (first.number, first.made_on, lines.from_text(first.lines)) == (1, clock.today(), LINES)
    assert agreed(world, talk).number == 1  # the same words are no new version


def test_both_sign_and_a_change_is_a_new_version_to_sign(world: World) -> None:
    talk = planned(world)
    agreed(world, talk)
    with pytest.raises(Refused, match="The other"):
        actions.confirm(by=world.bram, talk=talk, number=1)
    actions.answer_with_a_sentence(by=world.anna, talk=talk, number=1, sentence="Liever na kerst")
    assert not queries.coming(world.anna)[0].to_confirm
    with clock.frozen(NOW + timedelta(days=1)):
        agreed(world, talk, evidence="Bewoners vertellen meer", after=1)
        with pytest.raises(Refused, match="changed meanwhile"):
            actions.confirm(by=world.anna, talk=talk, number=1)
        assert queries.coming(world.anna)[0].to_confirm
        actions.confirm(by=world.anna, talk=talk, number=2)
        with pytest.raises(Refused, match="already"):
            actions.confirm(by=world.anna, talk=talk, number=2)
        with pytest.raises(NotFound):
            actions.confirm(by=world.anna, talk=talk, number=3)
    latest, first = queries.seen(world.bram, talk.pk).versions
    assert (latest.agreement.made_on, latest.confirmed_on) == (NOW.date() + timedelta(days=1),) * 2
    assert (first.confirmed_on, first.sentence, first.said_on) == (None, "Liever na kerst", NOW.date())


def test_what_another_window_kept_is_not_overwritten(world: World) -> None:
    talk = planned(world)
    agreed(world, talk)
    with pytest.raises(Refused, match="changed meanwhile"):
        agreed(world, talk, evidence="Anders", after=0)


def test_a_closed_talk_is_told_and_shared_by_its_agreements_alone(world: World) -> None:
    talk = planned(world)
    actions.prepare(by=world.anna, talk=talk, answers={"saw": "Alleen voor Bram"})
    agreed(world, talk, lines=[*LINES, lines.Line(Who.BOTH, "Terugkijken", NOW.date())])
    actions.answer_with_a_sentence(by=world.anna, talk=talk, number=1, sentence="Tussen ons")
    assert things.told(world.bram.pk, Kind.TALK) == []
    actions.confirm(by=world.anna, talk=talk, number=1)
    for _press in range(2):
        actions.close_talk(by=world.bram, talk=talk)
    made = share(by=world.bram, kind=Kind.TALK, key=talk.pk, reader=world.carla)
    _name, told = read(by=world.carla, share_id=made.pk)
    assert told.title == "Coaching talk with Anna de Boer"
    assert told.lines == (
        ("Bram Visser", "Ik laat in twee gesprekken een stilte vallen"),
        ("Anna de Boer", "Anna kijkt een keer mee"),
        ("Both", "Terugkijken (by 24 November 2026)"),
        ("Help", "Anna"),
        ("How we see it", "Collega's zien het"),
        ("Confirmed", "by both, the last time on 24 November 2026"),
    )
    assert things.told(world.anna.pk, Kind.TALK) == []
    actions.erase_talk(by=world.bram, talk=talk)
    assert (Share.objects.count(), Look.objects.count(), Agreement.objects.count()) == (0, 0, 0)


def test_agreements_that_only_the_owner_signed_are_told_without_the_other(world: World) -> None:
    talk = planned(world)
    agreed(world, talk)
    actions.close_talk(by=world.bram, talk=talk)
    assert "Confirmed" not in dict(things.told(world.bram.pk, Kind.TALK)[0].lines)


def test_only_the_owner_closes_and_erases(world: World) -> None:
    talk = planned(world)
    for act in (actions.close_talk, actions.erase_talk):
        with pytest.raises(Refused, match="Only whose talk"):
            act(by=world.anna, talk=talk)


def test_nobody_but_the_two_finds_a_talk(world: World) -> None:
    talk = closed(world)
    for who in outsiders(world):
        for ask in (queries.get_talk, queries.seen):
            with pytest.raises(NotFound):
                ask(who, talk.pk)
        for act in (actions.accept, actions.call_off, actions.close_talk, actions.erase_talk, actions.read_prepared):
            with pytest.raises(NotFound):
                act(by=who, talk=talk)
        with pytest.raises(NotFound):
            actions.prepare(by=who, talk=talk, answers={})
        assert (queries.talks(who), queries.coming(who), queries.waiting(who)) == ([], [], [])
        assert "stilte" not in str(export_person(who.pk))
        assert not any(may(who, talk) for may in (rules.may_prepare, rules.may_move, rules.may_answer, rules.may_write))


def test_what_waits_on_the_home_page(world: World) -> None:
    talk = asked(world)
    assert [(one.key, one.name, one.is_asked) for one in queries.waiting(world.anna)] == [
        (talk.pk, "Bram Visser", True)
    ]
    assert queries.waiting(world.bram) == []
    assert [(one.key, one.name, one.is_mine) for one in queries.coming(world.bram)] == [(talk.pk, "Anna de Boer", True)]
    actions.accept(by=world.anna, talk=talk)
    assert queries.waiting(world.anna) == []
    with clock.frozen(NOW + timedelta(days=7)):
        assert [one.is_planned for one in queries.waiting(world.bram)] == [True]
    with clock.frozen(NOW + timedelta(days=15)):
        assert queries.coming(world.bram) == []


def test_an_owner_takes_the_talk_along_and_away(world: World) -> None:
    talk = closed(world)
    taken = str(export_person(world.bram.pk))
    assert "Ik laat in twee gesprekken" in taken
    people.erase(person_id=world.bram.pk)
    assert not Talk.objects.filter(pk=talk.pk).exists()


def test_of_the_other_who_is_erased_name_and_words_go_and_the_day_of_signing_stays(world: World) -> None:
    talk = planned(world, by=world.lea, other=world.lea)
    actions.prepare(by=world.lea, talk=talk, answers={"saw": "Woorden van Lea"})
    actions.prepare(by=world.bram, talk=talk, answers={"does": "Woorden van Bram"})
    number = agreed(world, talk).number
    actions.answer_with_a_sentence(by=world.lea, talk=talk, number=number, sentence="Een zin van Lea")
    actions.confirm(by=world.lea, talk=talk, number=number)
    assert "Woorden van Lea" in str(export_person(world.lea.pk))
    assert "Woorden van Lea" in str(export_person(world.bram.pk))
    assert "Woorden van Bram" not in str(export_person(world.lea.pk))
    people.erase(person_id=world.lea.pk)
    seen = queries.seen(world.bram, talk.pk)
    assert (seen.talk.other, seen.talk.about, seen.name, seen.theirs) == (None, "", "", None)
    assert seen.latest is not None
    assert (seen.latest.sentence, seen.latest.confirmed_on) == ("", clock.today())
    assert queries.answers_of(seen.mine) == {"does": "Woorden van Bram"}
    actions.close_talk(by=world.bram, talk=talk)
    assert things.told(world.bram.pk, Kind.TALK)[0].title == "Coaching talk"


def test_raw_columns_hold_no_plain_words(world: World) -> None:
    talk = closed(world)
    actions.move(by=world.bram, talk=planned(world), planned_at=NOW + timedelta(days=3), place="Achterkamer")
    with connection.cursor() as cursor:
        for model in (Talk, Preparation, Agreement, Reply):
            cursor.execute(f"select t::text from {connection.ops.quote_name(model._meta.db_table)} t")
            rows = "".join(row[0] for row in cursor.fetchall())
            for word in ("stilte", "De Linde", "Anna", "Achterkamer"):
                assert word not in rows
                assert word.encode().hex() not in rows
    assert talk.state not in AHEAD


@pytest.mark.parametrize("count", [1, 4])
def test_reading_costs_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: object, count: int
) -> None:
    others = [make_person(world.organisation, f"Coach {number}", world.other_team) for number in range(count)]
    talks = [planned(world, other=other) for other in others]
    for number in range(count):
        agreed(world, talks[0], evidence=f"Keer {number}")
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.coming(world.bram)) == count
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.talks(world.bram)) == count
    with django_assert_num_queries(5):  # type: ignore[operator]
        assert len(queries.seen(world.bram, talks[0].pk).versions) == count
