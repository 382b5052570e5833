"""States of meetings and seats; each state machine is one dict from state to the states that may follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingPhase(models.TextChoices):
    """Where a meeting is. Within a running one the events say more (kernel.script)."""

    PLANNED = "planned", _("planned")
    RUNNING = "running", _("running")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", _("ended")
    CANCELLED = "cancelled", _("cancelled")


MEETING_PHASES: dict[MeetingPhase, frozenset[MeetingPhase]] = {
    MeetingPhase.PLANNED: frozenset({MeetingPhase.RUNNING, MeetingPhase.CANCELLED}),
    MeetingPhase.RUNNING: frozenset({MeetingPhase.PAUSED, MeetingPhase.CLOSED}),
    MeetingPhase.PAUSED: frozenset({MeetingPhase.RUNNING, MeetingPhase.CLOSED}),
    MeetingPhase.CLOSED: frozenset(),
    MeetingPhase.CANCELLED: frozenset(),
}
LIVE_PHASES = frozenset({MeetingPhase.RUNNING, MeetingPhase.PAUSED})


class SeatState(models.TextChoices):
    """Where someone in a meeting is. It says so now, and is kept nowhere afterwards."""

    WAITING = "waiting", _("waiting to be let in")
    LET_IN = "let_in", _("there")
    AWAY = "away", _("away for a moment")
    LEFT = "left", _("gone")
    REMOVED = "removed", _("put out")


SEAT_STATES: dict[SeatState, frozenset[SeatState]] = {
    SeatState.WAITING: frozenset({SeatState.LET_IN, SeatState.REMOVED}),  # not LEFT: who left comes back without asking
    SeatState.LET_IN: frozenset({SeatState.AWAY, SeatState.LEFT, SeatState.REMOVED}),
    SeatState.AWAY: frozenset({SeatState.LET_IN, SeatState.LEFT, SeatState.REMOVED}),
    SeatState.LEFT: frozenset({SeatState.LET_IN, SeatState.REMOVED}),
    SeatState.REMOVED: frozenset(),
}
PRESENT = frozenset({SeatState.LET_IN, SeatState.AWAY})
