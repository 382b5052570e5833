"""A framework (kader) as data: what a profession or an organisation wants people to grow in, and by which lines.

Everything is frozen and plain, as formats and instruments are. Nothing here is about a person: where somebody stands is
kept elsewhere, by that person alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from drieslag.kernel.format import Text

NOTHING = Text("", "")


class Standing(StrEnum):
    """Where one says to stand on a theme. Four words in an order, and never a number."""

    BEGIN = "begin"
    GROWS = "grows"
    STANDS = "stands"
    HELPS = "helps"  # I help others


class Way(StrEnum):
    """How one learns by an activity: by doing the work, together with others, or in something formal."""

    DOING = "doing"
    TOGETHER = "together"
    FORMAL = "formal"


class Status(StrEnum):
    """Whose a framework is."""

    EXAMPLE = "example"  # of the program: to take over and to change
    OWN = "own"  # of an organisation


@dataclass(frozen=True)
class FunctionRole:
    """A role in the work, such as night watch or guide; more people have it."""

    key: str
    name: Text
    meaning: Text = NOTHING


@dataclass(frozen=True)
class LearningGoal:
    """What one does for residents once it is learned, and for which roles that is asked. `after`: keys of goals that
    come first.
    """

    key: str
    text: Text
    roles: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class DevelopmentTheme:
    """Something to grow in. A level tells what others would see one do."""

    key: str
    name: Text
    meaning: Text
    levels: Mapping[Standing, Text] = field(hash=False)
    goals: tuple[LearningGoal, ...] = ()

    def goals_for(self, role: str) -> tuple[LearningGoal, ...]:
        return tuple(goal for goal in self.goals if role in goal.roles)


@dataclass(frozen=True)
class LineStep:
    """One activity of a learning line. Of the steps with the same word under `choice` one takes one. `format` is the
    code of a working format, `after` the keys of steps of this line that come first.
    """

    key: str
    text: Text
    way: Way
    goals: tuple[str, ...] = ()
    choice: str = ""
    format: str = ""
    link: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class LearningLine:
    """Activities in an order, for one role."""

    key: str
    name: Text
    role: str
    steps: tuple[LineStep, ...]


@dataclass(frozen=True)
class Framework:
    """One version of a framework. Goals are known by their key over all themes, steps within their line."""

    code: str
    name: Text
    version: int
    purpose: Text
    source: str
    roles: tuple[FunctionRole, ...]
    themes: tuple[DevelopmentTheme, ...]
    lines: tuple[LearningLine, ...] = ()
    slug: str = ""
    status: Status = Status.OWN

    @property
    def goals(self) -> tuple[LearningGoal, ...]:
        return tuple(goal for theme in self.themes for goal in theme.goals)

    def role(self, key: str) -> FunctionRole:
        """Return the role with this key. Raises KeyError."""
        return {role.key: role for role in self.roles}[key]

    def theme(self, key: str) -> DevelopmentTheme:
        """Return the theme with this key. Raises KeyError."""
        return {theme.key: theme for theme in self.themes}[key]

    def goal(self, key: str) -> LearningGoal:
        """Return the goal with this key. Raises KeyError."""
        return {goal.key: goal for goal in self.goals}[key]

    def line(self, key: str) -> LearningLine:
        """Return the line with this key. Raises KeyError."""
        return {line.key: line for line in self.lines}[key]

    def theme_of(self, goal: str) -> DevelopmentTheme:
        """Return the theme in which the goal with this key stands. Raises KeyError."""
        return {one.key: theme for theme in self.themes for one in theme.goals}[goal]

    def themes_for(self, role: str) -> tuple[DevelopmentTheme, ...]:
        """Return the themes that ask something of this role."""
        return tuple(theme for theme in self.themes if theme.goals_for(role))

    def lines_for(self, role: str) -> tuple[LearningLine, ...]:
        return tuple(line for line in self.lines if line.role == role)
