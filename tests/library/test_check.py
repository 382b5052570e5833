"""`drieslag check`."""

from pathlib import Path

import pytest

from drieslag.library import check, formats, frameworks, instruments
from tests.kernel.frameworks import SMALL as SMALL_FRAMEWORK
from tests.library import questionnaires
from tests.library.scripts import SMALL, spoiled


def test_the_library_is_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([]) == 0
    counted = len(formats.load_all()), len(instruments.load_all()), len(frameworks.load_all())
    told = "{} draaiboeken, {} vragenlijsten en {} kaders kloppen.\n"
    assert capsys.readouterr().out == told.format(*counted)
    assert formats.broken() == ()
    assert instruments.broken() == ()
    assert frameworks.broken() == ()


def test_one_good_file_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yml"
    file.write_text(SMALL, "utf-8")
    assert check.main([str(file)], language="en") == 0
    assert capsys.readouterr().out == "1 script is in order.\n"


def test_a_folder_is_searched_and_each_problem_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "deep").mkdir()
    bad = tmp_path / "deep" / "a.yaml"
    bad.write_text(spoiled("minutes: 20\n", "minutes: 90\n"), "utf-8")
    (tmp_path / "b.yml").write_text(SMALL, "utf-8")
    (tmp_path / "notes.txt").write_text("no script", "utf-8")
    (tmp_path / "c.yuml").write_text("no script", "utf-8")
    assert check.main([str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"{bad}:10: minutes: De stappen duren samen 20 minuten, maar hier staat 90. "
        "Pas de minuten aan: hooguit 5 minuten verschil.\n"
    )


def test_a_missing_file_and_a_file_in_another_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("name: één".encode("latin-1"))
    absent = tmp_path / "absent.yaml"
    assert check.main([str(latin), str(absent)]) == 1
    assert capsys.readouterr().out == (
        f"{latin}:1: -: Dit bestand is geen UTF-8. Bewaar het opnieuw als UTF-8.\n"
        f"{absent}:1: -: Dit bestand is er niet. Controleer het pad.\n"
    )


def test_a_questionnaire_is_known_by_what_stands_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(questionnaires.SMALL, "utf-8")
    assert check.main([str(file)]) == 0
    assert capsys.readouterr().out == "1 vragenlijst klopt.\n"
    file.write_text(questionnaires.spoiled("minutes: 2\n", "minutes: 0\n"), "utf-8")
    assert check.main([str(file)], language="en") == 1
    assert capsys.readouterr().out == f"{file}:8: minutes: Write a whole number from 1 to 120.\n"


def test_a_framework_is_known_by_what_stands_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(frameworks.dump(SMALL_FRAMEWORK), "utf-8")
    (tmp_path / "script.yaml").write_text(SMALL, "utf-8")
    assert check.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "1 draaiboek en 1 kader kloppen.\n"
    file.write_text(frameworks.dump(SMALL_FRAMEWORK).replace("version: 1", "version: 0"), "utf-8")
    assert check.main([str(file)], language="en") == 1
    assert capsys.readouterr().out == f"{file}:4: version: Write a whole number from 1 to 9999.\n"


def test_an_empty_folder_is_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main([str(tmp_path)], language="en") == 0
    assert capsys.readouterr().out == "0 scripts are in order.\n"
