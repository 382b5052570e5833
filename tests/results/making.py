"""Closed rounds to read, made as closing makes them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from drieslag.core import clock
from drieslag.kernel.instrument import Instrument
from drieslag.library import instruments
from drieslag.people.models import Team
from drieslag.surveys import freezing
from drieslag.surveys.enums import RoundState
from drieslag.surveys.models import ClosedText, Group, Round

LIST = """
schema: 1
code: I99
slug: proef
version: 1
name: {nl: Ruimte om te leren, en: Room to learn}
purpose: {nl: Zien of er ruimte is., en: See whether there is room.}
intro: {nl: Er zijn geen goede antwoorden., en: There are no right answers.}
minutes: 3
licence: own
sources: [Van ons]
uses: [team, organisation]
modes: [anonymous]
responses:
  - key: true_here
    labels:
      - {nl: helemaal niet waar, en: not at all true}
      - {nl: niet waar, en: not true}
      - {nl: soms, en: sometimes}
      - {nl: waar, en: true}
      - {nl: helemaal waar, en: quite true}
pages:
  - title: {nl: Ons team, en: Our team}
    answers: true_here
    items:
      - {key: mistakes, text: {nl: Je kunt hier fouten bespreken, en: You can discuss mistakes here}}
      - {key: time, text: {nl: Er is tijd om te leren, en: There is time to learn}}
      - {key: alone, text: {nl: Ik sta er alleen voor, en: I am on my own}, reverse: true}
      - key: room
        kind: choice
        text: {nl: Hoeveel ruimte voel jij?, en: How much room do you feel?}
        options:
          - {key: none, name: {nl: geen, en: none}}
          - {key: some, name: {nl: een beetje, en: some}}
          - {key: much, name: {nl: veel, en: much}}
      - {key: more, kind: text, text: {nl: Wat wil je nog zeggen?, en: What else?}}
scales:
  - key: learning
    name: {nl: Samen leren, en: Learning together}
    items: [mistakes, time, alone]
    reading: {nl: Van 1 tot 5. Hoger is meer., en: From 1 to 5. Higher is more.}
references:
  - of: room
    n: 116
    year: 2018
    population: {nl: Wijkteams die meededen, en: Teams that took part}
    source: Movisie
    shares: [{answer: none, count: 2}, {answer: some, count: 83}, {answer: much, count: 31}]
discuss:
  - {nl: "Wat slokt onze leertijd op?", en: "What eats our time to learn?"}
"""
KEYS = ("mistakes", "time", "alone", "room")


def an_instrument() -> Instrument:
    """Return an instrument with three items of a scale, a choice and an open text."""
    found = instruments.load(LIST, file="test", trusted=True)
    assert isinstance(found, Instrument), found
    return found


def responses(rows: Sequence[Sequence[Any]], keys: Sequence[str] = KEYS) -> list[dict[str, Any]]:
    """Return responses: one row a person, None for what was skipped."""
    return [{key: value for key, value in zip(keys, row, strict=True) if value is not None} for row in rows]


def close(
    instrument: Instrument,
    answers: Mapping[Team | None, Sequence[Mapping[str, Any]]],
    *,
    sizes: Mapping[Team | None, int] | None = None,
    joined: Sequence[Team] = (),
    at: datetime | None = None,
    texts: Mapping[Team, Sequence[str]] | None = None,
    **fields: Any,
) -> Round:
    """Make a closed round with its groups and records. `None` holds who is in no team, `joined` who has no group."""
    organisation = next(team for team in [*answers, *joined] if team).organisation_id
    closed = at or clock.now()
    row = Round.objects.create(
        organisation_id=organisation,
        instrument_code=instrument.code,
        instrument_version=1,
        instrument=instruments.dump(instrument),
        title="Ruimte om te leren",
        mode="anonymous",
        made_at=closed - timedelta(days=20),
        state=RoundState.CLOSED,
        opened_at=closed - timedelta(days=15),
        closes_at=closed - timedelta(days=1),
        closed_at=closed,
        **fields,
    )
    root = Group.objects.create(organisation_id=organisation, round=row, name="Alle gevraagde teams")
    groups, given = [root], {}
    for team, found in answers.items():
        group = root if team is None else _part(root, team)
        group.counted_in, group.answers = group, len(found)
        group.size = group.members = (sizes or {}).get(team, len(found))
        group.save()
        given[group.pk] = found
        if team is not None:
            groups.append(group)
            _texts(group, (texts or {}).get(team, ()))
    for team in joined:
        group = _part(root, team)
        group.counted_in = root
        group.save()
        groups.append(group)
    freezing.freeze(round=row, instrument=instrument, groups=groups, responses=given)
    return row


def _part(root: Group, team: Team) -> Group:
    return Group(organisation_id=root.organisation_id, round=root.round, parent=root, team=team, name=team.name)


def _texts(group: Group, said: Sequence[str]) -> None:
    for text in said:
        ClosedText.objects.create(
            organisation_id=group.organisation_id, round=group.round, group=group, item="more", text=text
        )
