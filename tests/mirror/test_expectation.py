"""What one expects to read: written beforehand, fixed once it may be read, and nobody's but one's own."""

from datetime import timedelta

import pytest
from django.db import connection

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.journal.models import Statement
from drieslag.people import actions as people_actions
from drieslag.privacy.register import export_person
from drieslag.surveys.actions import closing, expectations, mirror
from drieslag.surveys.enums import Relation, RoundState
from drieslag.surveys.models import Expectation, Round
from drieslag.surveys.queries import expectations as queries
from tests.factories.world import World
from tests.mirror.mirrors import answered, drafted, opened, people
from tests.surveys.asking import close

pytestmark = [pytest.mark.django_db]
SAID = {"valued": "Mijn geduld.", "more": "  Vaker bellen. "}
KEPT = {"valued": "Mijn geduld.", "more": "Vaker bellen."}


def expects(world: World, found: Round, **words: str) -> Expectation | None:
    return expectations.expect(by=world.anna, round_id=found.pk, words=words or SAID)


def test_it_can_be_written_before_anybody_is_asked_and_changed_while_it_is_open(world: World) -> None:
    found = drafted(world, colleague=people(world, 5))
    expects(world, found)
    assert queries.expected(world.anna, found) == KEPT
    mirror.open_mirror(by=world.anna, round_id=found.pk)
    expects(world, found, different="Minder praten.")
    assert queries.expected(world.anna, found) == {"different": "Minder praten."}
    Round.objects.filter(pk=found.pk).update(state=RoundState.LATE)
    expects(world, found)
    assert queries.expected(world.anna, found) == KEPT
    assert Expectation.objects.count() == 1


def test_without_words_nothing_is_kept(world: World) -> None:
    found = drafted(world)
    assert expects(world, found, valued=" ", other="x") is None
    expects(world, found)
    assert expects(world, found, valued="") is None
    assert not Expectation.objects.exists()
    assert queries.expected(world.anna, found) == {}


def test_only_the_questions_in_own_words_are_expected_and_within_their_length(world: World) -> None:
    found = drafted(world)
    assert [item.key for item in queries.questions_of(found)] == ["valued", "more", "different"]
    expects(world, found, valued="Rust.", asks="5")
    assert queries.expected(world.anna, found) == {"valued": "Rust."}
    with pytest.raises(Refused, match="1 sign too long"):
        expects(world, found, valued="x" * 601)


def test_once_it_may_be_read_it_stays_as_it_was_and_can_only_be_thrown_away(world: World) -> None:
    found = opened(world, colleague=people(world, 8))
    expects(world, found)
    answered(found, Relation.COLLEAGUE, [3] * 8)
    close(found)
    with pytest.raises(Refused, match="stays as it was"):
        expects(world, found, valued="Ik wist het.")
    assert queries.expected(world.anna, found) == KEPT
    expectations.throw_away(by=world.anna, round_id=found.pk)
    assert queries.expected(world.anna, found) == {}
    with pytest.raises(NotFound):
        expectations.throw_away(by=world.anna, round_id=found.pk)
    with pytest.raises(Refused, match="stays as it was"):
        expects(world, found)


def test_it_goes_with_what_was_handed_in_when_a_mirror_is_stopped_or_put_away(world: World) -> None:
    draft, found = drafted(world), opened(world, colleague=people(world, 5))
    expects(world, draft)
    expects(world, found)
    for one in (draft, found):
        mirror.put_away(by=world.anna, round_id=one.pk)
    assert not Expectation.objects.exists()
    with pytest.raises(Refused, match="stopped"):
        expects(world, found)


def test_it_goes_after_half_a_year_with_all_that_was_answered(world: World) -> None:
    found = opened(world, colleague=people(world, 8))
    expects(world, found)
    close(found)
    assert closing.erase_raw() == 0
    with clock.frozen(clock.now() + timedelta(days=200)):
        assert closing.erase_raw() == 1
    assert not Expectation.objects.exists()


def test_it_is_nobody_elses(world: World) -> None:
    found = opened(world, colleague=[*people(world, 4), world.bram], leader=[world.lea])
    expects(world, found)
    for other in (world.bram, world.lea, world.ada, world.carla):
        with pytest.raises(NotFound):
            queries.expected(other, found)
        with pytest.raises(NotFound):
            expectations.expect(by=other, round_id=found.pk, words=SAID)
        with pytest.raises(NotFound):
            expectations.throw_away(by=other, round_id=found.pk)
        assert "geduld" not in str(export_person(other.pk))
    assert queries.expected(world.anna, found) == KEPT


def test_the_owner_takes_it_along_and_it_goes_with_them(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    expects(world, found)
    assert "Mijn geduld." in str(export_person(world.anna.pk)["surveys.Expectation"])
    people_actions.erase(person_id=world.anna.pk)
    assert not Expectation.objects.exists()


def test_the_database_never_sees_the_words_and_the_journal_says_nothing_of_it(world: World) -> None:
    found = drafted(world)
    before = Statement.objects.count()
    expects(world, found)
    with connection.cursor() as cursor:
        cursor.execute("select words from surveys_expectation")
        assert b"geduld" not in bytes(cursor.fetchone()[0])
    assert Statement.objects.count() == before
