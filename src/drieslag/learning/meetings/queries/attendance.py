"""Where one noted to have been: read by that person alone."""

import json

from drieslag.learning.meetings.models import Attendance, Meeting
from drieslag.people.models import Person


def was_there(person: Person, meeting: Meeting) -> bool:
    """Whether this person noted to have been at the meeting: for that person alone."""
    mine = Attendance.objects.filter(person=person)
    return any(json.loads(row.text).get("meeting") == str(meeting.pk) for row in mine)
