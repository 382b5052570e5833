"""After all other tests of this folder: no log holds what somebody wrote, a name, or what an address was about."""

import re
import uuid
from pathlib import Path

import pytest

from drieslag.config import postgres
from tests.e2e.house import House
from tests.e2e.people import People, begin, write

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WORD = 6  # shorter ones stand in any text
OURS = {"W10", "facilitator", "participant", "experiment", "action"}  # words of the program itself


def logs(house: House) -> dict[Path, str]:
    """Every file in the home and beside the database that anything was logged to."""
    places = [house.home, postgres.place(house.home)]
    found = {path for place in places for path in place.rglob("*log*") if path.is_file() and "pg_" not in str(path)}
    return {path: path.read_text(errors="replace") for path in found}


def secrets_of(house: House) -> set[str]:
    names = {row["name"] for row in house.made["people"].values()}
    first = {name.split()[0] for name in names if len(name.split()[0]) >= WORD}
    keys = {row["id"] for row in house.made["people"].values()} | set(house.made["teams"].values())
    meetings = {str(row[0]) for row in house.sql("select id from meetings_meeting")}
    mails = {str(row[0]) for row in house.sql("select email from people_account")}
    said = {one.strip() for one in house.said if len(one.strip()) >= WORD}
    everything = (names | first | keys | meetings | mails | said | {"Noortje"}) - OURS
    return {one for one in everything if not A_DAY.fullmatch(one)}  # a log tells the day itself


def test_no_log_holds_what_was_said_or_who_said_it(people: People) -> None:
    house = people.house
    room = begin(people, code="W13")
    samira = room.enter("samira")
    write(samira, "Een zin die nergens mag blijven hangen")
    for wrong in (f"/threads/{uuid.uuid4()}/?q=Samira", "/Samira-El-Idrissi/", "/join/GEHEIM/"):
        samira.goto(wrong)
    house.said |= {"Samira-El-Idrissi", "GEHEIM", "q=Samira"}
    samira.context.request.post(f"{house.url}{room.address}moves/", form={"from": "nergens-bekend", "to": "x" * 900})
    house.said.add("nergens-bekend")
    found = logs(house)
    assert house.log in found
    looked_for = secrets_of(house)
    assert "Een zin die nergens mag blijven hangen" in looked_for
    assert len(looked_for) > 40
    leaks = [(path.name, secret[:60]) for path, text in found.items() for secret in looked_for if secret in text]
    assert leaks == []
