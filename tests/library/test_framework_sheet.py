"""A framework from a workbook and back: what is read, what is wrong with its cell, and which keys stay."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from drieslag.kernel.framework import Framework, How, Way, changes
from drieslag.library import framework_sheet, frameworks
from tests.kernel.frameworks import SMALL, goal, line, step, theme, with_themes
from tests.kernel.frameworks import frameworks as any_framework
from tests.library.sheets import FRAME, GOALS, LINES, ROLES, THEMES, book, opened, read, told


def alike(one: Framework, other: Framework) -> bool:
    return replace(one, code=other.code, slug=other.slug, version=other.version, status=other.status) == other


def test_a_small_sheet_is_read() -> None:
    found = read(book())
    assert (found.code, found.version, found.name.nl, found.source) == ("", 1, "Klein kader", "Eigen praktijk")
    assert [(role.key, role.name.nl) for role in found.roles] == [
        ("begeleider", "Begeleider"),
        ("nachtdienst", "Nachtdienst"),
    ]
    assert [theme.key for theme in found.themes] == ["contact", "rust"]
    assert [(one.key, one.roles, one.after) for one in found.goals] == [
        ("ik_open_een_gesprek", ("begeleider", "nachtdienst"), ()),
        ("ik_blijf_in_contact", ("begeleider", "nachtdienst"), ("ik_open_een_gesprek",)),
        ("ik_breng_rust", ("nachtdienst",), ()),
    ]
    (line,) = found.lines
    assert (line.key, line.role) == ("begin", "begeleider")
    assert [(step.key, step.way, step.goals, step.after) for step in line.steps] == [
        ("kijk_mee", Way.TOGETHER, ("ik_open_een_gesprek",), ()),
        ("probeer_het", Way.DOING, ("ik_open_een_gesprek", "ik_blijf_in_contact"), ("kijk_mee",)),
    ]
    assert found.name.en == "Klein kader"


def test_english_names_roles_in_columns_and_a_second_language_do_as_well() -> None:
    def english(made: Workbook) -> None:
        titles = ["Framework", "Roles", "Themes", "Learning goals", "Learning lines"]
        for sheet, title in zip(made.worksheets, titles, strict=True):
            sheet.title = title
        made.create_sheet("My own notes").append(["=1+1", "whatever"])

    data = book(
        english,
        Kader=[["Name", "Small framework"], ["Name (Dutch)", "Klein kader"], ["Purpose", "To try"], ["Remark", "x"]],
        Rollen=[["My roles, made in May"], [], ["Name", "Rol (nl)"], ["Guide", "Begeleider"], ["Night", "Nacht"]],
        Themas=[["Theme", "Meaning", "Begin", "Grows", "Stands", "I help others"], ["Contact", *["I do this"] * 5]],
        Leerdoelen=[
            ["Theme", "Goal", "Guide", "night", "Notes", "Nacht"],
            ["contact", "I open", "x", "", "nice", ""],
            ["Contact", "I stay", True, 1, "", "-"],
        ],
        Leerlijnen=[["Line", "Role", "Activity", "Way", "Goals"], ["Begin", "night", "Watch", "20", "• I stay"[2:]]],
    )
    found = read(data)
    assert (found.name.nl, found.name.en) == ("Klein kader", "Small framework")
    assert (found.roles[0].name.nl, found.roles[0].name.en) == ("Begeleider", "Guide")
    assert [one.roles for one in found.goals] == [("guide",), ("guide", "night")]
    assert found.lines[0].steps[0].way is Way.TOGETHER
    assert found.source == ""


# Round trips


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_framework())
def test_whatever_is_written_is_read_the_same(framework: Framework) -> None:
    for language in ("nl", "en-gb"):
        assert alike(read(framework_sheet.write(framework, language)), framework)


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(any_framework())
def test_without_its_keys_it_is_read_the_same_beside_the_earlier_one(framework: Framework) -> None:
    made = opened(framework_sheet.write(framework, "nl"))
    assert alike(read(saved(without_keys(made)), framework), framework)
    assert changes(framework, read(saved(made), framework)) == ()


def without_keys(made: Workbook) -> Workbook:
    for sheet in made.worksheets[2:]:
        for cells in sheet.iter_cols():
            if cells[0].value in {"Sleutel", "Sleutel leerlijn"}:
                for cell in cells[1:]:
                    cell.value = None
    return made


def saved(made: Workbook) -> bytes:
    from io import BytesIO

    out = BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("code", list(frameworks.load_all()))
def test_each_example_survives_the_sheet_in_both_languages(code: str) -> None:
    framework = frameworks.get(code)
    for language in ("nl", "en"):
        assert alike(read(framework_sheet.write(framework, language)), framework)


def test_a_goal_is_written_with_its_theme_where_two_have_its_words() -> None:
    one, other = (theme(key, replace(goal(f"g_{key}"), text=goal("same").text)) for key in ("a", "b"))
    framework = with_themes(one, other)
    framework = replace(
        framework, lines=(line("l", "guide", step("s", Way.DOING, "g_b"), step("t", Way.DOING, "g_a")),)
    )
    data = framework_sheet.write(framework, "nl")
    assert opened(data)["Leerlijnen"]["H2"].value == "Thema b › Ik doe same"
    assert alike(read(data), framework)


def test_what_is_written_is_no_formula_and_says_what_it_said() -> None:
    risky = replace(SMALL, name=replace(SMALL.name, nl="=1+1"), source="@SOM(A1)")
    made = opened(framework_sheet.write(risky, "nl"))
    cell = made["Kader"]["B1"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert {one.data_type for sheet in made for row in sheet.iter_rows() for one in row if one.value} == {"s"}
    assert read(framework_sheet.write(risky, "nl")).name.nl == "=1+1"


def test_the_empty_one_explains_itself_and_its_examples_are_not_read() -> None:
    for language, titles in (
        ("nl", ["Uitleg", "Kader", "Rollen", "Thema's", "Leerdoelen", "Leerlijnen"]),
        ("en", ["Explanation", "Framework", "Roles", "Themes", "Learning goals", "Learning lines"]),
    ):
        made = opened(framework_sheet.write(None, language))
        assert made.sheetnames == titles
        assert [sheet.max_row for sheet in made.worksheets[2:]] == [2, 2, 2, 2]
    assert told(framework_sheet.write(None, "nl")) == [
        "Kader B1: Hier staat nog niets. Schrijf iets op.",
        "Kader B2: Hier staat nog niets. Schrijf iets op.",
        "Rollen A2: Dit blad is leeg. Schrijf minstens één rij.",
        "Thema's A2: Dit blad is leeg. Schrijf minstens één rij.",
    ]


# Keys


def test_a_key_stays_with_its_name_and_with_its_row() -> None:
    before = read(book())
    more = [*THEMES, ["Rust!", "Anders", "a", "b", "c", "d"]]
    again = read(book(Themas=[more[0], more[3], more[1], more[2]]), before)
    assert {theme.name.nl: theme.key for theme in again.themes} == {
        "Rust!": "rust_2",
        "Contact": "contact",
        "Rust": "rust",
    }

    renamed = opened(framework_sheet.write(before, "nl"))
    renamed["Thema's"]["A2"] = "In contact"
    for row in range(2, 4):
        renamed["Leerdoelen"].cell(row, 1).value = "In contact"
    found = read(saved(renamed), before)
    assert [(change.how, change.key) for change in changes(before, found)] == [(How.RENAMED, "contact")]


def test_a_key_that_was_once_in_use_is_not_given_to_something_else() -> None:
    before = replace(read(book()), code="X01", version=7, slug="klein")
    gone = read(
        book(Themas=[*THEMES[:2], ["RUST?", *THEMES[2][1:]]], Leerdoelen=[*GOALS[:3], ["RUST?", *GOALS[3][1:]]]), before
    )
    assert [theme.key for theme in gone.themes] == ["contact", "rust_2"]
    assert (gone.code, gone.version, gone.slug) == ("X01", 7, "klein")
    # The goal has the same words, so it is the same goal.
    assert gone.goal("ik_breng_rust").text.nl == "Ik breng rust"


def test_a_name_without_letters_and_a_long_one_get_a_key() -> None:
    names = ["7 dagen", "???", "!!!", "é" * 50, "een heel lange naam van een rol die maar doorgaat"]
    found = read(book(Rollen=[["Rol"], *[[name] for name in names]], Leerdoelen=GOALS[:1], Leerlijnen=[]))
    assert [role.key for role in found.roles] == [
        "k_7_dagen",
        "k",
        "k_2",
        "e" * 36,
        "een_heel_lange_naam_van_een_rol_die",
    ]


# What is wrong


def where(sentence: str) -> tuple[str, str]:
    """Return the place, and the first sentence of what is told."""
    place, _, message = sentence.partition(": ")
    return place, message.split(". ")[0].rstrip(".") + "."


def test_everything_that_is_wrong_is_told_at_once_with_its_cell() -> None:
    data = book(
        Rollen=[*ROLES, ["begeleider", "nog een keer"]],
        Themas=[*THEMES, ["Thuis", "", "a", "", "c", "d"]],
        Leerdoelen=[
            GOALS[0],
            ["Contact", "Ik open een gesprek", "Begeleider; Kok", "Ik blijf in contact"],
            ["Contact", "Ik blijf in contact", "Begeleider", "Ik open een gesprek"],
            ["Rusd", "Ik breng rust", "", "Ik open een gesprekje"],
            ["Contact", "Ik  OPEN een gesprek", "alle", ""],
        ],
        Leerlijnen=[
            LINES[0],
            ["Begin", "Begeleider", "eerst", "Kijk mee", "soms", "Ik breng rust", "of", ""],
            ["Begin", "Nachtdienst", 2, "Probeer", "doen", "Ik dans", "", "Kijk niet mee"],
            ["", "", 3, "Zomaar", "doen", "", "", ""],
        ],
    )
    assert [where(sentence) for sentence in told(data)] == [
        ("Rollen A4", "‘begeleider’ staat ook in A2."),
        ("Thema's B4", "Hier staat nog niets."),
        ("Thema's D4", "Hier staat nog niets."),
        ("Leerdoelen C2", "De rol ‘Kok’ staat niet op het blad Rollen."),
        (
            "Leerdoelen D2",
            "Dit wacht op zichzelf: ‘Ik open een gesprek’ na ‘Ik blijf in contact’ na ‘Ik open een gesprek’.",
        ),
        ("Leerdoelen A4", "Het thema ‘Rusd’ staat niet op het blad Thema's."),
        ("Leerdoelen C4", "Dit doel is van niemand."),
        ("Leerdoelen D4", "Het leerdoel ‘Ik open een gesprekje’ staat niet op het blad Leerdoelen."),
        ("Leerdoelen B5", "‘Ik  OPEN een gesprek’ staat ook in B2."),
        ("Leerlijnen C2", "Schrijf hier een heel getal, zoals 1 of 2."),
        ("Leerlijnen E2", "Schrijf hier doen, samen of formeel."),
        ("Leerlijnen F2", "‘Ik breng rust’ is geen doel van de rol Begeleider."),
        ("Leerlijnen G2", "Eén stap is geen keuze."),
        ("Leerlijnen B3", "Deze leerlijn is van ‘Begeleider’, zie B2."),
        ("Leerlijnen F3", "Het leerdoel ‘Ik dans’ staat niet op het blad Leerdoelen."),
        ("Leerlijnen H3", "De activiteit ‘Kijk niet mee’ staat niet in deze leerlijn."),
        ("Leerlijnen A4", "Schrijf hier bij welke leerlijn dit hoort."),
    ]
    assert "Bedoel je ‘Rust’?" in told(data)[5]
    assert told(data, "en")[0] == "Rollen A4: ‘begeleider’ stands in A2 as well. Name one of the two differently."
    assert len(told(data, "en")) == 17


def test_an_unknown_role_is_told_at_the_head_of_its_column() -> None:
    rows = [["Thema", "Leerdoel", "Begeleider", "Nachtdient"], ["Contact", "Ik open", "misschien", "x"]]
    assert told(book(Leerdoelen=rows, Leerlijnen=[])) == [
        "Leerdoelen D1: De rol ‘Nachtdient’ staat niet op het blad Rollen. Bedoel je ‘Nachtdienst’?",
        "Leerdoelen C2: Zet hier een x, of laat de cel leeg.",
    ]


def test_a_theme_that_is_not_there_is_spoken_of_as_dutch_does() -> None:
    rows = [["Thema", "Leerdoel", "Begeleider"], ["Zwemmen", "Ik open", "x"]]
    assert told(book(Leerdoelen=rows, Leerlijnen=[])) == [
        "Leerdoelen A2: Het thema ‘Zwemmen’ staat niet op het blad Thema's. Voeg het daar toe, of kies een ander."
    ]


def test_a_line_has_one_role_that_is_known() -> None:
    rows = [LINES[0], ["A", "", 1, "Kijk", "doen"], ["B", "Kok", 1, "Kijk", "doen"], ["B", "", 2, "Kijk", "doen"]]
    assert told(book(Leerlijnen=rows)) == [
        "Leerlijnen B2: Schrijf hier voor welke rol deze leerlijn is.",
        "Leerlijnen B3: De rol ‘Kok’ staat niet op het blad Rollen. Voeg hem daar toe, of kies een andere.",
        "Leerlijnen D4: ‘Kijk’ staat ook in D3. Geef één van de twee een andere naam.",
    ]


def test_steps_stand_in_the_order_of_their_numbers() -> None:
    rows = [
        LINES[0],
        *[["A", "Begeleider", order, name, "doen"] for order, name in ((3, "c"), ("", "d"), (1.0, "a"), ("2", "b"))],
    ]
    assert [step.text.nl for step in read(book(Leerlijnen=rows)).lines[0].steps] == ["a", "b", "c", "d"]


def test_a_missing_sheet_and_missing_columns_are_told_once() -> None:
    def without_roles(made: Workbook) -> None:
        made.remove(made["Rollen"])

    assert told(book(without_roles, Kader=FRAME[1:], Themas=[row[:5] for row in THEMES])) == [
        "Het blad ‘Rollen’ ontbreekt. Voeg het toe.",
        "Kader A1: De regel ‘Naam’ ontbreekt. Zet de naam in de eerste kolom.",
        "Thema's A1: De kolom ‘Ik help anderen’ ontbreekt. Zet de naam in de bovenste rij.",
    ]
    assert told(book(Leerdoelen=[row[:2] for row in GOALS], Leerlijnen=[])) == [
        "Leerdoelen A1: De kolom ‘Rollen’ ontbreekt. Zet de naam in de bovenste rij."
    ]
    assert told(book(Leerlijnen=[[*row[:4], *row[5:]] for row in LINES])) == [
        "Leerlijnen A1: De kolom ‘Manier’ ontbreekt. Zet de naam in de bovenste rij."
    ]
    assert told(book(Rollen=[["zomaar iets"]], Leerdoelen=[], Leerlijnen=[])) == [
        "Rollen A1: De kolom ‘Rol’ ontbreekt. Zet de naam in de bovenste rij.",
    ]


def test_a_column_a_row_or_a_sheet_stands_there_once() -> None:
    def twice(made: Workbook) -> None:
        made.create_sheet("Themes")

    data = book(twice, Kader=[*FRAME, ["name", "x"]], Rollen=[["Rol", "Naam"], ["Begeleider"], ["Nachtdienst"]])
    assert told(data) == [
        "Kader A4: Deze kolom staat ook in A1. Laat er één staan.",
        "Rollen B1: Deze kolom staat ook in A1. Laat er één staan.",
        "Themes: Dit blad is hetzelfde als ‘Thema's’. Laat er één staan.",
    ]


def test_a_key_is_written_once_and_well() -> None:
    rows = [["Rol", "Sleutel"], ["Begeleider", "guide"], ["Nachtdienst", "guide"], ["Kok", "De Kok"]]
    assert told(book(Rollen=rows)) == [
        "Rollen B3: De sleutel ‘guide’ staat ook in B2. Is deze rij nieuw, maak de sleutel dan leeg.",
        "Rollen B4: Schrijf een sleutel in kleine letters, cijfers en liggende streepjes.",
    ]


def test_words_of_two_themes_need_their_theme() -> None:
    goals = [*GOALS, ["Rust", "Ik open een gesprek", "alle", ""]]
    assert told(book(Leerdoelen=goals)) == [
        "Leerdoelen D3: ‘Ik open een gesprek’ staat bij meer thema's. Schrijf het thema ervoor: thema › leerdoel.",
        "Leerlijnen F2: ‘Ik open een gesprek’ staat bij meer thema's. Schrijf het thema ervoor: thema › leerdoel.",
        "Leerlijnen F3: ‘Ik open een gesprek’ staat bij meer thema's. Schrijf het thema ervoor: thema › leerdoel.",
    ]
    goals[2] = [*goals[2][:3], "contact › Ik open een gesprek"]
    lines = [LINES[0], [*LINES[1][:5], "Contact › Ik open een gesprek; Ik blijf in contact"]]
    found = read(book(Leerdoelen=goals, Leerlijnen=lines))
    assert found.lines[0].steps[0].goals == ("ik_open_een_gesprek", "ik_blijf_in_contact")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("=B1", "Hier staat een formule. Plak alleen de waarde."),
        ("#N/A", "Hier staat een foutmelding. Typ de tekst opnieuw."),
        ("a\nb", "Schrijf dit op één regel."),
        ("a" * 121, "Deze tekst is te lang. Schrijf hooguit 120 tekens."),
    ],
)
def test_a_name_is_text(value: Any, message: str) -> None:
    assert told(book(Kader=[["Naam", value], *FRAME[1:]])) == [f"Kader B1: {message}"]
