"""Workbooks that are none, that harm, or that a spreadsheet changed behind the writer's back."""

import random
from datetime import UTC, datetime
from io import BytesIO
from time import process_time
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from drieslag.kernel.framework import Framework
from drieslag.library import framework_sheet
from drieslag.library.framework_sheet_opening import LAST_ROW, MOST_BYTES, MOST_CELLS, MOST_ROWS
from tests.library.sheets import FRAME, GOALS, ROLES, THEMES, book, read, repacked, told

SHEET1 = "xl/worksheets/sheet1.xml"
NOT_OURS = "‘kader.xlsx’ kunnen we niet lezen als werkblad. Bewaar het als .xlsx."
UNSAFE = "In dit bestand staat iets dat we niet openen. Kopieer je tekst naar een nieuw, leeg werkblad."
UNPACKED = "Dit bestand is uitgepakt veel te groot. Kopieer alleen je tekst naar een nieuw, leeg werkblad."


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", NOT_OURS),
        (b"naam;doel\n", NOT_OURS),
        (b"PK\x03\x04 and then nothing", NOT_OURS),
        (zipped(hello=b"world"), NOT_OURS),
        (book()[:-200], NOT_OURS),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old",
            "Dit is een oud bestand, of er zit een wachtwoord op. Bewaar het als .xlsx, zonder wachtwoord.",
        ),
        (b"PK" + bytes(MOST_BYTES), "Dit bestand is te groot. Hooguit 2 MB."),
    ],
)
def test_what_is_no_workbook_says_so(data: bytes, message: str) -> None:
    assert told(data) == [message]


def test_a_problem_of_the_whole_file_has_no_cell() -> None:
    (problem,) = framework_sheet.read(b"x", file="a.csv") or []  # type: ignore[misc]
    assert (problem.sheet, problem.cell) == ("", "")
    assert problem.sentence("en") == "‘a.csv’ cannot be read as a sheet. Save it as .xlsx."


# What harms


def test_a_bomb_is_not_unpacked() -> None:
    started = process_time()
    assert told(repacked(book(), lambda name, old: old, **{"xl/more.xml": b"<a/>" * 5_000_000})) == [UNPACKED]
    assert told(zipped(**{f"{at}.xml": b"x" for at in range(400)})) == [UNPACKED]
    cells = b"<worksheet><sheetData><row r='1'>" + b"<c/>" * (MOST_CELLS + 1) + b"</row></sheetData></worksheet>"
    assert told(repacked(book(), lambda name, old: cells if name == SHEET1 else old)) == [UNPACKED]
    assert process_time() - started < 5


@pytest.mark.parametrize(
    "opening",
    [
        b'<!DOCTYPE a [<!ENTITY x "boom">]>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/never">',
        b'<!doctype a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_are_refused_before_anything_is_parsed(opening: bytes) -> None:
    def change(name: str, old: bytes) -> bytes:
        return opening + old.replace(b"Naam", b"&x;") if name == SHEET1 else old

    assert told(repacked(book(), change)) == [UNSAFE]


def test_another_encoding_hides_nothing() -> None:
    wide = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>'.encode("utf-16")
    assert told(repacked(book(), lambda name, old: wide if name == SHEET1 else old)) == [UNSAFE]
    named = b'<?xml version="1.0" encoding="cp037"?><a/>'
    assert told(repacked(book(), lambda name, old: named if name == SHEET1 else old)) == [UNSAFE]


def test_pictures_and_macros_are_left_behind() -> None:
    entities = b'<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>'
    data = repacked(book(), lambda name, old: old, **{"xl/vbaProject.bin": entities, "xl/media/a.png": b"\0" * 100})
    assert read(data) == read(book())


def test_a_sheet_that_claims_to_be_endless_is_cut_off() -> None:
    def far(name: str, old: bytes) -> bytes:
        row = b'<row r="999999999"><c r="XFD999999999" t="inlineStr"><is><t>ver weg</t></is></c></row></sheetData>'
        return old.replace(b"</sheetData>", row) if name == SHEET1 else old

    started = process_time()
    assert told(repacked(book(), far)) == [f"Kader: Dit blad heeft te veel rijen. We lezen er hooguit {LAST_ROW}."]
    assert process_time() - started < 5


def test_a_long_text_in_many_cells_is_not_repeated() -> None:
    def merge(made: Workbook) -> None:
        made["Rollen"]["B2"] = "a" * 32_000
        made["Rollen"].merge_cells("B2:B900")

    started = process_time()
    assert told(book(merge, Rollen=[ROLES[0], *[[f"Rol {at}"] for at in range(900)]])) == [UNPACKED]
    assert process_time() - started < 5


def test_a_cell_with_very_many_names_is_told() -> None:
    goals = [
        GOALS[0],
        ["Contact", "Ik open een gesprek", "; ".join(f"Rol {at}" for at in range(5_000)), ""],
        *GOALS[2:],
    ]
    started = process_time()
    found = told(book(Leerdoelen=goals))
    assert found[0] == "Leerdoelen C2: In deze cel staan te veel namen. Schrijf er hooguit 50."
    assert len(found) < 60
    assert process_time() - started < 3


def test_a_block_merged_over_the_whole_sheet_costs_nothing() -> None:
    def merged(name: str, old: bytes) -> bytes:
        block = b'</sheetData><mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>'
        return old.replace(b"</sheetData>", block) if name == SHEET1 else old

    assert read(repacked(book(), merged)) == read(book())


def test_any_damage_is_a_sentence() -> None:
    """Bytes changed at random, in the file and in its parts, never end in anything but an answer."""
    dice = random.Random(5)
    good = book()
    for _ in range(60):
        broken = bytearray(good)
        for _ in range(dice.randint(1, 4)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        assert isinstance(framework_sheet.read(bytes(broken), file="kader.xlsx"), (list, Framework))
    for _ in range(60):
        inside = repacked(good, lambda name, old: spoiled(old, dice) if dice.random() < 0.3 else old)
        assert isinstance(framework_sheet.read(inside, file="kader.xlsx"), (list, Framework))


def spoiled(old: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(old))
    return old[:at] + bytes(dice.randrange(32, 127) for _ in range(3)) + old[at + dice.randrange(4) :]


# What a spreadsheet does


def test_numbers_are_text_and_dates_are_not() -> None:
    data = book(
        Kader=[["Naam", 2026], ["Doel", datetime(2026, 5, 3, tzinfo=UTC).replace(tzinfo=None)], FRAME[2]],
        Rollen=[*ROLES, [3.0, True]],
    )
    assert told(data) == ["Kader B2: Hier is een datum van gemaakt. Maak de cel ‘tekst’ en typ het opnieuw."]
    found = read(book(Kader=[["Naam", 2026], ["", "los"], *FRAME[1:], ["Los", "x"]], Rollen=[*ROLES, [3.0, "x"]]))
    assert (found.name.nl, found.roles[2].name.nl) == ("2026", "3")


def test_a_formula_and_an_error_are_told_wherever_text_is_asked() -> None:
    goals = [GOALS[0], ["Contact", '=A1&"!"', "alle", ""], *GOALS[1:]]
    assert told(book(Leerdoelen=goals, Rollen=[*ROLES, ["Kok", "#REF!"]])) == [
        "Rollen B4: Hier staat een foutmelding. Typ de tekst opnieuw.",
        "Leerdoelen B2: Hier staat een formule. Plak alleen de waarde.",
    ]
    marks = [["Thema", "Leerdoel", "Begeleider"], ["Contact", "Ik open een gesprek", "=1"]]
    assert told(book(Leerdoelen=marks, Leerlijnen=[])) == ["Leerdoelen C2: Zet hier een x, of laat de cel leeg."]


def test_cells_merged_downwards_hold_for_each_row() -> None:
    def merge(made: Workbook) -> None:
        made["Leerdoelen"].merge_cells("A2:A3")

    goals = [GOALS[0], GOALS[1], ["", *GOALS[2][1:]], GOALS[3]]
    assert read(book(merge, Leerdoelen=goals)) == read(book())
    assert told(book(Leerdoelen=goals))[0] == "Leerdoelen A3: Schrijf hier bij welk thema dit hoort."


def test_merged_cells_with_nothing_in_them_are_empty() -> None:
    def merge(made: Workbook) -> None:
        made["Leerdoelen"].merge_cells("E2:E4")

    assert read(book(merge)) == read(book())


def test_a_whole_number_with_decimals_is_a_whole_number() -> None:
    def decimals(name: str, old: bytes) -> bytes:
        return old.replace(b"<v>1</v>", b"<v>1.0</v>").replace(b"<v>2</v>", b"<v>2.5</v>") if "sheet5" in name else old

    assert told(repacked(book(), decimals)) == ["Leerlijnen C3: Schrijf hier een heel getal, zoals 1 of 2."]


def test_a_name_that_looks_like_another_is_offered_a_hundred_times() -> None:
    goals = [GOALS[0], *[["Rusd", f"Ik doe {at}", "alle", ""] for at in range(120)]]
    offered = ["Bedoel je ‘Rust’?" in one for one in told(book(Leerdoelen=goals, Leerlijnen=[]))]
    assert offered == [True] * 100 + [False] * 20


def test_a_hidden_sheet_is_told_when_it_is_one_of_ours() -> None:
    def hide(made: Workbook) -> None:
        made.create_sheet("Aantekeningen").sheet_state = "veryHidden"
        made["Leerlijnen"].sheet_state = "hidden"

    assert told(book(hide)) == ["Leerlijnen: Dit blad is verborgen. Maak het zichtbaar, of haal het weg."]


def test_there_is_an_end_to_the_rows() -> None:
    many = [ROLES[0], *[[f"Rol {at}"] for at in range(MOST_ROWS + 1)]]
    assert told(book(Rollen=many))[0] == f"Rollen: Dit blad heeft te veel rijen. We lezen er hooguit {MOST_ROWS}."


def test_blank_rows_spaces_and_line_ends_do_not_matter() -> None:
    themes: list[list[Any]] = [
        [],
        THEMES[0],
        [],
        ["  Contact ", "Er\r\nzijn_x000D_", *THEMES[1][2:]],
        [" ", None],
        THEMES[2],
    ]
    found = read(book(Themas=themes))
    assert (found.themes[0].name.nl, found.themes[0].meaning.nl) == ("Contact", "Er\nzijn")
