"""Sheets of cards: read whole or not at all, with every error at its cell."""

import pytest
from django.utils import translation

from drieslag.development.talks import sheet
from drieslag.development.talks.enums import Whom
from drieslag.development.talks.models import DeckCard
from drieslag.development.talks.written import Problem, Words
from drieslag.learning.support.enums import Room
from tests.talks.decking import workbook

HEAD = ("Vraag", "Kopje", "Soort vraag", "Voor wie")


def read(*rows: tuple[str | None, ...]) -> list[Words] | list[Problem]:
    return sheet.read(workbook(*rows), file="kaarten.xlsx")


def csv(text: str, encoding: str = "utf-8") -> list[Words] | list[Problem]:
    return sheet.read(text.encode(encoding), file="Kaarten.CSV")


def test_a_workbook_in_either_language() -> None:
    whole = read(
        ("Onze kaarten",),
        (),
        ("Vraag", "Kop", "Dimensie", "Voor wie", "Opmerking"),
        ("Wat ging goed?", "Je werk", "reflecteren", "iedereen", "weg"),
        (),
        ("Wat vraag je mij?", None, None, "Wie het gesprek leidt"),
    )
    assert whole == [
        Words("Wat ging goed?", "Je werk", Room.REFLECTING, Whom.EVERYONE),
        Words("Wat vraag je mij?", "", "", Whom.LEADER),
    ]
    assert read(("For whom", "Question"), ("who leads", "What?")) == [Words("What?", "", "", Whom.LEADER)]


def test_everything_that_is_wrong_stands_at_its_cell() -> None:
    wrong = read(
        HEAD,
        ("Wat ging goed?", "k" * 61, "hoogte", "de baas"),
        (None, "Alleen een kop"),
        ("=1+1",),
        ("x" * 201,),
        ("wat ging GOED?",),
    )
    assert [one.place for one in wrong if isinstance(one, Problem)] == ["B2", "C2", "D2", "A3", "A4", "A5", "A6"]
    assert [str(one) for one in wrong[-1:]] == ["A6: The same question stands here: A2."]


def test_a_sheet_without_questions_says_so() -> None:
    assert [str(one) for one in read(("Wat", "Hoe"), ("Een", "Twee"))] == [
        "A1: There is no column with questions. Write ‘Question’ above it."
    ]
    assert [str(one) for one in read(HEAD)] == ["A2: Write one question at least."]
    assert [one.place for one in read(HEAD, *((f"Vraag {n}?",) for n in range(101))) if isinstance(one, Problem)] == [
        ""
    ]


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_a_csv_as_any_program_keeps_it(between: str) -> None:
    text = f'Vraag{between}Kop\r\n"Wat, en; waarom?"{between}Één\r\n'
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert csv(text, encoding) == [Words("Wat, en; waarom?", "Één")]


def test_a_csv_with_one_column_keeps_its_commas() -> None:
    assert csv("Vraag\nWat doe je, en waarom?\n\nEn dan; wat?\n") == [
        Words("Wat doe je, en waarom?"), Words("En dan; wat?"),
    ]  # fmt: skip
    assert [str(one) for one in csv("Vraag;Voor wie\n;\nWat?;de baas\n")] == [
        "B3: Write ‘everyone’ or ‘who leads the talk’, or leave the cell empty."
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01", b'Vraag\n"' + b"x" * 200_000, b"Vraag\n" + b"Wat?\n" * 1_200, b"x" * 2_000_001]
)
def test_what_is_no_list_of_questions_is_refused_in_a_sentence(data: bytes) -> None:
    for name in ("kaarten.csv", "kaarten.xlsx"):
        found = sheet.read(data, file=name)
        assert found
        assert all(isinstance(one, Problem) and one.message for one in found)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_written_is_read_back_the_same(language: str) -> None:
    rows = [
        DeckCard(text="=Wat ging goed?", heading="Je werk", dimension=Room.FUTURE, whom=Whom.LEADER),
        DeckCard(text="Wat nog?", heading="", dimension="", whom=Whom.EVERYONE),
    ]
    with translation.override(language):
        back, example = sheet.write(rows), sheet.write([])
    assert sheet.read(back, file="terug.xlsx") == [
        Words("=Wat ging goed?", "Je werk", Room.FUTURE, Whom.LEADER), Words("Wat nog?"),
    ]  # fmt: skip
    cards = [one for one in sheet.read(example, file="leeg.xlsx") if isinstance(one, Words)]
    assert [(one.dimension, one.whom) for one in cards] == [
        (Room.REFLECTING, Whom.EVERYONE), (Room.DIALOGUE, Whom.LEADER),
    ]  # fmt: skip
