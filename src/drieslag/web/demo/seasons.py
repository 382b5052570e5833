"""How full the year is: how often learning time gives way in which weeks, and to what.

Holidays lie where they lie in the calendar. Team Oost had an autumn with a crisis and open vacancies, and came back
slowly. The same day of the same team always ends the same.
"""

import random
from datetime import date, timedelta
from types import MappingProxyType

from drieslag.core import clock
from drieslag.learning.rhythm.enums import Kind, Reason

USUAL = MappingProxyType({"linde": 0.12, "oost": 0.14, "haven": 0.2, "toegang": 0.16})
"""Which part of the weeks a team loses its longest weekly moment, when nothing special is going on."""
CALM = ((Reason.CASELOAD, 6), (Reason.CRISIS, 3), (Reason.OTHER, 2))
HARD = ((Reason.VACANCY, 6), (Reason.CRISIS, 3), (Reason.CASELOAD, 2))
HOLIDAYS = ((Reason.HOLIDAY, 1),)

BETWEEN_THE_YEARS, SUMMER, AUTUMN = 1.0, 0.55, 0.75
RECOVERY = timedelta(days=150)
RECOVERS_FROM = 0.55
HARD_TEAM = "oost"

STURDY = MappingProxyType({Kind.CHECK_IN: 0.4, Kind.BOARD_SESSION: 0.75, Kind.TEAM_DAY: 0.3, Kind.INTERVISION: 0.8})
"""What a kind of moment loses of what the longest one loses: five minutes are kept more easily."""
MOVED = 0.07
MOVABLE = frozenset({Kind.CASE_DISCUSSION, Kind.INTERVISION, Kind.QUESTION_JAR, Kind.TEAM_DAY})


def dice(team: str, kind: str, day: date) -> random.Random:
    """Return chance for one moment, always the same."""
    return random.Random(f"{team} {kind} {day}")  # noqa: S311 — made-up days, no secret


def fate(team: str, kind: str, day: date) -> Reason | int:
    """Return what a moment gave way to; or by how many days it was moved before it was held, mostly none."""
    chance, reasons = _week(team, day)
    monday = day - timedelta(days=day.weekday())
    week = random.Random(f"{team} {monday}")  # noqa: S311 — one chance for the week: a full week is full for all of it
    sturdy = 1.0 if reasons is HOLIDAYS and chance == BETWEEN_THE_YEARS else STURDY.get(Kind(kind), 1.0)
    if week.random() < chance * sturdy:
        return week.choices([reason for reason, _ in reasons], [weight for _, weight in reasons])[0]
    own = dice(team, kind, day)
    return own.choice((1, 1, 2)) if kind in MOVABLE and own.random() < MOVED else 0


def _week(team: str, day: date) -> tuple[float, tuple[tuple[Reason, int], ...]]:
    """Return which part of such weeks is lost, and to what."""
    if (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 3):
        return BETWEEN_THE_YEARS, HOLIDAYS
    if (7, 15) <= (day.month, day.day) <= (8, 22):
        return SUMMER, HOLIDAYS
    if team == HARD_TEAM:
        first, last = hard_autumn(clock.today())
        if first <= day <= last:
            return AUTUMN, HARD
        if last < day < last + RECOVERY:
            left = 1 - (day - last) / RECOVERY
            return USUAL[team] + (RECOVERS_FROM - USUAL[team]) * left, HARD
    return USUAL[team], CALM


def hard_autumn(today: date) -> tuple[date, date]:
    """Return when the hard autumn was: the last one that has been over for two months."""
    year = today.year
    while date(year, 12, 4) > today - timedelta(days=60):
        year -= 1
    return date(year, 9, 14), date(year, 12, 4)
