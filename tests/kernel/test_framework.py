"""A framework: what is asked of whom, what is wrong with it, a line from the matrix, and what a new version did."""

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drieslag.kernel.format import Text
from drieslag.kernel.framework import (
    NOTHING,
    Change,
    Framework,
    FunctionRole,
    How,
    LearningGoal,
    Standing,
    Way,
    What,
    changes,
    check,
    lines_from_matrix,
    mix,
)
from drieslag.kernel.framework_check import LONGEST, MOST
from tests.kernel.frameworks import SMALL, both, frameworks, goal, line, step, theme, with_steps, with_themes

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def told(framework: Framework) -> list[tuple[str, str]]:
    return [(path, message.nl) for path, message in check(framework)]


def test_parts_are_found_by_their_key() -> None:
    assert SMALL.role("night").name.nl == "Nachtdienst"
    assert SMALL.theme("safety").goals == (SMALL.goal("calm"),)
    assert SMALL.theme_of("stay").key == "contact"
    assert SMALL.line("guide").steps[0].key == "watch"
    for find in (SMALL.role, SMALL.theme, SMALL.goal, SMALL.line, SMALL.theme_of):
        with pytest.raises(KeyError):
            find("nobody")


def test_a_role_has_the_themes_that_ask_something_of_it() -> None:
    assert [one.key for one in SMALL.themes_for("guide")] == ["contact"]
    assert [one.key for one in SMALL.themes_for("night")] == ["contact", "safety"]
    assert [one.key for one in SMALL.theme("contact").goals_for("night")] == ["stay"]
    assert SMALL.lines_for("night") == ()
    assert SMALL.lines_for("guide") == SMALL.lines


def test_a_framework_can_be_a_key() -> None:
    assert {SMALL: 1}[replace(SMALL)] == 1


def test_the_small_one_makes_sense() -> None:
    assert check(SMALL) == []


@FEW
@given(frameworks())
def test_whatever_is_well_made_makes_sense(framework: Framework) -> None:
    assert check(framework) == []


# What is wrong


def test_doubled_keys_and_names_are_told_at_the_second() -> None:
    twin = FunctionRole("guide", Text("  begeleider ", "Someone else"))
    doubled = replace(SMALL, roles=(*SMALL.roles, twin))
    assert told(doubled) == [
        ("roles[3].key", "De sleutel ‘guide’ staat er al. Kies een andere."),
        ("roles[3].name", "‘  begeleider ’ staat er al. Geef dit een andere naam, of laat er één staan."),
    ]
    same = with_themes(theme("a", goal("one"), replace(goal("two"), text=both("ik  doe ONE"))), theme("b", goal("one")))
    assert [path for path, _ in check(same)] == ["themes[2].goals[1].key", "themes[1].goals[2].text"]


def test_the_same_words_may_stand_in_two_themes() -> None:
    assert check(with_themes(theme("a", goal("one")), theme("b", replace(goal("two"), text=goal("one").text)))) == []


def test_unknown_roles_and_goals_are_told() -> None:
    wrong = replace(
        with_themes(theme("a", goal("one", "nobody", after=("never",)))),
        lines=(line("x", "ghost", step("s", Way.DOING, "none")),),
    )
    assert told(wrong) == [
        ("themes[1].goals[1].roles[1]", "De rol ‘nobody’ is er niet. Voeg hem toe, of kies een andere."),
        ("themes[1].goals[1].after[1]", "Het leerdoel ‘never’ is er niet. Kies een ander."),
        ("lines[1].role", "De rol ‘ghost’ is er niet. Voeg hem toe, of kies een andere."),
        ("lines[1].steps[1].goals[1]", "Het leerdoel ‘none’ is er niet. Kies een ander."),
    ]


def test_a_step_works_at_goals_of_its_role() -> None:
    assert told(with_steps(step("s", Way.DOING, "calm"))) == [
        (
            "lines[1].steps[1].goals[1]",
            "‘Ik doe calm’ is geen doel van de rol Begeleider. Voeg de rol toe bij het doel, of haal het hier weg.",
        )
    ]


def test_a_role_or_goal_is_named_once() -> None:
    assert [path for path, _ in check(with_themes(theme("a", goal("one", "guide", "guide"))))] == [
        "themes[1].goals[1].roles[2]"
    ]
    assert told(with_steps(step("s", after=("t",)))) == [
        ("lines[1].steps[1].after[1]", "De stap ‘t’ is er niet in deze leerlijn. Kies een andere.")
    ]


def test_all_circles_are_told_at_once() -> None:
    goals = theme(
        "a", goal("a1", after=("a2",)), goal("a2", after=("a1",)), goal("a3", after=("a3",)), goal("a4", after=("a1",))
    )
    steps = (step("one", after=("two",)), step("two", after=("three",)), step("three", after=("one",)))
    wrong = replace(with_themes(goals), lines=(line("x", "guide", *steps),))
    assert told(wrong) == [
        (
            "themes[1].goals[1].after",
            "Dit wacht op zichzelf: ‘Ik doe a1’ na ‘Ik doe a2’ na ‘Ik doe a1’. Haal één ‘na’ weg.",
        ),
        ("themes[1].goals[3].after", "Dit wacht op zichzelf: ‘Ik doe a3’ na ‘Ik doe a3’. Haal één ‘na’ weg."),
        (
            "lines[1].steps[1].after",
            "Dit wacht op zichzelf: ‘Stap one’ na ‘Stap two’ na ‘Stap three’ na ‘Stap one’. Haal één ‘na’ weg.",
        ),
    ]


def test_a_choice_is_one_place_in_the_order() -> None:
    """After one of a choice is after the choice. So A after B with C after A is a circle, when B and C are a choice."""
    apart = with_steps(step("a", after=("b",)), step("b", choice="x"), step("c", choice="x", after=("a",)))
    assert [path for path, _ in check(apart)] == ["lines[1].steps[1].after"]
    within = with_steps(step("a", choice="x"), step("b", choice="x", after=("a",)))
    assert told(within) == [
        (
            "lines[1].steps[2].after",
            "Van een keuze doe je er één. Een stap kan dus niet na een andere van die keuze komen.",
        )
    ]
    assert check(with_steps(step("a"), step("b", choice="x", after=("a",)), step("c", choice="x"))) == []
    assert [path for path, _ in check(with_steps(step("a"), step("b", choice="x")))] == ["lines[1].steps[2].choice"]


def acyclic(after: dict[str, list[str]]) -> bool:
    try:
        list(TopologicalSorter(after).static_order())
    except CycleError:
        return False
    return True


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=3, unique=True)))
def test_a_circle_is_found_when_there_is_one(after: dict[str, list[str]]) -> None:
    known = {key: [other for other in others if other in after] for key, others in after.items()}
    goals = [goal(key, after=tuple(others)) for key, others in known.items()]
    found = [path for path, _ in check(with_themes(theme("t", *goals)))] if goals else []
    assert bool(found) == (not acyclic({**known}))
    assert all(path.endswith(".after") for path in found)


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=3, unique=True)))
def test_taking_one_of_each_told_circle_away_ends_at_none(after: dict[str, list[str]]) -> None:
    """Whoever mends what is told, one 'after' a time, gets there: no circle stays untold."""
    known = {key: [other for other in others if other in after] for key, others in after.items()}
    while not acyclic(known):
        goals = [goal(key, after=tuple(others)) for key, others in known.items()]
        paths = [path for path, _ in check(with_themes(theme("t", *goals)))]
        assert paths
        for path in paths:
            known[goals[int(path.split("goals[")[1].split("]")[0]) - 1].key].clear()


def test_what_is_empty_is_told() -> None:
    bare = replace(
        SMALL,
        name=NOTHING,
        themes=(replace(theme("a", replace(goal("one"), roles=())), levels={Standing.BEGIN: both("Ik begin")}),),
        lines=(line("x", "guide"),),
    )
    assert [path for path, _ in check(bare)] == [
        "name",
        "themes[1].levels.grows",
        "themes[1].levels.stands",
        "themes[1].levels.helps",
        "themes[1].goals[1].roles",
        "lines[1].steps",
    ]
    assert told(replace(SMALL, roles=(), themes=(), lines=())) == [
        ("roles", "Er zijn nog geen rollen. Schrijf er minstens één."),
        ("themes", "Er zijn nog geen thema's. Schrijf er minstens één."),
    ]


def test_a_text_needs_both_languages() -> None:
    assert [path for path, _ in check(replace(SMALL, name=Text("Kader", " ")))] == ["name"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a" * (LONGEST["name"] + 1), "Deze tekst is te lang. Schrijf hooguit 120 tekens."),
        ("a\x07b", "Hier staat een teken dat je niet ziet. Typ de tekst opnieuw."),
        ("a\nb", "Schrijf dit op één regel."),
    ],
)
def test_a_name_is_one_readable_line(name: str, message: str) -> None:
    assert told(replace(SMALL, name=Text(name, "name"))) == [("name", message)]
    assert told(replace(SMALL, purpose=Text("a\nb", "a"))) == []


def test_there_is_an_end_to_how_much() -> None:
    many = tuple(replace(goal(f"g{at}"), text=both(f"Doel {at}")) for at in range(MOST["goals"] + 1))
    assert told(with_themes(theme("a", *many))) == [("themes", "Dit zijn er te veel. Schrijf er hooguit 400.")]


def test_a_key_a_format_and_a_link_have_their_shape() -> None:
    odd = replace(step("Stap 1"), format="negen", link="javascript:alert(1)")
    assert told(with_steps(odd)) == [
        ("lines[1].steps[1].key", "Schrijf een sleutel in kleine letters, cijfers en liggende streepjes."),
        ("lines[1].steps[1].format", "Schrijf de code van een werkvorm, zoals W09."),
        ("lines[1].steps[1].link", "Schrijf een adres dat met https:// begint."),
    ]
    assert check(with_steps(replace(step("s"), format="W09a", link="https://example.org"))) == []


# Lines


def test_a_mix_counts_a_choice_once_for_each_way() -> None:
    steps = (
        step("a"), step("b", Way.TOGETHER, choice="x"), step("c", Way.TOGETHER, choice="x"),
        step("d", Way.FORMAL, choice="x"), step("e"),
    )  # fmt: skip
    assert mix(line("l", "guide", *steps)) == {Way.DOING: 2, Way.TOGETHER: 1, Way.FORMAL: 1}
    assert mix(line("l", "guide")) == {Way.DOING: 0, Way.TOGETHER: 0, Way.FORMAL: 0}


@FEW
@given(frameworks())
def test_a_mix_has_each_way_that_a_line_has_and_no_more_than_its_steps(framework: Framework) -> None:
    for one in framework.lines:
        counted = mix(one)
        assert sum(counted.values()) <= len(one.steps)
        assert {way for way, count in counted.items() if count} == {each.way for each in one.steps}


def test_a_line_from_the_matrix_orders_in_levels_and_shows_gaps() -> None:
    proposal = lines_from_matrix(SMALL, "guide")
    assert [[one.key for one in level] for level in proposal.levels] == [["open"], ["stay"]]
    assert [one.key for one in proposal.gaps] == ["safety"]
    assert proposal.line is not None
    assert [(one.key, one.goals, one.after) for one in proposal.line.steps] == [
        ("open", ("open",), ()),
        ("stay", ("stay",), ("open",)),
    ]
    # The night does not learn to open: so staying waits for nothing there.
    night = lines_from_matrix(SMALL, "night")
    assert [[one.key for one in level] for level in night.levels] == [["stay", "calm"]]
    assert night.gaps == ()


def test_what_two_themes_ask_in_the_same_words_is_told_apart() -> None:
    same = with_themes(theme("a", goal("one")), theme("b", replace(goal("two"), text=goal("one").text)))
    line_ = lines_from_matrix(same, "guide").line
    assert line_ is not None
    assert [one.text.nl for one in line_.steps] == ["Thema a: Ik doe one", "Thema b: Ik doe one"]


def test_of_a_role_of_which_nothing_is_asked_all_is_gap() -> None:
    alone = replace(SMALL, roles=(*SMALL.roles, FunctionRole("cook", both("Kok"))))
    proposal = lines_from_matrix(alone, "cook")
    assert (proposal.line, proposal.levels, proposal.gaps) == (None, (), alone.themes)
    with pytest.raises(KeyError):
        lines_from_matrix(SMALL, "nobody")


def test_goals_in_a_circle_stand_at_the_end() -> None:
    round_ = with_themes(theme("a", goal("a1", after=("a2",)), goal("a2", after=("a1",)), goal("a3")))
    levels = lines_from_matrix(round_, "guide").levels
    assert [[one.key for one in level] for level in levels] == [["a3"], ["a1", "a2"]]


@FEW
@given(frameworks())
def test_a_proposed_line_makes_sense_and_holds_all_that_is_asked(framework: Framework) -> None:
    for role in framework.roles:
        proposal = lines_from_matrix(framework, role.key)
        asked = [one for theme in framework.themes for one in theme.goals_for(role.key)]
        placed = [one for level in proposal.levels for one in level]
        assert sorted(placed, key=asked.index) == asked
        assert {one.key for one in proposal.gaps}.isdisjoint(one.key for one in framework.themes_for(role.key))
        seen: set[str] = set()
        for level in proposal.levels:
            assert not {key for one in level for key in one.after} & {one.key for one in level}
            seen |= {one.key for one in level}
            assert all(key in seen or role.key not in framework.goal(key).roles for one in level for key in one.after)
        if proposal.line:
            assert check(replace(framework, lines=(proposal.line,))) == []


# Versions


def test_a_new_version_tells_what_it_dropped_renamed_and_added() -> None:
    contact = SMALL.theme("contact")
    newer = replace(
        SMALL,
        themes=(
            replace(contact, name=both("In contact"), goals=(replace(contact.goals[0], roles=("night",)),)),
            theme("home"),
        ),
        lines=(),
    )
    assert changes(SMALL, newer) == (
        Change(What.THEME, How.RENAMED, "contact", both("Thema contact"), both("In contact")),
        Change(What.THEME, How.DROPPED, "safety", both("Thema safety")),
        Change(What.THEME, How.ADDED, "home", after=both("Thema home")),
        Change(What.GOAL, How.CHANGED, "open", both("Ik doe open"), both("Ik doe open")),
        Change(What.GOAL, How.DROPPED, "stay", both("Ik doe stay")),
        Change(What.GOAL, How.DROPPED, "calm", both("Ik doe calm")),
        Change(What.LINE, How.DROPPED, "guide", both("Lijn guide")),
    )


def test_the_order_of_roles_means_nothing() -> None:
    there, back = (with_themes(theme("a", goal("one", *roles))) for roles in (("guide", "night"), ("night", "guide")))
    assert changes(there, back) == ()


def test_a_goal_that_moved_to_another_theme_is_the_same_goal() -> None:
    one: LearningGoal = goal("one")
    assert changes(with_themes(theme("a", one), theme("b")), with_themes(theme("a"), theme("b", one))) == ()


@FEW
@given(frameworks(), frameworks())
def test_what_one_way_adds_the_other_way_drops(one: Framework, other: Framework) -> None:
    assert changes(one, one) == ()
    there, back = changes(one, other), changes(other, one)
    assert {(c.what, c.key) for c in there if c.how is How.ADDED} == {
        (c.what, c.key) for c in back if c.how is How.DROPPED
    }
    assert {(c.what, c.key) for c in there if c.how is How.RENAMED} == {
        (c.what, c.key) for c in back if c.how is How.RENAMED
    }
