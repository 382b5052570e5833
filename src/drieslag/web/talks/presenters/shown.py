"""Talks in words: where each is, the questions with their minutes, what was prepared and what was agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from drieslag.core import clock
from drieslag.development.talks import queries, rules, script
from drieslag.development.talks.enums import AHEAD, Side, TalkKind, TalkState, Who
from drieslag.development.talks.models import Preparation, Talk
from drieslag.development.talks.queries import Row, Seen, Version
from drieslag.people.models import Person
from drieslag.web.components.dates import long_day, moment, week_day


@dataclass(frozen=True, slots=True)
class Listed:
    """A talk in the list."""

    key: UUID
    title: str
    line: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """One agreement in words."""

    who: str
    what: str
    by_when: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """One version of the agreements in words."""

    number: int
    lines: tuple[AgreedLine, ...]
    help: str
    evidence: str
    signed: tuple[str, ...]
    sentence: str
    is_confirmed: bool


def kind_of(talk: Talk) -> str:
    """Return the kind, to begin a sentence with."""
    label = str(TalkKind(talk.kind).label)
    return label[:1].upper() + label[1:]


def title(talk: Talk, name: str) -> str:
    """Return what it is called."""
    return _("%(kind)s with %(name)s") % {"kind": kind_of(talk), "name": name} if name else kind_of(talk)


def when(talk: Talk) -> str:
    """Dinsdag 8 december om 14.00."""
    return _("%(day)s at %(time)s") % {"day": week_day(talk.planned_at), "time": moment(talk.planned_at)}


def listed(person: Person, rows: Iterable[Row]) -> tuple[list[Listed], list[Listed]]:
    """Return the talks to come, the first first, and those that were."""
    ahead: list[Listed] = []
    over: list[Listed] = []
    for row in rows:
        asked = row.talk.state == TalkState.ASKED and rules.side_of(person, row.talk) != row.talk.asked_by
        line = _state(row.talk) if row.talk.state in AHEAD else f"{_state(row.talk)} · {long_day(row.talk.planned_at)}"
        shown = Listed(row.talk.pk, title(row.talk, row.name), line, asked)
        (ahead if row.talk.state in AHEAD else over).append(shown)
    return ahead[::-1], over


def _state(talk: Talk) -> str:
    if talk.state == TalkState.PLANNED:
        return when(talk)
    if talk.state == TalkState.ASKED:
        return _("%(when)s, not accepted yet") % {"when": when(talk)}
    label = str(TalkState(talk.state).label)
    return label[:1].upper() + label[1:]


def parts_of(kind: TalkKind) -> list[script.Part]:
    """Return the questions of a talk with their minutes."""
    return list(script.PARTS[kind])


def page(person: Person, seen: Seen) -> dict[str, Any]:
    """Return all that the page of a talk shows to one of its two."""
    talk, is_mine = seen.talk, seen.side == Side.OWNER
    latest = seen.latest
    names = who_names(seen)
    return {
        "talk": talk,
        "title": title(talk, seen.name),
        "when": when(talk),
        "state": _state(talk),
        "name": seen.name or _("the other"),
        "other": talk.other if seen.name else None,
        "is_mine": is_mine,
        "is_closed": talk.state == TalkState.CLOSED,
        "is_over": talk.state in (TalkState.DECLINED, TalkState.CALLED_OFF),
        "parts": parts_of(TalkKind(talk.kind)),
        "minutes": script.minutes(TalkKind(talk.kind)),
        "cards": queries.cards_of(talk),
        "mine": prepared(seen.side, seen.mine),
        "mine_is_open": seen.mine is not None and seen.mine.opened_on is not None,
        "theirs": prepared(Side.OTHER if is_mine else Side.OWNER, None if seen.theirs_is_closed else seen.theirs),
        "theirs_is_closed": seen.theirs_is_closed,
        "versions": [_version(one, names, seen) for one in seen.versions],
        "to_confirm": latest is not None and bool(rules.may_reply(person, talk, latest.agreement)),
        "may_answer": bool(rules.may_answer(person, talk)),
        "may_move": bool(rules.may_move(person, talk)),
        "may_prepare": bool(rules.may_prepare(person, talk)),
        "may_write": bool(rules.may_write(person, talk)),
        "may_close": bool(rules.may_close(person, talk)),
        "was": talk.planned_at <= clock.now(),
    }


def who_names(seen: Seen) -> dict[Who, str]:
    """Return who does what, in the words of the reader."""
    me, other = _("You"), seen.name or _("The other")
    is_mine = seen.side == Side.OWNER
    return {Who.OWNER: me if is_mine else other, Who.OTHER: other if is_mine else me, Who.BOTH: _("Both of you")}


def prepared(side: Side, preparation: Preparation | None) -> list[tuple[str, str]]:
    """Return what was prepared: the questions that were answered, with the words."""
    answers = queries.answers_of(preparation)
    return [(str(one.text), answers[one.key]) for one in script.PREPARED[side] if one.key in answers]


def _version(one: Version, names: dict[Who, str], seen: Seen) -> ShownVersion:
    signed = [(names[Who.OWNER], one.agreement.made_on)]
    if one.confirmed_on:
        signed.append((names[Who.OTHER], one.confirmed_on))
    return ShownVersion(
        number=one.agreement.number,
        lines=tuple(AgreedLine(names[line.who], line.what, _by(line.by_when)) for line in one.lines),
        help=one.agreement.help,
        evidence=one.agreement.evidence,
        signed=tuple(_("%(name)s, %(day)s") % {"name": name, "day": long_day(day)} for name, day in signed),
        sentence=one.sentence,
        is_confirmed=one.confirmed_on is not None,
    )


def _by(day: date | None) -> str:
    return _("by %(day)s") % {"day": long_day(day)} if day else ""
