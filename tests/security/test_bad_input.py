"""Promise: bad input gets an answer, never a broken page, and one person's text never breaks another's (issue 2)."""

import pytest

from drieslag.learning.meetings import actions
from tests.factories.world import World
from tests.meetings.rooms import a_hall
from tests.security.rooms import address

pytestmark = pytest.mark.django_db

LONG = "9" * 5000  # more digits than Python reads
WIDE = "9" * 30  # more than the database takes
NOTHING = "\0"
ACTS = (
    ("weather", "check_in", {"scale_calm": LONG}),
    ("weather", "check_in", {"scale_calm": WIDE, "word": NOTHING}),
    ("weather", "contribute", {"text": "x", "field": NOTHING}),
    ("weather", "readiness", {"not_yet": NOTHING}),
    ("weather", "turn", {"seat": "x"}),
    ("cards", "contribute", {"text": "x" * 100_000}),
    ("cards", "contribute", {"text": NOTHING, "client_key": NOTHING}),
    ("dots", "votes", {"dots": WIDE, "target": "x"}),
    ("choice", "votes", {"dots": LONG, "option": "yes"}),
    ("choice", "votes", {"dots": "999999999", "option": "yes"}),
    ("choice", "votes", {"dots": "-5", "option": NOTHING}),
    ("pick", "number", {"number": LONG}),
    ("pick", "number", {"number": "-1"}),
    ("rating", "ratings", {"scale_calm": LONG, "scale_" + NOTHING: "3"}),
    ("tries", "try_outs", {"text": NOTHING, "kind": "action", "due_on": "9999-12-31"}),
    ("insights", "insights", {"text": "a", "level": NOTHING}),
)
CONTROLS = (
    ("move", {"from": NOTHING, "to": NOTHING}),
    ("time", {"minutes": LONG}),
    ("time", {"minutes": "-1", "step": NOTHING}),
    ("hand_over", {"to": NOTHING}),
    ("opening", {"step": NOTHING}),
    ("groups", {"step": NOTHING}),
)


def test_no_number_or_text_breaks_a_step(world: World) -> None:
    hall = a_hall(world)
    bram = world.client(world.bram)
    bram.raise_request_exception = False
    for step, act, given in ACTS:
        hall.go_to(step)
        answer = bram.post(address(act, hall, step), given)
        assert answer.status_code < 500, (step, act, given)


def test_no_control_breaks_the_desk(world: World) -> None:
    hall = a_hall(world)
    anna = world.client(world.anna)
    anna.raise_request_exception = False
    for control, given in CONTROLS:
        assert anna.post(address(control, hall), given).status_code < 500, (control, given)


@pytest.mark.parametrize("word", ["\x0b", "\x1b[31m", "\ufffe", "😀", "محمد", "Łukasz Žižek", "\u0378", "=1+1", "日本"])
def test_no_letter_keeps_the_report_from_being_printed(world: World, word: str) -> None:
    hall = a_hall(world)
    hall.go_to("cards")
    actions.contribute(by=hall.bram, meeting=hall.meeting, step="cards", text=f"Zo is het {word} en anders niet")
    actions.close(by=hall.anna, meeting=hall.meeting)
    anna = world.client(world.anna)
    anna.raise_request_exception = False
    for paper in ("report", "report_pdf", "report_sheet"):
        assert anna.get(address(paper, hall)).status_code == 200, paper


@pytest.mark.parametrize("body", ["[" * 900_000, '{"text":' * 100_000, "\xff", "null", '{"text": "\\ud800 Fatima"}'])
def test_no_body_breaks_the_shield(world: World, body: str) -> None:
    bram = world.client(world.bram)
    bram.raise_request_exception = False
    sent = bram.post("/shield/", body.encode("latin-1"), content_type="application/json")
    assert sent.status_code < 500
    slip = bram.post("/anonymous/slip/", body.encode("latin-1"), content_type="application/json")
    assert slip.status_code < 500
