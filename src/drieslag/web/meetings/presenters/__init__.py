"""Rows for the pages of meetings, in the reader's language."""

from drieslag.web.meetings.presenters.desk import desk
from drieslag.web.meetings.presenters.formats import format_page, suggestions
from drieslag.web.meetings.presenters.own import own
from drieslag.web.meetings.presenters.past import past_step, past_steps
from drieslag.web.meetings.presenters.plans import next_sitting, past, plan_initial, plan_of
from drieslag.web.meetings.presenters.room import stage

__all__ = [
    "desk",
    "format_page",
    "next_sitting",
    "own",
    "past",
    "past_step",
    "past_steps",
    "plan_initial",
    "plan_of",
    "stage",
    "suggestions",
]
