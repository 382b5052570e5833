"""What is wrong in a file, where, and what to write instead."""

from dataclasses import dataclass, field
from typing import NoReturn

from yaml.nodes import Node

from drieslag.kernel.format import Text


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `key` is the path in the file, such as `steps[3].minutes`; counting starts at one."""

    file: str
    line: int
    key: str
    message: Text

    def sentence(self, language: str) -> str:
        """Return `file:line: key: message`, the form that editors turn into a link."""
        return f"{self.file}:{self.line}: {self.key or '-'}: {self.message.get(language)}"


class Unreadable(Exception):
    """A part gives no value. What is wrong with it stands in the page's problems."""


@dataclass
class Page:
    """A file that is being read: its problems, and the line of each key."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def note(self, key: str, message: Text) -> None:
        """Add a problem at the line of `key`, or of the nearest key around it."""
        around = key
        while around not in self.lines and around:
            around = around.rpartition(".")[0]
        self.problems.append(Problem(self.file, self.lines.get(around, 1), key, message))


@dataclass(frozen=True)
class Place:
    """One node of the file, with its path."""

    page: Page
    node: Node
    key: str

    def __post_init__(self) -> None:
        self.page.lines.setdefault(self.key, self.node.start_mark.line + 1)

    def note(self, message: Text) -> None:
        """Add a problem here."""
        self.page.note(self.key, message)

    def refuse(self, message: Text) -> NoReturn:
        """Add a problem here and give up this part."""
        self.note(message)
        raise Unreadable
