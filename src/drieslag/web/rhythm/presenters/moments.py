"""One moment on its own page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from drieslag.core import clock
from drieslag.learning.meetings.enums import MeetingPhase
from drieslag.learning.rhythm import queries, rules
from drieslag.learning.rhythm.models import Occurrence
from drieslag.learning.rhythm.queries import Moment
from drieslag.people.models import Person
from drieslag.web.components.dates import moment as clock_time
from drieslag.web.components.moments import Acts, Said, acts, format_name, mark_of, often, said, state_words, when_of

MOST_SAID = 10


@dataclass(frozen=True, slots=True)
class MomentPage:
    """All that the page prints."""

    moment: Moment
    acts: Acts
    title: str
    when: str
    until: str
    often: str
    mark: str
    state: str
    format: str
    meeting_id: str
    said: Said | None
    may_meet: bool
    may_begin: bool
    may_say_there: bool
    was_there: bool


def moment(person: Person, found: Occurrence) -> MomentPage:
    """Return the page of one moment."""
    each = queries.moment_of(found)
    planned = bool(rules.may_plan_meeting(person, found)) and each.meeting is None
    presence = bool(rules.may_say_there(person, found))
    length = ngettext("%(count)d minute", "%(count)d minutes", each.minutes) % {"count": each.minutes}
    return MomentPage(
        moment=each,
        acts=acts(each),
        title=each.agreement.title,
        when=when_of(each),
        until=_("until %(time)s, %(length)s") % {"time": clock_time(each.ends_at), "length": length},
        often=_("an extra one") if each.extra else often(each.agreement),
        mark=mark_of(each),
        state=state_words(each),
        format=format_name(each.format_code),
        meeting_id=str(each.meeting.pk) if each.meeting and each.meeting.phase != MeetingPhase.CANCELLED else "",
        said=said([each]),
        may_meet=planned,
        may_begin=planned and each.day == clock.today(),
        may_say_there=presence,
        was_there=presence and queries.said_there(person, found),
    )


def move_initial(found: Occurrence) -> dict[str, object]:
    """Begin with when it is."""
    at = queries.moment_of(found).starts_at.astimezone(clock.AMSTERDAM)
    return {"day": at.date(), "at": at.time(), "scope": "once"}
