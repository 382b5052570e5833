"""Freezing a round: what is counted, what is withheld, and that nothing follows from the rest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drieslag.kernel import disclosure
from drieslag.kernel.estimates import mean_interval
from drieslag.kernel.instrument import ItemKind
from drieslag.kernel.scoring import AnswerScale
from drieslag.surveys import figures, freezing, options
from drieslag.surveys.enums import About, RoundKind
from drieslag.surveys.figures import BLOCKS, CLASSES, NO_BAR
from drieslag.surveys.models import Group, Minimum, Record, Round
from tests.factories.world import World
from tests.results.making import an_instrument, close, responses

FIVE = (1.0, 5.0)
NINE = [
    (5, 1, 2, "much"),
    (4, 2, 2, "much"),
    (4, 1, 1, "some"),
    (3, 3, 2, "some"),
    (5, 2, 1, "some"),
    (4, 4, 3, "none"),
    (2, 3, 5, "none"),
    (4, 2, 2, "none"),
    (3, 2, 2, "some"),
]


def of(group: Group, key: str, about: About = About.ITEM) -> Record:
    return Record.objects.get(group=group, about=about, of=key)


@pytest.mark.django_db
def test_a_team_gets_means_from_five_and_classes_from_eight(world: World) -> None:
    round_ = close(
        an_instrument(), {world.team: responses(NINE), world.other_team: responses(NINE[:6])}, sizes={world.team: 10}
    )
    nine = of(Group.objects.get(team=world.team), "mistakes")
    expected = mean_interval([row[0] for row in NINE], 10)
    assert (nine.n, nine.size, nine.withheld) == (9, 10, "")
    assert (nine.mean, nine.low, nine.high) == pytest.approx((expected.value, expected.low, expected.high))
    assert nine.counts == [[["low", "middle"], 3], [["high"], 6]]  # one low answer stands with the middle
    six = of(Group.objects.get(team=world.other_team), "mistakes")
    assert six.n == 6
    assert six.mean == pytest.approx(sum(row[0] for row in NINE[:6]) / 6)
    assert six.counts is None
    assert six.low is None
    whole = of(Group.objects.get(round=round_, parent=None), "mistakes")
    assert (whole.n, whole.size) == (15, 16)
    assert whole.counts is None  # it would give the classes of the six


@pytest.mark.django_db
def test_scales_are_scored_by_person(world: World) -> None:
    close(an_instrument(), {world.team: responses(NINE)})
    scale = of(Group.objects.get(team=world.team), "learning", About.SCALE)
    persons = [(row[0] + row[1] + 6 - row[2]) / 3 for row in NINE]
    assert scale.mean == pytest.approx(np.mean(persons))
    assert scale.variance == pytest.approx(np.var(persons, ddof=1))


@pytest.mark.django_db
def test_four_answers_to_an_item_hide_it_and_the_whole_that_would_tell_them(world: World) -> None:
    rows = [(row if number < 4 else (None, *row[1:])) for number, row in enumerate(NINE[:6])]
    round_ = close(an_instrument(), {world.team: responses(NINE), world.other_team: responses(rows)})
    assert of(Group.objects.get(team=world.other_team), "mistakes").withheld == "too_few"
    assert of(Group.objects.get(team=world.team), "mistakes").withheld == ""
    assert of(Group.objects.get(round=round_, parent=None), "mistakes").withheld == "complement"
    assert of(Group.objects.get(round=round_, parent=None), "time").withheld == ""


@pytest.mark.django_db
def test_when_all_answer_alike_only_the_class_is_kept(world: World) -> None:
    close(an_instrument(), {world.team: responses([(5, 3, 1, "much")] * 8 + [(4, 3, 1, "much")])})
    group = Group.objects.get(team=world.team)
    assert [(r.mean, r.variance, r.counts, r.one_class) for r in (of(group, "mistakes"), of(group, "time"))] == [
        (None, None, None, "high"),
        (None, None, None, "middle"),
    ]


@pytest.mark.django_db
def test_small_options_stand_together(world: World) -> None:
    close(an_instrument(), {world.team: responses(NINE)})
    assert of(Group.objects.get(team=world.team), "room").counts == [[["some"], 4], [["none", "much"], 5]]


@pytest.mark.django_db
def test_who_is_counted_in_the_whole_has_no_record_apart(world: World) -> None:
    round_ = close(an_instrument(), {world.team: responses(NINE), None: responses(NINE[:6])}, joined=[world.other_team])
    assert Record.objects.filter(round=round_).values("group").distinct().count() == 2
    assert of(Group.objects.get(round=round_, parent=None), "mistakes").n == 15


@pytest.mark.django_db
def test_a_withheld_record_holds_nothing(world: World) -> None:
    close(an_instrument(), {world.team: responses(NINE[:4])})
    for record in Record.objects.all():
        assert record.withheld
        assert [record.n, record.mean, record.variance, record.low, record.counts, record.one_class] == [
            None, None, None, None, None, "",
        ]  # fmt: skip


@pytest.mark.django_db
def test_minimums_go_up_only_and_a_mirror_has_its_own(world: World) -> None:
    mirror, survey = Round(kind=RoundKind.MIRROR), Round(kind=RoundKind.SURVEY)
    assert (freezing.minimums_of(mirror).mean, freezing.minimums_of(survey).mean) == (4, 5)
    Minimum.objects.create(organisation=world.organisation, mean=7, distribution=10, relation=6)
    raised = freezing.minimums_of(mirror)
    assert (raised.mean, raised.distribution) == (6, 10)
    close(an_instrument(), {world.team: responses(NINE), world.other_team: responses(NINE[:6])})
    assert of(Group.objects.get(team=world.other_team), "time").withheld == "too_few"
    assert of(Group.objects.get(team=world.team), "time").counts is None


def numeric(teams: list[list[int]]) -> figures.Figures:
    values = np.array([[float(value)] for team in teams for value in team]).reshape(-1, 1)
    cell = np.repeat(np.arange(len(teams)), [len(team) for team in teams])
    return figures.numeric(values, cell, [len(team) for team in teams], [FIVE])


answers = st.lists(st.integers(1, 5), max_size=14)


@given(st.lists(answers, min_size=1, max_size=6))
def test_each_team_gets_what_the_rules_for_one_group_give(teams: list[list[int]]) -> None:
    found, scale = numeric(teams), AnswerScale(1, 5)
    for row, values in enumerate(teams):
        if found.withheld[row, 0] == figures.COMPLEMENT or len(teams) >= figures.WHOLE_FIRST:
            continue  # it gave way to the whole
        mean = disclosure.mean_of(values, len(values), scale)
        if isinstance(mean, disclosure.Withheld):
            assert found.withheld[row, 0] != figures.SHOWN
        elif isinstance(mean.value, disclosure.OneClass):
            assert found.one_class[row, 0] == mean.value.of
            assert np.isnan(found.mean[row, 0])
        else:
            assert round(found.mean[row, 0], 1) == mean.value.value
        bar = disclosure.distribution(values, scale)
        if isinstance(bar, disclosure.Shown) and isinstance(bar.value, disclosure.Distribution) and not np.isnan(
            found.mean[row, 0]
        ):  # fmt: skip
            told = [tuple(int(each) for each in one.classes) for one in bar.value.counts]
            assert list(BLOCKS[found.blocks[row, 0]]) == told
        elif isinstance(bar, disclosure.Withheld):
            assert found.blocks[row, 0] == NO_BAR


@given(st.lists(answers, min_size=1, max_size=6))
def test_no_rest_of_the_whole_is_small(teams: list[list[int]]) -> None:
    found = numeric(teams)
    shown = found.withheld[:-1, 0] == figures.SHOWN
    rest = sum(len(team) for team, told in zip(teams, shown, strict=True) if not told)
    if found.withheld[-1, 0] == figures.SHOWN:
        assert rest == 0 or rest >= 5
        counts = {str(row): len(team) for row, team in enumerate(teams) if team}
        if hasattr(disclosure, "publishable"):
            unions = {key: {key} for key in counts if shown[int(key)]} | {"whole": set(counts)}
            assert disclosure.publishable(counts, unions) == frozenset(unions)


def test_the_whole_does_not_tell_what_the_others_all_answered() -> None:
    mixed = [1, 2, 3, 4, 5]
    for others in ([5] * 3, [3] * 3):  # two small teams, six people, all alike
        assert numeric([mixed, others, others]).withheld[:, 0].tolist() == [
            figures.SHOWN, figures.TOO_FEW, figures.TOO_FEW, figures.COMPLEMENT,
        ]  # fmt: skip
    assert numeric([mixed, [1, 3, 5], [2, 3, 4]]).withheld[-1, 0] == figures.SHOWN
    everybody = numeric([[5] * 7, [5] * 4, [5] * 2])  # the class of all is that of the six beside the team
    assert everybody.withheld[:, 0].tolist() == [figures.SHOWN, figures.TOO_FEW, figures.TOO_FEW, figures.COMPLEMENT]


@given(st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=14), min_size=1, max_size=5))
def test_no_class_of_one_or_two_follows_from_the_bars(teams: list[list[int]]) -> None:
    """Whatever block the whole tells: minus the teams that tell it too, nobody or three are left."""
    found = numeric(teams)
    way = int(found.blocks[-1, 0])
    counts = [[sum(figures_class(value) == each for value in team) for each in range(3)] for team in teams]
    for block in BLOCKS[way]:
        left = 0
        for row, own in enumerate(counts):
            told = [b for b in BLOCKS[int(found.blocks[row, 0])] if set(b) <= set(block)]
            if sorted(each for b in told for each in b) != list(block):
                left += sum(own[each] for each in block)
        assert left == 0 or left > 2
    if way != NO_BAR:
        unseen = sum(len(team) for row, team in enumerate(teams) if found.blocks[row, 0] == NO_BAR)
        assert unseen == 0 or unseen >= 8


def test_from_five_groups_on_the_smallest_gives_way_to_the_whole() -> None:
    teams = [[1, 2, 3, 4, 5, 4][: 6 if at else 5] + [3] * at for at in range(5)] + [[1, 2, 3, 4]]
    found = numeric(teams)
    assert found.withheld[:, 0].tolist() == [figures.COMPLEMENT, 0, 0, 0, 0, figures.TOO_FEW, figures.SHOWN]
    assert found.n[0, 0] == 0
    assert numeric(teams[3:]).withheld[:, 0].tolist() == [0, 0, figures.TOO_FEW, figures.COMPLEMENT]


def figures_class(value: int) -> int:
    return 0 if value < 3 else 2 if value > 3 else 1


def test_the_words_of_a_bar_are_the_three_classes() -> None:
    assert [[CLASSES[each] for each in block] for block in BLOCKS[2]] == [["low", "middle"], ["high"]]


def test_the_order_of_a_ranking_tells_no_unanimous_place() -> None:
    item = next(item for item in an_instrument().items if item.kind is ItemKind.CHOICE)
    orders = [["some", "none", "much"]] * 5 + [["some", "much", "none"]] * 3
    assert options.order_of(item, orders) == [(["some"], None), (["none"], None), (["much"], None)]
    mixed = [*orders, ["much", "some", "none"]]
    assert [keys for keys, _place in options.order_of(item, mixed)] == [["some"], ["none"], ["much"]]
    assert options.order_of(item, mixed)[0][1] == pytest.approx(1.1)


def test_options_of_two_voices_do_not_follow_from_the_whole() -> None:
    item = next(item for item in an_instrument().items if item.kind is ItemKind.CHOICE)
    one = ["some"] * 8 + ["much"] * 2
    other = ["none"] * 4 + ["some"] * 5
    shown = [options.counts_of(item, each) for each in (one, other)]
    whole = options.whole_of(item, [one, other], shown)
    assert whole is not None
    assert all(keys != ["much"] for keys, _count in whole)
