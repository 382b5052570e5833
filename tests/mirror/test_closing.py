"""What comes out of a mirror: relations from four on, words from eight on, names only where that was said."""

import json
from datetime import timedelta

import pytest
from django.db.models import Q

from drieslag.core import clock
from drieslag.core.verdict import NotFound, Refused
from drieslag.kernel.disclosure import publishable
from drieslag.people.models import Person
from drieslag.privacy.models import Look
from drieslag.privacy.register import erase_person
from drieslag.surveys.actions import closing, invitations, mirror
from drieslag.surveys.enums import About, Relation, RoundState
from drieslag.surveys.models import ClosedAnswer, ClosedText, Group, NamedAnswer, Record, Round
from drieslag.surveys.queries.answers import given_by
from drieslag.surveys.queries.mirror import is_enough
from tests.factories.world import World
from tests.mirror.mirrors import ITEMS, answered, given, group_of, of, opened, people, told
from tests.surveys.asking import answer, close

pytestmark = [pytest.mark.django_db]


def means(found: Round, group: Group) -> dict[str, float | None]:
    rows = Record.objects.filter(round=found, group=group, about=About.SCALE)
    return {row.of: row.mean for row in rows}


def test_each_relation_of_four_is_told_and_names_are_in_no_figure(world: World) -> None:
    found = opened(world, colleague=people(world, 4), report=people(world, 5, "Wie ik leid"), leader=[world.lea])
    answered(found, Relation.COLLEAGUE, [2, 3, 3, 4])
    answered(found, Relation.REPORT, [4, 4, 5, 4, 3])
    told(found, world.anna, 1)
    told(found, world.lea, 5, valued="Je rust.")
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)

    assert [column.relations for column in seen.columns] == [("colleague",), ("report",)]
    assert means(found, group_of(found, Relation.COLLEAGUE))["together"] == 3
    assert means(found, group_of(found, Relation.REPORT))["together"] == 4
    assert seen.whole is not None
    whole = seen.whole.records[About.SCALE, "together"]
    assert (whole.n, round(whole.mean or 0, 4)) == (9, round(32 / 9, 4))
    assert seen.own is not None
    assert seen.own.scores["together"] == 1
    assert [(one.name, one.scores["together"]) for one in seen.leaders] == [("Lea Kok", 5)]
    assert not Record.objects.filter(group__relation__in=[Relation.LEADER, Relation.SELF]).exists()
    assert ClosedAnswer.objects.filter(round=found).count() == 9


def test_a_relation_that_shrinks_below_four_is_read_with_the_others(world: World) -> None:
    asked = people(world, 4)
    found = opened(world, colleague=asked, report=people(world, 5, "Wie ik leid"))
    asked[0].left_on = clock.today()
    asked[0].save()
    assert invitations.forget_leavers() == 1
    answered(found, Relation.COLLEAGUE, [2, 2, 2])
    answered(found, Relation.REPORT, [4, 4, 5, 4, 3])
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)

    assert [column.relations for column in seen.columns] == [("colleague", "report")]
    assert seen.whole is None
    assert seen.columns[0].answers == 8
    assert not Record.objects.filter(group__relation=Relation.COLLEAGUE).exists()


def test_what_is_left_over_is_told_together_and_never_by_subtraction(world: World) -> None:
    found = opened(
        world,
        colleague=people(world, 6),
        report=people(world, 4, "Wie ik leid"),
        partner=people(world, 4, "Partner"),
    )
    answered(found, Relation.COLLEAGUE, [3, 3, 4, 4, 2, 5])
    answered(found, Relation.REPORT, [4, 4])
    answered(found, Relation.PARTNER, [2, 2])
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)

    assert [column.relations for column in seen.columns] == [("colleague",), ("report", "partner")]
    assert [column.answers for column in seen.columns] == [6, 4]


def test_one_question_that_three_of_a_relation_answered_hides_the_whole_too(world: World) -> None:
    found = opened(world, colleague=people(world, 5), report=people(world, 4, "Wie ik leid"))
    answered(found, Relation.COLLEAGUE, [3, 3, 4, 4, 2])
    for number, invitee in enumerate(of(found, Relation.REPORT)):
        said = given(4 if number < 3 else 2)
        if number == 3:
            del said["asks"]
        answer(invitee, said)
    close(found)
    rows = {row.group_id: row for row in Record.objects.filter(round=found, about=About.ITEM, of="asks")}
    whole = Group.objects.get(round=found, parent=None)

    assert rows[group_of(found, Relation.COLLEAGUE).pk].mean is not None
    assert rows[group_of(found, Relation.REPORT).pk].withheld == "too_few"
    assert rows[whole.pk].withheld == "complement"


@pytest.mark.parametrize(
    ("one", "two", "three"), [(4, 4, 4), (5, 3, 4), (8, 3, 3), (6, 3, 0), (4, 2, 2), (7, 1, 4), (9, 4, 1), (5, 5, 2)]
)
def test_what_is_shown_of_one_question_is_safe_together(world: World, one: int, two: int, three: int) -> None:
    """Whatever number of each relation answers a question, the figures that are shown beside each other pass the
    kernel's own rule, with the minimum for relations.
    """
    found = opened(
        world,
        colleague=people(world, max(one, 4)),
        report=people(world, max(two, 4), "Wie ik leid"),
        partner=people(world, max(three, 4), "Partner"),
    )
    for relation, number in ((Relation.COLLEAGUE, one), (Relation.REPORT, two), (Relation.PARTNER, three)):
        for place, invitee in enumerate(of(found, relation)):
            said = given(2 + place % 3)
            if place >= number:
                del said["asks"]
            answer(invitee, said)
    close(found)
    counts = {Relation.COLLEAGUE.value: one, Relation.REPORT.value: two, Relation.PARTNER.value: three}
    shown = Record.objects.filter(Q(withheld=""), round=found, about=About.ITEM, of="asks")
    unions = {
        row.group.relation or "whole": [row.group.relation] if row.group.relation else list(counts) for row in shown
    }
    assert publishable(counts, unions, minimum=4) == frozenset(unions)


def test_too_few_in_all_are_not_read(world: World) -> None:
    found = opened(world, colleague=people(world, 5), leader=[world.lea])
    answered(found, Relation.COLLEAGUE, [3, 4, 5], valued="Zeg ik liever niet")
    told(found, world.lea, 4)
    told(found, world.anna, 4)
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)

    assert seen.columns == ()
    assert seen.unread == ("colleague",)
    assert not ClosedAnswer.objects.filter(round=found).exists()
    assert not ClosedText.objects.filter(round=found).exists()
    assert [one.name for one in seen.leaders] == ["Lea Kok"]


def test_words_are_there_from_eight_on_of_all_together(world: World) -> None:
    first = opened(world, colleague=people(world, 7))
    answered(first, Relation.COLLEAGUE, [3] * 7, valued="Rust")
    close(first)
    assert not ClosedText.objects.filter(round=first).exists()

    found = opened(world, colleague=people(world, 4, "Ander"), report=people(world, 4, "Wie ik leid"))
    answered(found, Relation.COLLEAGUE, [3] * 4, valued="Rust")
    answered(found, Relation.REPORT, [3] * 4, more="Bellen")
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)
    assert {item: sorted(words) for item, words in seen.texts.items()} == {
        "valued": ["Rust"] * 4,
        "more": ["Bellen"] * 4,
    }
    assert set(ClosedText.objects.filter(round=found).values_list("group__parent", flat=True)) == {None}


def test_how_answers_are_spread_is_told_from_eight_on(world: World) -> None:
    found = opened(world, colleague=people(world, 8), report=people(world, 7, "Wie ik leid"))
    answered(found, Relation.COLLEAGUE, [1, 1, 1, 3, 3, 3, 5, 5])
    answered(found, Relation.REPORT, [1, 1, 1, 3, 3, 3, 5])
    close(found)
    counted = Record.objects.filter(round=found, counts__isnull=False)

    assert counted.filter(group__relation=Relation.COLLEAGUE).exists()
    assert not counted.filter(group__relation=Relation.REPORT).exists()


def test_codes_count_in_their_relation(world: World) -> None:
    found = opened(world, colleague=people(world, 4), codes={Relation.RESIDENT: 4})
    answered(found, Relation.COLLEAGUE, [3] * 4)
    answered(found, Relation.RESIDENT, [5, 4, 4, 4])
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)
    assert [column.relations for column in seen.columns] == [("colleague",), ("resident",)]


def test_a_leader_sees_that_the_subject_looked(world: World) -> None:
    found = opened(world, colleague=people(world, 4), leader=[world.lea])
    told(found, world.lea, 4)
    close(found)
    for _again in range(2):
        mirror.look(by=world.anna, round_id=found.pk)

    assert [(look.name, look.day) for look in given_by(world.lea)[0].looks] == [("Anna de Boer", clock.today())]
    assert Look.objects.count() == 1


def test_the_only_leader_who_leaves_is_not_there_and_breaks_nothing(world: World) -> None:
    found = opened(world, colleague=people(world, 4), leader=[world.lea])
    told(found, world.lea, 4)
    answered(found, Relation.COLLEAGUE, [3, 4, 4, 2])
    erase_person(world.lea.pk)
    close(found)
    seen = mirror.look(by=world.anna, round_id=found.pk)
    assert seen.leaders == ()
    assert len(seen.columns) == 1


def test_whether_there_is_enough_is_looked_at_once_a_night_with_the_minimum_of_a_relation(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    answered(found, Relation.COLLEAGUE, [3] * 3)
    closing.note_enough()
    assert not is_enough(found)
    answer(of(found, Relation.COLLEAGUE)[3], given(3))
    assert not is_enough(found)
    closing.note_enough()
    assert is_enough(found)


def test_after_half_a_year_only_figures_are_left(world: World) -> None:
    found = opened(world, colleague=people(world, 8), leader=[world.lea])
    answered(found, Relation.COLLEAGUE, [1, 2, 3, 4, 5, 3, 3, 3], valued="Rust")
    told(found, world.anna, 3)
    told(found, world.lea, 3)
    close(found)
    with clock.frozen(clock.now() + timedelta(days=200)):
        assert closing.erase_raw() == 1
        seen = mirror.look(by=world.anna, round_id=found.pk)
    assert (seen.own, seen.leaders, seen.texts) == (None, (), {})
    assert seen.columns[0].records[About.SCALE, "together"].mean is not None
    assert not NamedAnswer.objects.filter(round=found).exists()


def test_an_open_mirror_goes_with_whom_it_is_about(world: World) -> None:
    found = opened(world, colleague=people(world, 5), codes={Relation.RESIDENT: 4})
    codes = mirror.make_paper(by=world.anna, round_id=found.pk)
    answered(found, Relation.COLLEAGUE, [3] * 5)
    erase_person(world.anna.pk)

    assert not Round.objects.filter(pk=found.pk).exists()
    with pytest.raises(NotFound):
        invitations.through_door(secret=codes[Relation.RESIDENT][0])


def test_who_answers_badly_keeps_nothing_shut(world: World) -> None:
    """Answers are checked before they are sealed: an item of no question and a value off the scale are refused."""
    found = opened(world, colleague=people(world, 6))
    for invitee, wrong in zip(of(found, Relation.COLLEAGUE), ({"other": "3"}, {ITEMS[0]: "9"}), strict=False):
        with pytest.raises(Refused):
            answer(invitee, wrong)
    for invitee in of(found, Relation.COLLEAGUE)[2:]:
        answer(invitee, given(3))
    assert close(found).state == RoundState.CLOSED
    assert len(mirror.look(by=world.anna, round_id=found.pk).columns) == 1


def test_nothing_tells_whose_a_closed_answer_is(world: World) -> None:
    found = opened(world, colleague=people(world, 5))
    answered(found, Relation.COLLEAGUE, [1, 2, 3, 4, 5])
    close(found)
    keys = {str(person.pk) for person in Person.objects.all()}
    for row in ClosedAnswer.objects.filter(round=found):
        assert row.pk.version == 4
        assert not keys & set(json.loads(row.answers))
    assert not found.invitees.exists()


def test_beside_people_who_answered_alike_everybody_together_is_not_told(world: World) -> None:
    """Else the mean of those of whom only "high" is told would follow from the others and from everybody."""
    found = opened(world, colleague=people(world, 5), report=people(world, 4, "Wie ik leid"))
    answered(found, Relation.COLLEAGUE, [3, 3, 4, 4, 2])
    answered(found, Relation.REPORT, [5] * 4)
    close(found)
    whole = Record.objects.filter(round=found, group__parent=None)
    assert Record.objects.filter(round=found, group__relation=Relation.REPORT, one_class="high").count() == 16
    assert {(row.mean, row.n, row.withheld) for row in whole} == {(None, None, "complement")}
