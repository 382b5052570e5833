"""What the sheets and columns of a framework's workbook are called, in both languages."""

import re
from dataclasses import dataclass
from enum import StrEnum

from drieslag.kernel.format import Text
from drieslag.kernel.framework import Standing, Way, alike


class Part(StrEnum):
    """The sheets."""

    FRAME = "frame"
    ROLES = "roles"
    THEMES = "themes"
    GOALS = "goals"
    LINES = "lines"


TITLES: dict[Part, Text] = {
    Part.FRAME: Text("Kader", "Framework"),
    Part.ROLES: Text("Rollen", "Roles"),
    Part.THEMES: Text("Thema's", "Themes"),
    Part.GOALS: Text("Leerdoelen", "Learning goals"),
    Part.LINES: Text("Leerlijnen", "Learning lines"),
}
OTHER_TITLES = {
    "rol": Part.ROLES, "thema": Part.THEMES, "doelen": Part.GOALS, "goals": Part.GOALS, "lijnen": Part.LINES,
    "lines": Part.LINES,
}  # fmt: skip
EXPLANATION = Text("Uitleg", "Explanation")


@dataclass(frozen=True)
class Column:
    """A column, or a row of the first sheet. Texts may have a second column in the other language."""

    field: str
    name: Text
    also: tuple[str, ...] = ()
    needed: bool = False
    text: bool = False
    width: int = 30


KEY = Column("key", Text("Sleutel", "Key"), width=14)
COLUMNS: dict[Part, tuple[Column, ...]] = {
    Part.FRAME: (
        Column("name", Text("Naam", "Name"), needed=True, text=True),
        Column("purpose", Text("Doel", "Purpose"), ("waarvoor",), needed=True, text=True),
        Column("source", Text("Bron", "Source"), ("bronnen", "sources")),
    ),
    Part.ROLES: (
        Column("name", Text("Rol", "Role"), ("naam", "name"), needed=True, text=True),
        Column("meaning", Text("Betekenis", "Meaning"), ("uitleg", "omschrijving"), text=True, width=60),
        KEY,
    ),
    Part.THEMES: (
        Column("name", Text("Thema", "Theme"), ("naam", "name"), needed=True, text=True),
        Column("meaning", Text("Betekenis", "Meaning"), ("uitleg", "omschrijving"), needed=True, text=True, width=40),
        Column(Standing.BEGIN, Text("Begin", "Begin"), ("begint",), needed=True, text=True, width=40),
        Column(Standing.GROWS, Text("Groeit", "Grows"), needed=True, text=True, width=40),
        Column(Standing.STANDS, Text("Staat", "Stands"), needed=True, text=True, width=40),
        Column(Standing.HELPS, Text("Ik help anderen", "I help others"), ("helpt",), needed=True, text=True, width=40),
        KEY,
    ),
    Part.GOALS: (
        Column("theme", Text("Thema", "Theme"), needed=True),
        Column("text", Text("Leerdoel", "Learning goal"), ("doel", "goal"), needed=True, text=True, width=50),
        Column("roles", Text("Rollen", "Roles"), ("rol", "role", "voor wie")),
        Column("after", Text("Na", "After"), ("komt na",)),
        KEY,
    ),
    Part.LINES: (
        Column("line", Text("Leerlijn", "Learning line"), ("lijn", "line"), needed=True, text=True),
        Column("role", Text("Rol", "Role"), needed=True, width=20),
        Column("order", Text("Volgorde", "Order"), width=10),
        Column("text", Text("Activiteit", "Activity"), ("stap", "step"), needed=True, text=True, width=50),
        Column("way", Text("Manier", "Way"), ("hoe", "how"), needed=True, width=12),
        Column("goals", Text("Leerdoelen", "Learning goals"), ("doelen", "goals", "leerdoel"), width=50),
        Column("choice", Text("Keuze", "Choice"), width=14),
        Column("after", Text("Na", "After"), ("komt na",)),
        Column("format", Text("Werkvorm", "Working format"), ("format",), width=12),
        Column("link", Text("Link", "Link")),
        KEY,
        Column("line_key", Text("Sleutel leerlijn", "Key of the line"), width=14),
    ),
}  # fmt: skip
WAYS: dict[Way, Text] = {
    Way.DOING: Text("doen", "doing"),
    Way.TOGETHER: Text("samen", "together"),
    Way.FORMAL: Text("formeel", "formal"),
}
OTHER_WAYS = {
    "zelf doen": Way.DOING, "door te doen": Way.DOING, "70": Way.DOING, "met anderen": Way.TOGETHER,
    "with others": Way.TOGETHER, "20": Way.TOGETHER, "10": Way.FORMAL,
}  # fmt: skip
NOTES = frozenset({"opmerking", "opmerkingen", "toelichting", "notities", "note", "notes", "remark", "remarks"})
YES = frozenset({"x", "ja", "yes", "1", "true", "waar", "v", "✓", "✔"})
NO = frozenset({"", "-", "nee", "no", "0", "false", "onwaar"})
EVERY_ROLE = frozenset({"alle", "allemaal", "alle rollen", "iedereen", "all", "all roles", "everyone"})
EXAMPLE = ("voorbeeld:", "example:")
WITHIN = " › "
SUFFIX = re.compile(r"^(.*?)\s*\((engels|english|en|nederlands|dutch|nl)\)$")
ENGLISH = frozenset({"engels", "english", "en"})


def part_of(title: str) -> Part | None:
    """Return which sheet this is, by its title in either language."""
    plain = alike(re.sub(r"['’‘`]", "", title))
    known = {alike(re.sub("'", "", name.get(at))): part for part, name in TITLES.items() for at in ("nl", "en")}
    return known.get(plain) or OTHER_TITLES.get(plain)


def header_of(part: Part, text: str) -> tuple[Column, str] | None:
    """Return the column with this header, and for a second language which one: `nl`, `en`, or nothing."""
    plain, language = alike(text), ""
    second = SUFFIX.match(plain)
    if second:
        plain, language = second[1], "en" if second[2] in ENGLISH else "nl"
    for column in COLUMNS[part]:
        if plain in {alike(column.name.nl), alike(column.name.en), *column.also} and (column.text or not language):
            return column, language
    return None


def way_of(text: str) -> Way | None:
    known = {name.get(language): way for way, name in WAYS.items() for language in ("nl", "en")}
    return known.get(alike(text)) or OTHER_WAYS.get(alike(text))
