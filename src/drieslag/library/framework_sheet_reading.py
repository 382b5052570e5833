"""A framework out of the rows of its workbook, or everything that is wrong with them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
    alike,
    check,
)
from drieslag.library import framework_sheet_words as words
from drieslag.library.framework_sheet_columns import COLUMNS, EVERY_ROLE, NO, YES, Part, way_of
from drieslag.library.framework_sheet_names import Known, goal_called, index, keys_of, listed, tell_doubles
from drieslag.library.framework_sheet_opening import CellProblem, Kind, Sheet
from drieslag.library.framework_sheet_rows import Findings, Row, Table, tables

LAST_STEP = re.compile(r"(\.[^.\[]+|\[\d+\])$")
ROLES = next(column for column in COLUMNS[Part.GOALS] if column.field == "roles")
WHOLE = re.compile(r"\d{1,4}")
# Where a sheet is missing or empty that is told once, and not again at everything that refers to it.
NOBODY, LOST = "lost_and_found", Text("\u2026", "\u2026")


@dataclass
class Reading:
    """What was read so far, and at which cell each path of the framework stands."""

    parts: Mapping[Part, Table]
    findings: Findings
    earlier: Framework | None
    where: dict[str, tuple[str, str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)  # keys by name
    themes: dict[str, str] = field(default_factory=dict)
    goals: dict[str, dict[str, str]] = field(default_factory=dict)  # keys by name, then by the key of the theme

    def table(self, part: Part) -> Table:
        return self.parts.get(part, Table(""))

    def put(self, path: str, row: Row, **fields: str) -> None:
        """Remember where a part stands: `path.key` at the place of the field that is given for that key."""
        for key, name in fields.items():
            self.where.setdefault(path, (row.sheet, row.place(name)))
            self.where[f"{path}.{key}"] = (row.sheet, row.place(name))

    def cell(self, path: str) -> tuple[str, str]:
        """Return the sheet and the cell of a path, or of what is around it."""
        while path and path not in self.where:
            path = LAST_STEP.sub("", path) if LAST_STEP.search(path) else ""
        return self.where.get(path, ("", ""))


def read_framework(sheets: list[Sheet], earlier: Framework | None) -> Framework | list[CellProblem]:
    """Return the framework, or what is wrong in the order of the workbook."""
    findings = Findings()
    reading = Reading(tables(sheets, findings), findings, earlier)
    for part in Part:
        if part in reading.parts:
            reading.where[part.value] = (reading.table(part).title, "")
    framework = assemble(reading)
    told = findings.told_of()
    for path, message in check(framework):
        if reading.cell(path) not in told:
            findings.note(*reading.cell(path), message)
    order = [sheet.title for sheet in sheets]
    return sorted(findings.problems, key=lambda problem: in_order(problem, order)) or framework


def in_order(problem: CellProblem, order: list[str]) -> tuple[int, int, int, str]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", problem.cell)
    column, row = (found[1], int(found[2])) if found else ("", 0)
    return order.index(problem.sheet) if problem.sheet else -1, row, len(column), column


def assemble(reading: Reading) -> Framework:
    """Return the framework with whatever could be read: the checks that follow see as much as they can."""
    frames = reading.table(Part.FRAME).rows
    for frame in frames:
        for name in ("name", "purpose", "source"):
            reading.where[name] = (frame.sheet, frame.place(name))
    earlier = reading.earlier
    roles = read_roles(reading)
    return Framework(
        code=earlier.code if earlier else "",
        name=frames[0].text("name") if frames else NOTHING,
        version=earlier.version if earlier else 1,
        purpose=frames[0].text("purpose") if frames else NOTHING,
        source=frames[0].plain("source") if frames else "",
        roles=roles,
        themes=read_themes(reading),
        lines=read_lines(reading),
        slug=earlier.slug if earlier else "",
    )


def known_names(parts: Iterable[FunctionRole | DevelopmentTheme | LearningLine]) -> dict[str, str]:
    """Return the keys of an earlier version by their names."""
    return {alike(part.name.get(language)): part.key for part in parts for language in ("en", "nl")}


def read_roles(reading: Reading) -> tuple[FunctionRole, ...]:
    rows = reading.table(Part.ROLES).rows
    tell_doubles(rows, "name")
    before = reading.earlier.roles if reading.earlier else ()
    names = [row.plain("name") or row.text("name").nl for row in rows]
    keys = keys_of(rows, names, [known_names(before)] * len(rows), [role.key for role in before], field="key")
    reading.roles = index(rows, "name", keys)
    for at, row in enumerate(rows, start=1):
        reading.put(f"roles[{at}]", row, name="name", meaning="meaning", key="key")
    roles = [FunctionRole(key, row.text("name"), row.text("meaning")) for row, key in zip(rows, keys, strict=True)]
    return tuple(roles) if reading.roles else (*roles, FunctionRole(NOBODY, LOST))


def read_themes(reading: Reading) -> tuple[DevelopmentTheme, ...]:
    rows = reading.table(Part.THEMES).rows
    tell_doubles(rows, "name")
    before = reading.earlier.themes if reading.earlier else ()
    names = [row.plain("name") or row.text("name").nl for row in rows]
    keys = keys_of(rows, names, [known_names(before)] * len(rows), [theme.key for theme in before], field="key")
    reading.themes = index(rows, "name", keys)
    goals = read_goals(reading)
    for at, row in enumerate(rows, start=1):
        reading.put(f"themes[{at}]", row, name="name", meaning="meaning", key="key")
        for standing in Standing:
            reading.where[f"themes[{at}].levels.{standing.value}"] = (row.sheet, row.place(standing))
    themes = [
        DevelopmentTheme(key, row.text("name"), row.text("meaning"), levels_of(row), goals_of(reading, goals, key, at))
        for at, (row, key) in enumerate(zip(rows, keys, strict=True), start=1)
    ]
    return (*themes, *without_theme(reading, goals, len(themes) + 1))


def levels_of(row: Row) -> Mapping[Standing, Text]:
    return MappingProxyType({standing: row.text(standing) for standing in Standing})


@dataclass(frozen=True)
class GoalRow:
    """A goal with the row that it comes from; `theme` is the key, or empty when there is no such theme."""

    row: Row
    theme: str
    goal: LearningGoal


def goals_of(reading: Reading, goals: list[GoalRow], theme: str, at: int) -> tuple[LearningGoal, ...]:
    here = [one for one in goals if one.theme == theme]
    for number, one in enumerate(here, start=1):
        path = f"themes[{at}].goals[{number}]"
        reading.put(path, one.row, text="text", roles="roles", after="after", key="key")
    return tuple(one.goal for one in here)


def without_theme(reading: Reading, goals: list[GoalRow], at: int) -> tuple[DevelopmentTheme, ...]:
    """Return a theme that is none, for goals of a theme that is not there: so what else is wrong with them is told. The
    workbook is not taken over anyway.
    """
    lost = goals_of(reading, goals, "", at)
    levels = MappingProxyType(dict.fromkeys(Standing, LOST))
    return (DevelopmentTheme(NOBODY, LOST, LOST, levels, lost),) if lost or at == 1 else ()


def read_goals(reading: Reading) -> list[GoalRow]:
    rows = reading.table(Part.GOALS).rows
    themes = [theme_of(reading, row) for row in rows]
    for theme in dict.fromkeys(themes):
        tell_doubles([row for row, of in zip(rows, themes, strict=True) if of == theme and of], "text")
    keys = goal_keys(reading, rows, themes)
    for row, theme, key in zip(rows, themes, keys, strict=True):
        for name in (row.plain("text"), row.text("text").nl, row.text("text").en):
            reading.goals.setdefault(alike(name), {}).setdefault(theme, key)
    reading.goals.pop("", None)
    check_role_columns(reading)
    return [
        GoalRow(row, theme, LearningGoal(key, row.text("text"), roles_of(reading, row), called(reading, row, "after")))
        for row, theme, key in zip(rows, themes, keys, strict=True)
    ]


def theme_of(reading: Reading, row: Row) -> str:
    name = row.plain("theme")
    if not name:
        row.note("theme", words.NEEDS_THEME)
    elif alike(name) not in reading.themes and reading.themes:
        row.note("theme", words.unknown_theme(name, near(reading, name, Part.THEMES)))
    return reading.themes.get(alike(name), "")


def near(reading: Reading, name: str, part: Part) -> str:
    """Return a name on that sheet that looks like this one."""
    column = "text" if part is Part.GOALS else "name"
    return reading.findings.near(name, [known for row in reading.table(part).rows if (known := row.plain(column))])


def goal_keys(reading: Reading, rows: list[Row], themes: list[str]) -> list[str]:
    """A goal is the same as one of its theme with the same words, or else as one with these words in another theme."""
    before = reading.earlier.themes if reading.earlier else ()
    anywhere = {
        alike(goal.text.get(language)): goal.key
        for theme in before
        for goal in theme.goals
        for language in ("en", "nl")
    }
    within = {
        theme.key: {alike(goal.text.get(language)): goal.key for goal in theme.goals for language in ("en", "nl")}
        for theme in before
    }
    known: list[Known] = [anywhere | within.get(theme, {}) for theme in themes]
    names = [row.plain("text") or row.text("text").nl for row in rows]
    taken = [goal.key for theme in before for goal in theme.goals]
    return keys_of(rows, names, known, taken, field="key")


def check_role_columns(reading: Reading) -> None:
    """Note the headers that are no role; and when there is no place at all for roles, that."""
    table = reading.table(Part.GOALS)
    for name, header in table.headers.items():
        if name not in reading.roles and reading.roles:
            message = words.unknown_role(header.text, near(reading, header.text, Part.ROLES))
            reading.findings.note(table.title, header.address, message)
    if table.rows and without_roles(table):
        reading.findings.note(table.title, table.top, words.no_column(ROLES.name))


def without_roles(table: Table) -> bool:
    return not table.headers and "roles" not in table.fields


def roles_of(reading: Reading, row: Row) -> tuple[str, ...]:
    """Return the roles of a goal: a list in one cell, and a mark under the name of each."""
    if not reading.roles or without_roles(reading.table(Part.GOALS)):
        return tuple(reading.roles.values()) or (NOBODY,)
    found: list[str] = []
    for name in listed(row, "roles", ";,", lambda one: alike(one) in reading.roles):
        if alike(name) in EVERY_ROLE and alike(name) not in reading.roles:
            found += list(reading.roles.values())
        elif alike(name) in reading.roles:
            found.append(reading.roles[alike(name)])
        else:
            row.note("roles", words.unknown_role(name, near(reading, name, Part.ROLES)))
    for name, cell in row.marks.items():
        mark = "" if cell.kind in {Kind.FORMULA, Kind.DATE, Kind.ERROR} else alike(cell.text)
        if cell.kind is Kind.FORMULA or mark not in YES | NO:
            reading.findings.note(row.sheet, cell.address, words.NEEDS_MARK)
        elif mark in YES and name in reading.roles:
            found.append(reading.roles[name])
    order = list(reading.roles.values())
    return tuple(sorted(set(found), key=order.index))


def called(reading: Reading, row: Row, name: str) -> tuple[str, ...]:
    """Return the keys of the goals that a cell names, one a line or with ; between them."""
    found: list[str] = []
    for one in listed(row, name, ";", lambda line: bool(goal_called(line, reading.goals, reading.themes))):
        keys = goal_called(one, reading.goals, reading.themes)
        if len(keys) > 1:
            row.note(name, words.several(one))
        elif not keys and reading.goals:
            row.note(name, words.unknown_goal(one, near(reading, one, Part.GOALS)))
        found += keys
    return tuple(dict.fromkeys(found))


def read_lines(reading: Reading) -> tuple[LearningLine, ...]:
    grouped: dict[str, list[Row]] = {}
    for row in reading.table(Part.LINES).rows:
        name = alike(row.plain("line"))
        if name:
            grouped.setdefault(name, []).append(row)
        else:
            row.note("line", words.NEEDS_LINE)
    groups = [sorted_steps(rows) for rows in grouped.values()]
    heads = [next((row for row in rows if row.plain("line_key")), rows[0]) for rows in groups]
    before = reading.earlier.lines if reading.earlier else ()
    names = [row.plain("line") for row in heads]
    known = [known_names(before)] * len(heads)
    keys = keys_of(heads, names, known, [line.key for line in before], field="line_key")
    return tuple(
        read_line(reading, rows, key, at) for at, (rows, key) in enumerate(zip(groups, keys, strict=True), start=1)
    )


def sorted_steps(rows: list[Row]) -> list[Row]:
    """Return the rows of a line by the number that they have; one without stays behind the one above it."""
    numbers, last = [], 0
    for row in rows:
        written = row.plain("order")
        if WHOLE.fullmatch(written):
            last = int(written)
        elif written:
            row.note("order", words.NEEDS_NUMBER)
        numbers.append(last)
    return [row for _, row in sorted(zip(numbers, rows, strict=True), key=lambda pair: pair[0])]


def read_line(reading: Reading, rows: list[Row], key: str, at: int) -> LearningLine:
    tell_doubles(rows, "text")
    earlier = {line.key: line for line in (reading.earlier.lines if reading.earlier else ())}.get(key)
    before = earlier.steps if earlier else ()
    known: Known = {alike(step.text.get(language)): step.key for step in before for language in ("en", "nl")}
    names = [row.plain("text") or row.text("text").nl for row in rows]
    keys = keys_of(rows, names, [known] * len(rows), [step.key for step in before], field="key")
    named = index(rows, "text", keys)
    reading.put(f"lines[{at}]", rows[0], name="line", role="role", key="line_key", steps="text")
    steps = []
    for number, (row, step) in enumerate(zip(rows, keys, strict=True), start=1):
        path = f"lines[{at}].steps[{number}]"
        reading.put(path, row, text="text", goals="goals", choice="choice", after="after", key="key")
        reading.put(path, row, format="format", link="link")
        steps.append(read_step(reading, row, step, named))
    return LearningLine(key, rows[0].text("line"), role_of(reading, rows, at), tuple(steps))


def role_of(reading: Reading, rows: list[Row], at: int) -> str:
    """Return the role of a line. It may stand in one of its rows, or in all."""
    written = [row for row in rows if row.plain("role")]
    if not written:
        rows[0].note("role", words.NEEDS_LINE_ROLE)
        return ""
    first = written[0].plain("role")
    reading.where[f"lines[{at}].role"] = (written[0].sheet, written[0].place("role"))
    for row in written[1:]:
        if alike(row.plain("role")) != alike(first):
            row.note("role", words.other_role(first, written[0].place("role")))
    if alike(first) not in reading.roles and reading.roles:
        written[0].note("role", words.unknown_role(first, near(reading, first, Part.ROLES)))
    return reading.roles.get(alike(first), NOBODY if not reading.roles else "")


def read_step(reading: Reading, row: Row, key: str, named: Mapping[str, str]) -> LineStep:
    way = way_of(row.plain("way"))
    if way is None:
        row.note("way", words.NEEDS_WAY)
    return LineStep(
        key=key,
        text=row.text("text"),
        way=way or Way.DOING,
        goals=called(reading, row, "goals"),
        choice=row.plain("choice"),
        format=row.plain("format"),
        link=row.plain("link"),
        after=after_steps(row, named),
    )


def after_steps(row: Row, named: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for name in listed(row, "after", ";", lambda one: alike(one) in named):
        if alike(name) in named:
            found.append(named[alike(name)])
        else:
            row.note("after", words.unknown_step(name, row.findings.near(name, named)))
    return tuple(dict.fromkeys(found))
