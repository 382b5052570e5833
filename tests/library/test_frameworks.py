"""The frameworks of the library: they load, are whole, and say what one does for residents."""

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from drieslag.kernel.format import Text
from drieslag.kernel.framework import Framework, Standing, Status, Way, mix
from drieslag.library import formats, frameworks
from drieslag.library.purposes import BrokenLibrary
from drieslag.library.writing import plain
from tests.kernel.frameworks import SMALL
from tests.kernel.frameworks import frameworks as any_framework

EVERY = list(frameworks.load_all().values())
EACH = pytest.mark.parametrize("framework", EVERY, ids=[one.code for one in EVERY])


def texts(value: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    """Yield all texts with their place."""
    if isinstance(value, dict) and set(value) == {"nl", "en"}:
        yield where, Text(**value)
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from texts(inside, f"{where}.{key}")
    elif isinstance(value, list):
        for at, inside in enumerate(value, start=1):
            yield from texts(inside, f"{where}[{at}]")


def bad(text: str, language: str = "nl") -> list[str]:
    found = frameworks.load(text, file="own.yaml")
    assert isinstance(found, list)
    return [problem.sentence(language) for problem in found]


def spoiled(old: str, new: str) -> str:
    whole = frameworks.dump(SMALL)
    assert whole.count(old) == 1, whole
    return whole.replace(old, new)


def test_all_files_load() -> None:
    folder = files("drieslag.library").joinpath("frameworks")
    shipped = [item for item in folder.iterdir() if item.name.endswith(".yaml")]
    assert frameworks.broken() == ()
    assert len(EVERY) == len(shipped)
    assert {one.code for one in EVERY} >= {"F01", "F02", "F03"}
    assert len({one.slug for one in EVERY}) == len(EVERY)


def test_they_are_found_by_code_and_address() -> None:
    assert frameworks.get("F02") is frameworks.by_slug("t-shaped-wijkteamprofessional")
    for find in (frameworks.get, frameworks.by_slug):
        with pytest.raises(KeyError):
            find("nergens")


@EACH
def test_every_one_survives_being_written_back(framework: Framework) -> None:
    assert frameworks.pinned(frameworks.dump(framework)) == framework


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_framework())
def test_whatever_makes_sense_survives_being_written_back(framework: Framework) -> None:
    assert frameworks.load(frameworks.dump(framework), file="own.yaml") == framework


def test_a_text_that_is_broken_is_not_pinned() -> None:
    with pytest.raises(BrokenLibrary):
        frameworks.pinned("schema: 1\n")


# What is wrong in a file


def test_what_is_wrong_is_told_with_its_line() -> None:
    assert bad(spoiled("role: guide", "role: gids")) == [
        "own.yaml:93: lines[1].role: De rol ‘gids’ is er niet. Voeg hem toe, of kies een andere."
    ]
    assert bad(spoiled("way: together", "way: seventy"), "en") == [
        "own.yaml:99: lines[1].steps[1].way: ‘seventy’ is not known. Write one of: doing, formal, together."
    ]


def test_a_level_that_is_missing_is_told() -> None:
    whole = frameworks.dump(replace(SMALL, themes=(replace(SMALL.themes[0], levels={}), SMALL.themes[1])))
    assert [line.split(": ")[1] for line in bad(whole)] == ["themes[1].levels"] * 4


def test_a_file_has_an_end_and_a_schema() -> None:
    assert bad("a" * (frameworks.LONGEST + 1)) == [
        f"own.yaml:1: -: Deze tekst is te lang. Schrijf hooguit {frameworks.LONGEST} tekens."
    ]
    assert bad(spoiled("schema: 1", "schema: 2"))[0].startswith("own.yaml:1: schema: Dit bestand is voor een nieuwere")


def test_a_source_may_be_left_out() -> None:
    found = frameworks.load(spoiled("source: Eigen praktijk\n", ""), file="own.yaml")
    assert isinstance(found, Framework)
    assert (found.source, found.status) == ("", Status.OWN)


# The examples


@EACH
def test_an_example_is_whole(framework: Framework) -> None:
    assert framework.status is Status.EXAMPLE
    assert framework.source
    assert 3 <= len(framework.roles) <= 5
    assert 6 <= len(framework.themes) <= 9
    assert 2 <= len(framework.lines) <= 4
    for theme in framework.themes:
        assert set(theme.levels) == set(Standing)
        assert 2 <= len(theme.goals) <= 4
    assert all(framework.themes_for(role.key) for role in framework.roles)


@EACH
def test_lines_are_mostly_doing_and_together_with_something_formal_and_a_choice(framework: Framework) -> None:
    for line in framework.lines:
        counted = mix(line)
        assert counted[Way.DOING] >= counted[Way.FORMAL]
        assert counted[Way.DOING] + counted[Way.TOGETHER] > 2 * counted[Way.FORMAL]
        assert counted[Way.FORMAL] >= 1
        assert all(step.goals for step in line.steps)
    assert any(step.choice for line in framework.lines for step in line.steps)


@EACH
def test_the_working_formats_exist(framework: Framework) -> None:
    named = {step.format for line in framework.lines for step in line.steps if step.format}
    assert named
    assert named <= set(formats.load_all())


@EACH
def test_the_words_are_those_of_a_colleague(framework: Framework) -> None:
    """Both languages, short, nobody he or she, nothing scored or praised; a goal is what I do."""
    wrong = re.compile(r"\b(hij|haar|hem|zijn of haar|cliënt|score|cijfers?|norm|u|uw|excellent)\b|!", re.IGNORECASE)
    told = list(texts(plain(framework)))
    assert [where for where, text in told if not (text.nl.strip() and text.en.strip())] == []
    assert [text.nl for _, text in told if wrong.search(text.nl) and "zonder cijfer" not in text.nl] == []
    sentences = [one for where, text in told for one in re.split(r"(?<=[.?])\s", text.nl) if "purpose" not in where]
    assert [one for one in sentences if len(one.split()) > 20] == []
    assert [goal.text.nl for goal in framework.goals if not goal.text.nl.startswith("Ik ")] == []
    assert [
        level.nl for theme in framework.themes for level in theme.levels.values() if not level.nl.startswith("Ik ")
    ] == []


def test_a_t_is_broad_for_all_and_deep_for_one() -> None:
    t_shaped = frameworks.get("F02")
    assert {one.key for one in t_shaped.themes} - {one.key for one in t_shaped.themes_for("broad")} == {"one_depth"}
    assert t_shaped.themes_for("depth") == t_shaped.themes


@pytest.mark.parametrize(
    ("said", "goal"),
    [
        ("Outreachend", "relation_outreach"),
        ("Zichtbaar", "connect_visible"),
        ("verbindend", "connect_group"),
        ("Ondernemend", "participation_start"),
        ("Kostenbewust", "integral_costs"),
    ],
)
def test_the_competences_of_the_new_professional_are_named_and_can_be_worked_at(said: str, goal: str) -> None:
    t_shaped = frameworks.get("F02")
    assert said.lower() in t_shaped.purpose.nl
    assert said in t_shaped.theme_of(goal).meaning.nl
    assert "broad" in t_shaped.goal(goal).roles
    assert goal in {key for step in t_shaped.line("broad").steps for key in step.goals}
