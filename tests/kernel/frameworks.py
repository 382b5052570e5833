"""Frameworks to test with: a small one by hand, and any that make sense."""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from hypothesis import strategies as st

from drieslag.kernel.format import Text
from drieslag.kernel.framework import (
    NOTHING,
    DevelopmentTheme,
    Framework,
    FunctionRole,
    LearningGoal,
    LearningLine,
    LineStep,
    Standing,
    Way,
)


def both(text: str) -> Text:
    return Text(text, f"{text} (e)")


def levels(text: str = "Ik doe dit") -> MappingProxyType[Standing, Text]:
    return MappingProxyType({standing: both(f"{text} {standing.value}") for standing in Standing})


def goal(key: str, *roles: str, after: tuple[str, ...] = ()) -> LearningGoal:
    return LearningGoal(key, both(f"Ik doe {key}"), roles or ("guide",), after)


def theme(key: str, *goals: LearningGoal) -> DevelopmentTheme:
    return DevelopmentTheme(key, both(f"Thema {key}"), both("Waar dit over gaat"), levels(), goals)


def step(key: str, way: Way = Way.DOING, *goals: str, choice: str = "", after: tuple[str, ...] = ()) -> LineStep:
    return LineStep(key, both(f"Stap {key}"), way, goals, choice=choice, after=after)


def line(key: str, role: str, *steps: LineStep) -> LearningLine:
    return LearningLine(key, both(f"Lijn {key}"), role, steps)


SMALL = Framework(
    code="X01",
    slug="klein",
    name=Text("Klein kader", "Small framework"),
    version=1,
    purpose=Text("Om mee te proberen", "To try with"),
    source="Eigen praktijk",
    roles=(FunctionRole("guide", both("Begeleider"), both("Loopt op")), FunctionRole("night", both("Nachtdienst"))),
    themes=(
        theme("contact", goal("open"), goal("stay", "guide", "night", after=("open",))),
        theme("safety", goal("calm", "night")),
    ),
    lines=(
        line("guide", "guide", step("watch", Way.TOGETHER, "open"), step("try", Way.DOING, "stay", after=("watch",))),
    ),
)


def with_themes(*themes: DevelopmentTheme) -> Framework:
    return replace(SMALL, themes=themes, lines=())


def with_steps(*steps: LineStep) -> Framework:
    return replace(SMALL, lines=(line("guide", "guide", *steps),))


SIGNS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
PIECES = st.one_of(
    st.text(SIGNS, max_size=12), st.sampled_from(["=1+1", "+31", "-", "@SOM(A1)", "a;b", "x, y", "› z", "'q"])
)


@st.composite
def texts(draw: st.DrawFn, tail: str = "") -> Text:
    """Return a text in one line; with a tail no two are the same."""
    nl = " ".join(f"{draw(PIECES)} {tail or 'tekst'}".split())
    return Text(nl, draw(st.one_of(st.just(nl), st.just(f"{nl} in English"))))


@st.composite
def some[T](draw: st.DrawFn, of: Sequence[T], least: int = 0, most: int = 3) -> tuple[T, ...]:
    """Return a few of these, each once, in their order."""
    chosen = draw(st.sets(st.sampled_from(range(len(of))), min_size=least, max_size=most)) if of else set[int]()
    return tuple(of[at] for at in sorted(chosen))


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Return a framework with which nothing is wrong."""
    roles = tuple(
        FunctionRole(f"r{at}", draw(texts(f"rol {at}")), draw(st.one_of(st.just(NOTHING), texts())))
        for at in range(draw(st.integers(1, 4)))
    )
    keys = [role.key for role in roles]
    goals: list[LearningGoal] = []
    themes = []
    for at in range(draw(st.integers(1, 4))):
        first = len(goals)
        for _ in range(draw(st.integers(0, 3))):
            number = len(goals)
            before = draw(some([one.key for one in goals], most=2))
            # The same words may stand in two themes.
            tail = f"doel {number - first}" if draw(st.booleans()) else f"eigen doel {number}"
            goals.append(LearningGoal(f"g{number}", draw(texts(tail)), draw(some(keys, 1)), before))
        told = MappingProxyType({standing: draw(texts()) for standing in Standing})
        themes.append(DevelopmentTheme(f"t{at}", draw(texts(f"thema {at}")), draw(texts()), told, tuple(goals[first:])))
    lines = tuple(draw(lines_of(at, draw(st.sampled_from(keys)), goals)) for at in range(draw(st.integers(0, 3))))
    return Framework("X1", draw(texts()), 3, draw(texts()), draw(texts()).nl, roles, tuple(themes), lines, slug="x")


@st.composite
def lines_of(draw: st.DrawFn, at: int, role: str, goals: list[LearningGoal]) -> LearningLine:
    mine = [one.key for one in goals if role in one.roles]
    steps: list[LineStep] = []
    for number in range(draw(st.integers(1, 4))):
        before = draw(some([one.key for one in steps], most=2))
        way = draw(st.sampled_from(Way))
        code, link = draw(st.sampled_from(["", "W09", "W23"])), draw(st.sampled_from(["", "https://example.org/a?b=c"]))
        steps.append(
            LineStep(f"s{number}", draw(texts(f"stap {number}")), way, draw(some(mine)), "", code, link, before)
        )
    if len(steps) > 2 and not any(one.after for one in steps[-2:]):
        steps[-2:] = [replace(one, choice="samen op pad") for one in steps[-2:]]
    return LearningLine(f"l{at}", draw(texts(f"lijn {at}")), role, tuple(steps))
