"""A framework as a workbook, or an empty one to begin with. What stands in a cell is text and never a formula."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from drieslag.kernel.format import Text
from drieslag.kernel.framework import NOTHING, Framework, LearningLine, Standing, alike
from drieslag.library import framework_sheet_words as words
from drieslag.library.framework_sheet_columns import (
    COLUMNS,
    EXPLANATION,
    NOTES,
    TITLES,
    WAYS,
    WITHIN,
    Column,
    Part,
    header_of,
)

UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
RISKY = ("=", "+", "-", "@", "\t", "\r")
OTHER = {"nl": Text("Engels", "English"), "en": Text("Nederlands", "Dutch")}

type Value = str | Text
type Line = dict[str, Value]


def render(framework: Framework | None, language: str) -> bytes:
    """Return the workbook in `language`: filled, or empty with an example in each sheet."""
    from openpyxl import Workbook

    main = "en" if language.startswith("en") else "nl"
    rows = Filled(framework).parts() if framework else EXAMPLES
    book = Workbook()
    book.remove(book.worksheets[0])
    explain(book.create_sheet(EXPLANATION.get(main)), main)
    for part in Part:
        sheet = book.create_sheet(TITLES[part].get(main))
        if part is Part.FRAME:
            write_frame(sheet, rows[part][0], main, example=framework is None)
        else:
            roles = () if framework is None or part is not Part.GOALS else Filled(framework).columns(main)
            write_table(sheet, part, rows[part], main, roles)
    book.active = 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


class Filled:
    """The rows of a framework, by the fields of their columns."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self.role_names = {role.key: role.name for role in framework.roles}
        self.goal_names = {goal.key: goal.text for goal in framework.goals}
        self.said = Counter(one for goal in framework.goals for one in {alike(goal.text.nl), alike(goal.text.en)})

    def parts(self) -> Mapping[Part, list[Line]]:
        framework = self.framework
        frame: Line = {"name": framework.name, "purpose": framework.purpose, "source": framework.source}
        return {
            Part.FRAME: [frame],
            Part.ROLES: [{"name": role.name, "meaning": role.meaning, "key": role.key} for role in framework.roles],
            Part.THEMES: list(self.themes()),
            Part.GOALS: list(self.goals()),
            Part.LINES: [row for line in framework.lines for row in self.steps(line)],
        }

    def themes(self) -> Iterator[Line]:
        for theme in self.framework.themes:
            levels = {standing.value: theme.levels.get(standing, NOTHING) for standing in Standing}
            yield {"name": theme.name, "meaning": theme.meaning, "key": theme.key, **levels}

    def columns(self, language: str) -> tuple[str, ...]:
        """Return the headers of a column for each role; none when one of them would be taken for something else."""
        names = tuple(name.get(language) for name in self.role_names.values())
        taken = any(header_of(Part.GOALS, name) or alike(name) in NOTES for name in names)
        return () if taken else names

    def goals(self) -> Iterator[Line]:
        for theme in self.framework.themes:
            for goal in theme.goals:
                roles = [self.role_names[key] for key in goal.roles]
                row: Line = {"theme": theme.name, "text": goal.text, "roles": joined(roles), "key": goal.key}
                row |= {f"role {name.get(at)}": "x" for name in roles for at in ("nl", "en")}
                row["after"] = joined([self.called(key) for key in goal.after])
                yield row

    def steps(self, line: LearningLine) -> Iterator[Line]:
        names = {step.key: step.text for step in line.steps}
        for at, step in enumerate(line.steps, start=1):
            yield {
                "line": line.name,
                "role": self.role_names[line.role],
                "order": str(at),
                "text": step.text,
                "way": WAYS[step.way],
                "goals": joined([self.called(key) for key in step.goals]),
                "choice": step.choice,
                "after": joined([names[key] for key in step.after]),
                "format": step.format,
                "link": step.link,
                "key": step.key,
                "line_key": line.key,
            }

    def called(self, key: str) -> Text:
        """Return how a goal is referred to: its words, after its theme where two themes have a goal of these words."""
        text = self.goal_names[key]
        if max(self.said[one] for one in {alike(text.nl), alike(text.en)}) == 1:
            return text
        theme = self.framework.theme_of(key).name
        return Text(f"{theme.nl}{WITHIN}{text.nl}", f"{theme.en}{WITHIN}{text.en}")


def joined(texts: list[Text]) -> Text:
    """Return names one a line, in both languages."""
    return Text("\n".join(text.nl for text in texts), "\n".join(text.en for text in texts))


def write_frame(sheet: Any, row: Line, main: str, *, example: bool) -> None:
    for column in COLUMNS[Part.FRAME]:
        value = row[column.field]
        beside = [] if example else [said(value, main)]
        put(sheet, [column.name.get(main), *beside, *(["", said(value, main)] if example else [])])
        second = other(value, main)
        if second and not example:
            put(sheet, [f"{column.name.get(main)} ({OTHER[main].get(main).lower()})", second])
    head(sheet, rows=False)
    widths(sheet, [24, 70, 60])


def write_table(sheet: Any, part: Part, rows: list[Line], main: str, roles: tuple[str, ...]) -> None:
    columns = [column for column in COLUMNS[part] if not (roles and column.field == "roles")]
    headers: list[tuple[str, str, Column, bool]] = []
    for column in columns:
        headers.append((column.name.get(main), column.field, column, False))
        if column.text and any(other(row.get(column.field, ""), main) for row in rows):
            name = f"{column.name.get(main)} ({OTHER[main].get(main).lower()})"
            headers.append((name, column.field, column, True))
        if column.field == "text" and roles:
            headers += [(name, f"role {name}", Column("", NOTHING, width=12), False) for name in roles]
    put(sheet, [name for name, *_ in headers])
    for row in rows:
        cells = [(row.get(name, ""), second) for _, name, _, second in headers]
        put(sheet, [other(value, main) if second else said(value, main) for value, second in cells])
    head(sheet, rows=True)
    widths(sheet, [column.width for _, _, column, _ in headers])


def said(value: Value, language: str) -> str:
    return value.get(language) if isinstance(value, Text) else value


def other(value: Value, main: str) -> str:
    """Return the text in the second language, where it is not the same."""
    second = value.get("nl" if main == "en" else "en") if isinstance(value, Text) else ""
    return "" if second == said(value, main) else second


def put(sheet: Any, values: list[str]) -> None:
    """Write a row of texts. Sheets take what begins with one of a few signs for a formula, unless told not to."""
    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value is not None else 1
    for column, value in enumerate(values, start=1):
        plain = UNWRITABLE.sub("", value)
        if not plain:
            continue
        cell = sheet.cell(number, column)
        cell.value = plain
        cell.data_type = "s"
        cell.quotePrefix = plain.startswith(RISKY)


def head(sheet: Any, *, rows: bool) -> None:
    """Make names of columns or rows stand out, and long text wrap."""
    from openpyxl.styles import Alignment, Font

    for cells in sheet.iter_rows():
        for cell in cells:
            if cell.value is not None:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1] if rows else sheet["A"]:
        cell.font = Font(bold=True)
    if rows:
        sheet.freeze_panes = "A2"


def widths(sheet: Any, sizes: list[int]) -> None:
    from openpyxl.utils import get_column_letter

    for at, size in enumerate(sizes, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = size


def explain(sheet: Any, main: str) -> None:
    for line in words.EXPLAINED:
        put(sheet, [line.get(main)])
    head(sheet, rows=True)
    sheet.freeze_panes = None
    widths(sheet, [110])


EXAMPLES: Mapping[Part, list[Line]] = {
    Part.FRAME: [
        {
            "name": Text("Voorbeeld: Kader van team Noord", "Example: Framework of team North"),
            "purpose": Text(
                "Voorbeeld: Samen kiezen waarin we voor bewoners willen groeien",
                "Example: To choose together what we want to grow in for residents",
            ),
            "source": Text("Voorbeeld: Teamdag van maart", "Example: Team day of March"),
        }
    ],
    Part.ROLES: [
        {
            "name": Text("Voorbeeld: Begeleider", "Example: Guide"),
            "meaning": Text("Loopt dagelijks op met bewoners.", "Walks along with residents day by day."),
        }
    ],
    Part.THEMES: [
        {
            "name": Text("Voorbeeld: Contact maken", "Example: Making contact"),
            "meaning": Text("Er zijn voordat je iets wilt bereiken.", "Being there before you want to reach anything."),
            "begin": Text("Ik stel me voor en ik luister.", "I introduce myself and I listen."),
            "grows": Text("Ik zoek iemand op zonder iets te willen.", "I visit someone without wanting anything."),
            "stands": Text("Ik blijf komen als iemand me afwijst.", "I keep coming when someone rejects me."),
            "helps": Text(
                "Ik laat collega's meekijken en vertel wat ik doe.", "I let colleagues watch, and tell what I do."
            ),
        }
    ],
    Part.GOALS: [
        {
            "theme": Text("Voorbeeld: Contact maken", "Example: Making contact"),
            "text": Text("Ik begin een gesprek zonder formulier.", "I begin a conversation without a form."),
            "roles": Text("Begeleider", "Guide"),
        }
    ],
    Part.LINES: [
        {
            "line": Text("Voorbeeld: Leerlijn begeleider", "Example: Line of the guide"),
            "role": Text("Begeleider", "Guide"),
            "order": "1",
            "text": Text("Kijk een dienst mee met een collega.", "Watch a shift of a colleague."),
            "way": WAYS[next(way for way in WAYS if way == "together")],
            "goals": Text("Ik begin een gesprek zonder formulier.", "I begin a conversation without a form."),
            "format": "W05",
        }
    ],
}
