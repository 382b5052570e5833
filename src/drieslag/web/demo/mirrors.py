"""A mirror: somebody asks others about their own work, with names and without, and on paper."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from drieslag.core import clock
from drieslag.kernel.instrument import Instrument
from drieslag.surveys.actions import closing, expectations, invitations, mirror
from drieslag.surveys.actions.answers import hand_in_named
from drieslag.surveys.enums import NAMED_RELATIONS, Relation
from drieslag.surveys.models import Round
from drieslag.surveys.queries.rounds import instrument_of, late_until
from drieslag.web.demo import answers_of
from drieslag.web.demo.devices import fill_in
from drieslag.web.demo.founding import Stage

SOON, IN_A_WHILE = timedelta(minutes=10), timedelta(minutes=20)


def ask(stage: Stage, row: dict[str, Any]) -> None:
    """Ask everybody, and put their answers and the end on the timeline."""
    by = stage.people[row["by"]]
    asked = {Relation(name): told for name, told in row["asks"].items()}
    people = {stage.people[key].pk: relation for relation, told in asked.items() for key in told.get("people", ())}
    made = mirror.ask_for_mirror(
        by=by,
        instrument_code=row["instrument"],
        people=people,
        codes={relation: told["codes"] for relation, told in asked.items() if "codes" in told},
        closes_at=mirror.last_moment(clock.today() + timedelta(days=row["days"])),
    )
    expectations.expect(by=by, round_id=made.pk, words=row["expects"])
    made = mirror.open_mirror(by=by, round_id=made.pk)
    line = stage.timeline
    line.add(clock.now() + timedelta(days=2), partial(_answer, stage, row, made))
    line.add(made.closes_at + SOON, partial(closing.begin_closing, round_id=made.pk))
    line.add(late_until(made) + IN_A_WHILE, partial(closing.close_round, round_id=made.pk))


def _answer(stage: Stage, row: dict[str, Any], made: Round) -> None:
    instrument = instrument_of(made)
    words = iter(row["texts"])
    codes = mirror.make_paper(by=stage.people[row["by"]], round_id=made.pk)
    for name, told in row["asks"].items():
        relation = Relation(name)
        for key in told.get("answered", ()):
            given = _given(instrument, row, key, name) | next(words, {})
            if relation in NAMED_RELATIONS:
                hand_in_named(by=stage.people[key], round_id=made.pk, answers=given | told.get("says", {}))
                continue
            person = stage.people[key].pk
            invitee = made.invitees.select_related("group").get(person=person)
            fill_in(invitee, person, answers_of.as_text(given))
        for number, code in enumerate(codes.get(relation, ())[: told.get("came", 0)]):
            _on_paper(code, _given(instrument, row, f"{name} {number}", name), words)


def _on_paper(code: str, given: dict[str, Any], words: Iterator[dict[str, str]]) -> None:
    invitee = invitations.through_door(secret=code)
    fill_in(invitee, invitee.pk, answers_of.as_text(given | next(words, {})))


def _given(instrument: Instrument, row: dict[str, Any], who: str, where: str) -> dict[str, Any]:
    return answers_of.answers(instrument, row["answers"], who=who, where=where, at=row["key"])
